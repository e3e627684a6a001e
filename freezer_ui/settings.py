"""Every setting of freezer-ui with its default; Horizon's local_settings.py overrides by name.

Read through the functions, at the time of use, so that tests and operators see their change. They
are checked when Horizon starts.
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
    # Seconds that a call to freezer-api may take in all; None: twice FREEZER_READ_TIMEOUT.
    "FREEZER_CALL_TIMEOUT": None,
    # Seconds until a request to the dashboard is answered, unless it has begun to write.
    "FREEZER_REQUEST_TIMEOUT": 60,
    # Bytes of an answer of freezer-api; more is not read.
    "FREEZER_LARGEST_ANSWER": 64 * 1024 * 1024,
    # Calls that have to fail one after the other until freezer-api is left alone, and for how many
    # seconds it is.
    "FREEZER_CIRCUIT_FAILURES": 3,
    "FREEZER_CIRCUIT_PAUSE": 10,
    # Requests of a process that wait while freezer-api does not answer; further ones are refused.
    "FREEZER_WAITING_REQUESTS": 4,
    # Rows asked of Freezer at once where all of them are needed.
    "FREEZER_PAGE_SIZE": 1000,
    # Bytes in which freezer-api's database keeps the jobs of a session; None: no limit.
    "FREEZER_SESSION_SIZE": 65_535,
    # Whether its database keeps characters of four bytes, such as emoji: utf8mb4 does.
    "FREEZER_FOUR_BYTE_TEXT": True,
    # IANA time zone of the agents: calendar schedules are read in their local time.
    "FREEZER_AGENT_TIME_ZONE": "UTC",
    # Seconds between two polls of an agent: by so much agents start apart that count from a poll.
    "FREEZER_AGENT_POLL": 60,
}


def get(name: str):
    """The operator's value of a setting in DEFAULTS, or its default."""
    return getattr(settings, name, DEFAULTS[name])


def call_timeout() -> float:
    """Seconds that a call to freezer-api may take in all."""
    return get("FREEZER_CALL_TIMEOUT") or 2 * get("FREEZER_READ_TIMEOUT")


def check() -> None:
    """Raise ImproperlyConfigured that names each setting that cannot be used, its value, and what
    is allowed.
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
#: For each setting, whether a value can be used, and in words which can.
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
    """Horizon permissions of the panels: a catalog entry, unless the URL is set by hand."""
    return () if get("FREEZER_API_URL") else (f"openstack.services.{SERVICE_TYPE}",)
