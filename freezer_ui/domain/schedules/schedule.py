"""Schedules: dicts of Freezer's `schedule_*` fields.

parsing.py checks one from a user, timetable.py computes its runs, messages/schedules.py puts it
into words.
"""

from collections.abc import Mapping
from datetime import tzinfo
from typing import cast

from freezer_ui.domain.body import nullable, record
from freezer_ui.domain.document_types import Fields, Job, Schedule
from freezer_ui.domain.times import as_typed, epoch

DATES = ("schedule_date", "schedule_start_date", "schedule_end_date")
CALENDAR = tuple(
    f"schedule_{name}"
    for name in ("year", "month", "week", "day", "day_of_week", "hour", "minute", "second")
)
FIELDS = ("schedule_interval", *DATES, *CALENDAR)
#: An additional field of requests: the IANA zone of the calendar fields; the agents' zone without
#: it.
ZONE = "zone"
#: Characters of a field.
LONGEST = 200
_DATE = (
    r"-?([1-9][0-9]*)?[0-9]{4}-(1[0-2]|0[1-9])-(3[01]|0[1-9]|[12][0-9])"
    r"T(2[0-3]|[01][0-9]):[0-5][0-9]:[0-5][0-9](\.[0-9]+)?(Z|[+-](2[0-3]|[01][0-9]):[0-5][0-9])?"
)
#: Values that Freezer accepts, whether or not agents can read them; other fields may be any text.
PATTERNS = {
    **dict.fromkeys(DATES, _DATE),
    "schedule_interval": "continuous|[0-9]+ +(weeks|days|hours|minutes|seconds)",
    "schedule_year": "[0-9]{4}",
}
SCHEMA = record(dict.fromkeys((*FIELDS, ZONE), nullable({"type": "string", "maxLength": LONGEST})))


#: Calendar fields from coarse to fine, with APScheduler's defaults for those finer than any given
#: field.
BY_DEFAULT = {
    "year": "*", "month": "1", "day": "1", "week": "*", "day_of_week": "*",
    "hour": "0", "minute": "0", "second": "0",
}  # fmt: skip


def completed(given: Mapping[str, str]) -> dict[str, str]:
    """Return all calendar fields by name (hour, …), as agents complete the given ones (at least
    one): fields coarser than the finest given one are "*", finer ones have their defaults.
    """
    order = list(BY_DEFAULT)
    finest = max(order.index(name) for name in given)
    return {
        name: given.get(name) or ("*" if number < finest else default)
        for number, (name, default) in enumerate(BY_DEFAULT.items())
    }


def of_job(job: Job | None) -> Schedule:
    """Return the schedule, times and result that an agent wrote into a job; {} for none."""
    return (job or {}).get("job_schedule") or {}


def is_continuous(fields: Fields) -> bool:
    """Whether a job starts again as soon as it has ended."""
    return fields.get("schedule_interval") == "continuous"


def own(document: Fields | None) -> dict[str, str]:
    """Return the non-empty `schedule_*` fields of a session's or job's schedule."""
    return {key: value for key, value in (document or {}).items() if key in FIELDS and value}


def stored(schedule: Mapping[str, str]) -> dict[str, str]:
    """Return the schedule with the event that it needs in a session, since Freezer copies it.

    Without an event, the members' agents' polls end. Without any field, "start" would mean to
    run once, now, so the event is "stop".
    """
    return {**schedule, "event": "start" if schedule else "stop"}


def document(fields: Fields) -> Schedule:
    """Return the fields typed as part of a document."""
    return cast(Schedule, dict(fields))


def same(one: Fields | None, other: Fields | None) -> bool:
    return own(one) == own(other)


def as_typed_in(schedule: Mapping[str, str], place: tzinfo) -> dict[str, str]:
    """Return the schedule with its dates as a user in the zone `place` types them."""
    return {
        key: as_typed(value, place) if key in DATES else value for key, value in schedule.items()
    }


def seconds_of(value: object) -> int | None:
    """Return a document's seconds (hold_off); None if it is no valid number."""
    return 0 if value == 0 and not isinstance(value, bool) else epoch(value)
