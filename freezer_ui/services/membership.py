"""Jobs into sessions, out of them and between them, each verified by reading back.

A job is in one session at most; what the heart plans is done here, step by step.
"""

from collections.abc import Mapping

from freezer_ui.api.client import Freezer
from freezer_ui.api.errors import Conflict, FreezerError, NotFound
from freezer_ui.services import shapes
from freezer_ui.sessions import health, plan

#: Where the user saw the job, if that was not said.
UNSAID = object()


def move_in(
    freezer: Freezer, session_id: str, job_id: str, now: int, seen: object = UNSAID
) -> dict:
    """Put a job into a session, out of the one it is in; {"session", "job", "left"}.

    `seen` is where the user saw the job, a session's id or None for the pool: Conflict where it is
    elsewhere by now. `left` is the session it came from, or None.
    """
    job = freezer.job(job_id)
    target = freezer.session(session_id)
    source = home(freezer, job, known=target)
    _check_seen(job, source, seen)
    steps = plan.join(target, job, source)
    if steps and plan.is_running(job):
        raise Conflict(
            f"{health.name(job)} is running: its end would be booked in the wrong session. "
            "Wait until it has ended."
        )
    _carry_out(freezer, steps, job)
    session, job = _read_joined(freezer, session_id, job_id) if steps else (target, job)
    left = source and source["session_id"] != session_id
    return {
        "session": shapes.session_with_members(session, now),
        "job": shapes.job_row(job),
        "left": _look(freezer, source["session_id"], now) if left else None,
    }


def move_out(freezer: Freezer, session_id: str, job_id: str, now: int) -> dict:
    """Take a job out of a session; {"session", "job"}, the job None if it was a ghost."""
    session, job = take_out(freezer, session_id, job_id)
    return {
        "session": shapes.session_with_members(session, now),
        "job": shapes.job_row(job) if job else None,
    }


def put(freezer: Freezer, session_id: str, job_id: str) -> None:
    """Add a job that is in no session."""
    freezer.add_job(session_id, job_id)
    _read_joined(freezer, session_id, job_id)


def carry(freezer: Freezer, session_id: str, job_id: str) -> None:
    """Carry the session's schedule to a member (F5); a ghost has nothing to carry it to (F8)."""
    if freezer.find_job(job_id) is None:
        raise NotFound("This job is gone; only its entry in the session is left.")
    put(freezer, session_id, job_id)


def take_out(freezer: Freezer, session_id: str, job_id: str) -> tuple[dict, dict | None]:
    """DELETE a member and read back session and job; a ghost's 404 is fine if it is gone (F7).

    A job that belongs elsewhere is put back there, for DELETE clears its session (F2).
    """
    session = freezer.session(session_id)
    job = freezer.find_job(job_id)
    steps = plan.leave(session, job_id, job, home(freezer, job, known=session))
    if not steps:
        raise NotFound("This job is not in this session.")
    try:
        _carry_out(freezer, steps, job)
    except NotFound:
        if job is not None:
            raise
    return _read_left(freezer, session_id, job_id)


def home(freezer: Freezer, job: Mapping | None, known: dict | None = None) -> dict | None:
    """The session that a job names, or None where it names none or one that is gone (dangling).

    `known` is a session that was read already: no need to ask for it again.
    """
    if not (job and job.get("session_id")):
        return None
    if known and known["session_id"] == job["session_id"]:
        return known
    try:
        return freezer.session(job["session_id"])
    except NotFound:
        return None


def _check_seen(job: Mapping, source: Mapping | None, seen: object) -> None:
    if seen is UNSAID or seen == (job.get("session_id") or None):
        return
    where = f"in {source.get('description')}" if source else "in the pool"
    raise Conflict(f"{health.name(job)} is {where} by now: someone else moved it.")


def _carry_out(freezer: Freezer, steps: list[plan.Step], job: Mapping | None) -> None:
    """Do the steps in turn; where one fails after another was done, say exactly what is true."""
    calls = {plan.PUT: freezer.add_job, plan.DELETE: freezer.remove_job}
    for done, step in enumerate(steps):
        try:
            calls[step.verb](step.session_id, step.job_id)
        except FreezerError as error:
            if done:
                raise type(error)(
                    f"{health.name(job or {})} was taken out, but could not be put in: "
                    f"{error.sentence} It is in the pool now, and stopped.",
                    detail=error.detail,
                ) from error
            raise


def _read_joined(freezer: Freezer, session_id: str, job_id: str) -> tuple[dict, dict]:
    session, job = freezer.session(session_id), freezer.job(job_id)
    if not plan.is_member(session, job):
        raise Conflict(
            f"Freezer did not keep {health.name(job)} in the session: something else wrote at the "
            "same time. Try again."
        )
    return session, job


def _read_left(freezer: Freezer, session_id: str, job_id: str) -> tuple[dict, dict | None]:
    session, job = freezer.session(session_id), freezer.find_job(job_id)
    if job_id in (session.get("jobs") or {}) or (job and health.belongs(session_id, job)):
        raise Conflict(
            "Freezer still lists the job in the session: something else wrote at the same time. "
            "Try again."
        )
    return session, job


def _look(freezer: Freezer, session_id: str, now: int) -> dict:
    return shapes.session_with_members(freezer.session(session_id), now)
