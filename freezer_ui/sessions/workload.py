"""What a client has to do: what makes its jobs run, and how the last one of them ended.

A workload is {"jobs": how many, SESSION, ALONE, NOTHING: how many of them each makes run,
"protecting": how many back up and run, "time_ended": epoch seconds of the newest end or None,
"result": that one's}.
"""

from collections.abc import Container, Iterable, Mapping

from freezer_ui.sessions import alone, deed
from freezer_ui.sessions.instants import end_after, epoch

#: What makes a job run.
SESSION, ALONE, NOTHING = "session", "alone", "nothing"
#: What is counted.
COUNTS = ("jobs", SESSION, ALONE, NOTHING, "protecting")

#: Of a client that no job names.
NONE = {**dict.fromkeys(COUNTS, 0), "time_ended": None, "result": None}


def made_by(job: Mapping, is_listed: bool) -> str:
    """What makes it run; `is_listed`: whether a session lists it."""
    if is_listed:
        return SESSION
    return ALONE if alone.runs(job) else NOTHING


def protects(job: Mapping) -> bool:
    """Whether backups are to be expected of it: it has a schedule and is not stopped, neither alone
    nor in a session, which copies its schedule into it (F4). A restore protects nothing.
    """
    return deed.backs_up(job) and alone.runs(job)


def of_clients(jobs: Iterable[Mapping], listed: Container[str]) -> dict[str, dict]:
    """The workload of each client that a job names; `listed` are the jobs that sessions list."""
    found: dict[str, dict] = {}
    for job in jobs:
        load = found.setdefault(job["client_id"], dict(NONE))
        _add(load, job, job["job_id"] in listed)
    return found


def words(load: Mapping) -> str:
    """What protects a client: "Backups run: 2 of 3 jobs"."""
    if not load["jobs"]:
        return "Protected by nothing: it has no jobs"
    if not load["protecting"]:
        return f"Protected by nothing: no backup runs, {_of_jobs(0, load)}"
    return f"Backups run: {_of_jobs(load['protecting'], load)}"


def _of_jobs(number: int, load: Mapping) -> str:
    return f"{number} of {load['jobs']} {'job' if load['jobs'] == 1 else 'jobs'}"


def _add(load: dict, job: Mapping, is_listed: bool) -> None:
    load["jobs"] += 1
    load[made_by(job, is_listed)] += 1
    load["protecting"] += protects(job)
    own = job.get("job_schedule") or {}
    ended = end_after(own, epoch(own.get("time_started")), "time_ended")
    if ended is not None and ended >= (load["time_ended"] or 0):
        load |= {"time_ended": ended, "result": own.get("result") or None}
