"""Starts, stops and deletes a job, and reads it back.

Members run with their session, so only jobs in no session are started and stopped. A member is
taken out before it is deleted, or its session would still list it.
"""

from freezer_ui.api.client import Freezer
from freezer_ui.cache import locks
from freezer_ui.domain.body import Body, one_of, parse_object
from freezer_ui.domain.document_types import Fields, Job
from freezer_ui.domain.jobs import standalone
from freezer_ui.domain.labels import job_label
from freezer_ui.domain.schedules import arming, schedule
from freezer_ui.errors import Conflict, Invalid
from freezer_ui.message import message
from freezer_ui.services import clock, jobs, membership
from freezer_ui.services.answers import Answer

START, STOP = "start", "stop"
EVENTS = (START, STOP)
EVENT = Body({"event": one_of(*EVENTS)}, needed=("event",))
#: An agent's statuses of a stopped job.
_STOPPED = ("stop", "removed")


def send(freezer: Freezer, job_id: str, body: object, now: int) -> Answer:
    """Start or stop a job by {"event": one of EVENTS}; return it as it was read back.

    A started job runs on its schedule, from the next regular run on, or once if it has none. A
    stopped job keeps its schedule; a backup under way goes on.
    """
    event, time = _parse(body), clock.Clock(now)
    with locks.acquire(freezer.project_id, job_id) as keep_turn:
        job = freezer.job(job_id)
        _refuse_member(job, "jobs.start_the_session")
        if event == START:
            _refuse_running(job, "jobs.running")
        fields = schedule.own(job.get("job_schedule"))
        if event == START:
            fields = arming.for_standalone(fields, time.agents)
        wanted = {**fields, "event": event}
        if standalone.is_running(job):
            # a PATCH would lose the status, which the agent writes only at the end
            wanted["status"] = "running"
        keep_turn()
        freezer.update_job(job_id, {"job_schedule": standalone.document(job, wanted)})
        job = freezer.job(job_id)
    _refuse_undone(job, fields, event)
    return jobs.row(freezer, job)


def delete(freezer: Freezer, job_id: str, now: int) -> None:
    """Take a job out of its session, if any, and delete it. Its backups stay."""
    job = freezer.job(job_id)
    _refuse_running(job, "jobs.running_on")
    named = job.get("session_id")
    if named and freezer.find_session(named) is not None:
        membership.move_out(freezer, named, job_id, now)
    with locks.acquire(freezer.project_id, job_id) as keep_turn:
        job = freezer.job(job_id)
        _refuse_running(job, "jobs.running_on")
        _refuse_member(job, "jobs.added_meanwhile", freezer)
        keep_turn()
        freezer.delete_job(job_id)
    if freezer.find_job(job_id) is not None:
        raise Conflict(message("jobs.not_deleted"))


def _parse(body: object) -> str:
    event = parse_object(body, EVENT).get("event")
    if event not in EVENTS:
        raise Invalid({"event": message("input.one_of", choices=tuple(EVENTS))})
    return event


def _refuse_member(job: Job, code: str, freezer: Freezer | None = None) -> None:
    """Raise Conflict for a job that names a session; with `freezer`, only if that exists."""
    named = job.get("session_id")
    if named and (freezer is None or freezer.find_session(named) is not None):
        raise Conflict(message(code, job=job_label(job)))


def _refuse_running(job: Job, code: str) -> None:
    if standalone.is_running(job):
        raise Conflict(message(code, job=job_label(job)))


def _refuse_undone(job: Job, fields: Fields, event: str) -> None:
    """Raises Conflict if the event was lost; an agent that has read it clears it and
    sets a status.
    """
    own = schedule.of_job(job)
    is_read = not own.get("event") and (own.get("status") in _STOPPED) == (event == STOP)
    if schedule.own(own) != fields or not (own.get("event") == event or is_read):
        raise Conflict(message("jobs.not_kept", job=job_label(job)))
