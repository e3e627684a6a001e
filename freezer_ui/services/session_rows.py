"""Rows of the list of sessions, cached in the process while they are valid.

A row depends on the session's document, the user's language and zone, the agents' zone, and on
time: when it changes is known in advance (run.Run.until, the next run). Rows in doubt also depend
on what is known of their jobs. The cache only saves work: a process without a row makes it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from freezer_ui import settings
from freezer_ui.api.client import Freezer
from freezer_ui.cache import keys
from freezer_ui.domain.document_types import Session
from freezer_ui.domain.runs import run
from freezer_ui.domain.volumes import Known
from freezer_ui.latest import Latest
from freezer_ui.services import evidence, serializers
from freezer_ui.services.answers import Answer
from freezer_ui.services.evidence import Evidence
from freezer_ui.services.reader import Reader

#: Cached rows, of all projects; about 8 kB each with ten members.
MOST = 2_000
#: Seconds for which Cinder's answer is reused for a list.
RECENT = 4
#: Seconds after which a row is made again in any case.
MOST_SECONDS = 3600


@dataclass(frozen=True)
class Row:
    """A session's row, valid from `since` to before `until` (epoch seconds)."""

    session: Session
    since: int
    until: int
    judged: run.Run
    #: From serializers.session_row; shared between callers, who must not change it.
    item: Answer
    #: Members whose jobs must be read before the row is confirmed.
    wanted: tuple[str, ...] = ()
    #: What is known of jobs and of backups in Cinder.
    known: Evidence | None = None
    of_volumes: Known | None = None

    @property
    def with_members(self) -> Answer:
        return self.item | {"members": serializers.members(self.session, self.judged)}

    def is_of(
        self, session: Session, known: Evidence | None, of_volumes: Known | None, now: int
    ) -> bool:
        if not self.since <= now < self.until or self.known != known:
            return False
        if self.of_volumes != of_volumes:
            return False
        return self.session is session or self.session == session


_rows: Latest[Row] = Latest(MOST)


def row_of(session: Session, now: int) -> Row:
    """Return the row of a session, judged from its document alone."""
    return next(rows_of([session], now))


def rows_of(sessions: Iterable[Session], now: int) -> Iterator[Row]:
    """Yield the row of each session; see row_of."""
    audience = _audience()
    for session in sessions:
        yield _row((session["session_id"], *audience), session, None, None, now)


def confirmed(freezer: Freezer, sessions: Iterable[Session], now: int, gather: bool) -> list[Row]:
    """Return the row of each session, judged from what is known of its jobs and volumes' backups.

    `gather` first reads jobs of rows in doubt: up to evidence.MOST calls.
    """
    made = list(rows_of(sessions, now))
    of_volumes = Reader(freezer, now, RECENT).of_volumes() if made else {}
    made = _with_evidence(freezer, made, of_volumes, now)
    wanted = ((row.session, row.wanted) for row in made if row.wanted)
    if gather and evidence.gather(freezer, wanted, now):
        made = _with_evidence(freezer, made, of_volumes, now)
    return made


def _with_evidence(freezer: Freezer, made: list[Row], of_volumes: Known, now: int) -> list[Row]:
    doubtful = [row.session for row in made if row.judged.unproved]
    known = evidence.known(freezer, doubtful, now) if doubtful else {}
    if not known and not of_volumes:
        return made
    audience = _audience()
    found = []
    for row in made:
        session_id = row.session["session_id"]
        of_jobs = known.get(session_id) if row.judged.unproved else None
        in_cinder = _members_of(row.session, of_volumes)
        if of_jobs is None and in_cinder is None:
            found.append(row)
            continue
        key = (session_id, *audience, freezer.roles)
        found.append(_row(key, row.session, of_jobs, in_cinder, now))
    return found


def _members_of(session: Session, of_volumes: Known) -> Known | None:
    """The backups of members that Cinder keeps; None if there is no such member."""
    if not of_volumes:
        return None
    return {
        each: of_volumes[each] for each in session.get("jobs") or {} if each in of_volumes
    } or None


def _row(
    key: tuple[Any, ...],
    session: Session,
    known: Evidence | None,
    of_volumes: Known | None,
    now: int,
) -> Row:
    """The cached or a new row; keys of rows from documents alone have no roles."""
    row = _rows.get(key)
    if row is None or not row.is_of(session, known, of_volumes, now):
        row = _make(session, known, of_volumes, now)
        _rows.set(key, row)
    return row


def _audience() -> tuple[Any, ...]:
    return *keys.readers(), settings.get("FREEZER_AGENT_TIME_ZONE")


def _make(session: Session, known: Evidence | None, of_volumes: Known | None, now: int) -> Row:
    jobs, older = (known.jobs, known.older) if known else (None, None)
    judged = run.judge(session, jobs, now, older, of_volumes)
    wanted, soon = _wanted(judged, known, now)
    made = serializers.session_row(session, now, judged, confirmed=not wanted)
    moments = (judged.until, made["next_run"], soon, now + MOST_SECONDS)
    until = min(moment for moment in moments if moment is not None)
    return Row(session, now, until, judged, made, wanted, known, of_volumes)


def _wanted(
    judged: run.Run, known: Evidence | None, now: int
) -> tuple[tuple[str, ...], int | None]:
    """The members whose jobs must be read, and when there will be more (epoch seconds or None).

    A run under way changes without a change of the session, so its jobs are read again after
    evidence.FRESH seconds.
    """
    read = known.read if known else {}
    wanted = tuple(job_id for job_id in judged.unproved if job_id not in read)
    if judged.state != run.RUNNING:
        return wanted, None
    until = {
        job_id: read[job_id] + evidence.FRESH + 1 for job_id in judged.unproved if job_id in read
    }
    aged = tuple(job_id for job_id, at in until.items() if at <= now)
    return (*wanted, *aged), min((at for at in until.values() if at > now), default=None)
