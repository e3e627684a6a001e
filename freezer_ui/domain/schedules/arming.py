"""The start of an interval schedule, chosen so that the jobs of a session run together.

An agent that reads an interval with a past start runs the job at once and counts from then on:
the job would run alone, in a tag of its own. So a job gets an interval only with the next
regular run as its start, or a later one if its agent might read it too late. The other members are
armed for these runs already. Calendar fields keep their time and are not changed.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from freezer_ui.domain.document_types import Fields, Session
from freezer_ui.domain.schedules import schedule, timetable
from freezer_ui.domain.times import LATEST, NotATime, epoch, format_iso, parse_iso

#: Seconds besides a poll until every agent has read a write.
HEADWAY = 30
#: Seconds besides a poll by which a start that was written before must be ahead.
LEAST = 5
#: Seconds in which an agent reports a start.
NEAR = 10


@dataclass(frozen=True)
class Agents:
    """Settings of all agents: seconds between polls and the IANA zone of their clocks; and the
    present time, epoch seconds.
    """

    poll: int
    zone: str
    now: int

    @property
    def all_have_polled(self) -> int:
        """When all agents have read a write of now, epoch seconds."""
        return self.now + self.poll + HEADWAY

    @property
    def often(self) -> int:
        """Runs of a job that are this many seconds apart or less may always be about to begin."""
        return 3 * (self.poll + LEAST)


@dataclass(frozen=True)
class Arming:
    """The session's `schedule` during the PUT of a job, which copies it, and afterwards."""

    put: Fields
    keep: Fields

    @property
    def first(self) -> int | None:
        """The start that the job gets, epoch seconds; None for other schedules."""
        return start_of(self.put)


def arm(session: Session, job_id: str, agents: Agents, realign: bool = False) -> Arming:
    """Return the schedules for a job that joins a session in step with the present members.

    `realign`: all members are PUT again, and follow the schedule's own start instead of the last
    run.
    """
    whole = dict(session.get("schedule") or {})
    fields = schedule.own(whole)
    # without an event, the agent's poll ends
    plain = whole if whole.get("event") else whole | schedule.stored(fields)
    if _is_missed(fields, agents):
        # agents make up for a date of the last hour: the job would run at once, alone
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
    """Return the next run of an interval schedule, epoch seconds, counted from the last start.

    None for any other schedule, and if no run is left.
    """
    step = timetable.step(fields)
    if step is None:
        return None
    seconds = int(step.total_seconds())
    at, _about, note = timetable.next_run(fields, agents.now, last_start, agents.zone, NEAR)
    if note == timetable.UNHEARD:
        at = _whole_minute(max(agents.now + seconds, agents.all_have_polled))
    # an interval of another tool may end after the last possible time
    return at if at is not None and at + seconds <= LATEST else None


def for_session(fields: Fields, agents: Agents, members: int = 0) -> dict[str, Any]:
    """Return a schedule that all agents can read in time; `members` are PUT one a second."""
    regular = next_regular(fields, agents, None)
    if regular is None or (not members and _is_ahead(fields, agents.now)):
        return dict(fields)
    seconds = _seconds(fields)
    return started(fields, _not_before(regular, seconds, agents.all_have_polled + members))


def for_standalone(fields: Fields, agents: Agents) -> dict[str, Any]:
    """Return the schedule of a job in no session, starting with its next regular run."""
    if not start_of(fields) or _is_ahead(fields, agents.now):
        return dict(fields)
    regular = next_regular(fields, agents, None)
    return dict(fields) if regular is None else started(fields, regular)


def started(fields: Fields, at: int) -> dict[str, Any]:
    """Return the schedule with this start (epoch seconds)."""
    return {**fields, "schedule_start_date": format_iso(datetime.fromtimestamp(at, UTC))}


def in_step(session: Session, job_schedule: Fields, agents: Agents) -> bool:
    """Whether a job with this schedule runs whenever the session does.

    Starts of intervals may differ: they must be on one grid, and neither may wait for its start
    while the other runs.
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
    """Return the time that an agent counts an interval from, epoch seconds; None if unknown."""
    start, started = start_of(job_schedule), epoch(job_schedule.get("time_started"))
    if start is not None and (start > agents.now or (started is not None and start > started)):
        return start
    return started


def distance(one: int, other: int, seconds: int) -> int:
    """Return how far apart two times are modulo `seconds`."""
    off = (one - other) % seconds
    return min(off, seconds - off)


def _reachable(fields: Fields, regular: int, agents: Agents) -> int:
    """The first regular run before which the agent will have read the schedule."""
    is_written = regular == start_of(fields)
    earliest = agents.now + agents.poll + LEAST if is_written else agents.all_have_polled
    return _not_before(regular, _seconds(fields), earliest)


def _not_before(start: int, seconds: int, earliest: int) -> int:
    return start + max(0, -(-(earliest - start) // seconds)) * seconds


def start_of(fields: Fields) -> int | None:
    """Return the start of a schedule, epoch seconds; None if it has none that can be read."""
    text = fields.get("schedule_start_date")
    try:
        return int(parse_iso(text).timestamp()) if text else None
    except (NotATime, TypeError, AttributeError):
        return None


def _is_ahead(fields: Fields, now: int) -> bool:
    start = start_of(fields)
    return start is not None and start > now


def _is_missed(fields: Fields, agents: Agents) -> bool:
    """Whether the schedule is a single date in the past."""
    if not fields.get("schedule_date"):
        return False
    at, _about, _note = timetable.next_run(fields, agents.now, None, agents.zone)
    return at is None


def _rest(fields: Fields) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if key != "schedule_start_date"}


def _seconds(fields: Fields) -> int:
    """Seconds between two runs of an interval schedule; 1 for any other."""
    step = timetable.step(fields)
    return int(step.total_seconds()) if step else 1


def _whole_minute(at: int) -> int:
    return -(-at // 60) * 60
