"""Make a session that runs once, with its jobs, and start it."""

import logging

from freezer_ui.api.client import Freezer
from freezer_ui.api.errors import Conflict, FreezerError
from freezer_ui.sessions import once

LOG = logging.getLogger(__name__)


def start(freezer: Freezer, title: str, jobs: list[dict]) -> str:
    """POST the jobs and the session, PUT each job into it, read it back, then start each by a
    PATCH; the session's id.

    No agent writes to the session before all its jobs are in it (F1). What fails until then is
    taken back; where a start fails, the error says how many run.
    """
    made: list[str] = []
    session_id = None
    try:
        made.extend(freezer.create_job(job) for job in jobs)
        session_id = freezer.create_session(once.session_document(title))
        for job_id in made:
            freezer.add_job(session_id, job_id)
        if set(freezer.session(session_id).get("jobs") or {}) != set(made):
            raise Conflict("Freezer did not keep all jobs in the new session. Try again.")
    except FreezerError as error:
        left = _take_back(freezer, session_id, made)
        raise type(error)(f"Nothing was started: {error.sentence}{left}", error.detail) from error
    _start_each(freezer, session_id, made)
    return session_id


def _start_each(freezer: Freezer, session_id: str, made: list[str]) -> None:
    for number, job_id in enumerate(made):
        try:
            freezer.update_job(job_id, {"job_schedule": dict(once.START)})
        except FreezerError as error:
            raise type(error)(
                f"{number} of {len(made)} jobs were started, the others are stopped in the new "
                f"session. {error.sentence}",
                detail={"session_id": session_id, "why": error.detail},
            ) from error


def _take_back(freezer: Freezer, session_id: str | None, made: list[str]) -> str:
    """Delete what was made; a sentence about what could not be deleted, or nothing."""
    left = 0
    steps = [(freezer.delete_job, job_id) for job_id in made]
    steps += [(freezer.delete_session, session_id)] if session_id else []
    for delete, each in steps:
        try:
            delete(each)
        except FreezerError as error:
            LOG.warning("Left behind: %s (%s)", each, error.detail)
            left += 1
    return f" {left} new jobs or sessions are left, stopped: delete them." if left else ""
