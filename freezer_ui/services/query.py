"""Values of a query string, as rest/parameters.py reads them."""

from collections.abc import Mapping
from typing import Any

from freezer_ui.cache import responses
from freezer_ui.domain.session_input import is_id
from freezer_ui.errors import Invalid
from freezer_ui.message import message

#: Values by parameter; those that were not sent and have no default are missing.
Query = Mapping[str, Any]
#: Ids of one request.
MOST_IDS = 50
#: The largest `max_age`, seconds.
OLDEST = responses.LIFETIME


def ids(text: str) -> list[str]:
    """Return ids that are separated by commas, each once. Raises Invalid."""
    found = list(dict.fromkeys(each for each in text.split(",") if each))
    if len(found) > MOST_IDS or not all(map(is_id, found)):
        raise Invalid({"ids": message("input.ids", most=MOST_IDS)})
    return found
