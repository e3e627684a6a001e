"""What an action does, in fields that anybody of the project may see (secrets.py)."""

from collections.abc import Iterable
from typing import Any

from freezer_ui.domain.document_types import Job, Options
from freezer_ui.domain.jobs import secrets
from freezer_ui.message import Message, message

#: In this order, before all others.
FIRST = (
    "action",
    "mode",
    "backup_name",
    "path_to_backup",
    "storage",
    "container",
    "engine_name",
    "max_level",
    "hostname",
)


def fields(action: Options, reveal: bool = False) -> list[dict[str, Any]]:
    """The fields of a freezer_action that say something: [{"name", "value": text, or a message, or
    None for what is hidden}]; with `reveal` nothing is.
    """
    given = {name: value for name, value in action.items() if value not in (None, "", [], {})}
    order = [*(name for name in FIRST if name in given), *sorted(set(given) - set(FIRST))]
    show = _revealed if reveal else secrets.shown
    return [
        {"name": name, "value": _in_words(given[name], show(name, given[name]))} for name in order
    ]


def _revealed(_name: str, value: object) -> str:
    return secrets.plain(value)


def _in_words(value: object, shown: str | None) -> Message | str | None:
    is_word = isinstance(value, bool) and shown is not None
    return message("jobs.yes" if value else "jobs.no") if is_word else shown


def shown(action: Options, name: str) -> str | None:
    """One field as text; None where there is none, or where it is hidden."""
    value = action.get(name)
    return None if value in (None, "") else secrets.shown(name, value)


def cell(action: Options, name: str) -> str | None:
    """The same for a list, which says of a hidden one that it is."""
    is_hidden = action.get(name) not in (None, "") and shown(action, name) is None
    return secrets.HIDDEN if is_hidden else shown(action, name)


def first_of(job: Job) -> Options:
    """What a job does first: all that the jobs do that are made here."""
    return (job.get("job_actions") or [{}])[0].get("freezer_action") or {}


def uses(jobs: Iterable[Job]) -> dict[str, list[Job]]:
    """The jobs that run each action, by its id."""
    found: dict[str, list[Job]] = {}
    for job in jobs:
        for action_id in {each.get("action_id") for each in job.get("job_actions") or []}:
            found.setdefault(action_id or "", []).append(job)
    return found
