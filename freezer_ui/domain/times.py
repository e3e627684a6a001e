"""Instants as Freezer writes them: epoch seconds in documents, ISO 8601 in schedules."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from freezer_ui.message import message

# What the API's schema accepts, plus minutes without seconds, a blank for the T, and the zone in
# which the user typed it, as RFC 9557 writes that.
_ISO = re.compile(
    r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(:\d\d)?(\.\d+)? ?(Z|[+-]\d\d:\d\d)?(?:\[([^\]]*)\])?",
    re.ASCII,
)
#: Epoch seconds: the year 3000. What is later is no time, and a calendar ends in the year 9999.
LATEST = 32_503_680_000


class NotATime(ValueError):
    """A text is no date and time; `told` is for the user."""

    def __init__(self, code: str, **params: str):
        super().__init__(code)
        self.told = message(code, **params)


def epoch(value: object) -> int | None:
    """A document's epoch seconds, or None for its several nothings: -1, "", 0, None (F9), and for
    what is no time.
    """
    if type(value) is int:  # Lists ask this fifty times a row.
        return value if 0 < value <= LATEST else None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= LATEST:
        return None
    return int(value) or None


def end_after(document: Mapping[str, object], started: int | None, key: str) -> int | None:
    """The end that a document has under `key`, epoch seconds; one before its start belongs to the
    run before (R5c).
    """
    ended = epoch(document.get(key))
    return ended if ended and started and ended >= started else None


@lru_cache(maxsize=1_000)
def zone(name: str) -> ZoneInfo:
    """An IANA time zone; raises NotATime if there is none of that name."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # A name may be a folder, or no path at all.
        raise NotATime("input.no_zone", name=name[:60]) from None


def parse_iso(text: str) -> datetime:
    """An aware UTC datetime from ISO 8601; without a zone it is UTC, as agents 19 read it (R8).

    With a zone in brackets and no offset (2026-12-01T02:00[Europe/Berlin]) it is local to that.
    Raises NotATime, also for a local time that a clock change leaves out or brings twice.
    """
    match = _ISO.fullmatch(text.strip())
    if not match:
        raise NotATime("input.no_date", example="2026-12-01 02:00")
    day, minutes, seconds, _fraction, offset, place = match.groups()
    try:
        local = datetime.fromisoformat(f"{day}T{minutes}{seconds or ':00'}")
        if offset:
            minus = timedelta() if offset == "Z" else _offset(offset)
            return local.replace(tzinfo=UTC) - minus
        return _at(local, zone(place)).astimezone(UTC) if place else local.replace(tzinfo=UTC)
    except NotATime:
        raise
    except (ValueError, OverflowError):
        raise NotATime("input.no_such_date") from None


def _offset(text: str) -> timedelta:
    ahead = timedelta(hours=int(text[1:3]), minutes=int(text[4:]))
    if ahead >= timedelta(days=1):
        raise NotATime("input.no_such_date")
    return -ahead if text[0] == "-" else ahead


def _at(local: datetime, place: ZoneInfo) -> datetime:
    first, second = (local.replace(tzinfo=place, fold=fold) for fold in (0, 1))
    if first.utcoffset() == second.utcoffset():
        return first
    when = {"on": local.date().isoformat(), "clock": _clock(local), "zone": place.key}
    if _is_real(first):
        one, two = (moment.isoformat(" ", "minutes") for moment in (first, second))
        raise NotATime("input.twice", **when, first=one, second=two)
    later, earlier = (_clock(each.astimezone(UTC).astimezone(place)) for each in (first, second))
    raise NotATime("input.skipped", **when, earlier=earlier, later=later)


def _is_real(moment: datetime) -> bool:
    """Whether clocks ever show it."""
    back = moment.astimezone(UTC).astimezone(moment.tzinfo)
    return back.replace(tzinfo=None) == moment.replace(tzinfo=None)


def format_iso(moment: datetime) -> str:
    """UTC with a Z, which every agent reads as the same instant."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def _clock(moment: datetime) -> str:
    return moment.strftime("%H:%M:%S" if moment.second else "%H:%M")


def as_typed(text: str, place: tzinfo) -> str:
    """A schedule's date as a user in `place` would type it; text that is no date as it is.

    It has an offset only where the local time comes twice.
    """
    try:
        local = parse_iso(text).astimezone(place)
    except (NotATime, OverflowError):
        return text
    twice = local.utcoffset() != local.replace(fold=1 - local.fold).utcoffset()
    shown = local if twice else local.replace(tzinfo=None)
    return shown.isoformat(" ", "seconds" if local.second else "minutes")
