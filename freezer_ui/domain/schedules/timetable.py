"""Computes the runs of a schedule as agents of Freezer 19 do, with their APScheduler.

The precedence of fields and every oddity follow the agent's code (`get_schedule_args` of
freezer.scheduler.scheduler_job): `schedule_date`, else `schedule_interval`, else the calendar.
Dates without a zone are UTC in start and end, and the agents' local time elsewhere.
tests/agents checks this against the released scheduler.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from functools import lru_cache
from itertools import islice

from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.date import DateTrigger

from freezer_ui.domain.document_types import Fields, Session
from freezer_ui.domain.schedules.schedule import CALENDAR, own
from freezer_ui.domain.times import epoch, parse_iso, zone
from freezer_ui.latest import Latest

#: Why a run is approximate: it depends on the agents' zone, on each agent's poll, or on whether an
#: agent was restarted since the schedule began.
BY_ZONE, BY_POLL, BY_RESTART = "zone", "poll", "restart"
#: Why there is no run; see Runs.
NONE, STOPPED, UNREADABLE, OVER, UNHEARD = "none", "stopped", "unreadable", "over", "unheard"
EMPTY = "empty"

#: Seconds after which an agent starts an overdue run.
AT_ONCE = 2
#: Seconds for which an agent makes up for a missed date.
GRACE = 3600
#: Seconds by which a session's recorded start may differ from the scheduled time.
NEAR = 120
#: The last second of the year 9999, where datetime ends.
_LAST = 253_402_300_799
_FRACTION = re.compile(r"\.\d*[1-9]")
# Years to look ahead; 31 February never comes.
_HORIZON = 11


#: The fields of a schedule, hashable.
_Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Runs:
    """The next runs in epoch seconds, ascending, and whether there are more.

    `about` says why they are approximate: None, BY_ZONE, BY_POLL or BY_RESTART. `note` says why
    there are none: None, NONE, STOPPED, UNREADABLE, OVER, UNHEARD (agents count from a poll of
    unknown time), or EMPTY (the session has no jobs).
    """

    at: tuple[int, ...] = ()
    more: bool = False
    about: str | None = None
    note: str | None = None


@dataclass(frozen=True)
class _Armed:
    """A schedule as an agent arms it: its runs, which may be endless."""

    fires: Iterator[int]
    about: str | None = None


def runs(
    schedule: Fields,
    now: int,
    last_start: int | None,
    agents_zone: str,
    count: int = 10,
    heard: int | None = None,
    until: int | None = None,
    near: int = NEAR,
) -> Runs:
    """Return the next `count` runs after `now`, or those before `until`. Times are epoch seconds.

    `last_start` is the session's last start. `heard` is when agents read the schedule: `now` for
    one that is being typed, None for one that they have armed already. `agents_zone` is an IANA
    name; for `near` see next_run.
    """
    try:
        armed = _arm(schedule, now, last_start, zone(agents_zone), heard, near)
        if isinstance(armed, str):
            return Runs(note=armed)
        found = list(islice(_before(armed.fires, until), count + 1))
    except (ValueError, TypeError, OverflowError):
        # agents cannot read it either
        return Runs(note=UNREADABLE)
    note = None if found or until else OVER
    return Runs(tuple(found[:count]), len(found) > count, armed.about if found else None, note)


def is_idle(session: Session) -> bool:
    """Whether the session has a schedule but no jobs to run."""
    return bool(own(session.get("schedule"))) and not session.get("jobs")


def next_of(session: Session, now: int, agents_zone: str) -> tuple[int | None, bool, str | None]:
    """As next_run, for a session; EMPTY if it has no jobs."""
    if is_idle(session):
        return None, False, EMPTY
    started = epoch(session.get("time_start"))
    return next_run(session.get("schedule") or {}, now, started, agents_zone)


def next_run(
    schedule: Fields, now: int, last_start: int | None, agents_zone: str, near: int = NEAR
) -> tuple[int | None, bool, str | None]:
    """Return the next run of a stored schedule (epoch seconds or None), whether it is approximate,
    and why there is none.

    A last start within `near` seconds of the schedule's grid counts as on the grid.
    """
    try:
        armed = _arm(schedule, now, last_start, zone(agents_zone), None, near)
        if isinstance(armed, str):
            return None, False, armed
        found = next(armed.fires, None)
    except (ValueError, TypeError, OverflowError):
        return None, False, UNREADABLE
    return (None, False, OVER) if found is None else (found, armed.about is not None, None)


def due_after(schedule: Fields, started: int) -> int | None:
    """Return when the run after one at `started` is due, epoch seconds; None if there is none.

    For calendar fields, whose zone is not known here, it is at least one gap between two runs
    later.
    """
    return _due_after(tuple(own(schedule).items()), started)


@lru_cache(maxsize=20_000)  # lists call it for every row, and it changes once a run
def _due_after(schedule: _Pairs, started: int) -> int | None:
    fields = dict(schedule)
    due, about, _note = next_run(fields, started, started, "UTC")
    if due is None or not about or step(fields):
        return due
    after, _about, _note = next_run(fields, due, due, "UTC")
    return max(due, started + after - due) if after else due


def step(schedule: Fields) -> timedelta | None:
    """Return the time between two runs of an interval schedule; None for any other."""
    if schedule.get("schedule_date") or not schedule.get("schedule_interval"):
        return None
    try:
        return _step(schedule["schedule_interval"])
    except (ValueError, TypeError, OverflowError):
        return None


def _step(text: str) -> timedelta:
    """Raises ValueError, TypeError or OverflowError, as the agent does."""
    if text == "continuous":
        return timedelta(seconds=1)
    number, unit = text.split(" ")
    # APScheduler turns an interval of 0 into one second
    return timedelta(**{unit: int(number)}) or timedelta(seconds=1)


def _before(fires: Iterator[int], until: int | None) -> Iterator[int]:
    for at in fires:
        if until is not None and at >= until:
            return
        yield at


def _arm(
    schedule: Fields,
    now: int,
    last_start: int | None,
    place: tzinfo,
    heard: int | None,
    near: int = NEAR,
) -> _Armed | str:
    """Arm the schedule, or return the note why nothing runs. Raises as _step."""
    if schedule.get("event") in ("stop", "abort", "remove"):
        return STOPPED if own(schedule) else NONE
    start, end = _bounds(schedule)
    if schedule.get("schedule_date"):
        return _once(schedule["schedule_date"], now, place, heard)
    if schedule.get("schedule_interval"):
        return _by_interval(schedule, now, last_start, place, heard, (start, end), near)
    if any(key in schedule for key in CALENDAR):
        earliest = now + 1 if heard is None or start is None else heard + AT_ONCE
        if start is not None and start > now:
            # calendar runs are at whole seconds: round the start up
            earliest = start + bool(_FRACTION.search(schedule["schedule_start_date"]))
        return _Armed(_calendar(schedule, earliest, place, end), BY_ZONE)
    # without any field, an agent runs the job once, at once
    return NONE if heard is None else _Armed(iter((heard + AT_ONCE,)), BY_POLL)


def _bounds(schedule: Fields) -> tuple[int | None, int | None]:
    """Start and end; agents ignore an end without a start or before it."""
    if not schedule.get("schedule_start_date"):
        return None, None
    start = _epoch(schedule["schedule_start_date"])
    end = _epoch(schedule["schedule_end_date"]) if schedule.get("schedule_end_date") else None
    return start, None if end is not None and end < start else end


def _once(text: str, now: int, place: tzinfo, heard: int | None) -> _Armed:
    trigger = DateTrigger(text, timezone=place)
    date = int(trigger.run_date.timestamp())
    about = None if trigger.run_date.tzinfo is not place else BY_ZONE
    if date > now:
        return _Armed(iter((date,)), about)
    if heard is not None and heard - date < GRACE:
        return _Armed(iter((heard,)), BY_POLL)
    return _Armed(iter(()), BY_POLL)


def _by_interval(
    schedule: Fields,
    now: int,
    last_start: int | None,
    place: tzinfo,
    heard: int | None,
    bounds: tuple[int | None, int | None],
    near: int,
) -> _Armed | str:
    start, end = bounds
    seconds = int(_step(schedule["schedule_interval"]).total_seconds())
    if start is not None and start > now:
        return _Armed(_every(seconds, start, end))
    if heard is not None and start is not None:
        return _Armed(_every(seconds, heard + AT_ONCE, end), BY_POLL)
    if heard is not None:
        # agents add the interval to the local time: a clock change shifts the first run
        first = datetime.fromtimestamp(heard, place) + timedelta(seconds=seconds)
        return _Armed(_every(seconds, int(first.timestamp()), end), BY_POLL)
    base, about = _base(seconds, last_start, start, near)
    if base is None:
        return UNHEARD
    # skips the run of the last start, even if the clocks differ a little
    following = base + (max(now - base, 0) // seconds + 1) * seconds
    return _Armed(_every(seconds, following, end), about)


def _base(
    seconds: int, last_start: int | None, start: int | None, near: int
) -> tuple[int | None, str]:
    """A run to count from: on the grid of the start, or the last run if that was off the grid."""
    if last_start is None or (start is not None and last_start < start - near):
        return start, BY_RESTART  # the start was written after the last run
    if start is not None:
        on_grid = start + round((last_start - start) / seconds) * seconds
        if abs(last_start - on_grid) <= min(near, seconds // 4):
            return on_grid, BY_RESTART
    return last_start, BY_POLL


def _every(seconds: int, first: int, end: int | None) -> Iterator[int]:
    if first > _LAST:
        raise OverflowError("The agent cannot arm a job for so late a year.")
    return iter(range(first, (_LAST if end is None else min(end, _LAST)) + 1, seconds))


def _calendar(schedule: Fields, earliest: int, place: tzinfo, end: int | None) -> Iterator[int]:
    fields = tuple((key, schedule[key]) for key in CALENDAR if key in schedule)
    return _chain(fields, datetime.fromtimestamp(earliest, UTC), place, end)


def _chain(fields: _Pairs, moment: datetime, place: tzinfo, end: int | None) -> Iterator[int]:
    found = _first(fields, place, moment)
    last = None
    while found is not None:
        at = int(found.timestamp())
        if end is not None and at > end:
            return
        if at != last:  # two local times can be one instant when clocks go forward
            yield at
        last = at
        found = _following(fields, place, found, found.fold)


@lru_cache(maxsize=20_000)  # A week of all sessions is asked for every minute; it hardly changes.
def _following(fields: _Pairs, place: tzinfo, fire: datetime, _fold: int) -> datetime | None:
    """Return the fire after this one; its fold, which datetimes do not compare, is in the key."""
    found: datetime | None = _trigger(fields, place, fire.year + _HORIZON).get_next_fire_time(
        fire, fire
    )
    return found


#: For each pattern and zone: the last requested moment and the fire after it.
_fires: Latest[tuple[datetime, datetime]] = Latest(20_000)


def _first(fields: _Pairs, place: tzinfo, moment: datetime) -> datetime | None:
    """The first fire not before a moment; lists ask for it until it has passed."""
    held = _fires.get((fields, place))
    if held is not None and held[0] <= moment <= held[1]:
        return held[1]
    trigger = _trigger(fields, place, moment.year + _HORIZON)
    found: datetime | None = trigger.get_next_fire_time(None, moment)
    if found is not None:
        _fires.set((fields, place), (moment, found))
    return found


@lru_cache(maxsize=20_000)  # APScheduler parses patterns slowly
def _trigger(fields: _Pairs, place: tzinfo, last_year: int) -> CronTrigger:
    """The end date keeps APScheduler from searching for 31 February until the year 9999."""
    return CronTrigger(
        **{key.removeprefix("schedule_"): value for key, value in fields},
        timezone=place,
        end_date=datetime(min(last_year, 9999), 1, 1, tzinfo=UTC),
    )


def _epoch(text: str) -> int:
    return int(parse_iso(text).timestamp())
