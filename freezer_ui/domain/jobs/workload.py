"""The workload of a client: its jobs counted by their trigger, and its last result.

A workload is {"jobs": their number, SESSION, ALONE, NOTHING: their number by trigger, "backups":
the number that back up, "protecting": those of them that run, "time_ended": epoch seconds of the
last end or None, "result": of that end}.
"""

from collections.abc import Container, Iterable
from typing import Final, Literal

from freezer_ui.domain.document_types import Job, Workload
from freezer_ui.domain.jobs import kind, standalone
from freezer_ui.domain.schedules import schedule
from freezer_ui.domain.times import end_after, epoch
from freezer_ui.message import Message, message

#: Triggers: a session, the job's own schedule, nothing.
SESSION: Final = "session"
ALONE: Final = "alone"
NOTHING: Final = "nothing"
#: The counters of a workload.
COUNTS = ("jobs", SESSION, ALONE, NOTHING, "backups", "protecting")

#: The workload of a client without jobs.
NONE: Workload = {
    "jobs": 0,
    "session": 0,
    "alone": 0,
    "nothing": 0,
    "backups": 0,
    "protecting": 0,
    "time_ended": None,
    "result": None,
}


def trigger_of(job: Job, is_listed: bool) -> Literal["session", "alone", "nothing"]:
    """Return the trigger of a job; `is_listed`: whether a session lists it."""
    if is_listed:
        return SESSION
    return ALONE if standalone.runs(job) else NOTHING


def protects(job: Job) -> bool:
    """Whether the job will make backups: it backs up, has a schedule (a session copies its own),
    and is not stopped.
    """
    return kind.backs_up(job) and standalone.runs(job)


def of_clients(jobs: Iterable[Job], listed: Container[str]) -> dict[str, Workload]:
    """Return workloads by client_id; `listed` are the ids of jobs that sessions list."""
    found: dict[str, Workload] = {}
    for job in jobs:
        load = found.setdefault(job["client_id"], NONE.copy())
        _add(load, job, job["job_id"] in listed)
    return found


def protection_message(load: Workload) -> Message:
    """Return a message such as "2 of 3 backup jobs active"; restores do not count."""
    counts = {"backups": load["backups"], "active": load["protecting"]}
    return message("jobs.protection", jobs=load["jobs"], **counts)


def _add(load: Workload, job: Job, is_listed: bool) -> None:
    load["jobs"] += 1
    load[trigger_of(job, is_listed)] += 1
    load["backups"] += kind.backs_up(job)
    load["protecting"] += protects(job)
    own = schedule.of_job(job)
    ended = end_after(own, epoch(own.get("time_started")), "time_ended")
    if ended is not None and ended >= (load["time_ended"] or 0):
        load |= {"time_ended": ended, "result": own.get("result") or None}
