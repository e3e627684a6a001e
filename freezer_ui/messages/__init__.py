"""Every sentence that a tenant reads, in the language of the request, with times in the user's
zone.

Rules answer a Message, and `say` makes its sentence. A code names a lazy text, which takes the
parameters as they are, or a function where more is needed, such as a plural or a time. Whoever
stands above the rules calls the functions.
What goes to logs is English, and not from here.
"""

from collections.abc import Mapping
from types import ModuleType
from typing import Any, overload

from django.utils import translation

from freezer_ui.message import Message
from freezer_ui.messages import (
    advice,
    forms,
    freezer,
    health,
    input,
    installation,
    jobs,
    restores,
    run_actions,
    runs,
    schedules,
    service,
    sessions,
    snapshots,
    volumes,
)

#: Where the sentence of a code is: "runs.complete" is the text or function `complete` of runs.
_TOPICS: Mapping[str, ModuleType] = {
    "advice": advice,
    "forms": forms,
    "freezer": freezer,
    "health": health,
    "input": input,
    "installation": installation,
    "jobs": jobs,
    "restores": restores,
    "run_actions": run_actions,
    "runs": runs,
    "schedules": schedules,
    "service": service,
    "sessions": sessions,
    "snapshots": snapshots,
    "volumes": volumes,
}


@overload
def say(told: Message | str) -> str: ...
@overload
def say(told: None) -> None: ...
def say(told: Message | str | None) -> str | None:
    """Return the sentence of a message; a text is returned unchanged."""
    if not isinstance(told, Message):
        return told
    topic, name = told.code.split(".")
    sentence, params = getattr(_TOPICS[topic], name), resolved(told.params)
    return sentence(**params) if callable(sentence) else str(sentence) % params


def in_english(told: Message | str) -> str:
    """Return the sentence of a message in English, for logs."""
    with translation.override("en"):
        return say(told)


def resolved(value: object) -> Any:
    """Return plain data with a sentence in place of each message."""
    if isinstance(value, Message):
        return say(value)
    if isinstance(value, Mapping):
        return {key: resolved(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [resolved(each) for each in value]
    return value
