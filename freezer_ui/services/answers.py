"""What our REST answers with; names, and nothing more at run time. The endpoints are described in
doc/openapi.json.
"""

from typing import Any, TypedDict

#: A JSON object, as it is sent.
Answer = dict[str, Any]


class Home(TypedDict):
    """The session that lists a job."""

    id: str
    name: str


class Named(TypedDict):
    """What a list of backups says of a job; `rules` are fates.rules_of's."""

    name: str
    client_id: str | None
    rules: list[dict[str, Any]]
