"""The keys of what is kept between requests, each with all that a value depends on."""

import hashlib
import json
from typing import Protocol

from django.utils import timezone, translation


class Caller(Protocol):
    """For whom Freezer is asked, and which Freezer."""

    url: str
    project_id: str
    roles: str


def key(kind: str, project_id: str, *names: object) -> str:
    """The key of a value of this kind; `names` say which of the project's it is."""
    text = json.dumps(names, sort_keys=True)
    digest = hashlib.sha256(text.encode()).hexdigest() if names else ""
    return f"freezer-ui:{kind}:{project_id}:{digest}"


def audience(caller: Caller) -> list:
    """Callers who are answered the same: an admin's list of jobs has other projects' (F13)."""
    return [caller.url, caller.project_id, caller.roles]


def readers() -> list:
    """Users who are shown the same words and times."""
    return [timezone.get_current_timezone_name(), translation.get_language()]
