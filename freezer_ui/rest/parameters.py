"""What a query may say: each parameter with its JSON schema. An endpoint sees none that it has not
named (endpoint.py), so this is all there is.
"""

from freezer_ui.domain.body import ID, TEXT, Schema, one_of
from freezer_ui.services import paging, query

Query = dict[str, Schema]


def number(least: int, most: int) -> Schema:
    return {"type": "integer", "minimum": least, "maximum": most}


#: To say no, leave it out.
YES = one_of("1")
#: Ids with commas between them.
IDS: Schema = {"type": "string", "maxLength": 50 * 65}
CURSOR: Query = {"cursor": TEXT}
PAGE: Query = {"limit": number(1, paging.LARGEST), **CURSOR}
SEARCH: Query = {"q": TEXT}
MAX_AGE: Query = {"max_age": number(0, query.OLDEST)}
ORDER: Query = {"dir": one_of("asc", "desc")}
SESSION_ID: Query = {"session_id": ID}
