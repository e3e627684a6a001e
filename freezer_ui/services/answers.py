"""Types of answers of our REST; doc/openapi.json describes its endpoints."""

from typing import Any, TypedDict

#: A JSON object.
Answer = dict[str, Any]


class Home(TypedDict):
    """The session that lists a job."""

    id: str
    name: str


class Named(TypedDict):
    """A job in a list of backups; `rules` are from fates.rules_of."""

    name: str
    client_id: str | None
    rules: list[dict[str, Any]]
