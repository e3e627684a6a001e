"""Instants as Freezer writes them: epoch seconds in documents, ISO 8601 in schedules."""

import re
from datetime import UTC, datetime

# What the API's schema accepts, plus minutes without seconds and a blank for the T.
_ISO = re.compile(
    r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(:\d\d)?(\.\d+)?(Z|[+-]\d\d:\d\d)?", re.ASCII
)


def epoch(value: object) -> int | None:
    """A document's epoch seconds, or None for its several nothings: -1, "", 0, None (F9)."""
    if isinstance(value, bool) or not isinstance(value, int | float) or value <= 0:
        return None
    return int(value)


def parse_iso(text: str) -> datetime:
    """An aware UTC datetime from ISO 8601; without a zone it is UTC, as agents 19 read it (R8).

    Raises ValueError with a sentence for the user.
    """
    match = _ISO.fullmatch(text.strip())
    if not match:
        raise ValueError("Write a date and time like 2026-12-01T02:00:00.")
    day, minutes, seconds, _fraction, zone = match.groups()
    try:
        moment = datetime.fromisoformat(f"{day}T{minutes}{seconds or ':00'}{zone or '+00:00'}")
        return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        raise ValueError("There is no such date and time.") from None


def format_iso(moment: datetime) -> str:
    """UTC with a Z, which every agent reads as the same instant."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def in_words(text: str) -> str:
    """A schedule's date for reading, in UTC; text that is no date is shown as it is."""
    try:
        return parse_iso(text).strftime("%Y-%m-%d %H:%M UTC")
    except ValueError:
        return text
