"""Instants as Freezer writes them: epoch seconds in documents, ISO 8601 in schedules."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from freezer_ui.errors import Wrong
from freezer_ui.message import message

# The API's format; also without seconds, with a blank for the T, and with the zone that the user
# typed it in, as in RFC 9557.
_ISO = re.compile(
    r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(:\d\d)?(\.\d+)? ?(Z|[+-]\d\d:\d\d)?(?:\[([^\]]*)\])?",
    re.ASCII,
)
#: Epoch seconds of the year 3000; a later time counts as none.
LATEST = 32_503_680_000


class NotATime(Wrong):
    """A text is no date and time."""


def epoch(value: object) -> int | None:
    """Return a document's epoch seconds; None for its null values -1, "", 0 and None, and for
    anything that is no time.
    """
    if type(value) is int:  # the fast path: lists call this fifty times a row
        return value if 0 < value <= LATEST else None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= LATEST:
        return None
    return int(value) or None


def end_after(document: Mapping[str, object], started: int | None, key: str) -> int | None:
    """Return the end under `key`, epoch seconds. None if it is before `started`: then it belongs to
    the previous run.
    """
    ended = epoch(document.get(key))
    return ended if ended and started and ended >= started else None


@lru_cache(maxsize=1_000)
def zone(name: str) -> ZoneInfo:
    """Return an IANA time zone. Raises NotATime for an unknown name."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # A name may be a folder, or no path at all.
        raise NotATime(message("input.no_zone", name=name[:60])) from None


def parse_iso(text: str) -> datetime:
    """Return an aware UTC datetime for ISO 8601; UTC is assumed, as agents 19 do.

    With a zone in brackets and no offset (2026-12-01T02:00[Europe/Berlin]), the time is local to
    that zone. Raises NotATime, also for a local time that a clock change skips or repeats.
    """
    match = _ISO.fullmatch(text.strip())
    if not match:
        raise NotATime(message("input.no_date", example="2026-12-01 02:00"))
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
        raise NotATime(message("input.no_such_date")) from None


def _offset(text: str) -> timedelta:
    ahead = timedelta(hours=int(text[1:3]), minutes=int(text[4:]))
    if ahead >= timedelta(days=1):
        raise NotATime(message("input.no_such_date"))
    return -ahead if text[0] == "-" else ahead


def _at(local: datetime, place: ZoneInfo) -> datetime:
    first, second = (local.replace(tzinfo=place, fold=fold) for fold in (0, 1))
    if first.utcoffset() == second.utcoffset():
        return first
    when = {"on": local.date().isoformat(), "clock": _clock(local), "zone": place.key}
    if _is_real(first):
        one, two = (moment.isoformat(" ", "minutes") for moment in (first, second))
        raise NotATime(message("input.twice", **when, first=one, second=two))
    later, earlier = (_clock(each.astimezone(UTC).astimezone(place)) for each in (first, second))
    raise NotATime(message("input.skipped", **when, earlier=earlier, later=later))


def _is_real(moment: datetime) -> bool:
    """Whether clocks show this local time."""
    back = moment.astimezone(UTC).astimezone(moment.tzinfo)
    return back.replace(tzinfo=None) == moment.replace(tzinfo=None)


def format_iso(moment: datetime) -> str:
    """Return UTC with a Z, which all agents read as the same instant."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def _clock(moment: datetime) -> str:
    return moment.strftime("%H:%M:%S" if moment.second else "%H:%M")


def as_typed(text: str, place: tzinfo) -> str:
    """Return a schedule's date as a user in the zone `place` types it; other text unchanged.

    It has an offset only if the local time occurs twice.
    """
    try:
        local = parse_iso(text).astimezone(place)
    except (NotATime, OverflowError):
        return text
    twice = local.utcoffset() != local.replace(fold=1 - local.fold).utcoffset()
    shown = local if twice else local.replace(tzinfo=None)
    return shown.isoformat(" ", "seconds" if local.second else "minutes")
