"""Calendar fields in a zone that the user chooses: "02:30 in Berlin".

Agents use their own zone. So the fields are converted with the difference between the zones at the
first run. If the zones change their clocks at different times, runs move by the user's clock, which
`differences` reports.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any
from zoneinfo import ZoneInfo

from apscheduler.triggers.cron import CronTrigger

from freezer_ui.domain.schedules import clock_changes, timetable
from freezer_ui.domain.schedules.schedule import CALENDAR, completed
from freezer_ui.domain.times import zone
from freezer_ui.errors import Invalid
from freezer_ui.message import Message, message

#: Minutes.
_DAY = 1440
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
#: Fields that select dates; they cannot be moved by a day.
_DATES = ("year", "month", "day", "week")


def for_agents(
    fields: Mapping[str, str], users_zone: str, agents_zone: str, now: int
) -> dict[str, str]:
    """Convert calendar fields from the user's zone to the agents' zone (IANA names).

    `now` is epoch seconds. Raises Invalid if no single schedule can express the result.
    """
    users, agents = zone(users_zone), zone(agents_zone)
    ahead = _ahead(users, agents, _first(fields, users, now))
    moved = _moved(fields, -ahead // 60) if ahead else dict(fields)
    if moved is None:
        raise Invalid({"zone": message("input.not_in_agents_zone", zone=agents_zone)})
    return moved


def differences(
    fields: Mapping[str, str], users_zone: str, agents_zone: str, now: int
) -> list[Message]:
    """Return a message for each period of the coming year in which runs are not at the times of
    `fields` by the clock of `users_zone`.
    """
    users, agents = zone(users_zone), zone(agents_zone)
    first = _first(fields, users, now)
    as_said = _ahead(users, agents, first)
    turns = {at: place for place in (agents, users) for at in clock_changes.changes(place, now)}
    spans: list[dict[str, Any]] = []
    shift = 0
    for at in sorted(at for at in turns if at > first):
        before, shift = shift, _ahead(users, agents, at) - as_said
        if shift == before or not timetable.runs(fields, at, None, users.key, count=1).at:
            continue
        day = datetime.fromtimestamp(at, UTC).astimezone(turns[at]).date().isoformat()
        if before and spans:
            spans[-1]["until"] = day
        if shift and _moved(fields, shift // 60) != dict(fields):
            spans.append({"on": day, "until": None, "changing": turns[at].key, "seconds": shift})
    return [message("schedules.differs_by_clocks", zone=users_zone, **span) for span in spans]


def _first(fields: Mapping[str, str], users: ZoneInfo, now: int) -> int:
    """The first run in the user's zone, epoch seconds."""
    found = timetable.runs(fields, now, None, users.key, count=1).at
    return found[0] if found else now


def _ahead(users: ZoneInfo, agents: ZoneInfo, at: int) -> int:
    """Seconds by which the user's clock is ahead of the agents' clock."""
    moment = datetime.fromtimestamp(at, UTC)
    theirs, ours = (moment.astimezone(place).utcoffset() for place in (users, agents))
    return int(((theirs or timedelta()) - (ours or timedelta())).total_seconds())


def _moved(fields: Mapping[str, str], minutes: int) -> dict[str, str] | None:
    """The fields, moved by `minutes`; None if fields cannot express the result."""
    given = {key.removeprefix("schedule_"): fields[key] for key in CALENDAR if key in fields}
    whole = completed(given)
    hours, past = _values(whole, "hour", 24), _values(whole, "minute", 60)
    moved = [divmod(hour * 60 + minute + minutes, _DAY) for hour, minute in product(hours, past)]
    times = {time for _days, time in moved}
    new_hours = sorted({time // 60 for time in times})
    new_past = sorted({time % 60 for time in times})
    if len(times) != len(new_hours) * len(new_past):
        return None
    changed = dict(fields)
    if new_hours != hours:
        changed["schedule_hour"] = _said(new_hours)
    if new_past != past:
        changed["schedule_minute"] = _said(new_past)
    return _on_days(changed, whole, {day for day, _time in moved})


def _on_days(
    changed: dict[str, str], whole: Mapping[str, str], days: set[int]
) -> dict[str, str] | None:
    """The fields with days moved too; `days` has -1, 0 or 1 for each time of day."""
    if days == {0} or all(whole[name] == "*" for name in (*_DATES, "day_of_week")):
        return changed
    if len(days) > 1 or any(whole[name] != "*" for name in _DATES):
        return None
    (day,) = days
    weekdays = sorted((each + day) % 7 for each in _values(whole, "day_of_week", 7))
    changed["schedule_day_of_week"] = ",".join(_WEEKDAYS[each] for each in weekdays)
    return changed


def _values(whole: Mapping[str, str], name: str, size: int) -> list[int]:
    """The values that a field's pattern matches, as APScheduler reads it."""
    trigger = CronTrigger(**{name: whole[name]}, timezone=UTC)
    (field,) = (each for each in trigger.fields if each.name == name)
    step = {"hour": timedelta(hours=1), "minute": timedelta(minutes=1)}.get(name, timedelta(1))
    # The first of January 2024 was a Monday.
    moments = [datetime(2024, 1, 1, tzinfo=UTC) + number * step for number in range(size)]
    return [number for number, at in enumerate(moments) if field.get_next_value(at) == number]


def _said(values: list[int]) -> str:
    first, last = values[0], values[-1]
    if len(values) > 2 and last - first == len(values) - 1:
        return f"{first}-{last}"
    return ",".join(map(str, values))
