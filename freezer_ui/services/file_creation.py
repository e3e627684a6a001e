"""Creates a job, an action or a session from a file for Freezer's command line, or checks it."""

from collections.abc import Mapping
from typing import Any, cast
from uuid import uuid4

from freezer_ui.api.client import Freezer
from freezer_ui.domain.document_types import Job, JobAction
from freezer_ui.domain.forms import file, file_update
from freezer_ui.domain.jobs import action, standalone
from freezer_ui.domain.labels import client_label
from freezer_ui.domain.schedules import schedule
from freezer_ui.errors import Invalid
from freezer_ui.message import message
from freezer_ui.messages import resolved, say
from freezer_ui.services import action_writes, clock, job_creation, jobs, preview, sessions
from freezer_ui.services.answers import Answer
from freezer_ui.services.reader import Reader


def create_job(freezer: Freezer, body: object, now: int) -> Answer:
    """Create a job (file.read_job); return it as it was read back.

    With "check" nothing is written; return {"id", "description", "client_id", "actions": [[{"name",
    "value"}]], "runs", "schedule": job_creation.timing or None, "warnings", "ignored"}. Raises
    Invalid.
    """
    wanted = file.read_job(body, clock.moment(now))
    reader = Reader(freezer, now)
    client = reader.find_clients([wanted.client_id])[wanted.client_id]
    if client is None:
        gone = [client_label(wanted.client_id)]
        raise Invalid({"client_id": message("forms.unregistered", clients=gone)})
    new = job_creation.New(wanted.id or uuid4().hex, _document(wanted, now))
    job_creation.refuse_unable([new], {wanted.client_id: client}, "client_id")
    if wanted.runs:
        job_creation.refuse_short_keeping(wanted.schedule, new.actions, now, "job_actions")
    if not wanted.check:
        return jobs.row(freezer, job_creation.create(freezer, new))
    job_creation.warn_of_twins([new], reader.all_jobs())
    meant = preview.preview(freezer, {"schedule": wanted.schedule}, now)
    return {
        "id": new.id,
        "description": wanted.description,
        "client_id": wanted.client_id,
        "actions": [resolved(action.fields(each)) for each in new.actions],
        "runs": wanted.runs,
        "schedule": job_creation.timing(meant) if wanted.schedule else None,
        "warnings": [say(each) for each in new.warnings],
        "ignored": wanted.ignored,
    }


def _document(wanted: file.Job, now: int) -> Job:
    fields = wanted.schedule
    when = (
        sessions.to_store(fields, now, as_calendar=False)
        if wanted.runs
        else standalone.stopped(sessions.preferred(fields, clock.agents(now), False))
    )
    return {
        "client_id": wanted.client_id,
        "description": wanted.description,
        "job_actions": [cast(JobAction, each) for each in wanted.entries],
        "job_schedule": schedule.document(when),
    }


def create_action(freezer: Freezer, body: object) -> Answer:
    """Create an action (file.read_action); return it as it was read back.

    With "check" nothing is written; return {"description", "actions": [[{"name", "value"}]],
    "ignored"}. Raises Invalid.
    """
    wanted = file.read_action(body)
    if not wanted.check:
        return action_writes.add_once(freezer, wanted.document, wanted.id)
    return {
        "description": file_update.name_of(wanted.document),
        "actions": [resolved(action.fields(wanted.document["freezer_action"]))],
        "ignored": wanted.ignored,
    }


def create_session(freezer: Freezer, body: object, now: int) -> Answer:
    """Create a session (file.read_session); return it as it was read back.

    With "check" nothing is written; return {"description", "hold_off", "schedule":
    job_creation.timing or None, "ignored"}. Raises Invalid.
    """
    wanted = file.read_session(body, clock.moment(now))
    parts = wanted.parts
    if not wanted.check:
        return sessions.create_session(freezer, {**parts, "again": wanted.again}, now)
    return {
        "description": parts["description"],
        "hold_off": parts.get("hold_off"),
        "schedule": _runs(freezer, parts, now),
        "ignored": wanted.ignored,
    }


def _runs(freezer: Freezer, parts: Mapping[str, Any], now: int) -> dict[str, Any] | None:
    if not parts["schedule"]:
        return None
    return job_creation.timing(preview.preview(freezer, {"schedule": parts["schedule"]}, now))
