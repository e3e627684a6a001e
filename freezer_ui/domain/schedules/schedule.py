"""What a schedule is: a dict of Freezer's own `schedule_*` fields (R8).

parsing.py reads one from a user, timetable.py says when it runs, freezer_ui.messages.schedules says
it in words.
"""

from collections.abc import Mapping
from datetime import tzinfo
from typing import cast

from freezer_ui.domain.body import nullable, record
from freezer_ui.domain.document_types import Fields, Schedule
from freezer_ui.domain.times import as_typed, epoch

DATES = ("schedule_date", "schedule_start_date", "schedule_end_date")
CALENDAR = tuple(
    f"schedule_{name}"
    for name in ("year", "month", "week", "day", "day_of_week", "hour", "minute", "second")
)
FIELDS = ("schedule_interval", *DATES, *CALENDAR)
#: Beside the fields that a user sends: the zone by whose clock calendar fields are meant, an IANA
#: name; without it, by the agents' clock.
ZONE = "zone"
#: Characters of a field; every pattern that means something is shorter.
LONGEST = 200
_DATE = (
    r"-?([1-9][0-9]*)?[0-9]{4}-(1[0-2]|0[1-9])-(3[01]|0[1-9]|[12][0-9])"
    r"T(2[0-3]|[01][0-9]):[0-5][0-9]:[0-5][0-9](\.[0-9]+)?(Z|[+-](2[0-3]|[01][0-9]):[0-5][0-9])?"
)
#: What Freezer takes for a field, whatever an agent makes of it; for any other it takes any text.
PATTERNS = {
    **dict.fromkeys(DATES, _DATE),
    "schedule_interval": "continuous|[0-9]+ +(weeks|days|hours|minutes|seconds)",
    "schedule_year": "[0-9]{4}",
}
SCHEMA = record(dict.fromkeys((*FIELDS, ZONE), nullable({"type": "string", "maxLength": LONGEST})))


#: Calendar fields in APScheduler's order, from coarse to fine; each with what it counts as where
#: all that are given are coarser.
BY_DEFAULT = {
    "year": "*", "month": "1", "day": "1", "week": "*", "day_of_week": "*",
    "hour": "0", "minute": "0", "second": "0",
}  # fmt: skip


def completed(given: Mapping[str, str]) -> dict[str, str]:
    """All calendar fields, by their names (hour, …), as agents read the ones that are given: at
    least one of them. What is coarser than the finest of these counts as every one.
    """
    order = list(BY_DEFAULT)
    finest = max(order.index(name) for name in given)
    return {
        name: given.get(name) or ("*" if number < finest else default)
        for number, (name, default) in enumerate(BY_DEFAULT.items())
    }


def own(document: Fields | None) -> dict[str, str]:
    """The fields of a session's `schedule` or a job's `job_schedule` that say when it runs."""
    return {key: value for key, value in (document or {}).items() if key in FIELDS and value}


def stored(schedule: Mapping[str, str]) -> dict[str, str]:
    """The schedule as it must stand in a session, for Freezer copies it into each member.

    The event has to be there, or the member's agent dies in its poll (F4). Without any schedule
    field `start` would mean "run once, now" (R9), so such members are told to stop.
    """
    return {**schedule, "event": "start" if schedule else "stop"}


def document(fields: Fields) -> Schedule:
    """The same fields, as part of a document."""
    return cast(Schedule, dict(fields))


def same(one: Fields | None, other: Fields | None) -> bool:
    return own(one) == own(other)


def as_typed_in(schedule: Mapping[str, str], place: tzinfo) -> dict[str, str]:
    """The schedule with its dates as a user in `place` would type them."""
    return {
        key: as_typed(value, place) if key in DATES else value for key, value in schedule.items()
    }


def seconds_of(value: object) -> int | None:
    """A document's number of seconds (hold_off), or None where Freezer stored something else."""
    return 0 if value == 0 and not isinstance(value, bool) else epoch(value)
