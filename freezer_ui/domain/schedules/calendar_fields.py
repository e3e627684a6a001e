"""Intervals as calendar fields, which keep their times when an agent restarts."""

from collections.abc import Mapping
from datetime import datetime, tzinfo

from freezer_ui.domain.schedules import schedule, timetable
from freezer_ui.domain.schedules.arming import start_of
from freezer_ui.domain.schedules.schedule import CALENDAR
from freezer_ui.domain.times import zone

_MINUTE, _HOUR, _DAY, _WEEK = 60, 3600, 86400, 7 * 86400
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def of_interval(fields: Mapping[str, str], now: int, agents_zone: str) -> dict[str, str] | None:
    """Return an interval schedule in calendar fields, or None if they cannot express it (every 7
    hours, every 3 days).

    An interval without a start runs at whole minutes, hours or days from midnight. A future start
    is kept if the calendar fields would run earlier, and if there is an end: agents ignore an end
    without a start.
    """
    step = timetable.step(fields)
    is_other = schedule.is_continuous(fields) or any(map(fields.get, CALENDAR))
    if step is None or is_other:
        return None
    start, place = start_of(fields), zone(agents_zone)
    seconds = int(step.total_seconds())
    at = datetime.fromtimestamp(start, place) if start is not None else _unsaid(now, seconds, place)
    said = _fields(seconds, at)
    if said is None:
        return None
    bounds = {
        key: fields[key]
        for key in ("schedule_start_date", "schedule_end_date")
        if fields.get(key) and (start is None or start > now or fields.get("schedule_end_date"))
    }
    whole = {f"schedule_{name}": value for name, value in said.items()} | bounds
    plain = schedule.own({**whole, "schedule_start_date": "", "schedule_end_date": ""})
    if start and "schedule_end_date" not in bounds and _first(plain, now, agents_zone) == start:
        return plain
    return whole


def _unsaid(now: int, seconds: int, place: tzinfo) -> datetime:
    """The first moment of an interval without a start: now for days and weeks, else midnight."""
    local = datetime.fromtimestamp(now, place).replace(second=0, microsecond=0)
    return local if seconds >= _DAY else local.replace(hour=0, minute=0)


def _fields(seconds: int, at: datetime) -> dict[str, str] | None:
    clock = {"hour": str(at.hour), "minute": str(at.minute)}
    fine = {"second": str(at.second)} if at.second else {}
    if seconds == _WEEK:
        return {"day_of_week": _DAYS[at.weekday()], **clock, **fine}
    if seconds == _DAY:
        return {**clock, **fine}
    if _divides(seconds, _HOUR, _DAY):
        hours = _pattern(at.hour, seconds // _HOUR, 24)
        minute = {"minute": str(at.minute)}
        return minute | fine if hours == "*" else {"hour": hours, **minute, **fine}
    if _divides(seconds, _MINUTE, _HOUR):
        return {"minute": _pattern(at.minute, seconds // _MINUTE, 60), **fine}
    if _divides(seconds, 1, _MINUTE):
        return {"second": _pattern(at.second, seconds, 60)}
    return None


def _divides(seconds: int, unit: int, whole: int) -> bool:
    return unit <= seconds < whole and whole % seconds == 0 and seconds % unit == 0


def _pattern(at: int, step: int, size: int) -> str:
    """The pattern of a field for every `step`-th value, counted from `at`."""
    first = at % step
    if step == 1:
        return "*"
    if first == 0:
        return f"*/{step}"
    values = range(first, size, step)
    return ",".join(map(str, values)) if len(values) <= 6 else f"{first}-{values[-1]}/{step}"


def _first(fields: Mapping[str, str], now: int, agents_zone: str) -> int | None:
    at, _about, _note = timetable.next_run(fields, now, None, agents_zone)
    return at
