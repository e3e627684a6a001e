"""Times, lengths of time and names, as the user's language writes them."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, tzinfo
from functools import lru_cache, reduce
from math import floor

from babel import Locale, UnknownLocaleError
from babel.dates import get_day_names, get_month_names
from babel.lists import format_list
from django.utils import dateformat, formats, timezone, translation
from django.utils.translation import gettext, ngettext, pgettext

from freezer_ui.domain.times import NotATime, parse_iso


def moment(at: int | datetime, place: tzinfo | None = None) -> str:
    """Return epoch seconds as "1 December 2026 02:00 CET", in the user's zone unless `place` is
    given.
    """
    when = at if isinstance(at, datetime) else datetime.fromtimestamp(at, UTC)
    try:
        local = when.astimezone(place or timezone.get_current_timezone())
    except OverflowError:  # Near the years 1 and 9999 the local time may be out of range.
        local = when
    name = local.tzname() or ""
    zone = name if name.isalpha() else f"UTC{name}"
    return gettext("%(day)s %(clock)s %(zone)s") % {
        "day": day(local),
        "clock": clock(local),
        "zone": zone,
    }


#: Days from now within which a date needs no year.
_FAR = 300
#: Seconds; a time that is nearer than this is given as a time span ("in 3 h").
_SOON = 43_200


def short(at: int, now: int) -> str:
    """Return epoch seconds as "today 02:30", "26 Nov 02:30" or "26 Nov 2024", in the user's zone.
    core/clock.service.js does the same in the browser.
    """
    when, today = _local(at), _local(now)
    days = (when.date() - today.date()).days
    if abs(days) > _FAR:
        return _short_day(when, with_year=True)
    words = {
        0: gettext("today %(clock)s"),
        -1: gettext("yesterday %(clock)s"),
        1: gettext("tomorrow %(clock)s"),
    }.get(days, gettext("%(day)s %(clock)s"))
    return words % {"day": _short_day(when), "clock": when.strftime("%H:%M")}


def ahead(at: int, now: int) -> str:
    """Return "in 3 h" for a time within the next half day, else as short()."""
    seconds = at - now
    if not 0 < seconds < _SOON:
        return short(at, now)
    if seconds < 5_400:
        return gettext("in %(count)s min") % {"count": max(1, _half_up(seconds / 60))}
    return gettext("in %(count)s h") % {"count": _half_up(seconds / 3600)}


def _half_up(number: float) -> int:
    """Round as browsers do."""
    return floor(number + 0.5)


def local_day(at: int) -> str:
    """Return epoch seconds as "1 December 2026", in the user's zone."""
    return day(_local(at))


def _local(at: int) -> datetime:
    """Return epoch seconds in the user's zone, or in UTC if the local time is out of range."""
    when = datetime.fromtimestamp(at, UTC)
    try:
        return when.astimezone(timezone.get_current_timezone())
    except OverflowError:
        return when


def _short_day(when: datetime, with_year: bool = False) -> str:
    language = translation.get_language() or "en"
    pattern = "j M Y" if language.startswith("en") else formats.get_format("SHORT_DATE_FORMAT")
    if not with_year and language.startswith("en"):
        pattern = "j M"
    return dateformat.format(when, pattern)


def written(text: str, place: tzinfo | None = None) -> str:
    """Return a schedule's date as moment() does; text that is no date is returned unchanged."""
    try:
        return moment(parse_iso(text), place)
    except NotATime:
        return text


def day(when: date) -> str:
    """Return a date as "1 December 2026"."""
    language = translation.get_language() or "en"
    pattern = "j F Y" if language.startswith("en") else formats.get_format("DATE_FORMAT")
    return dateformat.format(when, pattern)


def iso_day(text: str) -> str:
    """Return an ISO 8601 day (2026-12-01) as day() does."""
    return day(date.fromisoformat(text))


def clock(when: datetime) -> str:
    """Return a time of day as "02:00"."""
    return when.strftime("%H:%M:%S" if when.second else "%H:%M")


def length(seconds: int) -> str:
    """Return seconds as "90 seconds", "25 minutes" or "2 hours", rounded to about two digits."""
    for unit, size in (("years", 31_557_600), ("days", 86400), ("hours", 3600), ("minutes", 60)):
        if seconds >= 2 * size or seconds == size:
            return counted(round(seconds / size), unit)
    return counted(seconds, "seconds")


def counted(count: int, unit: str) -> str:
    """Return "1 day" or "6 hours"; `unit` is one of Freezer's units of intervals, or years."""
    forms = {
        "seconds": ngettext("%(count)s second", "%(count)s seconds", count),
        "minutes": ngettext("%(count)s minute", "%(count)s minutes", count),
        "hours": ngettext("%(count)s hour", "%(count)s hours", count),
        "days": ngettext("%(count)s day", "%(count)s days", count),
        "weeks": ngettext("%(count)s week", "%(count)s weeks", count),
        "years": ngettext("%(count)s year", "%(count)s years", count),
    }
    return forms[unit] % {"count": count}


def quoted(name: str) -> str:
    """Return a name in quotes, for a list of names: names may contain commas and colons."""
    return gettext('"%(name)s"') % {"name": name}


def joined(names: Sequence[str]) -> str:
    """Return "A", "A and B" or "A, B and C", by the rules of the language."""
    return format_list(list(names), locale=_language())


def weekday(number: int) -> str:
    """Return "Monday" for 0, as written within a sentence: Django's names are capitalized in every
    language.
    """
    return get_day_names("wide", locale=_language())[number]


def month(number: int) -> str:
    """Return "January" for 1, as written within a sentence."""
    return get_month_names("wide", context="stand-alone", locale=_language())[number]


def _language() -> Locale:
    # Translators: no text, but your language (BCP 47): names are listed by its rules
    return _locale(pgettext("language tag", "en-GB"))


@lru_cache
def _locale(tag: str) -> Locale:
    """Return Babel's locale for a language: British English, as in all our texts, if Babel does not
    know it.
    """
    try:
        return Locale.parse(tag, sep="-")
    except (ValueError, UnknownLocaleError):
        return Locale("en", "GB")


def some(names: Sequence[str], most: int = 3, more: int = 0) -> str:
    """Return joined() of at most `most` names: "A, B, C and 7 more"; `more` counts names that were
    left out before.
    """
    rest = max(len(names) - most, 0) + more
    if rest <= 0:
        return joined(names)
    forms = ngettext("%(names)s and %(count)s more", "%(names)s and %(count)s more", rest)
    return forms % {"names": enumerated(names[:most]), "count": rest}


def enumerated(items: Sequence[str]) -> str:
    """Return items of a list, "A, B, C", that are read one by one."""
    # Translators: between two items of a list
    return gettext(", ").join(items)


def statements(items: Sequence[str]) -> str:
    """Return short statements, "A · B", that are read one by one."""
    return " · ".join(items)


def sentences(items: Sequence[str]) -> str:
    """Return whole sentences as one text."""
    # Translators: two whole sentences, one after the other
    both = gettext("%(sentence)s %(next_sentence)s")
    return (
        reduce(lambda told, item: both % {"sentence": told, "next_sentence": item}, items)
        if items
        else ""
    )
