"""Jobs into sessions, out of them and between them.

What the heart plans from what is true now is carried out; then one looks again, until nothing is
left to do. So every success was read back, and what another writer undid meanwhile (F1) is done
again, a bounded number of times.
"""

from collections.abc import Callable, Mapping

from freezer_ui.api import turns
from freezer_ui.api.client import Freezer
from freezer_ui.api.errors import Conflict, FreezerError, NotFound
from freezer_ui.services import shapes
from freezer_ui.sessions import health, plan

#: Where the user saw the job, if that was not said.
UNSAID = object()
#: How often a change is made that other writers undo.
ATTEMPTS = 4


def move_in(
    freezer: Freezer, session_id: str, job_id: str, now: int, seen: object = UNSAID
) -> dict:
    """Put a job into a session, out of the one it is in; {"session", "job", "left"}.

    `seen` is where the user saw the job, a session's id or None for the pool: Conflict where it is
    elsewhere by now. `left` is the session it came from, or None.
    """
    if seen is UNSAID:
        seen = freezer.job(job_id).get("session_id") or None
    with turns.taken(freezer.project_id, job_id, session_id, seen):
        session, job = _join(freezer, session_id, job_id, seen)
    left = home(freezer, {"session_id": seen}) if seen != session_id else None
    return {
        "session": shapes.session_with_members(session, now),
        "job": shapes.job_row(job),
        "left": shapes.session_with_members(left, now) if left else None,
    }


def move_out(freezer: Freezer, session_id: str, job_id: str, now: int) -> dict:
    """Take a job out of a session; {"session", "job"}, the job None if it was a ghost."""
    with turns.taken(freezer.project_id, job_id, session_id):
        session, job = take_out(freezer, session_id, job_id)
    return {
        "session": shapes.session_with_members(session, now),
        "job": shapes.job_row(job) if job else None,
    }


def put(freezer: Freezer, session_id: str, job_id: str) -> None:
    """Add a job that is in no session. The caller holds the turns."""
    _join(freezer, session_id, job_id, None)


def carry(freezer: Freezer, session_id: str, job_id: str) -> None:
    """Carry the session's schedule to a member (F5), even while that runs. The caller holds the
    turns.
    """
    _join(freezer, session_id, job_id, session_id, even_running=True)


def take_out(freezer: Freezer, session_id: str, job_id: str) -> tuple[dict, dict | None]:
    """Take a job, or a ghost (F7), out of a session; both as they now are. The caller holds the
    turns.
    """

    def look() -> tuple[list[plan.Step], dict, dict | None]:
        session, job = freezer.session(session_id), freezer.find_job(job_id)
        return plan.leave(session, job_id, job, home(freezer, job, known=session)), session, job

    steps, session, job = look()
    if not steps:
        raise NotFound("This job is not in this session.")
    return _until_done(freezer, steps, session, job, look)


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


def _join(
    freezer: Freezer, session_id: str, job_id: str, seen: object, even_running: bool = False
) -> tuple[dict, dict]:
    """Make the job a member; session and job as they now are."""

    def look() -> tuple[list[plan.Step], dict, dict]:
        job, target = freezer.job(job_id), freezer.session(session_id)
        return plan.join(target, job, home(freezer, job, known=target)), target, job

    steps, target, job = look()
    _check_seen(freezer, job, target, seen)
    if steps and plan.is_running(job) and not even_running:
        raise Conflict(
            f"{health.name(job)} is running: its end would be booked in the wrong session. "
            "Wait until it has ended."
        )
    return _until_done(freezer, steps, target, job, look)


def _until_done(
    freezer: Freezer, steps: list[plan.Step], session: dict, job: dict | None, look: Callable
) -> tuple[dict, dict | None]:
    """Carry the steps out and look again until none is left; raises Conflict if some stay."""
    for _attempt in range(ATTEMPTS):
        if not steps:
            break
        _carry_out(freezer, steps, job)
        steps, session, job = look()
    if steps:
        raise Conflict(
            f"Freezer did not keep this change of {health.name(job or {}) or 'the job'}: something "
            "else writes to the session at the same time. Try again."
        )
    return session, job


def _check_seen(freezer: Freezer, job: Mapping, target: dict, seen: object) -> None:
    """A job that names a session that is gone was seen in the pool."""
    if seen == (job.get("session_id") or None):
        return
    source = home(freezer, job, known=target)
    if source is None and seen is None:
        return
    where = f"in {source.get('description')}" if source else "in the pool"
    raise Conflict(f"{health.name(job)} is {where} by now: someone else moved it.")


def _carry_out(freezer: Freezer, steps: list[plan.Step], job: Mapping | None) -> None:
    """Do the steps in turn; where one fails after another was done, say what is known."""
    calls = {plan.PUT: freezer.add_job, plan.DELETE: freezer.remove_job}
    for done, step in enumerate(steps):
        try:
            calls[step.verb](step.session_id, step.job_id)
        except FreezerError as error:
            if job is None and isinstance(error, NotFound):
                continue  # Freezer's answer to the removal of a ghost, which it removes (F7).
            if not done:
                raise
            raise type(error)(
                f"{health.name(job)} was taken out, but could not be put in: {error.sentence} "
                "Unless that went through after all, it is in the pool now, and stopped.",
                detail=error.detail,
            ) from error
