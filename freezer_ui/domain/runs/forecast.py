"""Runs of sessions in a coming time, their lengths, and where they overlap on a client, whose agent
runs one job after another (R3).
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, TypedDict

from freezer_ui.domain.document_types import Entry, Session
from freezer_ui.domain.runs import run
from freezer_ui.domain.schedules import timetable
from freezer_ui.domain.times import epoch

#: Runs of a session that are listed one by one.
MOST = 200
#: Seconds that are assumed for a job of unknown length.
UNKNOWN_LENGTH = 60


#: Start, end and session of a run on a machine.
_Span = tuple[int, int, str]
#: The ids of several sessions, and their runs that overlap.
_Overlap = tuple[tuple[str, ...], list[_Span]]


class Member(TypedDict, total=False):
    """A member, and the seconds that its backup takes; None if unknown."""

    client_id: str | None
    seconds: int | None


@dataclass(frozen=True)
class Plan:
    """A session's coming runs: starts in epoch seconds, ascending.

    `lengths` has the seconds that its members on each client take together, None if unknown.
    `more_from` is the first run that is not listed, or None. `about` and `note` as timetable.Runs.
    """

    id: str
    starts: tuple[int, ...]
    lengths: Mapping[str, int | None]
    about: str | None = None
    note: str | None = None
    more_from: int | None = None

    @property
    def seconds(self) -> int | None:
        """The length of a run: that of its slowest client; None if unknown."""
        known = [each for each in self.lengths.values() if each is not None]
        return max(known, default=None)


@dataclass(frozen=True)
class Clash:
    """Sessions whose runs overlap on a client: since when (epoch seconds), and how many times."""

    client_id: str
    sessions: tuple[str, ...]
    first: int
    times: int


@dataclass
class Meetings:
    """Clashes, and their indexes by (session id, start of a run)."""

    clashes: list[Clash] = field(default_factory=list)
    of_run: dict[tuple[str, int], list[int]] = field(default_factory=dict)


def plan(
    session: Session, now: int, until: int, agents_zone: str, took: Mapping[str, int] | None = None
) -> Plan:
    """Return a session's runs from `now` to `until` (epoch seconds); `took` as in members."""
    if timetable.is_idle(session):
        return planned(session["session_id"], timetable.Runs(note=timetable.EMPTY), {})
    schedule = session.get("schedule") or {}
    is_counted = bool(schedule.get("schedule_interval"))
    last_start = epoch(session.get("time_start")) if is_counted else None
    found = _found(tuple(schedule.items()), now, last_start, until, agents_zone)
    return planned(session["session_id"], found, lengths(members(session, took or {})))


@lru_cache(maxsize=500)  # sessions often share a schedule, and patterns are slow
def _found(
    schedule: tuple[tuple[str, Any], ...],
    now: int,
    last_start: int | None,
    until: int,
    agents_zone: str,
) -> timetable.Runs:
    return timetable.runs(dict(schedule), now, last_start, agents_zone, MOST + 1, until=until)


def planned(session_id: str, found: timetable.Runs, lengths_of: Mapping[str, int | None]) -> Plan:
    more_from = found.at[MOST] if len(found.at) > MOST else None
    return Plan(session_id, found.at[:MOST], lengths_of, found.about, found.note, more_from)


def members(session: Session, took: Mapping[str, int]) -> list[Member]:
    """Return a session's members with the "seconds" of their last backup, None if unknown.

    They come from the entry if its start and end belong together (N3), else from `took`, the
    seconds by job whose agent's times were read.
    """
    recorded = _recorded(session)
    return [
        {
            "client_id": (entry or {}).get("client_id"),
            "seconds": took.get(job_id) if recorded[job_id] is None else recorded[job_id],
        }
        for job_id, entry in (session.get("jobs") or {}).items()
    ]


def unmeasured(session: Session) -> list[str]:
    """Return the members that have ended, but whose entry does not show how long that took."""
    entries = session.get("jobs") or {}
    return [
        job_id
        for job_id, seconds in _recorded(session).items()
        if seconds is None and epoch((entries[job_id] or {}).get("time_ended"))
    ]


def _recorded(session: Session) -> dict[str, int | None]:
    """Seconds by job, from entries with start and end in the current run; before the first run, an
    entry is a copy of the agent's times (R5).
    """
    entries, of_run = session.get("jobs") or {}, run.window(session)
    if of_run is None:
        return {job_id: length(entry or {}) for job_id, entry in entries.items()}
    due = timetable.due_after(session.get("schedule") or {}, of_run[0])
    return {
        job_id: length(entry) if entry and _belongs(entry, of_run, due) else None
        for job_id, entry in entries.items()
    }


def _belongs(entry: Entry, of_run: tuple[int, int], due: int | None) -> bool:
    """Whether the entry's start is in this run, and its end before the next run (R12)."""
    started, ended = epoch(entry.get("time_started")), epoch(entry.get("time_ended"))
    if started is None or ended is None:
        return False
    return of_run[0] <= started <= of_run[1] and (due is None or ended < due)


def lengths(members: Iterable[Member | None]) -> dict[str, int | None]:
    """Return the seconds that members took, added up for each client; None if all are unknown."""
    found: dict[str, int | None] = {}
    for member in members:
        client_id = (member or {}).get("client_id")
        if client_id:
            took = length(member or {})
            before = found.get(client_id)
            found[client_id] = before if took is None else (before or 0) + took
    return found


def length(member: Mapping[str, Any]) -> int | None:
    """Return the seconds of a member's last backup, from "seconds" or its times; None if unknown or
    while it runs.
    """
    if "seconds" in member:
        seconds: int | None = member["seconds"]
        return seconds
    started, ended = epoch(member.get("time_started")), epoch(member.get("time_ended"))
    return ended - started if started and ended and ended >= started else None


def meetings(plans: Iterable[Plan]) -> Meetings:
    """Return where runs of different sessions overlap on a client, in order of time."""
    by_client: dict[str, list[tuple[Plan, int]]] = {}
    for each in plans:
        for client_id, seconds in each.lengths.items():
            by_client.setdefault(client_id, []).append((each, _took(seconds)))
    groups: dict[tuple[str, tuple[str, ...]], list[list[_Span]]] = {}
    # clients of one session mostly have the same windows: compare these once
    same: dict[tuple[tuple[str, int], ...], list[_Overlap]] = {}
    for client_id, windows in by_client.items():
        key = tuple((each.id, took) for each, took in windows)
        if key not in same:
            same[key] = _shared(windows)
        for names, together in same[key]:
            groups.setdefault((client_id, names), []).append(together)
    return _numbered(groups)


def meets(mine: Plan, others: Iterable[Plan]) -> dict[int, dict[str, list[str]]]:
    """Return {start: {client_id: ids of other sessions}} of the runs of `mine` that overlap."""
    found: dict[int, dict[str, list[str]]] = {}
    for other in others:
        for client_id in mine.lengths.keys() & other.lengths.keys():
            took, their = _took(mine.lengths[client_id]), _took(other.lengths[client_id])
            for start in mine.starts:
                first = bisect_right(other.starts, start - their)
                if first < len(other.starts) and other.starts[first] < start + took:
                    found.setdefault(start, {}).setdefault(client_id, []).append(other.id)
    return found


def _took(seconds: int | None) -> int:
    return UNKNOWN_LENGTH if seconds is None else max(seconds, 1)


def _shared(windows: list[tuple[Plan, int]]) -> list[_Overlap]:
    """Return the runs of several sessions that overlap on a client, with the sessions' ids."""
    if len(windows) < 2:
        return []
    spans = [(start, start + took, each.id) for each, took in windows for start in each.starts]
    found = []
    for together in _overlapping(sorted(spans)):
        names = {session_id for _start, _end, session_id in together}
        if len(names) > 1:
            found.append((tuple(sorted(names)), together))
    return found


def _overlapping(windows: list[_Span]) -> Iterable[list[_Span]]:
    """Split windows, sorted by start, into groups that overlap."""
    together: list[_Span] = []
    latest = 0
    for window in windows:
        if together and window[0] >= latest:
            yield together
            together, latest = [], 0
        together.append(window)
        latest = max(latest, window[1])
    if together:
        yield together


def _numbered(groups: Mapping[tuple[str, tuple[str, ...]], list[list[_Span]]]) -> Meetings:
    found = Meetings()
    ordered = sorted(groups.items(), key=lambda item: (item[1][0][0][0], item[0]))
    for number, ((client_id, _names), times) in enumerate(ordered):
        in_order = dict.fromkeys(session_id for _start, _end, session_id in times[0])
        found.clashes.append(Clash(client_id, tuple(in_order), times[0][0][0], len(times)))
        for together in times:
            for start, _end, session_id in together:
                marks = found.of_run.setdefault((session_id, start), [])
                if number not in marks:
                    marks.append(number)
    return found
