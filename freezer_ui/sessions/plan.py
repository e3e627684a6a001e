"""Which calls bring a job into a session, or out of it, given what is true now."""

from collections.abc import Mapping
from dataclasses import dataclass

from freezer_ui.sessions import health

PUT, DELETE = "PUT", "DELETE"


@dataclass(frozen=True)
class Step:
    """One call: PUT or DELETE sessions/{session_id}/jobs/{job_id}."""

    verb: str
    session_id: str
    job_id: str


def is_member(session: Mapping, job: Mapping) -> bool:
    """Whether session, job and schedule agree that the job is in the session (house rule 1)."""
    return (
        lists(session, job["job_id"])
        and health.belongs(session["session_id"], job)
        and not health.drifts(session, job)
    )


def lists(session: Mapping, job_id: str) -> bool:
    return job_id in (session.get("jobs") or {})


def is_running(job: Mapping) -> bool:
    return (job.get("job_schedule") or {}).get("status") == "running"


def join(target: Mapping, job: Mapping, source: Mapping | None) -> list[Step]:
    """Steps that put a job into `target`, out of `source`, the session it is in (None: the pool).

    A move is DELETE from the old, then PUT into the new: the other way round stops the job (F2).
    Nothing is left to do for a job that is a sound member already.
    """
    if is_member(target, job):
        return []
    job_id, target_id = job["job_id"], target["session_id"]
    steps = [Step(PUT, target_id, job_id)]
    if source and source["session_id"] != target_id and lists(source, job_id):
        steps.insert(0, Step(DELETE, source["session_id"], job_id))
    return steps


def leave(session: Mapping, job_id: str, job: Mapping | None, home: Mapping | None) -> list[Step]:
    """Steps that take a job, or a ghost (None), out of `session`; none if it is not in there.

    `home` is the session that the job names. DELETE clears the job's session whichever it is, so
    a job that lives elsewhere is put back there (F2). Without a `jobs` key Freezer cannot DELETE.
    """
    session_id = session["session_id"]
    named = job is not None and health.belongs(session_id, job)
    if not (lists(session, job_id) or (named and session.get("jobs") is not None)):
        return []
    steps = [Step(DELETE, session_id, job_id)]
    if home and home["session_id"] != session_id and lists(home, job_id):
        steps.append(Step(PUT, home["session_id"], job_id))
    return steps
