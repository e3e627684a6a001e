"""What lists know of jobs: of those that a session's document does not settle (run.Run.unproved),
the few facts that do.

They are kept for all of a project whose roles let them see the same (F13), each with a print of the
session as it was read before the job: where the session has changed since, they may be too old to
tell what did not happen. A session's page and the check for problems read jobs anyway, and keep
their facts here.
"""

import logging
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from freezer_ui.api.client import Freezer
from freezer_ui.cache import backend, keys
from freezer_ui.domain import fingerprint
from freezer_ui.domain.document_types import Fields, Job, Session
from freezer_ui.domain.runs import forecast, run
from freezer_ui.errors import Failed
from freezer_ui.services.answers import Answer

LOG = logging.getLogger(__name__)

#: Jobs that are read for one request at most, a call each; the next request reads on.
MOST = 24
#: Seconds after which a job that runs is read again, although its session has not changed.
FRESH = 15
#: Seconds: how long a backup takes is of use longer than what it was.
KEPT = 86_400

#: What a run is judged by (run.judge), beside what a job that runs once is told in its schedule.
_OF_JOB = ("event", "status", "result", "time_started", "time_ended")


#: Of a member: the session as it was (_print), when the job was read, its facts, None where it is
#: gone, and the seconds that its last backup took, where they are known.
Known = tuple[str, int, Any, int | None]


@dataclass(frozen=True)
class Evidence:
    """Of a session's members: facts of jobs that were read since the session last changed, of
    others that were read before, when each of the former was read, and how long backups took.
    """

    jobs: Mapping[str, Job | None]
    older: Mapping[str, Job | None]
    read: Mapping[str, int]
    took: Mapping[str, int]


def known(freezer: Freezer, sessions: Iterable[Session], now: int) -> dict[str, Evidence]:
    """What is kept of each session, by its id; no call to Freezer. Nothing is known while the cache
    cannot be reached: rows in doubt stay so.
    """
    documents = list(sessions)
    return {
        session["session_id"]: _evidence(session, found, now)
        for session, found in zip(documents, _kept(freezer, documents), strict=True)
        if found is not None
    }


def keep(
    freezer: Freezer,
    sessions: Iterable[Session],
    jobs: Mapping[str, Job | None],
    now: int,
) -> None:
    """Keep the facts of members whose jobs were read after the sessions: all that are needed."""
    documents = [session for session in sessions if session.get("jobs")]
    wanted = {session["session_id"]: _wanted(session, jobs, now) for session in documents}
    documents = [session for session in documents if wanted[session["session_id"]]]
    made, news = {}, False
    for session, before in zip(documents, _kept(freezer, documents), strict=True):
        after = _merged(session, before, wanted[session["session_id"]], jobs, now)
        made[_key(freezer, session["session_id"])] = after
        news = news or _is_news(before, after)
    if made:
        _write(freezer, made, news)


def gather(freezer: Freezer, wanted: Iterable[tuple[Session, Iterable[str]]], now: int) -> bool:
    """Read the jobs of members of sessions, the first MOST of them, and keep what they tell; the
    answer is whether there were any.
    """
    chosen = list(islice(((session, job_id) for session, ids in wanted for job_id in ids), MOST))
    if chosen:
        jobs = freezer.find_jobs({job_id for _session, job_id in chosen})
        sessions = {session["session_id"]: session for session, _job_id in chosen}
        keep(freezer, sessions.values(), jobs, now)
    return bool(chosen)


def measure(
    freezer: Freezer, sessions: Iterable[Session], now: int
) -> dict[str, Mapping[str, int]]:
    """How long the last backups of members took of which their sessions do not tell it: {session
    id: {job id: seconds}}, as far as it is known; no call to Freezer.
    """
    documents = [session for session in sessions if forecast.unmeasured(session)]
    return {key: found.took for key, found in known(freezer, documents, now).items()}


def edition(freezer: Freezer) -> str:
    """Another text whenever there are facts that were not there before."""
    try:
        return backend.cache("get", _edition(freezer)) or ""
    except Failed:
        return ""


def _wanted(session: Session, jobs: Mapping[str, Job | None], now: int) -> list[str]:
    """The members whose jobs were read, and tell more than the session."""
    ids = {*run.judge(session, None, now).unproved, *forecast.unmeasured(session)}
    return [job_id for job_id in ids if job_id in jobs]


def _evidence(session: Session, found: Mapping[str, Known], now: int) -> Evidence:
    of_run, of_now = run.window(session), _print(session)
    # what was not there while it still could come, or be written, proves nothing later
    since = of_run[1] + run.SLACK if of_run and now > of_run[1] else -1
    jobs: dict[str, Job | None] = {}
    older: dict[str, Job | None] = {}
    read, took = {}, {}
    for job_id, (of, at, facts, seconds) in found.items():
        if of == of_now and at > since:
            jobs[job_id], read[job_id] = facts, at
        else:
            older[job_id] = facts
        if seconds is not None:
            took[job_id] = seconds
    return Evidence(jobs, older, read, took)


def _merged(
    session: Session,
    before: Mapping[str, Known] | None,
    ids: list[str],
    jobs: Mapping[str, Job | None],
    now: int,
) -> dict[str, Known]:
    """With what was known of members whose jobs were not read now."""
    members = session["jobs"] or {}
    known = {job_id: fact for job_id, fact in (before or {}).items() if job_id in members}
    of, has_run = _print(session), run.window(session) is not None
    for job_id in ids:
        if job_id in known and known[job_id][1] > now:
            continue  # Reading all jobs takes seconds, in which another request may have read it.
        facts, seconds = _facts(jobs[job_id], has_run), forecast.length(_own(jobs[job_id]))
        if seconds is None and job_id in known:
            seconds = known[job_id][-1]
        known[job_id] = (of, now, facts, seconds)
    return known


def _facts(job: Job | None, has_run: bool) -> Answer | None:
    """What a run is judged by."""
    if job is None:
        return None
    kept = {
        key: value
        for key, value in _own(job).items()
        if key in _OF_JOB or (not has_run and key.startswith("schedule_"))
    }
    return {"session_tag": job.get("session_tag"), "job_schedule": kept}


def _own(job: Job | None) -> Fields:
    return (job or {}).get("job_schedule") or {}


def _is_news(before: Mapping[str, Known] | None, after: Mapping[str, Known]) -> bool:
    """Whether more is known than the moment at which facts were read."""
    return _told(before or {}) != _told(after)


def _told(found: Mapping[str, Known]) -> dict[str, tuple[str, Any]]:
    return {job_id: (of, facts) for job_id, (of, _at, facts, _seconds) in found.items()}


def _print(session: Session) -> str:
    """Another text whenever what a run is judged by is another in the session."""
    parts = ("session_tag", "time_start", "hold_off", "schedule", "jobs")
    return fingerprint.of([session.get(part) for part in parts])


def _kept(freezer: Freezer, sessions: list[Session]) -> list[dict[str, Known] | None]:
    keys = [_key(freezer, session["session_id"]) for session in sessions]
    if not keys:
        return []
    try:
        found = backend.cache("get_many", keys)
    except Failed as error:
        LOG.warning("What is known of jobs cannot be read: %s", error.detail)
        found = {}
    return [found.get(key) for key in keys]


def _write(freezer: Freezer, made: dict[str, Answer], news: bool) -> None:
    try:
        backend.cache("set_many", made, KEPT)
        if news:
            backend.cache("set", _edition(freezer), uuid.uuid4().hex, KEPT)
    except Failed as error:
        LOG.warning("What is known of jobs is not kept: %s", error.detail)


def _key(freezer: Freezer, session_id: str) -> str:
    parts = keys.digest(*keys.audience(freezer), session_id)
    return keys.key("evidence", freezer.project_id, parts)


def _edition(freezer: Freezer) -> str:
    return keys.key("evidence-edition", freezer.project_id)
