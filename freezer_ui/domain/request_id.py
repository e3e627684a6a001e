"""The id that a browser gives a request to create, once for each open dialog, so that a repeated
request, whose answer was lost, finds what the first one created.
"""

import re
from collections.abc import Mapping
from typing import Any
from uuid import NAMESPACE_OID, uuid4, uuid5

from freezer_ui.domain import fingerprint
from freezer_ui.domain.body import Schema
from freezer_ui.errors import Invalid
from freezer_ui.message import message

SCHEMA: Schema = {"type": "string", "pattern": "^[0-9a-f]{32}$"}
_REQUEST_ID = re.compile(SCHEMA["pattern"])


def read(body: Mapping[str, Any]) -> str | None:
    """Return the "id" of a body, or None. Raises Invalid if it is not 32 hexadecimal digits."""
    sent = body.get("id")
    if sent is None:
        return None
    if not (isinstance(sent, str) and _REQUEST_ID.fullmatch(sent)):
        raise Invalid({"id": message("input.no_id")})
    return sent


def document_ids(request_id: str | None, asked: object, count: int) -> list[str]:
    """Return ids to create the documents of a request with: the same ids if the whole request asked
    for the same. After a lost answer, a request that the user has changed is a different one.
    Without a request's id, new ids.
    """
    if request_id is None:
        return [uuid4().hex for _ in range(count)]
    said = fingerprint.of(asked)
    return [uuid5(NAMESPACE_OID, f"{request_id} {at} {said}").hex for at in range(count)]
