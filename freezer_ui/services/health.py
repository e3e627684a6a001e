"""What is broken between all sessions and jobs of a project."""

from collections.abc import Iterator

from freezer_ui.api.client import Freezer
from freezer_ui.cache import locks, undo_store
from freezer_ui.domain.document_types import Job, Problem, Session
from freezer_ui.domain.membership import health
from freezer_ui.domain.schedules.arming import Agents
from freezer_ui.services import clock, evidence, serializers
from freezer_ui.services.answers import Answer

#: What looks broken is looked at again, one by one, up to so many: someone may be writing it.
DOUBTS = 20


def check(freezer: Freezer, now: int, session_id: str | None = None) -> Answer:
    """{"items": [problem], "checked": {"sessions", "jobs"}}; of one session only, if it is given.

    Reads all sessions and all jobs: a call for each thousand, and a few for each doubt. What the
    jobs tell of the sessions' runs is kept for the lists.
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
    """The lists were read one after the other, page by page, without an order (F11): what only
    seems broken because of that, or is being written by us, is set right. Answers the jobs that are
    gone indeed.
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
