"""What sessions will do in a time to come: their runs, how long those take, and which of them meet
on a client, whose agent runs one job after another (R3).
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

#: Runs of one session that are told one by one; a strip cannot show more.
MOST = 200
#: Seconds that a job is taken to need where nobody knows: so that two at one moment still meet.
UNKNOWN_LENGTH = 60


#: Start, end and session of a run on a machine.
_Span = tuple[int, int, str]


class Member(TypedDict, total=False):
    """A member whose backup takes so many seconds; None where nobody knows."""

    client_id: str | None
    seconds: int | None


@dataclass(frozen=True)
class Plan:
    """A session's runs to come: starts in epoch seconds, rising.

    `lengths` has the seconds that its members on each client take together, None where unknown;
    `more_from` is the first run that is not told any more.
    """

    id: str
    starts: tuple[int, ...]
    lengths: Mapping[str, int | None]
    about: str | None = None
    note: str | None = None
    more_from: int | None = None

    @property
    def seconds(self) -> int | None:
        """How long a run takes: as long as its slowest client."""
        known = [each for each in self.lengths.values() if each is not None]
        return max(known, default=None)


@dataclass(frozen=True)
class Clash:
    """Sessions whose runs overlap on a client, in order of the first time: when, and how often."""

    client_id: str
    sessions: tuple[str, ...]
    first: int
    times: int


@dataclass
class Meetings:
    """All clashes, and by session and start of a run the numbers of those that it is in."""

    clashes: list[Clash] = field(default_factory=list)
    of_run: dict[tuple[str, int], list[int]] = field(default_factory=dict)


def plan(
    session: Session,
    now: int,
    until: int,
    agents_zone: str,
    took: Mapping[str, int] | None = None,
) -> Plan:
    """The runs of a session document from now until then; `took` as in members."""
    if timetable.is_idle(session):
        return planned(session["session_id"], timetable.Runs(note=timetable.EMPTY), {})
    schedule = session.get("schedule") or {}
    is_counted = bool(schedule.get("schedule_interval"))
    last_start = epoch(session.get("time_start")) if is_counted else None
    found = _found(tuple(schedule.items()), now, last_start, until, agents_zone)
    return planned(session["session_id"], found, lengths(members(session, took or {})))


@lru_cache(maxsize=500)  # Sessions often share a time of day, and a pattern takes its time.
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
    """A session's members, each with its "client_id" and the "seconds" that its last backup took,
    None where nobody knows.

    They are the entry's where its start and end belong together: Freezer loses starts, and keeps an
    older one beside the new end (N3). Else `took` has them, of jobs whose agents' times were read.
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
    """The members that have ended some time, and whose entry does not tell how long that took."""
    entries = session.get("jobs") or {}
    return [
        job_id
        for job_id, seconds in _recorded(session).items()
        if seconds is None and epoch((entries[job_id] or {}).get("time_ended"))
    ]


def _recorded(session: Session) -> dict[str, int | None]:
    """By job, the seconds between a start and an end in the current run; before the first run, an
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
    """Whether the entry's start is in this run, and its end not that of a later backup (R12)."""
    started, ended = epoch(entry.get("time_started")), epoch(entry.get("time_ended"))
    if started is None or ended is None:
        return False
    return of_run[0] <= started <= of_run[1] and (due is None or ended < due)


def lengths(members: Iterable[Member | None]) -> dict[str, int | None]:
    """The seconds that members took the last time, added up for each client."""
    found: dict[str, int | None] = {}
    for member in members:
        client_id = (member or {}).get("client_id")
        if client_id:
            took = length(member or {})
            before = found.get(client_id)
            found[client_id] = before if took is None else (before or 0) + took
    return found


def length(member: Mapping[str, Any]) -> int | None:
    """How long the last backup of a member took, by its "seconds" or its times; None while it
    runs, or where nobody knows.
    """
    if "seconds" in member:
        seconds: int | None = member["seconds"]
        return seconds
    started, ended = epoch(member.get("time_started")), epoch(member.get("time_ended"))
    return ended - started if started and ended and ended >= started else None


def meetings(plans: Iterable[Plan]) -> Meetings:
    """Where runs of different sessions overlap on a client, in order of time."""
    by_client: dict[str, list[tuple[Plan, int]]] = {}
    for each in plans:
        for client_id, seconds in each.lengths.items():
            by_client.setdefault(client_id, []).append((each, _took(seconds)))
    groups: dict[tuple[str, tuple[str, ...]], list[list[_Span]]] = {}
    # The machines of one session mostly have the same windows: those are compared once.
    same: dict[tuple[tuple[str, int], ...], list[tuple[tuple[str, ...], list[_Span]]]] = {}
    for client_id, windows in by_client.items():
        key = tuple((each.id, took) for each, took in windows)
        if key not in same:
            same[key] = _shared(windows)
        for names, together in same[key]:
            groups.setdefault((client_id, names), []).append(together)
    return _numbered(groups)


def meets(mine: Plan, others: Iterable[Plan]) -> dict[int, dict[str, list[str]]]:
    """The runs of a session that others overlap: by start, the clients, and the others' ids."""
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


def _shared(windows: list[tuple[Plan, int]]) -> list[tuple[tuple[str, ...], list[_Span]]]:
    """The runs of several sessions that overlap on one client, with the ids of the sessions."""
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
    """Windows in order of start, in groups that touch no other."""
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
