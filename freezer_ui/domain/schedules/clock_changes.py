"""Effects of the coming year's clock changes on a schedule, as messages.

APScheduler 3 moves runs out of a skipped hour and runs twice in a repeated one; tests/agents checks
the times against the released scheduler.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from freezer_ui.domain.document_types import Fields
from freezer_ui.domain.schedules import timetable
from freezer_ui.domain.schedules.schedule import CALENDAR
from freezer_ui.domain.times import zone
from freezer_ui.message import Message, message

UTC_ZONE = ZoneInfo("UTC")
#: Days to look ahead.
DAYS = 370
#: Hours around a change that are compared, and the largest number of runs in them: a schedule that
#: runs more often is hardly affected.
_HOURS, _FEW = 6, 6


def notices(
    schedule: Fields, now: int, agents_zone: str, users_zone: ZoneInfo = UTC_ZONE
) -> list[Message]:
    """Return a message for each change of the coming year that moves, skips or doubles a run.

    Calendar fields follow the agents' clocks; an interval of whole days moves by the user's clock.
    """
    if schedule.get("schedule_date"):
        return []
    if schedule.get("schedule_interval"):
        return _of_interval(schedule, now, users_zone)
    pattern = {key: schedule[key] for key in CALENDAR if key in schedule}
    if not pattern:
        return []
    place = zone(agents_zone)
    found = (_notice(pattern, at, place) for at in changes(place, now))
    return [each for each in found if each]


def _of_interval(schedule: Fields, now: int, place: ZoneInfo) -> list[Message]:
    """An interval of whole days stays a multiple of 24 hours."""
    step = timetable.step(schedule)
    found = next(changes(place, now), None)
    if step is None or step % timedelta(days=1) or found is None:
        return []
    if not timetable.runs(schedule, found, found, place.key, count=1).at:
        return []
    ahead = _seconds(found, place) - _seconds(found - 1, place)
    day = datetime.fromtimestamp(found, UTC).astimezone(place).date().isoformat()
    return [message("schedules.shifted_by_clocks", on=day, zone=place.key, seconds=ahead)]


def changes(place: ZoneInfo, now: int) -> Iterator[int]:
    """Yield when clocks change in the coming year, epoch seconds."""
    begin = datetime.fromtimestamp(now, UTC)
    for day in range(DAYS):
        low, high = begin + timedelta(day), begin + timedelta(day + 1)
        before = _offset(low, place)
        if before == _offset(high, place):
            continue
        while high - low > timedelta(seconds=1):
            middle = low + (high - low) / 2
            low, high = (middle, high) if _offset(middle, place) == before else (low, middle)
        yield round(high.timestamp())


def _offset(moment: datetime, place: ZoneInfo) -> timedelta:
    return moment.astimezone(place).utcoffset() or timedelta()


def _notice(pattern: Fields, at: int, place: ZoneInfo) -> Message | None:
    """Compare the runs around the change with those of a clock that does not change."""
    reach = _HOURS * 3600
    before = _seconds(at - 1, place)
    around = _between(pattern, at - reach, at + reach, place.key)
    real = [each + _seconds(each, place) for each in around]
    wanted = _between(pattern, at + before - reach, at + before + reach, "UTC")
    if len(wanted) > _FEW:
        return None
    twice = [each for each in dict.fromkeys(real) if real.count(each) > 1]
    lost = [each for each in wanted if each not in real and _is_near(each, at + before)]
    moved = [each for each in real if each not in wanted and _is_near(each, at + before)]
    on = datetime.fromtimestamp(at + before, UTC).date().isoformat()
    where = {"on": on, "zone": place.key}
    # runs are doubled only if clocks go back, and lost only if they go forward
    if twice:
        return message("schedules.doubled_by_clocks", **where, times=_clocks(twice))
    if lost and moved:
        times = {"times": _clocks(lost), "moved": _clocks(moved)}
        return message("schedules.moved_by_clocks", **where, **times)
    return message("schedules.skipped_by_clocks", **where, times=_clocks(lost)) if lost else None


def _between(pattern: Fields, begin: int, end: int, zone_name: str) -> list[int]:
    found = timetable.runs(pattern, begin, None, zone_name, count=_FEW * 2, until=end)
    return list(found.at)


def _seconds(at: int, place: ZoneInfo) -> int:
    return int(_offset(datetime.fromtimestamp(at, UTC), place).total_seconds())


def _is_near(wall: int, change: int) -> bool:
    """Whether a run is near the change: far from it, the two windows differ anyway."""
    return abs(wall - change) < 4 * 3600


def _clocks(walls: list[int]) -> list[str]:
    return [f"{datetime.fromtimestamp(wall, UTC):%H:%M}" for wall in walls]
