"""Parameters of queries: JSON schemas that several endpoints share, and their values."""

from collections.abc import Collection, Mapping
from typing import Any

from django.http import QueryDict

from freezer_ui.domain.body import ID, TEXT, Schema, integer, one_of
from freezer_ui.errors import Invalid
from freezer_ui.message import Message, message
from freezer_ui.services import paging, query
from freezer_ui.services.paging import Page

Schemas = dict[str, Schema]


#: A flag: to say no, leave it out.
YES = one_of("1")
#: Ids, separated by commas.
IDS: Schema = {"type": "string", "maxLength": query.MOST_IDS * 65}
PAGE: Schemas = {"limit": integer(1, paging.LARGEST, default=Page.limit), "cursor": TEXT}
SEARCH: Schemas = {"q": TEXT}
MAX_AGE: Schemas = {"max_age": integer(0, query.OLDEST, default=0)}
#: A list that is read through the cache.
LIST: Schemas = {**PAGE, **SEARCH, **MAX_AGE}
#: Whether to read the jobs that use each row.
JOBS: Schemas = {"jobs": YES}
ORDER: Schemas = {"dir": one_of("asc", "desc")}
SESSION_ID: Schemas = {"session_id": ID}


def read(
    sent: QueryDict, schemas: Mapping[str, Schema], needed: Collection[str] = ()
) -> dict[str, Any]:
    """Return the parameters with these names, or their defaults: numbers as integers, arrays as
    lists, others as text.

    Raises Invalid for one that is needed and missing, no choice, or no number in the range.
    """
    values = {name: schema["default"] for name, schema in schemas.items() if "default" in schema}
    values |= {name: _value(sent, name, schemas[name]) for name in schemas if name in sent}
    wrong = {name: value for name, value in values.items() if isinstance(value, Message)}
    wrong |= {name: message("input.needed") for name in needed if name not in sent}
    if wrong:
        raise Invalid(wrong)
    return values


def _value(sent: QueryDict, name: str, schema: Schema) -> str | int | list[str] | Message:
    """The value of a parameter, or what is wrong with it."""
    kind, text, choices = schema.get("type"), sent[name], schema.get("enum")
    if kind == "array":
        return sent.getlist(name)
    if choices and text not in choices:
        return message("input.one_of", choices=tuple(choices))
    if kind != "integer":
        return text
    least, most = schema["minimum"], schema["maximum"]
    is_number = len(text) <= len(str(most)) and text.isascii() and text.isdecimal()
    if not is_number or not least <= int(text) <= most:
        return message("input.number_between", least=least, most=most)
    return int(text)
