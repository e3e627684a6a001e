"""Edits a job's name, actions and own schedule, and reads the job back.

At its next poll the agent picks up the name and the actions. It writes the schedule back, so a job
is not edited while it runs or is about to run.
"""

from django.utils import timezone

from freezer_ui.api.client import Freezer
from freezer_ui.cache import locks
from freezer_ui.domain.document_types import Fields, Job, JobAction
from freezer_ui.domain.forms import job as form
from freezer_ui.domain.forms.job import Edit
from freezer_ui.domain.jobs import action, capability, standalone
from freezer_ui.domain.labels import job_label
from freezer_ui.domain.membership import plan
from freezer_ui.domain.schedules import schedule
from freezer_ui.domain.times import zone
from freezer_ui.errors import Conflict, Invalid
from freezer_ui.message import message
from freezer_ui.services import clock, jobs, sessions
from freezer_ui.services.answers import Answer


def form_of(freezer: Freezer, job_id: str) -> Answer:
    """Return the data of a job's form: {"description", "client_id", "actions": [{"id", "name",
    "action"}], "schedule", "schedule_local", "stopped", "session_id" or None, "version"}.

    Raises NotFound.
    """
    return _form(freezer.job(job_id))


def _form(job: Job) -> Answer:
    when = schedule.own(job.get("job_schedule"))
    place = zone(timezone.get_current_timezone_name())
    return {
        "id": job["job_id"],
        "description": job.get("description") or "",
        "client_id": job.get("client_id"),
        "actions": [_action(entry) for entry in job.get("job_actions") or []],
        "schedule": when,
        "schedule_local": schedule.as_typed_in(when, place),
        "stopped": standalone.is_stopped(job),
        "session_id": job.get("session_id") or None,
        "version": form.version(job),
    }


def edit(freezer: Freezer, job_id: str, body: object, now: int) -> Answer:
    """Apply the fields of form.EDIT to a job; return it as it was read back.

    A stopped job stays stopped; another one starts with the next regular run of a new schedule.
    Raises Invalid with a sentence for each field, Conflict if the job runs or has changed since the
    "version" in the body.
    """
    wanted = form.read(body, clock.moment(now))
    time = clock.Clock(now)
    # a run now writes the schedules of members under the lock of their session
    session_id = freezer.job(job_id).get("session_id")
    ids = (job_id, session_id, *(wanted.actions or ()))
    with locks.acquire(freezer.project_id, *ids) as keep_turn:
        job = freezer.job(job_id)
        _refuse_changed(job, wanted)
        refuse_running(job, time)
        when = _job_schedule(job, wanted, time)
        changes: Answer = {"job_schedule": when}
        if wanted.description is not None:
            changes["description"] = wanted.description
        if wanted.actions is not None:
            changes["job_actions"] = _actions(freezer, job, wanted.actions)
        keep_turn()
        freezer.update_job(job_id, changes)
        job = freezer.job(job_id)
    _refuse_undone(job, wanted, when)
    return jobs.row(freezer, job)


def _action(entry: JobAction) -> Answer:
    given = entry.get("freezer_action") or {}
    return {
        "id": entry.get("action_id"),
        "name": action.shown(given, "backup_name") or entry.get("action_id"),
        "action": action.shown(given, "action"),
    }


def _refuse_changed(job: Job, wanted: Edit) -> None:
    if form.version(job) != wanted.version:
        raise Conflict(message("forms.job_changed"), detail=_form(job))
    if wanted.schedule is not None and job.get("session_id"):
        raise Invalid({"schedule": message("forms.of_session")})


def refuse_running(job: Job, time: clock.Clock) -> None:
    """Raise Conflict if the job runs or is about to: its agent would write the old schedule
    back.
    """
    if standalone.is_running(job):
        raise Conflict(message("jobs.running", job=job_label(job)))
    if plan.is_about_to_run(job, time.agents):
        raise Conflict(message("forms.about_to_run", job=job_label(job)))


def _job_schedule(job: Job, wanted: Edit, time: clock.Clock) -> Answer:
    """Return the whole job_schedule to PATCH; without it, Freezer wipes the schedule."""
    before = schedule.of_job(job)
    if wanted.schedule is None or schedule.same(before, wanted.schedule):
        return dict(before)
    if standalone.is_stopped(job):
        fields = sessions.preferred(wanted.schedule, time.agents, wanted.as_calendar)
        return standalone.document(job, standalone.stopped(fields))
    armed = sessions.to_store(wanted.schedule, time.now, wanted.as_calendar)
    return standalone.document(job, armed)


def _actions(freezer: Freezer, job: Job, ids: tuple[str, ...]) -> list[Answer]:
    """Return the job_actions to PATCH, with ids only. Raises Invalid if the client cannot
    run one.
    """
    known = {entry.get("action_id"): entry for entry in job.get("job_actions") or []}
    entries: list[JobAction] = []
    for action_id in ids:
        entry = known.get(action_id) or freezer.find_action(action_id)
        if entry is None:
            raise Invalid({"actions": message("forms.action_gone")})
        entries.append(JobAction(action_id=action_id, freezer_action=entry.get("freezer_action")))
    client = freezer.find_client(job["client_id"])
    refused = capability.warning({**job, "job_actions": entries}, client)
    if client is not None and refused:
        raise Invalid({"actions": refused})
    return [{"action_id": action_id} for action_id in ids]


def _refuse_undone(job: Job, wanted: Edit, when: Fields) -> None:
    is_kept = (
        wanted.description in (None, job.get("description"))
        and (wanted.actions is None or form.action_ids(job) == list(wanted.actions))
        and schedule.same(job.get("job_schedule"), when)
    )
    if not is_kept:
        raise Conflict(message("jobs.not_kept", job=job_label(job)))
