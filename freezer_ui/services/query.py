"""Checks of values of a query string."""

from collections.abc import Mapping

from freezer_ui.cache import responses
from freezer_ui.domain.session_input import is_id
from freezer_ui.errors import Invalid
from freezer_ui.message import message

#: Ids of one request.
MOST_IDS = 50
#: The largest `max_age`, seconds.
OLDEST = responses.LIFETIME


def whole_number(text: str) -> int | None:
    """Return up to nine digits as an integer; None for anything else."""
    return int(text) if len(text) <= 9 and text.isascii() and text.isdecimal() else None


def ids(text: str) -> list[str]:
    """Return ids that are separated by commas, each once. Raises Invalid."""
    found = list(dict.fromkeys(each for each in text.split(",") if each))
    if len(found) > MOST_IDS or not all(map(is_id, found)):
        raise Invalid({"ids": message("input.ids", most=MOST_IDS)})
    return found


def max_age(query: Mapping[str, str]) -> int:
    """Return the seconds of `max_age`, 0 by default. Raises Invalid."""
    seconds = whole_number(query.get("max_age", "0"))
    if seconds is None or seconds > OLDEST:
        told = message("input.number_between", least=0, most=OLDEST)
        raise Invalid({"max_age": told})
    return seconds
