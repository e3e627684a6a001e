"""Values of a query string, checked."""

from collections.abc import Mapping

from freezer_ui.cache import responses
from freezer_ui.errors import Invalid
from freezer_ui.message import message

#: Seconds that an answer may be old at most.
OLDEST = responses.LIFETIME


def whole_number(text: str) -> int | None:
    """Digits alone, and few of them; None for anything else."""
    return int(text) if len(text) <= 9 and text.isascii() and text.isdecimal() else None


def max_age(query: Mapping[str, str]) -> int:
    """How old an answer may be, in seconds; 0 where it does not say. Raises Invalid."""
    seconds = whole_number(query.get("max_age", "0"))
    if seconds is None or seconds > OLDEST:
        told = message("input.number_between", least=0, most=OLDEST)
        raise Invalid({"max_age": told})
    return seconds
