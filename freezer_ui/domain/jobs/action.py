"""What an action does, in fields that anybody of the project may see.

Agents take passwords from an action as from their configuration, and Freezer stores and shows them
as they are: here they are hidden, whoever asks.
"""

import re
from collections.abc import Iterable, Mapping

#: In this order, before all others.
_FIRST = (
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
# What is no secret but only has its name: a file of keys, a login.
_SECRET = re.compile(
    r"passw|passphrase|secret|token|credential|private|_key$|^key$|^auth(_|$)", re.I
)
# The login that a URL may hold: a proxy's, a database's.
_LOGIN = re.compile(r"(?<=://)[^/@\s]+@")


def is_secret(name: str) -> bool:
    """Whether a field of this name may hold a password, or lead to one."""
    return _SECRET.search(name) is not None


def without_login(text: str) -> str:
    """The same, with the login hidden in each URL that has one."""
    return _LOGIN.sub("…@", text)


def fields(action: Mapping) -> list[dict]:
    """The fields of a freezer_action that say something: [{"name", "value": text or None for what
    is hidden}].
    """
    given = {name: value for name, value in action.items() if value not in (None, "", [], {})}
    order = [*(name for name in _FIRST if name in given), *sorted(set(given) - set(_FIRST))]
    return [
        {"name": name, "value": None if is_secret(name) else _text(given[name])} for name in order
    ]


def shown(action: Mapping, name: str) -> str | None:
    """One field as text; None where there is none."""
    value = action.get(name)
    return None if value in (None, "") or is_secret(name) else _text(value)


def first_of(job: Mapping) -> Mapping:
    """What a job does first: all that the jobs do that are made here."""
    return (job.get("job_actions") or [{}])[0].get("freezer_action") or {}


def uses(jobs: Iterable[Mapping]) -> dict[str, list[Mapping]]:
    """The jobs that run each action, by its id."""
    found: dict[str, list[Mapping]] = {}
    for job in jobs:
        for action_id in {each.get("action_id") for each in job.get("job_actions") or []}:
            found.setdefault(action_id, []).append(job)
    return found


def _text(value: object) -> str:
    """Whatever a user or an agent wrote; what is inside of it is as secret as it would be alone.

    It is no deeper than documents.py lets through.
    """
    if isinstance(value, Mapping):
        return ", ".join(
            f"{name}: {'…' if is_secret(str(name)) else _text(each)}"
            for name, each in value.items()
        )
    if isinstance(value, list):
        return ", ".join(map(_text, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return without_login(str(value))
