"""Moments, lengths of time and names, as the user's language writes them."""

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
    """ "1 December 2026 02:00 CET" of epoch seconds, in the user's zone if no other is given."""
    when = at if isinstance(at, datetime) else datetime.fromtimestamp(at, UTC)
    try:
        local = when.astimezone(place or timezone.get_current_timezone())
    except OverflowError:  # At the calendar's ends there is no neighbouring day.
        local = when
    name = local.tzname() or ""
    zone = name if name.isalpha() else f"UTC{name}"
    return gettext("%(day)s %(clock)s %(zone)s") % {
        "day": day(local),
        "clock": clock(local),
        "zone": zone,
    }


#: Days after which a date without its year could be taken for another year's.
_FAR = 300
#: Seconds: what comes sooner is said by how long it takes until then.
_SOON = 43_200


def short(at: int, now: int) -> str:
    """ "today 02:30", "26 Nov 02:30", "26 Nov 2024": as people say it, to the minute, in the user's
    zone. core/clock.service.js says the same in the browser.
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
    """ "in 3 h" for what comes within half a day, else as short()."""
    seconds = at - now
    if not 0 < seconds < _SOON:
        return short(at, now)
    if seconds < 5_400:
        return gettext("in %(count)s min") % {"count": max(1, _half_up(seconds / 60))}
    return gettext("in %(count)s h") % {"count": _half_up(seconds / 3600)}


def _half_up(number: float) -> int:
    """As browsers round."""
    return floor(number + 0.5)


def local_day(at: int) -> str:
    """ "1 December 2026", in the user's zone."""
    return day(_local(at))


def _local(at: int) -> datetime:
    """In the user's zone; at the calendar's ends there is no neighbouring day."""
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
    """A schedule's date as a moment; text that is no date is shown as it is."""
    try:
        return moment(parse_iso(text), place)
    except NotATime:
        return text


def day(when: date) -> str:
    """ "1 December 2026"."""
    language = translation.get_language() or "en"
    pattern = "j F Y" if language.startswith("en") else formats.get_format("DATE_FORMAT")
    return dateformat.format(when, pattern)


def iso_day(text: str) -> str:
    """A day that is given as 2026-12-01."""
    return day(date.fromisoformat(text))


def clock(when: datetime) -> str:
    """ "02:00"."""
    return when.strftime("%H:%M:%S" if when.second else "%H:%M")


def length(seconds: int) -> str:
    """ "90 seconds", "25 minutes", "2 hours": a length of time, to two digits or so."""
    for unit, size in (("years", 31_557_600), ("days", 86400), ("hours", 3600), ("minutes", 60)):
        if seconds >= 2 * size or seconds == size:
            return counted(round(seconds / size), unit)
    return counted(seconds, "seconds")


def counted(count: int, unit: str) -> str:
    """ "1 day", "6 hours"; units are named as in an interval of Freezer's, or years."""
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
    """A name in a list of names: people put commas and colons into them."""
    return gettext('"%(name)s"') % {"name": name}


def joined(names: Sequence[str]) -> str:
    """ "A", "A and B", "A, B and C", by the rules of the catalogue's language."""
    return format_list(list(names), locale=_language())


def weekday(number: int) -> str:
    """ "Monday" for 0, as within a sentence: Django's names have a capital in every language."""
    return get_day_names("wide", locale=_language())[number]


def month(number: int) -> str:
    """ "January" for 1, as within a sentence."""
    return get_month_names("wide", context="stand-alone", locale=_language())[number]


def _language() -> Locale:
    # Translators: no text, but your language (BCP 47): names are listed by its rules
    return _locale(pgettext("language tag", "en-GB"))


@lru_cache
def _locale(tag: str) -> Locale:
    """British English, as all our English, for a tag that no catalogue should have."""
    try:
        return Locale.parse(tag, sep="-")
    except (ValueError, UnknownLocaleError):
        return Locale("en", "GB")


def some(names: Sequence[str], most: int = 3, more: int = 0) -> str:
    """As joined, with no more names than these: "A, B, C and 7 more"; `more` are not in names."""
    rest = max(len(names) - most, 0) + more
    if rest <= 0:
        return joined(names)
    forms = ngettext("%(names)s and %(count)s more", "%(names)s and %(count)s more", rest)
    return forms % {"names": enumerated(names[:most]), "count": rest}


def enumerated(items: Sequence[str]) -> str:
    """ "A, B, C": items of a list that are read one by one."""
    # Translators: between two items of a list
    return gettext(", ").join(items)


def statements(items: Sequence[str]) -> str:
    """ "A · B": short statements that are read one by one."""
    return " · ".join(items)


def sentences(items: Sequence[str]) -> str:
    """Whole sentences, one after the other."""
    # Translators: two whole sentences, one after the other
    both = gettext("%(sentence)s %(next_sentence)s")
    return (
        reduce(lambda told, item: both % {"sentence": told, "next_sentence": item}, items)
        if items
        else ""
    )
