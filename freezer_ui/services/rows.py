"""Rows of a list of sessions, made once for as long as they are true.

A list is asked for again and again, and few of its sessions are others each time. A row depends on
the session's document, the user's zone and the agents', and the time, which makes it another at
moments that are known ahead (run.Run.until, the next run). What is held here is no state: whoever
does not have it makes it again.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.utils import timezone

from freezer_ui import settings
from freezer_ui.services import shapes
from freezer_ui.sessions import run

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
    #: As shapes.session_row; shared by all who ask, so nobody may change it.
    item: dict

    @property
    def with_members(self) -> dict:
        return self.item | {"members": shapes.members(self.session, self.judged)}

    def is_of(self, session: Mapping, now: int) -> bool:
        if not self.since <= now < self.until:
            return False
        return self.session is session or self.session == session


def of(session: Mapping, now: int) -> Row:
    """The row of a session judged from its document alone."""
    return next(of_all([session], now))


def of_all(sessions: Iterable[Mapping], now: int) -> Iterator[Row]:
    """That of each."""
    zones = _zones()
    for session in sessions:
        slot = _slot(session["session_id"], *zones)
        held = slot[0] if slot else None
        if held is None or not held.is_of(session, now):
            held = _make(session, now)
            slot[:] = [held]
        yield held


def _zones() -> tuple[str, str]:
    return timezone.get_current_timezone_name(), settings.get("FREEZER_AGENT_TIME_ZONE")


def _make(session: Mapping, now: int) -> Row:
    judged = run.judge(session, None, now)
    made = shapes.session_row(session, now, judged)
    moments = (judged.until, made["next_run"], now + LONGEST)
    until = min(moment for moment in moments if moment is not None)
    return Row(session, now, until, judged, made)


@lru_cache(maxsize=MOST)
def _slot(_session_id: str, _zone: str, _agents_zone: str) -> list[Row]:
    """A place for the last row of a session, as seen in these zones; at most one."""
    return []
