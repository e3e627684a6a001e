"""Keys of cached values; a key includes everything that its value depends on."""

import hashlib
import json
from typing import Any, Protocol

from django.utils import timezone, translation


class Caller(Protocol):
    """The Freezer that is called, and for whom; `roles` are names with commas between them."""

    token: str
    url: str
    project_id: str
    roles: str

    def prove(self) -> None:
        """Make a small call to Freezer. Raises FreezerError, as for a role that was taken away."""


def key(kind: str, *ids: str) -> str:
    """Return the key of a value of this kind; the first of `ids` is the project's."""
    return ":".join(("freezer-ui", kind, *ids))


def digest(*parts: object) -> str:
    """Return a hash of JSON values, to be used as an id in a key."""
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def audience(caller: Caller) -> list[str]:
    """Return the parts of a key that separate callers of one project whom Freezer answers
    differently: an admin's list of jobs includes other projects'.
    """
    return [caller.url, caller.roles]


def readers() -> list[Any]:
    """Return the parts of a key that separate users by language and time zone."""
    return [timezone.get_current_timezone_name(), translation.get_language()]
