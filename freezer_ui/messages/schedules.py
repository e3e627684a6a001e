"""Schedules in words, with dates in the user's zone: "Monday to Friday at 22:00, agents' time"."""

import re
from collections.abc import Mapping, Sequence
from datetime import tzinfo
from functools import lru_cache
from itertools import pairwise

from django.utils import translation
from django.utils.translation import gettext, ngettext, pgettext

from freezer_ui.domain.document_types import Fields
from freezer_ui.domain.documents import NOT_READABLE
from freezer_ui.domain.schedules import timetable
from freezer_ui.domain.schedules.schedule import CALENDAR, completed, own
from freezer_ui.messages import data

# Calendar fields in APScheduler's order, with their least and greatest value. A field finer than
# the finest given one counts as its least value, a coarser one as every value.
_FIELDS = {
    "year": (1970, 9999),
    "month": (1, 12),
    "day": (1, 31),
    "week": (1, 53),
    "day_of_week": (0, 6),
    "hour": (0, 23),
    "minute": (0, 59),
    "second": (0, 59),
}
_NAMES = {
    "month": ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"),
    "day_of_week": ("mon", "tue", "wed", "thu", "fri", "sat", "sun"),
}
_PART = re.compile(r"(?:(\*)|([a-z]+|\d+)(?:-([a-z]+|\d+))?)(?:/(\d{1,4}))?", re.ASCII)
_ORDINALS = re.compile(r"(1st|2nd|3rd|4th|5th|last) (mon|tue|wed|thu|fri|sat|sun)")
#: The largest number of times of day that are listed one by one.
_MANY = 8
#: Digits of a number in a pattern; agents take none that is longer.
_LONGEST_NUMBER = 4
#: Characters of a schedule in words.
_LONGEST_SHOWN = 200
_DAY = 24


def words(schedule: Fields | None, place: tzinfo | None = None) -> str:
    """Return the schedule as a phrase: "every 6 hours, from 1 December 2026 02:00 UTC". Dates are
    in the user's zone unless `place` is given.
    """
    fields = own(schedule)
    if NOT_READABLE in fields.values():
        return not_readable()
    if fields.get("schedule_date"):
        moment = data.written(fields["schedule_date"], place)
        return _cut(gettext("once, at %(moment)s") % {"moment": moment})
    if fields.get("schedule_interval"):
        items = [interval(fields["schedule_interval"])]
    elif any(key in fields for key in CALENDAR):
        items = [_calendar(fields)]
    else:
        return gettext("no schedule")
    return _cut(data.enumerated([*items, *_bounds(fields, place)]))


def not_readable() -> str:
    return gettext("not readable")


def interval(text: str) -> str:
    """Return "every 6 hours", "every day" or "continuously"."""
    if text == "continuous":
        return gettext("continuously")
    count, unit = _amount(text)
    if count is None:
        return _cut(gettext("every %(interval)s") % {"interval": text})
    # a plural form may stand for 1, 21 and 31, or for all numbers: "every day" needs a text of its
    # own
    one = {
        "seconds": gettext("every second"),
        "minutes": gettext("every minute"),
        "hours": gettext("every hour"),
        "days": gettext("every day"),
        "weeks": gettext("every week"),
    }
    more = {
        "seconds": ngettext("every %(count)s second", "every %(count)s seconds", count),
        "minutes": ngettext("every %(count)s minute", "every %(count)s minutes", count),
        "hours": ngettext("every %(count)s hour", "every %(count)s hours", count),
        "days": ngettext("every %(count)s day", "every %(count)s days", count),
        "weeks": ngettext("every %(count)s week", "every %(count)s weeks", count),
    }
    return one[unit] if count == 1 else more[unit] % {"count": count}


_UNITS = ("seconds", "minutes", "hours", "days", "weeks")


def _amount(text: str) -> tuple[int | None, str]:
    """Return number and unit of an interval that agents can read; other tools may write
    anything.
    """
    number, _, unit = text.partition(" ")
    unit = unit.strip()
    if not number.isdecimal() or len(number) > _LONGEST_SHOWN or unit not in _UNITS:
        return None, unit
    return (int(number) if len(number) < 20 else None), unit


def about(why: str | None, agents_zone: str) -> str | None:
    """Return why runs are approximate; `why` is from timetable.Runs.about."""
    if why == timetable.BY_ZONE:
        return gettext(
            "Each machine runs this by the clock of its own time zone. Times here are for machines "
            "in %(zone)s."
        ) % {"zone": agents_zone}
    if why == timetable.BY_POLL:
        return gettext(
            "Each agent counts from the moment it picked up the schedule, so agents start at "
            "different times. With a start in the future, they start together."
        )
    if why == timetable.BY_RESTART:
        return gettext(
            "Agents that picked up the schedule before its start keep to that start. An agent that "
            "has restarted since then counts from its restart."
        )
    return None


def note(why: str | None, schedule: Fields) -> str | None:
    """Return why there is no next run; `why` is from timetable.Runs.note. None for a session
    without a schedule, about which words() says enough.
    """
    if why == timetable.UNHEARD:
        return _first_run(schedule["schedule_interval"])
    notes = {
        timetable.STOPPED: gettext("The schedule tells the agents to stop."),
        timetable.UNREADABLE: gettext("The agents cannot read this schedule, so it will not run."),
        timetable.OVER: gettext("No further run."),
        timetable.EMPTY: gettext("No jobs, so nothing runs."),
    }
    return notes.get(why or "")


def _first_run(text: str) -> str:
    """Return when an interval without a start runs first: each agent counts from its own poll."""
    if text == "continuous":
        return gettext("First run as soon as the agents pick it up.")
    count, unit = _amount(text)
    length = _cut(text) if count is None else data.counted(count, unit)
    return gettext("First run about %(length)s after the agents pick it up.") % {"length": length}


def _bounds(fields: Mapping[str, str], place: tzinfo | None) -> list[str]:
    start, end = fields.get("schedule_start_date"), fields.get("schedule_end_date")
    if not start:
        return []  # Without a start the agent ignores the end.
    items = [gettext("from %(moment)s") % {"moment": data.written(start, place)}]
    if end:
        items.append(gettext("until %(moment)s") % {"moment": data.written(end, place)})
    return items


def _cut(text: str) -> str:
    """Shorten a text: Freezer accepts patterns of any length."""
    return text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 1]}…"


def _calendar(fields: Mapping[str, str]) -> str:
    given = tuple((name, fields[key]) for name in _FIELDS if (key := f"schedule_{name}") in fields)
    return _pattern(given, translation.get_language())


@lru_cache(maxsize=20_000)  # Lists call it for every row.
def _pattern(pairs: tuple[tuple[str, str], ...], _language: str | None) -> str:
    """Return a pattern in words if there are short ones, else as its fields."""
    given = dict(pairs)
    fields = completed(given)
    items = _in_words(fields)
    if items is None:
        listed = data.enumerated([_field(name, value) for name, value in given.items()])
        items = [gettext("whenever %(fields)s") % {"fields": listed}]
    return data.enumerated([*items, gettext("agents' time")])


def _field(name: str, pattern: str) -> str:
    """Return a pattern that has no simpler words."""
    words = {
        "year": gettext("year %(pattern)s"),
        "month": gettext("month %(pattern)s"),
        "day": gettext("day %(pattern)s"),
        "week": gettext("week %(pattern)s"),
        "day_of_week": gettext("day of week %(pattern)s"),
        "hour": gettext("hour %(pattern)s"),
        "minute": gettext("minute %(pattern)s"),
        "second": gettext("second %(pattern)s"),
    }
    return words[name] % {"pattern": pattern}


def _values(name: str, pattern: str) -> list[int] | None:
    """Return the values of a pattern of numbers and names; None if it contains anything else."""
    least, greatest = _FIELDS[name]
    found: set[int] = set()
    for part in pattern.lower().split(","):
        match = _PART.fullmatch(part.strip())
        if not match:
            return None
        first = least if match[1] else _value(name, match[2])
        last = greatest if match[1] else _value(name, match[3]) if match[3] else first
        is_step_of_one = not match[1] and match[4] and not match[3]
        if first is None or first < least or last is None or is_step_of_one:
            return None
        found.update(range(first, min(last, greatest) + 1, int(match[4] or 1) or 1))
    return sorted(found)


def _value(name: str, text: str) -> int | None:
    if text.isdecimal():
        return int(text) if len(text) <= _LONGEST_NUMBER else None
    names = _NAMES.get(name, ())
    return _FIELDS[name][0] + names.index(text) if text in names else None


def _in_words(fields: Mapping[str, str]) -> list[str] | None:
    """Return the items of a phrase: days and times of day, then what limits them."""
    times = _times(fields)
    rest = _limits(fields)
    if times is None or rest is None:
        return None
    day, weekday, week = fields["day"], fields["day_of_week"], fields["week"]
    if day == "*":
        items = _weekdays_at(weekday, times)
    elif weekday == "*" and week == "*":
        items = _dates_at(day, fields["month"], times)
    else:
        items = None
    return None if items is None else [*items, *rest]


def _limits(fields: Mapping[str, str]) -> list[str] | None:
    """Return an item for each limit by month, day of the week, week or year; none for "every"."""
    items = []
    if fields["month"] != "*" and fields["day"] == "*":
        months = _months(fields["month"])
        if months is None:
            return None
        items += [months] if months else []
    if fields["week"] != "*":
        weeks = _values("week", fields["week"])
        if not weeks:
            return None
        items.append(_weeks(weeks))
    return [*items, fields["year"]] if fields["year"] != "*" else items


def _months(pattern: str) -> str | None:
    """Return the months; "" for every month."""
    months = _values("month", pattern)
    if months is None:
        return None
    return "" if len(months) == 12 else data.joined([data.month(each) for each in months])


def _weeks(weeks: Sequence[int]) -> str:
    listed = [str(week) for week in weeks]
    if len(weeks) <= _MANY:
        shown = data.joined(listed)
    else:
        first = data.enumerated(listed[:3])
        shown = gettext("%(first)s … %(last)s") % {"first": first, "last": listed[-1]}
    return ngettext("week %(weeks)s", "weeks %(weeks)s", len(weeks)) % {"weeks": shown}


class _Times:
    """Times of day: `at` such as "02:00 and 14:00", or `every` such as "every 15 minutes"."""

    def __init__(self, at: str = "", every: str = ""):
        self.at, self.every = at, every


def _weekdays_at(pattern: str, times: _Times) -> list[str] | None:
    days = list(range(7)) if pattern == "*" else _values("day_of_week", pattern)
    if not days:
        return None
    if len(days) == 7:
        daily = gettext("every day at %(times)s") % {"times": times.at}
        return [daily if times.at else times.every]
    names = [data.weekday(each) for each in days]
    if len(days) > 2 and days[-1] - days[0] == len(days) - 1:
        ends = {"first": names[0], "last": names[-1], "times": times.at}
        if times.at:
            return [gettext("%(first)s to %(last)s at %(times)s") % ends]
        return [gettext("%(first)s to %(last)s") % ends, times.every]
    listed = {"days": data.joined(names), "times": times.at}
    if times.at:
        return [gettext("every %(days)s at %(times)s") % listed]
    return [gettext("every %(days)s") % listed, times.every]


def _dates_at(day: str, month: str, times: _Times) -> list[str] | None:
    """Return days of the month with their times; the months are part of the phrase, as in "of every
    month".
    """
    months = _months(month)
    ordinal = _ORDINALS.fullmatch(day)
    days = None if day == "last" or ordinal else _values("day", day)
    if months is None or (days is not None and not 0 < len(days) <= _MANY):
        return None
    if days is None and day != "last" and not ordinal:
        return None
    if day == "last":
        items = _last_day(months, times)
    elif ordinal:
        items = _nth_weekday(ordinal, months, times)
    else:
        items = _days_of_month([str(each) for each in days or ()], months, times)
    return items if times.at else [*items, times.every]


def _last_day(months: str, times: _Times) -> list[str]:
    values = {"months": months, "times": times.at}
    if months:
        forms = (
            gettext("on the last day of %(months)s at %(times)s")
            if times.at
            else gettext("on the last day of %(months)s")
        )
    else:
        forms = (
            gettext("on the last day of every month at %(times)s")
            if times.at
            else gettext("on the last day of every month")
        )
    return [forms % values]


def _nth_weekday(ordinal: re.Match, months: str, times: _Times) -> list[str]:
    nth = {
        "1st": gettext("1st"),
        "2nd": gettext("2nd"),
        "3rd": gettext("3rd"),
        "4th": gettext("4th"),
        "5th": gettext("5th"),
        "last": pgettext("weekday of a month", "last"),
    }[ordinal[1]]
    name = data.weekday(_NAMES["day_of_week"].index(ordinal[2]))
    values = {"nth": nth, "weekday": name, "months": months, "times": times.at}
    if months:
        forms = (
            gettext("on the %(nth)s %(weekday)s of %(months)s at %(times)s")
            if times.at
            else gettext("on the %(nth)s %(weekday)s of %(months)s")
        )
    else:
        forms = (
            gettext("on the %(nth)s %(weekday)s of every month at %(times)s")
            if times.at
            else gettext("on the %(nth)s %(weekday)s of every month")
        )
    return [forms % values]


def _days_of_month(days: Sequence[str], months: str, times: _Times) -> list[str]:
    count = len(days)
    values = {"days": data.joined(days), "months": months, "times": times.at}
    if months and times.at:
        forms = ngettext(
            "on day %(days)s of %(months)s at %(times)s",
            "on days %(days)s of %(months)s at %(times)s",
            count,
        )
    elif months:
        forms = ngettext("on day %(days)s of %(months)s", "on days %(days)s of %(months)s", count)
    elif times.at:
        forms = ngettext(
            "on day %(days)s of every month at %(times)s",
            "on days %(days)s of every month at %(times)s",
            count,
        )
    else:
        forms = ngettext("on day %(days)s of every month", "on days %(days)s of every month", count)
    return [forms % values]


def _times(fields: Mapping[str, str]) -> _Times | None:
    hours, minutes, seconds = (_values(name, fields[name]) for name in ("hour", "minute", "second"))
    if not (hours and minutes and seconds):
        return None
    if len(seconds) > 1:
        all_day = len(seconds) * len(minutes) * len(hours) == 86400
        return _Times(every=interval("1 seconds")) if all_day else None
    if len(minutes) > 1:
        return _by_minutes(hours, minutes, seconds[0])
    return _by_hours(hours, minutes[0], seconds[0])


def _by_hours(hours: list[int], minute: int, second: int) -> _Times | None:
    first = _time(hours[0], minute, second)
    if len(hours) == _DAY:
        if not minute and not second:
            return _Times(every=interval("1 hours"))
        return _Times(every=gettext("every hour at %(minutes)s past") % {"minutes": first[3:]})
    if len(hours) <= _MANY:
        return _Times(at=data.joined([_time(hour, minute, second) for hour in hours]))
    apart = _apart(hours)
    if not apart:
        return None
    return _Times(every=_between(f"{apart} hours", first, _time(hours[-1], minute, second)))


def _by_minutes(hours: list[int], minutes: list[int], second: int) -> _Times | None:
    apart = _apart(minutes)
    if apart is None or 60 % apart or second or minutes[-1] + apart < 60 or minutes[0] >= apart:
        return None
    if len(hours) == _DAY and not minutes[0]:
        return _Times(every=interval(f"{apart} minutes"))
    if len(hours) != _DAY and hours[-1] - hours[0] != len(hours) - 1:
        return None
    first, last = _time(hours[0], minutes[0], 0), _time(hours[-1], minutes[-1], 0)
    return _Times(every=_between(f"{apart} minutes", first, last))


def _between(text: str, first: str, last: str) -> str:
    count, unit = _amount(text)
    if count == 1:  # Separate: languages with one plural form need the number elsewhere.
        forms = {
            "minutes": gettext("every minute from %(first)s to %(last)s"),
            "hours": gettext("every hour from %(first)s to %(last)s"),
        }
    else:
        forms = {
            "minutes": ngettext(
                "every %(count)s minutes from %(first)s to %(last)s",
                "every %(count)s minutes from %(first)s to %(last)s",
                count or 0,
            ),
            "hours": ngettext(
                "every %(count)s hours from %(first)s to %(last)s",
                "every %(count)s hours from %(first)s to %(last)s",
                count or 0,
            ),
        }
    return forms[unit] % {"count": count, "first": first, "last": last}


def _apart(values: list[int]) -> int | None:
    """Return the distance between evenly spaced values."""
    steps = {after - before for before, after in pairwise(values)}
    return steps.pop() if len(steps) == 1 else None


def _time(hour: int, minute: int, second: int) -> str:
    return f"{hour:02}:{minute:02}" + (f":{second:02}" if second else "")


# What clock changes do


def shifted_by_clocks(on: str, zone: str, seconds: int) -> str:
    """Return a notice that clocks change; `on` is an ISO 8601 day, `seconds` is negative for
    earlier runs.
    """
    later = gettext(
        "From %(day)s, when clocks change in %(zone)s, it runs %(length)s later by the clock "
        "there: the interval is counted in hours. Calendar times keep their time of day."
    )
    earlier = gettext(
        "From %(day)s, when clocks change in %(zone)s, it runs %(length)s earlier by the clock "
        "there: the interval is counted in hours. Calendar times keep their time of day."
    )
    values = {"day": data.iso_day(on), "zone": zone, "length": data.length(abs(seconds))}
    return (later if seconds > 0 else earlier) % values


def doubled_by_clocks(on: str, zone: str, times: Sequence[str]) -> str:
    forms = ngettext(
        "On %(day)s clocks go back in %(zone)s: the run at %(times)s takes place twice.",
        "On %(day)s clocks go back in %(zone)s: the runs at %(times)s take place twice.",
        len(times),
    )
    return forms % {"day": data.iso_day(on), "zone": zone, "times": data.joined(times)}


def moved_by_clocks(on: str, zone: str, times: Sequence[str], moved: Sequence[str]) -> str:
    forms = ngettext(
        "On %(day)s clocks go forward in %(zone)s: the run at %(times)s takes place at %(moved)s.",
        "On %(day)s clocks go forward in %(zone)s: the runs at %(times)s take place at %(moved)s.",
        len(times),
    )
    values = {"times": data.joined(times), "moved": data.joined(moved)}
    return forms % {"day": data.iso_day(on), "zone": zone, **values}


def skipped_by_clocks(on: str, zone: str, times: Sequence[str]) -> str:
    forms = ngettext(
        "On %(day)s clocks go forward in %(zone)s: the run at %(times)s is skipped.",
        "On %(day)s clocks go forward in %(zone)s: the runs at %(times)s are skipped.",
        len(times),
    )
    return forms % {"day": data.iso_day(on), "zone": zone, "times": data.joined(times)}


def differs_by_clocks(on: str, until: str | None, changing: str, zone: str, seconds: int) -> str:
    """Return a notice about runs by the clock of `zone`, kept by agents of another zone. `on` and
    `until` are ISO 8601 days, `changing` is the zone whose clocks change, `seconds` is negative for
    earlier runs.
    """
    if until is None:
        later = gettext(
            "From %(day)s, when clocks change in %(changing)s, it runs %(length)s later by the "
            "clock in %(zone)s."
        )
        earlier = gettext(
            "From %(day)s, when clocks change in %(changing)s, it runs %(length)s earlier by the "
            "clock in %(zone)s."
        )
    else:
        later = gettext(
            "From %(day)s, when clocks change in %(changing)s, until %(until)s it runs %(length)s "
            "later by the clock in %(zone)s."
        )
        earlier = gettext(
            "From %(day)s, when clocks change in %(changing)s, until %(until)s it runs %(length)s "
            "earlier by the clock in %(zone)s."
        )
    values = {"day": data.iso_day(on), "until": until and data.iso_day(until)}
    places = {"changing": changing, "zone": zone, "length": data.length(abs(seconds))}
    return (later if seconds > 0 else earlier) % {**values, **places}


def written_for_agents(schedule: Mapping[str, str], zone: str) -> str:
    """Return how a schedule of another zone is stored for agents."""
    return gettext(
        "Agents run by the clock of %(zone)s. Freezer stores this schedule as: %(schedule)s."
    ) % {"zone": zone, "schedule": words(schedule)}
