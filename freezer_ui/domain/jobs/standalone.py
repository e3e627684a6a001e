"""A job outside of every session: its own schedule, and whether it runs on it.

Freezer destroys a job's own schedule when the job joins a session (F4) and again when it leaves one
(F3), so it is noted before, and given back after.
"""

from collections.abc import Mapping
from typing import Any

from freezer_ui.domain.document_types import Fields, Job, Own
from freezer_ui.domain.schedules import schedule

#: What a job did last; Freezer wipes it with the schedule.
_PAST = ("result", "time_started", "time_ended")


def is_stopped(job: Job) -> bool:
    """Whether no agent will run the job, or only if told to start."""
    own = job.get("job_schedule") or {}
    if own.get("event"):
        return own["event"] != "start"
    return own.get("status") in ("stop", "removed", "completed")


def runs(job: Job) -> bool:
    """Whether it runs by itself: what does not, and is in no session, is protected by nothing."""
    return bool(schedule.own(job.get("job_schedule"))) and not is_stopped(job)


def own(job: Job) -> Own | None:
    """{"schedule": schedule_* fields, "stopped"} of a job that is in no session; None without."""
    fields = schedule.own(job.get("job_schedule"))
    return {"schedule": fields, "stopped": is_stopped(job)} if fields else None


def stopped(fields: Mapping[str, str]) -> dict[str, str]:
    """The job_schedule of a job that keeps its schedule and does not run on it."""
    return {**fields, "event": "stop"}


def running(fields: Mapping[str, str]) -> dict[str, str]:
    """The job_schedule of a job that runs alone; without fields it stops, or it would run once
    at once (R9).
    """
    return schedule.stored(fields)


def is_so(job: Job, wanted: Fields) -> bool:
    """Whether the job runs, or is stopped, as the job_schedule `wanted` says."""
    same = schedule.same(job.get("job_schedule"), wanted)
    return same and is_stopped(job) == (wanted["event"] != "start")


def document(job: Job, wanted: Fields) -> dict[str, Any]:
    """The whole job_schedule to PATCH, for a PATCH replaces it (F14); the job's past is kept."""
    before: Fields = job.get("job_schedule") or {}
    return {key: before[key] for key in _PAST if key in before} | dict(wanted)
