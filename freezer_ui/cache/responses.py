"""Answers that many pages of a project ask for, shared for a few seconds.

The caller says how old an answer may be, and is told when it was read. After a write of ours, no
answer from before it is returned. Concurrent callers wait for the first reader's result, so many
tabs that open a page at once cost one call to Freezer. A caller whose token Freezer has not taken
for a minute (cache/access) makes a small call first, which Freezer may refuse. Without Django's
default cache every caller reads.
"""

import logging
import time
import uuid
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from freezer_ui import bulkhead, deadline
from freezer_ui.cache import access, backend, keys
from freezer_ui.cache.keys import Caller
from freezer_ui.errors import Failed, Unavailable

LOG = logging.getLogger(__name__)

#: Seconds after which an answer is never returned.
LIFETIME = 60
#: Seconds to wait for another caller's result, and between two looks for it.
TIMEOUT = 15
_INTERVAL = 0.02


def get_or_make(
    caller: Caller,
    names: list[Any],
    age: int,
    now: int,
    make: Callable[[], dict[str, Any]],
    refresh: bool = False,
) -> dict[str, Any]:
    """Return the result of `make` and when it was "read" (epoch seconds), at most `age` seconds
    old.

    `names` identify the answer among those of the caller's project: everything that it depends on
    besides the caller, and `keys.readers()` if it contains words or times. `refresh` calls `make`
    even if a recent answer is cached.
    """
    if age <= 0:
        return make() | {"read": now}
    try:
        key = _key(caller, names)
        cached, is_reader = _cached_or_turn(key, now, -1 if refresh else age)
    except Unavailable:
        raise
    except Failed as error:
        LOG.warning("The cache is not used: %s", error.detail)
        return make() | {"read": now}
    if cached:
        if not access.is_recent(caller.token):
            caller.prove()
        return cached
    return _read(key, now, make, is_reader)


def _cached_or_turn(key: str, now: int, age: int) -> tuple[dict[str, Any] | None, bool]:
    """Return the cached answer, waiting for a reader under way, and whether this caller is to read.

    (None, False) after TIMEOUT: the caller reads for itself alone.
    """
    end = time.monotonic() + deadline.limited(TIMEOUT)
    is_there = False
    while True:
        cached = _recent(key, now, age)
        if cached:
            return cached, False
        if backend.cache("add", _reading(key), 1, TIMEOUT):
            # The last reader may have ended between the two calls to the cache.
            cached = _recent(key, now, age)
            if cached:
                _end_reading(key)
            return cached, not cached
        if time.monotonic() > end:
            return None, False
        if not is_there:
            # A cache that hides its errors has no reader, and its result would never come.
            backend.check()
            is_there = True
        bulkhead.check()
        time.sleep(_INTERVAL)


def _recent(key: str, now: int, age: int) -> dict[str, Any] | None:
    """The cached answer, if young enough; its reader may have started a moment after `now`."""
    cached: dict[str, Any] | None = backend.cache("get", key)
    return cached if cached and -TIMEOUT <= now - cached["read"] <= age else None


def _end_reading(key: str) -> None:
    with suppress(Failed):
        backend.cache("delete", _reading(key))


def _read(
    key: str, now: int, make: Callable[[], dict[str, Any]], is_reader: bool
) -> dict[str, Any]:
    """Call `make`; even if it fails, the callers that wait are released."""
    try:
        answer = make() | {"read": now}
        _keep(key, answer)
    finally:
        if is_reader:
            _end_reading(key)
    return answer


def _keep(key: str, answer: dict[str, Any]) -> None:
    try:
        backend.cache("set", key, answer, LIFETIME)
    except Failed as error:
        LOG.warning("An answer is not kept: %s", error.detail)


def invalidate(project_id: str) -> None:
    """Note a write to the project: no answer that was read before it is returned any more."""
    try:
        # The token outlives every answer that was cached without one.
        backend.cache("set", _writes(project_id), uuid.uuid4().hex, 2 * LIFETIME)
    except Failed as error:
        LOG.warning("What is kept may be shown for %s s: %s", LIFETIME, error.detail)


def _writes(project_id: str) -> str:
    return keys.key("writes", project_id)


def _reading(key: str) -> str:
    return f"{key}:reading"


def _key(caller: Caller, names: list[Any]) -> str:
    """The key includes the project's last-write token, so a value that was read before a write is
    never returned after it.
    """
    token = backend.cache("get", _writes(caller.project_id))
    parts = keys.digest(*keys.audience(caller), token, *names)
    return keys.key("response", caller.project_id, parts)
