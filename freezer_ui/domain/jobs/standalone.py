"""Jobs outside of sessions: their own schedule, and whether they run on it.

Freezer destroys a job's own schedule when the job joins a session and when it leaves one,
so it is saved before and restored after (cache/undo_store.py).
"""

from collections.abc import Mapping
from typing import Any

from freezer_ui.domain.document_types import Fields, Job, Own
from freezer_ui.domain.schedules import schedule

#: Fields of the last run; a PATCH of the schedule without them wipes them.
_PAST = ("result", "time_started", "time_ended")


def is_stopped(job: Job) -> bool:
    """Whether no agent runs the job unless it is started."""
    own = schedule.of_job(job)
    if own.get("event"):
        return own["event"] != "start"
    return own.get("status") in ("stop", "removed", "completed")


def is_running(job: Job | None) -> bool:
    """Whether an agent runs the job now."""
    return schedule.of_job(job).get("status") == "running"


def runs(job: Job) -> bool:
    """Whether the job has a schedule and is not stopped."""
    return bool(schedule.own(job.get("job_schedule"))) and not is_stopped(job)


def own(job: Job) -> Own | None:
    """Return {"schedule", "stopped"} of a job in no session; None if it has no schedule."""
    fields = schedule.own(job.get("job_schedule"))
    return {"schedule": fields, "stopped": is_stopped(job)} if fields else None


def stopped(fields: Mapping[str, str]) -> dict[str, str]:
    """Return the job_schedule of a job that keeps its schedule but does not run."""
    return {**fields, "event": "stop"}


def running(fields: Mapping[str, str]) -> dict[str, str]:
    """Return the job_schedule of a job that runs on these fields; without fields it is stopped,
    since it would run once.
    """
    return schedule.stored(fields)


def matches(job: Job, wanted: Fields) -> bool:
    """Whether the job has the schedule of the job_schedule `wanted`, and is stopped if that is."""
    same = schedule.same(job.get("job_schedule"), wanted)
    return same and is_stopped(job) == (wanted["event"] != "start")


def document(job: Job, wanted: Fields) -> dict[str, Any]:
    """Return the whole job_schedule to PATCH, which replaces it; the last run is kept."""
    before: Fields = schedule.of_job(job)
    return {key: before[key] for key in _PAST if key in before} | dict(wanted)
