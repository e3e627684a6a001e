"""Parses a schedule that a user typed, with a message for each wrong field.

Calendar fields are checked by APScheduler, which agents use too. Schedules that are safe but not
sensible are accepted; advice.py comments on them.
"""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta

from apscheduler.triggers.cron import CronTrigger

from freezer_ui.domain.body import unknown
from freezer_ui.domain.document_types import Fields
from freezer_ui.domain.schedules import timetable, zones
from freezer_ui.domain.schedules.schedule import CALENDAR, DATES, FIELDS, LONGEST, ZONE
from freezer_ui.domain.times import format_iso, parse_iso, zone
from freezer_ui.errors import Invalid, Wrong
from freezer_ui.message import Message, message

_UNITS = ("seconds", "minutes", "hours", "days", "weeks")
_INTERVAL = re.compile(rf"(\d+) ({'|'.join(_UNITS)})", re.ASCII)
_LONGEST = timedelta(days=36525)


def parse(fields: object, now: datetime) -> dict[str, str]:
    """Return the `schedule_*` fields that a user sent, normalized; {} for none.

    `now` is aware, in the agents' zone: calendar fields with a zone are converted to that. Raises
    Invalid with a message for each wrong field.
    """
    clean = parse_as_meant(fields, now)
    place = clean.pop(ZONE, None)
    at = int(now.timestamp())
    return zones.for_agents(clean, place, str(now.tzinfo), at) if place else clean


def parse_as_meant(fields: object, now: datetime) -> dict[str, str]:
    """As parse, but calendar fields are not converted; "zone" has their zone, if one was sent."""
    if not isinstance(fields, Mapping):
        raise Invalid({"schedule": message("input.no_schedule")})
    errors = unknown(fields, (*FIELDS, ZONE))
    clean = _texts(fields, errors)
    for key in clean.keys() - errors.keys():
        try:
            clean[key] = _reader(key)(clean[key])
        except Wrong as problem:
            errors[key] = problem.message
    if not errors:
        _check_together(clean, errors, now)
    if errors:
        raise Invalid(errors)
    return clean


def _texts(fields: Fields, errors: dict[str, Message]) -> dict[str, str]:
    """The non-empty fields, with surplus blanks removed."""
    clean = {}
    for key, value in fields.items():
        if key not in (*FIELDS, ZONE) or value is None:
            continue
        if not isinstance(value, str):
            errors[key] = message("input.no_text")
        elif len(value) > LONGEST:
            errors[key] = message("input.long_text", most=LONGEST)
        elif value.split():
            clean[key] = " ".join(value.split())
    return clean


def _reader(key: str) -> Callable[[str], str]:
    if key in DATES:
        return lambda text: format_iso(parse_iso(text))
    if key == "schedule_interval":
        return _interval
    if key == ZONE:
        return lambda text: zone(text).key
    return _year if key == "schedule_year" else lambda text: _pattern(key, text)


def _interval(text: str) -> str:
    """Return the interval with a single blank, at which agents split it."""
    if text == "continuous":
        return text
    match = _INTERVAL.fullmatch(text)
    if not match:
        raise Wrong(message("input.interval"))
    if not int(match[1]):
        raise Wrong(message("input.short_interval"))
    if len(match[1]) > 10 or _LONGEST / timedelta(**{match[2]: 1}) < int(match[1]):
        raise Wrong(message("input.long_interval"))
    return f"{int(match[1])} {match[2]}"


def _year(text: str) -> str:
    """Freezer accepts a single year only."""
    if not re.fullmatch(r"\d{4}", text, re.ASCII):
        raise Wrong(message("input.year"))
    return _pattern("schedule_year", text)


def _pattern(key: str, text: str) -> str:
    name = key.removeprefix("schedule_")
    tight = re.sub(r" ?([-,/*]) ?", r"\1", text).lower()
    try:
        CronTrigger(**{name: tight}, timezone=UTC)
    except (ValueError, TypeError):
        raise Wrong(message("input.pattern", field=name)) from None
    return tight


def _check_together(clean: dict[str, str], errors: dict[str, Message], now: datetime) -> None:
    calendar = [key for key in CALENDAR if key in clean]
    start, end = clean.get("schedule_start_date"), clean.get("schedule_end_date")
    if ZONE in clean and not calendar:
        errors[ZONE] = message("input.zone_alone")
    elif "schedule_date" in clean and len(clean) > 1:
        other = next(key for key in clean if key != "schedule_date")
        errors[other] = message("input.date_alone")
    elif "schedule_interval" in clean and calendar:
        errors[calendar[0]] = message("input.interval_or_calendar")
    elif (start or end) and not ("schedule_interval" in clean or calendar):
        errors["schedule_start_date" if start else "schedule_end_date"] = message(
            "input.bounds_alone"
        )
    elif end and not start:
        errors["schedule_end_date"] = message("input.end_alone")
    elif end and start and parse_iso(end) <= parse_iso(start):
        errors["schedule_end_date"] = message("input.end_before_start")
    elif calendar and _never_comes({key: clean[key] for key in calendar}, now):
        errors[calendar[0]] = message("input.never")


def _never_comes(calendar: Mapping[str, str], now: datetime) -> bool:
    """Whether the fields match no date, such as 31 February; a past year is ignored."""
    anyway = {key: value for key, value in calendar.items() if key != "schedule_year"}
    at = int(now.timestamp())
    if anyway:
        return not timetable.runs(anyway, at, None, "UTC", count=1).at
    return False
