"""Whose token Freezer has taken a moment ago: only they are shown what others have read.

Otherwise somebody whose role was taken away would be shown what colleagues read, for as long as
they go on reading.
"""

import logging
import math
import time

from freezer_ui.cache import backend, keys
from freezer_ui.errors import Failed
from freezer_ui.latest import Latest

LOG = logging.getLogger(__name__)

#: Seconds after an answer of Freezer to a token for which the token counts.
LIFETIME = 60
#: Seconds for which a process does not note the same token again; tokens that it remembers.
_INTERVAL, _SIZE = 5, 1000
#: By token: when this process last noted it (monotonic clock).
_noted: Latest[float] = Latest(_SIZE)


def note(token: str) -> None:
    """Freezer has answered a call with this token, and not with a refusal."""
    key, now = _key(token), time.monotonic()
    last = _noted.get(key)
    if last is not None and now - last < _INTERVAL:
        return
    _noted.set(key, now)
    try:
        backend.cache("set", key, 1, LIFETIME)
    except Failed as error:
        LOG.warning("That Freezer takes a login is not noted: %s", error.detail)


def forget(token: str) -> None:
    """Freezer has refused this token."""
    key = _key(token)
    _noted.set(key, -math.inf)
    try:
        backend.cache("delete", key)
    except Failed as error:
        LOG.warning("That Freezer refuses a login is not noted: %s", error.detail)


def is_recent(token: str) -> bool:
    """Whether Freezer has answered this token in the last LIFETIME seconds, to any process. False
    while the cache cannot be reached.
    """
    try:
        return bool(backend.cache("get", _key(token)))
    except Failed:
        return False


def _key(token: str) -> str:
    return keys.key("access", keys.digest(token))
