"""What a client has to do: what makes its jobs run, and how the last one of them ended.

A workload is {"jobs": how many, SESSION, ALONE, NOTHING: how many of them each makes run,
"backups": how many back up, "protecting": how many of these run, "time_ended": epoch seconds of the
newest end or None, "result": that one's}.
"""

from collections.abc import Container, Iterable
from typing import Final, Literal

from freezer_ui.domain.document_types import Job, Workload
from freezer_ui.domain.jobs import kind, standalone
from freezer_ui.domain.times import end_after, epoch
from freezer_ui.message import Message, message

#: What makes a job run.
SESSION: Final = "session"
ALONE: Final = "alone"
NOTHING: Final = "nothing"
#: What is counted.
COUNTS = ("jobs", SESSION, ALONE, NOTHING, "backups", "protecting")

#: Of a client that no job names.
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
    """What makes it run; `is_listed`: whether a session lists it."""
    if is_listed:
        return SESSION
    return ALONE if standalone.runs(job) else NOTHING


def protects(job: Job) -> bool:
    """Whether backups are to be expected of it: it has a schedule and is not stopped, neither alone
    nor in a session, which copies its schedule into it (F4). A restore protects nothing.
    """
    return kind.backs_up(job) and standalone.runs(job)


def of_clients(jobs: Iterable[Job], listed: Container[str]) -> dict[str, Workload]:
    """The workload of each client that a job names; `listed` are the jobs that sessions list."""
    found: dict[str, Workload] = {}
    for job in jobs:
        load = found.setdefault(job["client_id"], NONE.copy())
        _add(load, job, job["job_id"] in listed)
    return found


def told(load: Workload) -> Message:
    """What protects a client: "2 of 3 backup jobs active". Restores do not count."""
    counts = {"backups": load["backups"], "active": load["protecting"]}
    return message("jobs.protection", jobs=load["jobs"], **counts)


def _add(load: Workload, job: Job, is_listed: bool) -> None:
    load["jobs"] += 1
    load[trigger_of(job, is_listed)] += 1
    load["backups"] += kind.backs_up(job)
    load["protecting"] += protects(job)
    own = job.get("job_schedule") or {}
    ended = end_after(own, epoch(own.get("time_started")), "time_ended")
    if ended is not None and ended >= (load["time_ended"] or 0):
        load |= {"time_ended": ended, "result": own.get("result") or None}
