"""JSON schemas of query parameters that several endpoints share."""

from freezer_ui.domain.body import ID, TEXT, Schema, one_of
from freezer_ui.services import paging, query

Query = dict[str, Schema]


def number(least: int, most: int) -> Schema:
    return {"type": "integer", "minimum": least, "maximum": most}


#: A flag: to say no, leave it out.
YES = one_of("1")
#: Ids, separated by commas.
IDS: Schema = {"type": "string", "maxLength": query.MOST_IDS * 65}
CURSOR: Query = {"cursor": TEXT}
PAGE: Query = {"limit": number(1, paging.LARGEST), **CURSOR}
SEARCH: Query = {"q": TEXT}
MAX_AGE: Query = {"max_age": number(0, query.OLDEST)}
ORDER: Query = {"dir": one_of("asc", "desc")}
SESSION_ID: Query = {"session_id": ID}
