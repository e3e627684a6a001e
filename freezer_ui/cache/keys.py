"""The keys of what is kept between requests, each with all that a value depends on."""

import hashlib
import json
from typing import Any, Protocol

from django.utils import timezone, translation


class Caller(Protocol):
    """For whom Freezer is asked, and which Freezer."""

    url: str
    project_id: str
    roles: str


def key(kind: str, *ids: str) -> str:
    """The key of a value of this kind; the first of the ids is the project's."""
    return ":".join(("freezer-ui", kind, *ids))


def digest(*parts: object) -> str:
    """An id made of whatever a value depends on, for a key."""
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def audience(caller: Caller) -> list[str]:
    """What callers of one project have in common who are answered the same: an admin's list of
    jobs has other projects' (F13).
    """
    return [caller.url, caller.roles]


def readers() -> list[Any]:
    """Users who are shown the same words and times."""
    return [timezone.get_current_timezone_name(), translation.get_language()]
