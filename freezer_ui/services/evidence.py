"""Cached facts of jobs that lists need to judge runs (run.Run.unproved).

They are shared by users of a project with the same roles. Each has a fingerprint of its
session from before the job was read: after a change of the session it no longer proves that
something did not happen. Pages and checks that read jobs anyway keep their facts here.
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
from freezer_ui.domain.document_types import Job, Session
from freezer_ui.domain.runs import forecast, run
from freezer_ui.domain.schedules import schedule
from freezer_ui.errors import Failed
from freezer_ui.services.answers import Answer

LOG = logging.getLogger(__name__)

#: Jobs that one request reads at most, a call each.
MOST = 24
#: Seconds after which a running job is read again, even if its session has not changed.
FRESH = 15
#: Seconds for which facts are kept: the lengths of backups are useful for long.
LIFETIME = 86_400

#: Fields of a job_schedule that run.judge uses.
_OF_JOB = ("event", "status", "result", "time_started", "time_ended")


#: The session's fingerprint, when the job was read (epoch seconds), its facts (None: it is gone),
#: and the seconds of its last backup, if known.
Known = tuple[str, int, Any, int | None]


@dataclass(frozen=True)
class Evidence:
    """Facts of a session's members by job id: `jobs` were read since the session's last change, at
    the times in `read`; `older` before. `took` has the seconds of last backups.
    """

    jobs: Mapping[str, Job | None]
    older: Mapping[str, Job | None]
    read: Mapping[str, int]
    took: Mapping[str, int]


def known(freezer: Freezer, sessions: Iterable[Session], now: int) -> dict[str, Evidence]:
    """Return the cached evidence by session id, without a call to Freezer. Empty while the cache
    cannot be reached.
    """
    documents = list(sessions)
    return {
        session["session_id"]: _evidence(session, found, now)
        for session, found in zip(documents, _cached(freezer, documents), strict=True)
        if found is not None
    }


def keep(
    freezer: Freezer, sessions: Iterable[Session], jobs: Mapping[str, Job | None], now: int
) -> None:
    """Cache the facts of members, if needed; their jobs were read after the sessions."""
    documents = [session for session in sessions if session.get("jobs")]
    wanted = {session["session_id"]: _wanted(session, jobs, now) for session in documents}
    documents = [session for session in documents if wanted[session["session_id"]]]
    made, news = {}, False
    for session, before in zip(documents, _cached(freezer, documents), strict=True):
        after = _merged(session, before, wanted[session["session_id"]], jobs, now)
        made[_key(freezer, session["session_id"])] = after
        news = news or _is_news(before, after)
    if made:
        _write(freezer, made, news)


def gather(freezer: Freezer, wanted: Iterable[tuple[Session, Iterable[str]]], now: int) -> bool:
    """Read the jobs of these members, MOST at most, and cache their facts. Return whether there
    were any.
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
    """Return {session id: {job id: seconds of the last backup}} as far as it is cached, for members
    whose session does not show it. No call to Freezer.
    """
    documents = [session for session in sessions if forecast.unmeasured(session)]
    return {key: found.took for key, found in known(freezer, documents, now).items()}


def edition(freezer: Freezer) -> str:
    """Return a text that changes whenever new facts are cached."""
    try:
        return backend.cache("get", _edition(freezer)) or ""
    except Failed:
        return ""


def _wanted(session: Session, jobs: Mapping[str, Job | None], now: int) -> list[str]:
    """The members whose jobs were read and are needed besides the session."""
    ids = {*run.judge(session, None, now).unproved, *forecast.unmeasured(session)}
    return [job_id for job_id in ids if job_id in jobs]


def _evidence(session: Session, found: Mapping[str, Known], now: int) -> Evidence:
    of_run, fingerprint_now = run.window(session), _fingerprint(session)
    # before the window closed, a missing start proved nothing
    since = of_run[1] + run.SLACK if of_run and now > of_run[1] else -1
    jobs: dict[str, Job | None] = {}
    older: dict[str, Job | None] = {}
    read, took = {}, {}
    for job_id, (of, at, facts, seconds) in found.items():
        if of == fingerprint_now and at > since:
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
    """The new facts, and the earlier ones of members whose jobs were not read."""
    members = session["jobs"] or {}
    known = {job_id: fact for job_id, fact in (before or {}).items() if job_id in members}
    of, has_run = _fingerprint(session), run.window(session) is not None
    for job_id in ids:
        if job_id in known and known[job_id][1] > now:
            continue  # another request has read it since
        facts = _facts(jobs[job_id], has_run)
        seconds = forecast.length(schedule.of_job(jobs[job_id]))
        if seconds is None and job_id in known:
            seconds = known[job_id][-1]
        known[job_id] = (of, now, facts, seconds)
    return known


def _facts(job: Job | None, has_run: bool) -> Answer | None:
    """The part of a job that run.judge needs."""
    if job is None:
        return None
    kept = {
        key: value
        for key, value in schedule.of_job(job).items()
        if key in _OF_JOB or (not has_run and key.startswith("schedule_"))
    }
    return {"session_tag": job.get("session_tag"), "job_schedule": kept}


def _is_news(before: Mapping[str, Known] | None, after: Mapping[str, Known]) -> bool:
    """Whether anything but the times of reading has changed."""
    return _content(before or {}) != _content(after)


def _content(found: Mapping[str, Known]) -> dict[str, tuple[str, Any]]:
    return {job_id: (of, facts) for job_id, (of, _at, facts, _seconds) in found.items()}


def _fingerprint(session: Session) -> str:
    """A hash of the fields that run.judge uses."""
    parts = ("session_tag", "time_start", "hold_off", "schedule", "jobs")
    return fingerprint.of([session.get(part) for part in parts])


def _cached(freezer: Freezer, sessions: list[Session]) -> list[dict[str, Known] | None]:
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
        backend.cache("set_many", made, LIFETIME)
        if news:
            backend.cache("set", _edition(freezer), uuid.uuid4().hex, LIFETIME)
    except Failed as error:
        LOG.warning("What is known of jobs is not kept: %s", error.detail)


def _key(freezer: Freezer, session_id: str) -> str:
    parts = keys.digest(*keys.audience(freezer), session_id)
    return keys.key("evidence", freezer.project_id, parts)


def _edition(freezer: Freezer) -> str:
    return keys.key("evidence-edition", freezer.project_id)
