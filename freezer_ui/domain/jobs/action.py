"""The fields of an action for display, without secrets (secrets.py)."""

from collections.abc import Iterable
from typing import Any

from freezer_ui.domain.document_types import Job, Options
from freezer_ui.domain.jobs import agent_options, kind, secrets
from freezer_ui.message import Message, message

#: Fields that come first, in this order.
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
    """Return the non-empty fields of a freezer_action: [{"name", "value"}].

    A value is a text, a message, or None if it is hidden; `reveal` hides nothing.
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
    """Return one field as text; None if it is empty or hidden."""
    value = action.get(name)
    return None if value in (None, "") else secrets.shown(name, value)


def cell(action: Options, name: str) -> str | None:
    """As shown, but secrets.HIDDEN for a hidden field."""
    is_hidden = action.get(name) not in (None, "") and shown(action, name) is None
    return secrets.HIDDEN if is_hidden else shown(action, name)


def recorded(option: object) -> str | None:
    """Return an option as records.facts has it of the backups that the action makes; None if it is
    empty, or a template, which is recorded after it was filled in.
    """
    text = agent_options.plain(str(option or ""))
    return None if not text or "{" in text else secrets.text(text)


def first_of(job: Job) -> Options:
    """Return a job's first action, or {}."""
    return next(iter(kind.actions_of(job)), {})


def uses(jobs: Iterable[Job]) -> dict[str, list[Job]]:
    """Return the jobs that use each action, by action id."""
    found: dict[str, list[Job]] = {}
    for job in jobs:
        for action_id in {each.get("action_id") for each in job.get("job_actions") or []}:
            found.setdefault(action_id or "", []).append(job)
    return found
