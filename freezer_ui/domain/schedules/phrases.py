"""Schedules in words that a tenant can read; dates are in the zone that is given.

"every 6 hours from 1 December 2026 02:00 CET", "Monday to Friday at 22:00, agents' time".
"""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, tzinfo
from functools import lru_cache
from itertools import pairwise

from freezer_ui.domain.documents import NOT_READABLE
from freezer_ui.domain.schedules import timetable
from freezer_ui.domain.schedules.schedule import CALENDAR, DATES, own
from freezer_ui.domain.times import MONTHS, as_typed, in_words

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# In APScheduler's order: each field, its least and greatest value, and its names for them. What is
# finer than the finest field that is given counts as its least value, what is coarser as every.
_FIELDS = {
    "year": (1970, 9999, ()),
    "month": (1, 12, MONTHS),
    "day": (1, 31, ()),
    "week": (1, 53, ()),
    "day_of_week": (0, 6, _DAYS),
    "hour": (0, 23, ()),
    "minute": (0, 59, ()),
    "second": (0, 59, ()),
}
_EVERY_BY_DEFAULT = ("week", "day_of_week")
_PART = re.compile(r"(?:(\*)|([a-z]+|\d+)(?:-([a-z]+|\d+))?)(?:/(\d{1,4}))?", re.ASCII)
_ORDINALS = r"(1st|2nd|3rd|4th|5th|last) (mon|tue|wed|thu|fri|sat|sun)"
#: More times of day than this are not listed one by one.
_MANY = 8
#: Digits of a number in a pattern; agents take none that is longer.
_LONGEST_NUMBER = 4
#: Characters of a schedule in words.
_LONGEST_SHOWN = 200

_NOTES = {
    timetable.STOPPED: "Its schedule tells the agents to stop.",
    timetable.UNREADABLE: "Its agents cannot read this schedule, so it will not run.",
    timetable.OVER: "It will not run again.",
    timetable.EMPTY: "It has no jobs, so nothing runs.",
}


def words(schedule: Mapping[str, str] | None, place: tzinfo = UTC) -> str:
    """The schedule as a phrase: "every 6 hours from 1 December 2026 02:00 UTC"."""
    return _cut(_words(own(schedule), place))


def _words(schedule: Mapping[str, str], place: tzinfo) -> str:
    if NOT_READABLE in schedule.values():
        return NOT_READABLE
    if schedule.get("schedule_date"):
        return f"once, at {in_words(schedule['schedule_date'], place)}"
    if schedule.get("schedule_interval"):
        return interval_words(schedule["schedule_interval"]) + _bounds_words(schedule, place)
    if any(key in schedule for key in CALENDAR):
        return _calendar_words(schedule) + _bounds_words(schedule, place)
    return "no schedule"


def about_words(about: str | None, agents_zone: str) -> str | None:
    """Why runs are not exact, from timetable.Runs.about."""
    if about == timetable.BY_ZONE:
        return (
            "Each machine runs this by the clock of its own time zone; times here are for "
            f"machines in {agents_zone}."
        )
    if about == timetable.BY_POLL:
        return (
            "Each agent counts from the moment it picked up the schedule, so agents start at "
            "different times. With a start in the future they would start together."
        )
    if about == timetable.BY_RESTART:
        return (
            "Agents that knew of the start when it came keep to it; one that was started again "
            "since then counts from that moment."
        )
    return None


def note_words(note: str | None, schedule: Mapping[str, str]) -> str | None:
    """Why there is no time for the next run, from timetable.Runs.note; None where words() says it:
    no schedule.
    """
    if note == timetable.UNHEARD:
        return _first_words(schedule["schedule_interval"])
    return _NOTES.get(note or "")


def as_typed_in(schedule: Mapping[str, str], place: tzinfo) -> dict[str, str]:
    """The schedule with its dates as a user in `place` would type them."""
    return {
        key: as_typed(value, place) if key in DATES else value for key, value in schedule.items()
    }


def interval_words(text: str) -> str:
    """ "every 6 hours", "every day", "continuously"."""
    number, _, unit = text.partition(" ")
    if text == "continuous":
        return "continuously"
    return f"every {unit.strip()[:-1]}" if number == "1" else _cut(f"every {text}")


def length_words(seconds: int) -> str:
    """ "90 seconds", "25 minutes", "2 hours": a length of time, to two digits or so."""
    for name, size in (("year", 31_557_600), ("day", 86400), ("hour", 3600), ("minute", 60)):
        if seconds >= 2 * size or seconds == size:
            return _counted(round(seconds / size), name)
    return _counted(seconds, "second")


def _counted(number: int, unit: str) -> str:
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"


def _first_words(interval: str) -> str:
    """When an interval without a start runs first: each agent counts from its own poll."""
    if interval == "continuous":
        return "First run as soon as the agents pick it up."
    number, _, unit = interval.partition(" ")
    unit = unit.strip()
    amount = f"1 {unit[:-1]}" if number == "1" else _cut(f"{number} {unit}")
    return f"First run about {amount} after the agents pick it up."


def _cut(text: str) -> str:
    """Freezer takes a pattern of any length."""
    return text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 1]}…"


def joined(names: Sequence[str]) -> str:
    """ "A", "A and B", "A, B and C"."""
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def some(names: Sequence[str], most: int = 3) -> str:
    """As joined, with no more names than these: "A, B, C and 7 more"."""
    rest = len(names) - most
    return joined([*names[:most], *([f"{rest} more"] if rest > 0 else [])])


def _bounds_words(schedule: Mapping[str, str], place: tzinfo) -> str:
    start, end = schedule.get("schedule_start_date"), schedule.get("schedule_end_date")
    phrase = f" from {in_words(start, place)}" if start else ""
    # Without a start the agent ignores the end.
    return f"{phrase} until {in_words(end, place)}" if start and end else phrase


def _calendar_words(schedule: Mapping[str, str]) -> str:
    names = [name for name in _FIELDS if schedule.get(f"schedule_{name}")]
    return _pattern_words(tuple((name, schedule[f"schedule_{name}"]) for name in names))


@lru_cache(maxsize=20_000)  # Lists ask this of every row.
def _pattern_words(pairs: tuple[tuple[str, str], ...]) -> str:
    """Patterns as a sentence where there is a short one, any other as its fields."""
    given = dict(pairs)
    fields = _completed(given)
    day, clock = _day_words(fields), _clock_words(fields)
    if day and clock:
        phrase = clock if day == "every day" and clock.startswith("every") else f"{day} {clock}"
        return f"{phrase}, agents' time"
    pattern = ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in given.items())
    return f"whenever {pattern}, agents' time"


def _completed(given: Mapping[str, str]) -> dict[str, str]:
    """All fields, with what APScheduler takes for those that are not given."""
    order = list(_FIELDS)
    finest = max(order.index(name) for name in given)
    return {
        name: given.get(name)
        or ("*" if number < finest or name in _EVERY_BY_DEFAULT else str(_FIELDS[name][0]))
        for number, name in enumerate(order)
    }


def _values(name: str, pattern: str) -> list[int] | None:
    """Every value that a pattern of numbers and names takes; None for one that has others."""
    least, greatest, _names = _FIELDS[name]
    found: set[int] = set()
    for part in pattern.lower().split(","):
        match = _PART.fullmatch(part.strip())
        if not match:
            return None
        first = least if match[1] else _value(name, match[2])
        last = greatest if match[1] else _value(name, match[3]) if match[3] else first
        if first is None or last is None or (not match[1] and match[4] and not match[3]):
            return None
        found.update(range(first, min(last, greatest) + 1, int(match[4] or 1) or 1))
    return sorted(found)


def _value(name: str, text: str) -> int | None:
    if text.isdecimal():
        return int(text) if len(text) <= _LONGEST_NUMBER else None
    least, _greatest, names = _FIELDS[name]
    short = [each[:3].lower() for each in names]
    return least + short.index(text) if text in short else None


def _day_words(fields: Mapping[str, str]) -> str | None:
    day, weekday, week = fields["day"], fields["day_of_week"], fields["week"]
    if day != "*" and (weekday != "*" or week != "*"):
        return None
    months = _month_words(fields["month"])
    if day != "*":
        phrase = _date_words(day)
        of = f" of {months or 'every month'}"
    else:
        phrase = "every day" if weekday == "*" else _weekday_words(weekday)
        of = f" in {months}" if months else ""
        of += _week_words(week)
    if phrase is None or months is None or of.endswith("?"):
        return None
    return phrase + of + (f" in {fields['year']}" if fields["year"] != "*" else "")


def _date_words(day: str) -> str | None:
    if day == "last":
        return "on the last day"
    ordinal = re.fullmatch(_ORDINALS, day)
    weekday = _value("day_of_week", ordinal[2]) if ordinal else None
    if ordinal and weekday is not None:
        return f"on the {ordinal[1]} {_DAYS[weekday]}"
    days = _values("day", day)
    if not days or len(days) > _MANY:
        return None
    return f"on day{'s' if len(days) > 1 else ''} {joined([str(each) for each in days])}"


def _weekday_words(pattern: str) -> str | None:
    days = _values("day_of_week", pattern)
    if not days:
        return None
    if len(days) == len(_DAYS):
        return "every day"
    if len(days) > 2 and days[-1] - days[0] == len(days) - 1:
        return f"{_DAYS[days[0]]} to {_DAYS[days[-1]]}"
    return f"every {joined([_DAYS[day] for day in days])}"


def _month_words(pattern: str) -> str | None:
    """ "" for every month."""
    months = _values("month", pattern)
    if months is None:
        return None
    return "" if len(months) == len(MONTHS) else joined([MONTHS[each - 1] for each in months])


def _week_words(pattern: str) -> str:
    if pattern == "*":
        return ""
    weeks = _values("week", pattern)
    if not weeks:
        return "?"
    listed = [str(week) for week in weeks]
    shown = joined(listed) if len(weeks) <= _MANY else ", ".join(listed[:3]) + f" … {listed[-1]}"
    return f" in week{'s' if len(weeks) > 1 else ''} {shown}"


def _clock_words(fields: Mapping[str, str]) -> str | None:
    hours, minutes, seconds = (_values(name, fields[name]) for name in ("hour", "minute", "second"))
    if not (hours and minutes and seconds):
        return None
    if len(seconds) > 1:
        return "every second" if len(seconds) * len(minutes) * len(hours) == 86400 else None
    if len(minutes) > 1:
        return _minutes_words(hours, minutes, seconds[0])
    first = _time(hours[0], minutes[0], seconds[0])
    if len(hours) == 24:
        return f"every hour at {first[3:]} past" if minutes[0] or seconds[0] else "every hour"
    if len(hours) <= _MANY:
        return f"at {joined([_time(hour, minutes[0], seconds[0]) for hour in hours])}"
    apart = _apart(hours)
    last = _time(hours[-1], minutes[0], seconds[0])
    return f"every {apart} hours from {first} to {last}" if apart else None


def _minutes_words(hours: list[int], minutes: list[int], second: int) -> str | None:
    apart = _apart(minutes)
    if apart is None or 60 % apart or second or minutes[-1] + apart < 60 or minutes[0] >= apart:
        return None
    phrase = "every minute" if apart == 1 else f"every {apart} minutes"
    if len(hours) == 24:
        return phrase if not minutes[0] else f"{phrase} from {_time(0, minutes[0], 0)}"
    if hours[-1] - hours[0] != len(hours) - 1:
        return None
    return f"{phrase} from {_time(hours[0], minutes[0], 0)} to {_time(hours[-1], minutes[-1], 0)}"


def _apart(values: list[int]) -> int | None:
    """How far apart evenly spaced values are."""
    steps = {after - before for before, after in pairwise(values)}
    return steps.pop() if len(steps) == 1 else None


def _time(hour: int, minute: int, second: int) -> str:
    return f"{hour:02}:{minute:02}" + (f":{second:02}" if second else "")
