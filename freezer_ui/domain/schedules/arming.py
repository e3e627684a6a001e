"""Which start an interval schedule gets, so that the jobs of a session run together.

An agent that reads an interval whose start is past runs the job at once and counts from there, for
good (N2): alone, in a tag of its own (N13). So a job is given an interval only with the next
regular run as its start, or with the run after that where its agent could read it too late. The
members that the session has are armed for these runs already. Calendar fields keep their time, and
are left as they are.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from freezer_ui.domain.document_types import Fields, Session
from freezer_ui.domain.schedules import schedule, timetable
from freezer_ui.domain.times import LATEST, NotATime, epoch, format_iso, parse_iso

#: Seconds beside a poll in which every agent has read what was written.
HEADWAY = 30
#: Seconds beside a poll that a start which is already written has to be ahead.
LEAST = 5
#: Seconds after its moment in which an agent has told of its start.
NEAR = 10


@dataclass(frozen=True)
class Agents:
    """What all agents have in common: seconds between two polls, the IANA zone of their clocks; and
    the time now, epoch seconds.
    """

    poll: int
    zone: str
    now: int

    @property
    def all_have_polled(self) -> int:
        """When the last agent has read what is written now."""
        return self.now + self.poll + HEADWAY

    @property
    def often(self) -> int:
        """Seconds between two runs of a job that some agent may always be about to begin."""
        return 3 * (self.poll + LEAST)


@dataclass(frozen=True)
class Arming:
    """The session's `schedule` while a job is PUT, which copies it, and what it is afterwards."""

    put: Fields
    keep: Fields

    @property
    def first(self) -> int | None:
        """The start that the job is given, epoch seconds; None for other schedules."""
        return start_of(self.put)


def arm(session: Session, job_id: str, agents: Agents, realign: bool = False) -> Arming:
    """The schedules with which a job joins a session in step with the members that it has.

    `realign`: all members are PUT one after another, to the grid of the schedule's own start,
    whenever the last run was.
    """
    whole = dict(session.get("schedule") or {})
    fields = schedule.own(whole)
    # Without an event the job's agent dies in its poll (F4).
    plain = whole if whole.get("event") else whole | schedule.stored(fields)
    if _is_missed(fields, agents):
        # An agent still makes up for a date of the last hour: the job would run at once, alone.
        return Arming({**plain, "event": "stop"}, plain)
    if plain["event"] != "start":
        return Arming(plain, plain)
    last_start = None if realign and start_of(fields) else epoch(session.get("time_start"))
    regular = next_regular(fields, agents, last_start)
    if regular is None:
        return Arming(plain, plain)
    first = _reachable(fields, regular, agents)
    others = set(session.get("jobs") or {}) - {job_id}
    keep = first if realign or not others else regular
    return Arming(started(plain, first), started(plain, keep))


def next_regular(fields: Fields, agents: Agents, last_start: int | None) -> int | None:
    """The next run of an interval schedule, epoch seconds; None for any other schedule, and where
    no run is left. Counted from the last start, for that is what agents do.
    """
    step = timetable.step(fields)
    if step is None:
        return None
    seconds = int(step.total_seconds())
    at, _about, note = timetable.next_run(fields, agents.now, last_start, agents.zone, NEAR)
    if note == timetable.UNHEARD:
        at = _whole_minute(max(agents.now + seconds, agents.all_have_polled))
    # Another tool may have written an interval that leaves the calendar.
    return at if at is not None and at + seconds <= LATEST else None


def written(fields: Fields, agents: Agents, members: int = 0) -> dict[str, Any]:
    """The schedule to write for one that a user typed; `members` will be PUT one after another, in
    a second each.
    """
    regular = next_regular(fields, agents, None)
    if regular is None or (not members and _is_ahead(fields, agents.now)):
        return dict(fields)
    seconds = _seconds(fields)
    return started(fields, _not_before(regular, seconds, agents.all_have_polled + members))


def alone(fields: Fields, agents: Agents) -> dict[str, Any]:
    """The schedule of a job in no session, from its next regular run on."""
    if not start_of(fields) or _is_ahead(fields, agents.now):
        return dict(fields)
    regular = next_regular(fields, agents, None)
    return dict(fields) if regular is None else started(fields, regular)


def started(fields: Fields, at: int) -> dict[str, Any]:
    """The schedule with its start at this moment."""
    return {**fields, "schedule_start_date": format_iso(datetime.fromtimestamp(at, UTC))}


def in_step(session: Session, job_schedule: Fields, agents: Agents) -> bool:
    """Whether a job on this schedule runs when the session does.

    Of intervals, the start is another after each join: it counts whether both are on one grid, and
    whether neither waits for a start while the other runs.
    """
    ours, its = schedule.own(session.get("schedule")), schedule.own(job_schedule)
    if ours == its:
        return True
    step, start, its_start = timetable.step(ours), start_of(ours), start_of(its)
    if step is None or _rest(ours) != _rest(its) or start is None or its_start is None:
        return False
    seconds = int(step.total_seconds())
    if distance(start, its_start, seconds):
        return False
    ahead = _not_before(its_start, seconds, agents.now) - _not_before(start, seconds, agents.now)
    return -seconds < ahead < 2 * seconds + agents.poll + HEADWAY


def counted_from(job_schedule: Fields, agents: Agents) -> int | None:
    """The moment that an agent counts a job's interval from; None where nobody knows."""
    start, started = start_of(job_schedule), epoch(job_schedule.get("time_started"))
    if start is not None and (start > agents.now or (started is not None and start > started)):
        return start
    return started


def distance(one: int, other: int, seconds: int) -> int:
    """How far apart two moments are on a grid of so many seconds."""
    off = (one - other) % seconds
    return min(off, seconds - off)


def _reachable(fields: Fields, regular: int, agents: Agents) -> int:
    """The first regular run that the job's agent surely reads before."""
    is_written = regular == start_of(fields)
    earliest = agents.now + agents.poll + LEAST if is_written else agents.all_have_polled
    return _not_before(regular, _seconds(fields), earliest)


def _not_before(start: int, seconds: int, earliest: int) -> int:
    return start + max(0, -(-(earliest - start) // seconds)) * seconds


def start_of(fields: Fields) -> int | None:
    """The start that a schedule has, epoch seconds; None where there is none to read."""
    text = fields.get("schedule_start_date")
    try:
        return int(parse_iso(text).timestamp()) if text else None
    except (NotATime, TypeError, AttributeError):
        return None


def _is_ahead(fields: Fields, now: int) -> bool:
    start = start_of(fields)
    return start is not None and start > now


def _is_missed(fields: Fields, agents: Agents) -> bool:
    """Whether it is a date that is past."""
    if not fields.get("schedule_date"):
        return False
    at, _about, _note = timetable.next_run(fields, agents.now, None, agents.zone)
    return at is None


def _rest(fields: Fields) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if key != "schedule_start_date"}


def _seconds(fields: Fields) -> int:
    """Between two runs of an interval schedule."""
    step = timetable.step(fields)
    return int(step.total_seconds()) if step else 1


def _whole_minute(at: int) -> int:
    return -(-at // 60) * 60
