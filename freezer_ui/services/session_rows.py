"""Rows of a list of sessions, made once for as long as they are true.

A list is asked for again and again, and few of its sessions are others each time. A row depends on
the session's document, the user's zone and the agents', and the time, which makes it another at
moments that are known ahead (run.Run.until, the next run); where that leaves a doubt, on what is
known of its jobs. What is held here is no state: a process without a row makes it again.
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

#: Sessions whose rows are held by a process, of all projects: some 8 kB each with ten members.
MOST = 2_000
#: Seconds that what Cinder said is good for a list.
RECENT = 4
#: Seconds that a row is held at most: a run after the next eleven years comes into sight some day.
MOST_SECONDS = 3600


@dataclass(frozen=True)
class Row:
    """What was made of a session's document, true from `since` until before `until`."""

    session: Session
    since: int
    until: int
    judged: run.Run
    #: As serializers.session_row; shared by all who ask, so nobody may change it.
    item: Answer
    #: The members whose jobs have to be read before the row is confirmed.
    wanted: tuple[str, ...] = ()
    #: What it was made of beside the document: what is known of jobs, and of backups in Cinder.
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
    """The row of a session judged from its document alone."""
    return next(rows_of([session], now))


def rows_of(sessions: Iterable[Session], now: int) -> Iterator[Row]:
    """That of each."""
    seen_by = _seen_by()
    for session in sessions:
        yield _row((session["session_id"], *seen_by), session, None, None, now)


def confirmed(freezer: Freezer, sessions: Iterable[Session], now: int, gather: bool) -> list[Row]:
    """The row of each, judged from what is known of its jobs where the document leaves a doubt, and
    from what Cinder has of the backups of its volumes; `gather`: after the jobs of the first rows
    in doubt were read, evidence.MOST calls at most.
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
    seen_by = _seen_by()
    found = []
    for row in made:
        session_id = row.session["session_id"]
        of_jobs = known.get(session_id) if row.judged.unproved else None
        in_cinder = _members_of(row.session, of_volumes)
        if of_jobs is None and in_cinder is None:
            found.append(row)
            continue
        key = (session_id, *seen_by, freezer.roles)
        found.append(_row(key, row.session, of_jobs, in_cinder, now))
    return found


def _members_of(session: Session, of_volumes: Known) -> Known | None:
    """What is known of members whose backups Cinder keeps; None where there is no such member."""
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
    """A row that was made of the document alone has a key without roles."""
    held = _rows.get(key)
    if held is None or not held.is_of(session, known, of_volumes, now):
        held = _make(session, known, of_volumes, now)
        _rows.set(key, held)
    return held


def _seen_by() -> tuple[Any, ...]:
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
    """The members in doubt whose jobs are not known as they are now, and when there are more. What
    runs goes on without a word in the session (R5b); what is over and lacks a member does not.
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
