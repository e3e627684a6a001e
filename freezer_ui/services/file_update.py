"""Changes a job, an action or a session by a file for Freezer's command line.

A check first says field by field what would change. The services of the edit forms do the writing.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, cast
from uuid import NAMESPACE_OID, uuid5

from freezer_ui.api.client import Freezer
from freezer_ui.domain import fingerprint, session_input
from freezer_ui.domain.document_types import Job, JobAction
from freezer_ui.domain.forms import action as action_form
from freezer_ui.domain.forms import file_update
from freezer_ui.domain.forms import job as job_form
from freezer_ui.domain.forms.file_update import Entry, Update, name_of
from freezer_ui.domain.jobs import action, capability, standalone
from freezer_ui.domain.labels import job_label
from freezer_ui.errors import Conflict, FreezerError, Invalid
from freezer_ui.message import message
from freezer_ui.messages import resolved, say
from freezer_ui.services import (
    action_writes,
    clock,
    job_creation,
    job_edit,
    jobs,
    preview,
    serializers,
    sessions,
)
from freezer_ui.services.answers import Answer


def update_job(freezer: Freezer, job_id: str, body: object, now: int) -> Answer:
    """Update a job by {"document", "version": of the check}; return it as it was read back.

    With "check" nothing is written; return {"changes": [{"part", "before", "after"}], "runs",
    "schedule": job_creation.timing or None if it does not change, "warnings", "ignored",
    "version"}.

    Raises Invalid with a sentence for each part. Raises Conflict while the job runs, and if it has
    changed since the check; `detail` is then what a check would answer now.
    """
    document, version, is_check = file_update.read(body)
    time = clock.Clock(now)
    job = freezer.job(job_id)
    update = file_update.of_job(document, job, clock.moment(now))
    job_edit.refuse_running(job, time)
    _refuse_unable(freezer, job, update)
    plan = _plan(freezer, update, _version(job), now)
    plan["warnings"] = _others(freezer, update.entries, job_id)
    plan["runs"] = bool(job.get("session_id")) or not standalone.is_stopped(job)
    if is_check:
        return plan
    _refuse_changed(plan, version)
    return _save_job(freezer, job, update, time)


def update_action(freezer: Freezer, action_id: str, body: object, now: int) -> Answer:
    """As update_job, for an action."""
    document, version, is_check = file_update.read(body)
    stored = freezer.action(action_id)
    update = file_update.of_action(document, cast(JobAction, stored))
    plan = _plan(freezer, update, action_form.version(stored), now)
    plan["warnings"] = _others(freezer, update.entries)
    if is_check:
        return plan
    _refuse_changed(plan, version)
    (entry,) = update.entries
    if entry.document is None:
        return serializers.action_row(stored, None)
    return _save_action(freezer, entry, now)


def update_session(freezer: Freezer, session_id: str, body: object, now: int) -> Answer:
    """As update_job, for a session. Its jobs follow a new schedule by further calls, as after an
    edit.
    """
    document, version, is_check = file_update.read(body)
    session = freezer.session(session_id)
    update = file_update.of_session(document, session, clock.moment(now))
    plan = _plan(freezer, update, session_input.version(session), now)
    if is_check:
        return plan
    _refuse_changed(plan, version)
    return sessions.edit_session(freezer, session_id, {**update.parts, "version": version}, now)


def _version(job: Job) -> str:
    """Return a text that changes with every change of the job or its actions."""
    actions = map(action_form.version, job.get("job_actions") or [])
    return fingerprint.of([job_form.version(job), *actions])


def _plan(freezer: Freezer, update: Update, version: str, now: int) -> Answer:
    fields = update.parts.get("schedule")
    meant = preview.preview(freezer, {"schedule": fields}, now) if fields else None
    return {
        "changes": resolved([vars(change) for change in update.changes]),
        "schedule": meant and job_creation.timing(meant),
        "warnings": [],
        "ignored": update.ignored,
        "version": version,
    }


def _refuse_changed(plan: Answer, version: object) -> None:
    if plan["version"] != version:
        raise Conflict(message("forms.changed_since_check"), detail=plan)


def _refuse_unable(freezer: Freezer, job: Job, update: Update) -> None:
    """Raise Invalid if the client cannot run an action: agents silently skip those."""
    if not any(entry.document for entry in update.entries):
        return
    client = freezer.find_client(job["client_id"])
    entries = [cast(JobAction, entry.document or entry.stored) for entry in update.entries]
    refused = capability.warning({**job, "job_actions": entries}, client)
    if refused and not capability.warning(job, client):
        raise Invalid({"job_actions": refused})


def _others(freezer: Freezer, entries: Iterable[Entry], job_id: str | None = None) -> list[str]:
    """Return a sentence for each action that other jobs share. Raises Invalid if one of them could
    not run the changed action.
    """
    changed = [
        (each.stored, each.document)
        for each in entries
        if each.stored is not None and each.document is not None
    ]
    uses = action.uses(freezer.all_jobs()) if changed else {}
    said = []
    for stored, document in changed:
        action_id = str(stored["action_id"])
        action_writes.refuse_unable(freezer, action_id, document, uses)
        names = [job_label(job) for job in uses.get(action_id, []) if job["job_id"] != job_id]
        if names:
            said.append(say(message("forms.file_shares", action=name_of(stored), jobs=names)))
    return said


def _save_job(freezer: Freezer, job: Job, update: Update, time: clock.Clock) -> Answer:
    """Write the actions first, since the job names them."""
    job_id, ids, saved = job["job_id"], list[str](), list[str]()
    with _saying(saved):
        for at, entry in enumerate(update.entries):
            if entry.document is None:
                ids.append(str((entry.stored or {}).get("action_id") or ""))
                continue
            row = (
                _save_action(freezer, entry, time.now)
                if entry.stored
                else action_writes.add(freezer, entry.document, _new_id(job, at, entry.document))
            )
            ids.append(row["id"])
            saved.append(name_of(entry.document))
        changes = {**update.parts}
        if ids != job_form.action_ids(job):
            changes["actions"] = ids
        if changes:
            body = {**changes, "version": job_form.version(job)}
            return job_edit.edit(freezer, job_id, body, time.now)
        return jobs.row(freezer, freezer.job(job_id))


def _new_id(job: Job, at: int, document: Mapping[str, Any]) -> str:
    """Return the id of a new action. It stays the same for the same file until the job is saved, so
    that a repeated update finds the action that it has already created.
    """
    said = fingerprint.of([job_form.version(job), at, document])
    return uuid5(NAMESPACE_OID, f"{job['job_id']} {said}").hex


def _save_action(freezer: Freezer, entry: Entry, now: int) -> Answer:
    stored, document = cast(JobAction, entry.stored), cast(dict[str, Any], entry.document)
    version = action_form.version(stored)
    return action_writes.save(freezer, str(stored["action_id"]), version, lambda _: document, now)


@contextmanager
def _saying(saved: list[str]) -> Iterator[None]:
    """Errors in this context say which actions were saved already."""
    try:
        yield
    except Invalid as problem:
        if not saved:
            raise
        reason = next(iter(problem.fields.values()))
        raise Conflict(message("forms.partly_saved", actions=saved, reason=reason)) from problem
    except FreezerError as error:
        if not saved:
            raise
        told = message("forms.partly_saved", actions=saved, reason=error.sentence)
        raise type(error)(told, error.detail) from error
