"""Rows of a list of sessions, made once for as long as they are true.

A list is asked for again and again, and few of its sessions are others each time. A row depends on
the session's document, the user's zone and the agents', and the time, which makes it another at
moments that are known ahead (run.Run.until, the next run); where that leaves a doubt, on what is
known of its jobs. What is held here is no state: a process without a row makes it again.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from freezer_ui import settings
from freezer_ui.api.client import Freezer
from freezer_ui.cache import keys
from freezer_ui.domain.runs import run
from freezer_ui.latest import Latest
from freezer_ui.services import evidence, serializers
from freezer_ui.services.evidence import Evidence

#: Sessions whose rows are held by a process, of all projects: some 8 kB each with ten members.
MOST = 2_000
#: Seconds that a row is held at most: a run after the next eleven years comes into sight some day.
LONGEST = 3600


@dataclass(frozen=True)
class Row:
    """What was made of a session's document, true from `since` until before `until`."""

    session: Mapping
    since: int
    until: int
    judged: run.Run
    #: As serializers.session_row; shared by all who ask, so nobody may change it.
    item: dict
    #: The members whose jobs have to be read before the row is confirmed.
    wanted: tuple[str, ...] = ()
    #: What it was made of beside the document.
    known: Evidence | None = None

    @property
    def with_members(self) -> dict:
        return self.item | {"members": serializers.members(self.session, self.judged)}

    def is_of(self, session: Mapping, known: Evidence | None, now: int) -> bool:
        if not self.since <= now < self.until or self.known != known:
            return False
        return self.session is session or self.session == session


_rows: Latest[Row] = Latest(MOST)


def row_of(session: Mapping, now: int) -> Row:
    """The row of a session judged from its document alone."""
    return next(rows_of([session], now))


def rows_of(sessions: Iterable[Mapping], now: int) -> Iterator[Row]:
    """That of each."""
    seen_by = _seen_by()
    for session in sessions:
        yield _row((session["session_id"], *seen_by), session, None, now)


def confirmed(freezer: Freezer, sessions: Iterable[Mapping], now: int, gather: bool) -> list[Row]:
    """The row of each, judged from what is known of its jobs where the document leaves a doubt;
    `gather`: after the jobs of the first rows in doubt were read, evidence.MOST calls at most.
    """
    made = _with_evidence(freezer, list(rows_of(sessions, now)), now)
    wanted = ((row.session, row.wanted) for row in made if row.wanted)
    if gather and evidence.gather(freezer, wanted, now):
        made = _with_evidence(freezer, made, now)
    return made


def _with_evidence(freezer: Freezer, made: list[Row], now: int) -> list[Row]:
    doubtful = [row.session for row in made if row.judged.unproved]
    if not doubtful:
        return made
    known = evidence.known(freezer, doubtful, now)
    seen_by = _seen_by()
    return [
        _row(
            (row.session["session_id"], *seen_by, freezer.roles),
            row.session,
            known[row.session["session_id"]],
            now,
        )
        if row.session["session_id"] in known and row.judged.unproved
        else row
        for row in made
    ]


def _row(key: tuple, session: Mapping, known: Evidence | None, now: int) -> Row:
    """A row that was made of the document alone has a key without roles."""
    held = _rows.get(key)
    if held is None or not held.is_of(session, known, now):
        held = _make(session, known, now)
        _rows.set(key, held)
    return held


def _seen_by() -> tuple:
    return *keys.readers(), settings.get("FREEZER_AGENT_TIME_ZONE")


def _make(session: Mapping, known: Evidence | None, now: int) -> Row:
    jobs, older = (known.jobs, known.older) if known else (None, None)
    judged = run.judge(session, jobs, now, older)
    wanted, soon = _wanted(judged, known, now)
    made = serializers.session_row(session, now, judged, confirmed=not wanted)
    moments = (judged.until, made["next_run"], soon, now + LONGEST)
    until = min(moment for moment in moments if moment is not None)
    return Row(session, now, until, judged, made, wanted, known)


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
