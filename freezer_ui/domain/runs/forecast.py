"""Runs of sessions in a coming time, their lengths, and where they overlap on a client, whose agent
runs one job after another.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
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


#: The ids of several sessions in order of their start, and from when to when their runs overlap.
_Overlap = tuple[tuple[str, ...], tuple[int, int]]


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
    """Sessions whose runs overlap on a client, and from when to when each time (epoch seconds)."""

    client_id: str
    sessions: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]

    @property
    def first(self) -> int:
        return self.spans[0][0]

    def starts_of(self, plan: Plan) -> Iterator[int]:
        """Yield the starts of those runs of one of its sessions that overlap."""
        for begin, end in self.spans:
            yield from plan.starts[bisect_left(plan.starts, begin) : bisect_left(plan.starts, end)]


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

    They come from the entry if its start and end belong together, else from `took`, the
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
    """Return the members that have ended well, but whose entry does not show how long that took."""
    entries = session.get("jobs") or {}
    return [
        job_id
        for job_id, seconds in _recorded(session).items()
        if seconds is None
        and epoch((entries[job_id] or {}).get("time_ended"))
        and not _has_failed(entries[job_id] or {})
    ]


def _recorded(session: Session) -> dict[str, int | None]:
    """Seconds by job, from entries with start and end in the current run; before the first run, an
    entry is a copy of the agent's times.
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
    """Whether the entry's start is in this run, and its end before the next run."""
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
    """Return the seconds of a member's last backup, from "seconds" or its times; None if unknown,
    while it runs, or if it failed.
    """
    if "seconds" in member:
        seconds: int | None = member["seconds"]
        return seconds
    if _has_failed(member):
        return None
    started, ended = epoch(member.get("time_started")), epoch(member.get("time_ended"))
    return ended - started if started and ended and ended >= started else None


def _has_failed(member: Mapping[str, Any]) -> bool:
    """It may have failed at once, or be ended by hand hours later: its end tells no length."""
    return member.get("result") not in (None, "", "success")


def clashes(plans: Iterable[Plan]) -> list[Clash]:
    """Return where runs of different sessions overlap on a client, in order of time."""
    by_client: dict[str, list[tuple[Plan, int]]] = {}
    for each in plans:
        for client_id, seconds in each.lengths.items():
            by_client.setdefault(client_id, []).append((each, _took(seconds)))
    found: dict[tuple[str, tuple[str, ...]], list[_Overlap]] = {}
    # clients of one session mostly have the same windows: compare these once
    same: dict[tuple[tuple[str, int], ...], list[_Overlap]] = {}
    for client_id, windows in by_client.items():
        key = tuple((each.id, took) for each, took in windows)
        if key not in same:
            same[key] = list(_overlaps(windows))
        for overlap in same[key]:
            found.setdefault((client_id, tuple(sorted(overlap[0]))), []).append(overlap)
    times = sorted(found.items(), key=lambda item: (item[1][0][1][0], item[0]))
    return [
        Clash(client_id, overlaps[0][0], tuple(span for _ids, span in overlaps))
        for (client_id, _ids), overlaps in times
    ]


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


def _overlaps(windows: list[tuple[Plan, int]]) -> Iterator[_Overlap]:
    """Yield the runs of several sessions that overlap on a client, in order of time."""
    if len(windows) < 2:
        return
    runs = sorted((start, start + took, each.id) for each, took in windows for start in each.starts)
    together: dict[str, None] = {}
    begin = latest = 0
    for start, end, session_id in runs:
        if start >= latest:
            if len(together) > 1:
                yield tuple(together), (begin, latest)
            together, begin, latest = {}, start, end
        elif end > latest:
            latest = end
        together[session_id] = None
    if len(together) > 1:
        yield tuple(together), (begin, latest)
