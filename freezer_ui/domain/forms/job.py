"""The form of an existing job: its name, the order of its actions, and its own schedule."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from freezer_ui.domain import fingerprint, session_input
from freezer_ui.domain.body import BOOLEAN, ID, TEXT, Body, array, parse_object
from freezer_ui.domain.document_types import Job
from freezer_ui.domain.errors_by_field import Errors
from freezer_ui.domain.schedules import parsing, schedule
from freezer_ui.message import Message, message

#: Actions of one job.
MOST_ACTIONS = 500
EDIT = Body(
    {
        "description": session_input.FIELDS["description"],
        "actions": array(ID, minItems=1, maxItems=MOST_ACTIONS),
        "schedule": schedule.SCHEMA,
        "as_calendar": BOOLEAN,
        "version": TEXT,
    },
    needed=("version",),
)


@dataclass(frozen=True)
class Edit:
    """A request to change a job; None leaves a field unchanged. `actions` are ids."""

    description: str | None
    actions: tuple[str, ...] | None
    schedule: Mapping[str, str] | None
    as_calendar: bool
    version: object


def read(body: object, now: datetime) -> Edit:
    """Read an Edit. Raises Invalid with a sentence for each wrong field."""
    sent = parse_object(body, EDIT)
    errors = Errors()
    description = when = None
    if "description" in sent:
        missing = message("forms.no_job_name")
        description = errors.read(session_input.description, sent["description"], missing)
    if "schedule" in sent:
        when = errors.read(parsing.parse, sent["schedule"], now)
    actions = sent.get("actions")
    if "actions" in sent:
        errors.refuse("actions", actions_wrong(actions))
    errors.raise_any()
    return Edit(
        description=description,
        actions=tuple(actions) if isinstance(actions, list) else None,
        schedule=when,
        as_calendar=sent.get("as_calendar", False),
        version=sent.get("version"),
    )


def action_ids(job: Job) -> list[str]:
    """Return the ids of the job's actions, in order."""
    return [str(entry.get("action_id") or "") for entry in job.get("job_actions") or []]


def version(job: Job) -> str:
    """Return a hash of everything that the form shows."""
    shown = [job.get("description"), action_ids(job), schedule.own(job.get("job_schedule"))]
    return fingerprint.of([*shown, job.get("session_id") or None])


def actions_wrong(actions: object) -> Message | None:
    """Return what is wrong with a list of ids of actions, or None."""
    if not isinstance(actions, list) or not actions:
        return message("forms.no_actions")
    if len(actions) > MOST_ACTIONS:
        return message("forms.action_count", most=MOST_ACTIONS)
    if not all(map(session_input.is_id, actions)):
        return message("forms.not_listed")
    if len(set(actions)) < len(actions):
        return message("forms.action_twice")
    return None
