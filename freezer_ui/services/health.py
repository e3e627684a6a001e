"""Finds problems between all sessions and jobs of a project."""

from collections.abc import Iterator

from freezer_ui.api.client import Freezer
from freezer_ui.cache import locks, undo_store
from freezer_ui.domain.document_types import Job, Problem, Session
from freezer_ui.domain.membership import health
from freezer_ui.domain.schedules.arming import Agents
from freezer_ui.services import clock, evidence, serializers
from freezer_ui.services.answers import Answer

#: Sessions or jobs with a problem that are read again, in case they are being written.
DOUBTS = 20


def check(freezer: Freezer, now: int, session_id: str | None = None) -> Answer:
    """Return {"items": [problem], "checked": {"sessions", "jobs"}}, of one session if given.

    Reads all sessions and jobs, and up to DOUBTS of each again. Facts of jobs are kept for lists
    (evidence.py).
    """
    sessions = {row["session_id"]: row for row in freezer.all_sessions()}
    jobs = {row["job_id"]: row for row in freezer.all_jobs()}
    read_before, agents = list(sessions.values()), clock.agents(now)
    known: dict[str, Job | None] = dict(jobs)
    found = list(_problems(freezer, sessions, jobs, agents))
    doubts = [problem for problem in found if problem["kind"] != "drift"]
    if doubts:
        known |= dict.fromkeys(_look_again(freezer, sessions, jobs, doubts))
        found = list(_problems(freezer, sessions, jobs, agents))
    evidence.keep(freezer, read_before, known, now)
    if session_id is not None:
        found = [problem for problem in found if problem["session_id"] == session_id]
    return {
        "items": [*map(serializers.problem, found)],
        "checked": {"sessions": len(sessions), "jobs": len(jobs)},
    }


def _problems(
    freezer: Freezer, sessions: dict[str, Session], jobs: dict[str, Job], agents: Agents
) -> Iterator[Problem]:
    free = [job_id for job_id, job in jobs.items() if not job.get("session_id")]
    known = undo_store.load(freezer.project_id, free)
    for session in sessions.values():
        yield from health.problems(session, sessions, jobs, agents, known)
    yield from health.dangling(jobs.values(), sessions)
    yield from health.bare(jobs.values(), sessions, known)


def _look_again(
    freezer: Freezer, sessions: dict[str, Session], jobs: dict[str, Job], doubts: list[Problem]
) -> list[str]:
    """Read doubtful sessions and jobs again, and leave out jobs that are being written.

    The lists were read page by page without an order, so a problem may only seem to exist.
    Returns the ids of jobs that are gone.
    """
    ids = {each["job_id"] for each in doubts if each["job_id"]}
    writing = locks.locked(freezer.project_id, ids)
    looked_up = freezer.find_jobs(sorted(ids - writing)[:DOUBTS])
    for job_id, job in looked_up.items():
        jobs.pop(job_id, None)
        if job is not None:
            jobs[job_id] = job
    doubtful = {each["session_id"] for each in doubts[:DOUBTS]} & set(sessions)
    for each, session in freezer.find_sessions(doubtful).items():
        if session is not None:
            sessions[each] = session
    for key, session in sessions.items():
        members = session.get("jobs") or {}
        if writing & set(members):
            rest = {job_id: entry for job_id, entry in members.items() if job_id not in writing}
            sessions[key] = {**session, "jobs": rest}
    for job_id in writing:
        jobs.pop(job_id, None)
    return [job_id for job_id, job in looked_up.items() if job is None]
