"""All settings of freezer-ui with their defaults; Horizon's local_settings.py overrides them by
name.

Values are read each time they are used, so changes in tests take effect. They are checked when
Horizon starts.
"""

import math
from collections.abc import Callable
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

#: Service type of Freezer in the Keystone catalog, and its name in Horizon's policy files.
SERVICE_TYPE = "backup"

DEFAULTS = {
    # Root URL of freezer-api; None: taken from the user's catalog.
    "FREEZER_API_URL": None,
    # Seconds to wait for a connection to freezer-api, and for its next bytes.
    "FREEZER_CONNECT_TIMEOUT": 3.05,
    "FREEZER_READ_TIMEOUT": 20,
    # Seconds that a call to freezer-api may take in total; None: twice FREEZER_READ_TIMEOUT.
    "FREEZER_CALL_TIMEOUT": None,
    # Seconds until a request to the dashboard is answered, unless it has begun to write.
    "FREEZER_REQUEST_TIMEOUT": 60,
    # Bytes of the largest answer of freezer-api that is read.
    "FREEZER_LARGEST_ANSWER": 64 * 1024 * 1024,
    # Consecutive failed calls after which freezer-api is no longer called, and seconds until a
    # single call tries it again.
    "FREEZER_CIRCUIT_FAILURES": 3,
    "FREEZER_CIRCUIT_PAUSE": 10,
    # Requests of a process that may wait while freezer-api does not answer; others are refused.
    "FREEZER_WAITING_REQUESTS": 4,
    # Rows requested from Freezer at a time where all rows are needed.
    "FREEZER_PAGE_SIZE": 1000,
    # Bytes in which freezer-api's database keeps the jobs of a session; None: no limit.
    "FREEZER_SESSION_SIZE": 65_535,
    # Whether its database keeps characters of four bytes, such as emoji: utf8mb4 does.
    "FREEZER_FOUR_BYTE_TEXT": True,
    # IANA time zone of the agents: they read calendar schedules in their local time.
    "FREEZER_AGENT_TIME_ZONE": "UTC",
    # Seconds between two polls of an agent. Agents that count from a poll start up to this far
    # apart.
    "FREEZER_AGENT_POLL": 60,
}


def get(name: str):
    """Return the operator's value of a setting in DEFAULTS, or its default."""
    return getattr(settings, name, DEFAULTS[name])


def call_timeout() -> float:
    """Return the seconds that a call to freezer-api may take in total."""
    return get("FREEZER_CALL_TIMEOUT") or 2 * get("FREEZER_READ_TIMEOUT")


def check() -> None:
    """Raise ImproperlyConfigured naming each setting that cannot be used, its value, and what is
    allowed.
    """
    wrong = [
        f"{name} is {get(name)!r}: it has to be {allowed}."
        for name, (is_allowed, allowed) in _ALLOWED.items()
        if not is_allowed(get(name))
    ]
    if wrong:
        raise ImproperlyConfigured("freezer-ui cannot start. " + " ".join(wrong))


def _is_url(value: object) -> bool:
    if value is None:
        return True
    try:
        if not isinstance(value, str):
            return False
        url = urlsplit(value)
        # Reading the port is what checks it.
        return bool(
            url.scheme in ("http", "https")
            and url.hostname
            and url.port != 0
            and not (url.query or url.fragment or value != value.strip())
        )
    except ValueError:
        return False


def _is_positive(value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return 0 < value < math.inf


def _is_positive_or_none(value: object) -> bool:
    return value is None or _is_positive(value)


def _is_count(value: object) -> bool:
    return _is_positive(value) and isinstance(value, int)


def _is_zone(value: object) -> bool:
    try:
        return isinstance(value, str) and bool(ZoneInfo(value))
    except (KeyError, ValueError, OSError):  # A name may be a folder, or no path at all.
        return False


_SECONDS = "a number of seconds greater than 0"
#: By setting: a check of its value, and the allowed values in words.
_ALLOWED: dict[str, tuple[Callable[[object], bool], str]] = {
    "FREEZER_API_URL": (
        _is_url,
        "None or the root URL of freezer-api, such as 'https://backup.example.com:9090'",
    ),
    "FREEZER_CONNECT_TIMEOUT": (_is_positive, _SECONDS),
    "FREEZER_READ_TIMEOUT": (_is_positive, _SECONDS),
    "FREEZER_CALL_TIMEOUT": (_is_positive_or_none, f"None or {_SECONDS}"),
    "FREEZER_REQUEST_TIMEOUT": (_is_positive, _SECONDS),
    "FREEZER_LARGEST_ANSWER": (_is_count, "a whole number of bytes greater than 0"),
    "FREEZER_CIRCUIT_FAILURES": (_is_count, "a whole number of calls greater than 0"),
    "FREEZER_CIRCUIT_PAUSE": (_is_positive, _SECONDS),
    "FREEZER_WAITING_REQUESTS": (_is_count, "a whole number of requests greater than 0"),
    "FREEZER_PAGE_SIZE": (_is_count, "a whole number of rows greater than 0"),
    "FREEZER_SESSION_SIZE": (
        lambda value: value is None or _is_count(value),
        "None or a whole number of bytes greater than 0",
    ),
    "FREEZER_FOUR_BYTE_TEXT": (lambda value: isinstance(value, bool), "True or False"),
    "FREEZER_AGENT_TIME_ZONE": (_is_zone, "the IANA name of a time zone, such as 'Europe/Berlin'"),
    "FREEZER_AGENT_POLL": (_is_positive, _SECONDS),
}


def panel_permissions() -> tuple[str, ...]:
    """Return the Horizon permissions of the panels: Freezer in the catalog, unless its URL
    is set.
    """
    return () if get("FREEZER_API_URL") else (f"openstack.services.{SERVICE_TYPE}",)
