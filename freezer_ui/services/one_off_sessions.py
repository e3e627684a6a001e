"""Creates a session that runs once, with jobs that start at once."""

import logging
from collections.abc import Iterable, Mapping
from contextlib import suppress

from freezer_ui import settings
from freezer_ui.api.client import Freezer
from freezer_ui.cache import locks
from freezer_ui.domain import one_off, request_id
from freezer_ui.domain.document_types import Entry, Job, Session
from freezer_ui.domain.membership import capacity
from freezer_ui.domain.schedules import schedule
from freezer_ui.errors import Conflict, FreezerError, IdTaken
from freezer_ui.message import message
from freezer_ui.services.answers import Answer

LOG = logging.getLogger(__name__)
#: How often one request can be taken back and repeated: Freezer keeps the ids of deleted jobs.
ATTEMPTS = 5


def begin(
    freezer: Freezer,
    title: str,
    jobs: list[Job],
    key: str | None = None,
    asked: object = None,
) -> tuple[str, list[Answer]]:
    """Create a session and its jobs; return its id and [{"id", "name", "client_id"}] of the jobs.

    With the request's id as `key` (request_id), a repeated request returns what the first one
    created, after it has created what is missing of that. It is repeated if it has the same title
    and asks for the same: `asked`, or the same jobs.

    The session lists all jobs before the first is created, so that no agent writes to it meanwhile.
    Each job is created started and as a member: an agent writes a job back as it first read it,
    which would undo later changes. After a failure everything is deleted except jobs that have
    begun; the error says how many.
    """
    with locks.acquire(freezer.project_id, key):
        session_id, by_id = _begin(freezer, title, jobs, key, [title, asked or jobs])
    _check_made(freezer, session_id, list(by_id))
    rows = [
        {"id": job_id, "name": job["description"], "client_id": job["client_id"]}
        for job_id, job in by_id.items()
    ]
    return session_id, rows


def _begin(
    freezer: Freezer, title: str, jobs: list[Job], key: str | None, asked: object
) -> tuple[str, Mapping[str, Job]]:
    """Return the id of the session, and its jobs by id."""
    ids = iter(request_id.document_ids(key, asked, ATTEMPTS * len(jobs)))
    attempts = [{next(ids): job for job in jobs} for _ in range(ATTEMPTS)]
    sessions = freezer.all_sessions() if key else []
    for by_id in attempts:
        session_id = _listing(sessions, by_id)
        if session_id:
            _create_missing(freezer, session_id, by_id)
            return session_id, by_id
    for by_id in attempts:
        # where an earlier attempt was taken back, the next one has ids of its own
        with suppress(IdTaken):
            return _create(freezer, title, by_id), by_id
    raise Conflict(message("freezer.id_taken"))


def _listing(sessions: Iterable[Session], by_id: Mapping[str, Job]) -> str | None:
    """The session of an earlier request: Freezer chooses the ids of sessions, its jobs tell it."""
    found = (each for each in sessions if by_id.keys() == (each.get("jobs") or {}).keys())
    return next((each["session_id"] for each in found), None)


def _create_missing(freezer: Freezer, session_id: str, by_id: Mapping[str, Job]) -> None:
    for job_id, there in freezer.find_jobs(by_id).items():
        if there is None:
            freezer.create_job_with_id(job_id, one_off.started(by_id[job_id], session_id))


def _create(freezer: Freezer, title: str, by_id: Mapping[str, Job]) -> str:
    entries = {job_id: one_off.entry(job) for job_id, job in by_id.items()}
    _refuse_too_many(entries)
    session_id = None
    made: list[str] = []
    try:
        session_id = freezer.create_session(one_off.session_document(title))
        freezer.update_session(session_id, {"jobs": entries})
        if set(freezer.session(session_id).get("jobs") or {}) != set(by_id):
            raise Conflict(message("sessions.one_off_not_kept"))
        for job_id, job in by_id.items():
            # before the call, which may succeed without an answer
            made.append(job_id)
            freezer.create_job_with_id(job_id, one_off.started(job, session_id))
    except FreezerError as error:
        raise _after_taking_back(freezer, session_id, made, error) from error
    return session_id


def _refuse_too_many(entries: Mapping[str, Entry]) -> None:
    most = settings.get("FREEZER_SESSION_SIZE")
    if capacity.is_full({}, entries, most):
        room = capacity.room((entry["client_id"] or "" for entry in entries.values()), most)
        raise Conflict(message("sessions.too_many_jobs", most=room))


def _check_made(freezer: Freezer, session_id: str, ids: list[str]) -> None:
    missing = sum(job is None for job in freezer.find_jobs(ids).values())
    if missing:
        raise Conflict(
            message("sessions.one_off_lacks", kept=len(ids) - missing, jobs=len(ids)),
            detail={"session_id": session_id},
        )


def _after_taking_back(
    freezer: Freezer, session_id: str | None, made: list[str], error: FreezerError
) -> FreezerError:
    """Delete what was created and has not begun; return the error to raise."""
    begun, left = 0, 0
    for job_id in made:
        try:
            job = freezer.find_job(job_id)
            if job and _has_begun(job):
                begun += 1
            elif job:
                freezer.delete_job(job_id)
        except FreezerError as problem:
            LOG.warning("Left behind: job %s (%s)", job_id, problem.detail)
            left += 1
    if session_id and not begun and not left:
        try:
            freezer.delete_session(session_id)
        except FreezerError as problem:
            LOG.warning("Left behind: session %s (%s)", session_id, problem.detail)
            left += 1
    if begun or left:
        counts = {"begun": begun, "left": left, "reason": error.sentence}
        told = message("sessions.one_off_begun", **counts)
        kind = Conflict if isinstance(error, IdTaken) else type(error)
        return kind(told, {"session_id": session_id, "why": error.detail})
    return type(error)(message("sessions.one_off_not_started", reason=error.sentence), error.detail)


def _has_begun(job: Job) -> bool:
    """Whether its agent has picked it up."""
    return schedule.of_job(job).get("event") != one_off.START["event"]
