"""What a schedule may be, what it says in words, and when it runs next.

A schedule is a dict of Freezer's own `schedule_*` fields (R8). APScheduler, the library the agents
arm their jobs with, judges the calendar fields and computes the runs, so that both agree.
Which fields count follows the agent: `schedule_date`, else `schedule_interval`, else the calendar.
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from apscheduler.triggers.cron import CronTrigger

from freezer_ui.sessions.instants import epoch, format_iso, in_words, parse_iso
from freezer_ui.sessions.invalid import Invalid

DATES = ("schedule_date", "schedule_start_date", "schedule_end_date")
CALENDAR = tuple(
    f"schedule_{name}"
    for name in ("year", "month", "week", "day", "day_of_week", "hour", "minute", "second")
)
FIELDS = ("schedule_interval", *DATES, *CALENDAR)

_UNITS = ("seconds", "minutes", "hours", "days", "weeks")
_INTERVAL = re.compile(rf"(\d+) +({'|'.join(_UNITS)})", re.ASCII)
_LONGEST = timedelta(days=36525)
_PATTERNS = {
    "month": "months from 1 to 12, or jan to dec",
    "week": "weeks from 1 to 53",
    "day": "days from 1 to 31, or last",
    "day_of_week": "days from 0 (Monday) to 6, or mon to sun",
    "hour": "hours from 0 to 23",
    "minute": "minutes from 0 to 59",
    "second": "seconds from 0 to 59",
}
# Years; a calendar pattern with no run in this time (31 February) has none that matters.
_HORIZON = 11
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DAY_NAMES = {day[:3].lower(): day for day in _DAYS}


def own(document: Mapping | None) -> dict[str, str]:
    """The fields of a session's `schedule` or a job's `job_schedule` that say when it runs."""
    return {key: value for key, value in (document or {}).items() if key in FIELDS and value}


def stored(schedule: Mapping[str, str]) -> dict[str, str]:
    """The schedule as it must stand in a session, for Freezer copies it into each member.

    The event has to be there, or the member's agent dies in its poll (F4). Without any schedule
    field `start` would mean "run once, now" (R9), so such members are told to stop.
    """
    return {**schedule, "event": "start" if schedule else "stop"}


def same(one: Mapping | None, other: Mapping | None) -> bool:
    return own(one) == own(other)


def parse(fields: object, now: datetime) -> dict[str, str]:
    """A clean schedule from what a user sent: `schedule_*` fields, {} for none.

    `now` is aware. Raises Invalid with a sentence for each field that is wrong.
    """
    if not isinstance(fields, Mapping):
        raise Invalid({"schedule": "A schedule is an object of schedule_* fields."})
    errors = {
        str(key): f"Freezer knows no schedule field named {str(key)[:60]}."
        for key in fields
        if key not in FIELDS
    }
    clean = {}
    for key, value in fields.items():
        if key not in FIELDS or value is None:
            continue
        if not isinstance(value, str):
            errors[key] = "Write this as text."
        elif value.strip():
            clean[key] = value.strip()
    _parse_dates(clean, errors)
    if "schedule_interval" in clean and "schedule_interval" not in errors:
        _parse_interval(clean, errors)
    _check_calendar(clean, errors)
    if not errors:
        _check_together(clean, errors, now)
    if errors:
        raise Invalid(errors)
    return clean


def _parse_dates(clean: dict[str, str], errors: dict[str, str]) -> None:
    for key in DATES:
        if key in clean:
            try:
                clean[key] = format_iso(parse_iso(clean[key]))
            except ValueError as problem:
                errors[key] = str(problem)


def _parse_interval(clean: dict[str, str], errors: dict[str, str]) -> None:
    """One blank between number and unit: the agent splits at each (R8)."""
    if clean["schedule_interval"] == "continuous":
        return
    match = _INTERVAL.fullmatch(clean["schedule_interval"])
    if not match:
        units = ", ".join(reversed(_UNITS[1:]))
        errors["schedule_interval"] = (
            f"Write a whole number and one of {units} or seconds, like 6 hours."
        )
    elif int(match[1]) == 0:
        errors["schedule_interval"] = "An interval has to be at least 1."
    elif (interval(clean) or timedelta.max) > _LONGEST:
        errors["schedule_interval"] = "An interval can be 100 years at most."
    else:
        clean["schedule_interval"] = f"{int(match[1])} {match[2]}"


def _check_calendar(clean: dict[str, str], errors: dict[str, str]) -> None:
    for key in CALENDAR:
        if key not in clean or key in errors:
            continue
        name = key.removeprefix("schedule_")
        if name == "year" and not re.fullmatch(r"\d{4}", clean[key], re.ASCII):
            errors[key] = "Write a year of four digits."
            continue
        try:
            CronTrigger(**{name: clean[key]}, timezone=UTC)
        except (ValueError, TypeError):
            errors[key] = f"Write {_PATTERNS[name]}: one, a list (1,5), a range (1-5), or *."


def _check_together(clean: dict[str, str], errors: dict[str, str], now: datetime) -> None:
    calendar = [key for key in CALENDAR if key in clean]
    start, end = clean.get("schedule_start_date"), clean.get("schedule_end_date")
    if "schedule_date" in clean and len(clean) > 1:
        other = next(key for key in clean if key != "schedule_date")
        errors[other] = "A session that runs once takes a date and nothing else."
    elif "schedule_date" in clean and parse_iso(clean["schedule_date"]) <= now:
        errors["schedule_date"] = "This date is past: the session would never run."
    elif "schedule_interval" in clean and calendar:
        errors[calendar[0]] = "Choose an interval or calendar fields, not both."
    elif (start or end) and not ("schedule_interval" in clean or calendar):
        errors["schedule_start_date" if start else "schedule_end_date"] = (
            "A start and an end need an interval or calendar fields."
        )
    elif end and not start:
        errors["schedule_end_date"] = "An end needs a start: agents ignore it otherwise."
    elif end and parse_iso(end) <= parse_iso(start):
        errors["schedule_end_date"] = "The end is not after the start."
    elif end and parse_iso(end) <= now:
        errors["schedule_end_date"] = "The end is past: the session would never run."
    elif calendar and _calendar_run(clean, now, UTC) is None:
        errors[calendar[0]] = "No such day comes in the next ten years."


def interval(schedule: Mapping[str, str]) -> timedelta | None:
    """The time between two runs of an interval schedule, or None for any other."""
    if schedule.get("schedule_date"):
        return None
    text = schedule.get("schedule_interval", "")
    if text == "continuous":
        return timedelta(seconds=1)
    match = _INTERVAL.fullmatch(text)
    if not match or len(match[1]) > 10:
        return None
    try:
        return timedelta(**{match[2]: int(match[1])}) or None
    except OverflowError:
        return None


def next_run(
    schedule: Mapping[str, str], now: int, last_start: int | None, agents_zone: str
) -> tuple[int | None, bool]:
    """When the schedule runs next, and whether that is only about so; epoch seconds.

    (None, False) where it never will, or nobody can say: an interval that has not run yet and has
    no start to come is armed at each agent's own poll (R4).
    `agents_zone` is the IANA zone the agents' clocks are in: their calendar fields are local (R8).
    """
    try:
        return _next_run(own(schedule), now, last_start, ZoneInfo(agents_zone))
    except ValueError:
        # Another tool wrote a date or a pattern that no agent can read either: it will not run.
        return None, False


def _next_run(
    schedule: Mapping[str, str], now: int, last_start: int | None, zone: tzinfo
) -> tuple[int | None, bool]:
    if schedule.get("schedule_date"):
        date = _epoch(schedule["schedule_date"])
        return (date, False) if date > now else (None, False)
    end = schedule.get("schedule_end_date")
    start = _epoch(schedule["schedule_start_date"]) if schedule.get("schedule_start_date") else None
    if schedule.get("schedule_interval"):
        found, about = _interval_run(schedule, now, start, last_start)
    elif any(key in schedule for key in CALENDAR):
        after = datetime.fromtimestamp(max(now + 1, start or 0), UTC)
        found = _calendar_run(schedule, after, zone)
        about = True
    else:
        return None, False
    if found is None or (start and end and found > _epoch(end)):
        return None, False
    return found, about


def due_after(schedule: Mapping[str, str], started: int) -> int | None:
    """By when the run after one that started at `started` is due; None if there is none.

    In whatever zone the agents are: for a calendar, the time between two of its runs counts.
    """
    return _due_after(tuple(own(schedule).items()), started)


@lru_cache(maxsize=20_000)  # Lists ask this of every row, and it changes once a run.
def _due_after(schedule: tuple, started: int) -> int | None:
    fields = dict(schedule)
    due, about = next_run(fields, started, started, "UTC")
    if due is None or not about or interval(fields):
        return due
    after, _about = next_run(fields, due, due, "UTC")
    return max(due, started + after - due) if after else due


def _interval_run(
    schedule: Mapping[str, str], now: int, start: int | None, last_start: int | None
) -> tuple[int | None, bool]:
    if start and start > now:
        return start, False
    step = interval(schedule)
    if step is None or last_start is None:
        return None, False
    seconds = max(int(step.total_seconds()), 1)
    return last_start + ((now - last_start) // seconds + 1) * seconds, True


def _calendar_run(schedule: Mapping[str, str], after: datetime, zone: tzinfo) -> int | None:
    fields = tuple((key, schedule[key]) for key in CALENDAR if key in schedule)
    found = _trigger(fields, zone, after.year + _HORIZON).get_next_fire_time(None, after)
    return int(found.timestamp()) if found else None


@lru_cache(maxsize=20_000)  # APScheduler reads a pattern more slowly than it answers from it.
def _trigger(fields: tuple, zone: tzinfo, last_year: int) -> CronTrigger:
    """Without an end, APScheduler looks for 31 February until the year 9999."""
    return CronTrigger(
        **{key.removeprefix("schedule_"): value for key, value in fields},
        timezone=zone,
        end_date=datetime(last_year, 1, 1, tzinfo=UTC),
    )


def _epoch(text: str) -> int:
    return int(parse_iso(text).timestamp())


def seconds_of(value: object) -> int | None:
    """A document's number of seconds (hold_off), or None where Freezer stored something else."""
    return 0 if value == 0 and not isinstance(value, bool) else epoch(value)


def words(schedule: Mapping[str, str]) -> str:
    """The schedule as a phrase a tenant can read: "every 6 hours from 2026-12-01 02:00 UTC"."""
    schedule = own(schedule)
    if schedule.get("schedule_date"):
        return f"once, at {in_words(schedule['schedule_date'])}"
    if schedule.get("schedule_interval"):
        return _interval_words(schedule["schedule_interval"]) + _bounds_words(schedule)
    if any(key in schedule for key in CALENDAR):
        return _calendar_words(schedule) + _bounds_words(schedule)
    return "no schedule"


def _interval_words(text: str) -> str:
    number, _, unit = text.partition(" ")
    if text == "continuous":
        return "continuously"
    return f"every {unit.strip()[:-1]}" if number == "1" else f"every {text}"


def _bounds_words(schedule: Mapping[str, str]) -> str:
    start, end = schedule.get("schedule_start_date"), schedule.get("schedule_end_date")
    phrase = f" from {in_words(start)}" if start else ""
    # Without a start the agent ignores the end.
    return f"{phrase} until {in_words(end)}" if start and end else phrase


def _calendar_words(schedule: Mapping[str, str]) -> str:
    """Everyday patterns as a sentence, any other as its fields."""
    given = {key.removeprefix("schedule_"): schedule[key] for key in CALENDAR if key in schedule}
    clock = _clock_words(given)
    day = _day_words(given)
    if clock and day:
        return f"{day} at {clock}, agents' time"
    pattern = ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in given.items())
    return f"whenever {pattern}, agents' time"


def _clock_words(given: Mapping[str, str]) -> str | None:
    """Finer fields default to their minimum, so an hour alone is that hour sharp (R8)."""
    hour, minute, second = given.get("hour", ""), given.get("minute", "0"), given.get("second", "0")
    if not (hour.isdecimal() and minute.isdecimal() and second.isdecimal()):
        return None
    clock = f"{int(hour):02}:{int(minute):02}"
    return clock if int(second) == 0 else f"{clock}:{int(second):02}"


def _day_words(given: Mapping[str, str]) -> str | None:
    days = {name: value for name, value in given.items() if name in _COARSE}
    if not days:
        return "every day"
    if set(days) == {"day_of_week"}:
        return _weekday_words(days["day_of_week"])
    if set(days) == {"day"} and days["day"].isdecimal():
        return f"on day {int(days['day'])} of every month"
    if days == {"day": "last"}:
        return "on the last day of every month"
    return None


_COARSE = ("year", "month", "week", "day", "day_of_week")


def _weekday_words(pattern: str) -> str | None:
    ends = [_weekday(part) for part in pattern.split("-")]
    if None in ends or len(ends) > 2:
        names = [_weekday(part) for part in pattern.split(",")]
        return None if None in names else f"every {', '.join(names)}"
    return f"every {ends[0]}" if len(ends) == 1 else f"{ends[0]} to {ends[1]}"


def _weekday(text: str) -> str | None:
    text = text.strip().lower()
    if text.isdecimal() and int(text) < len(_DAYS):
        return _DAYS[int(text)]
    return _DAY_NAMES.get(text)
