"""Answers that a page asks for again and again, kept a short while for all of a project.

Whoever asks says how old an answer may be; it tells when it was read. Our own writes drop what was
kept before them. Who asks while another reads the same waits for that: where many open a page at
once, Freezer is asked once. Kept in Django's default cache; without it, all is read each time.
"""

import logging
import time
import uuid
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from freezer_ui import bulkhead, deadline
from freezer_ui.cache import backend, keys
from freezer_ui.cache.keys import Caller
from freezer_ui.errors import Failed, Unavailable

LOG = logging.getLogger(__name__)

#: Seconds: nothing older is ever answered.
LIFETIME = 60
#: Seconds that one waits for another's reading, and between two looks whether it is there.
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
    """What `make` answers with "read", epoch seconds; one of the last `age` seconds will do, unless
    `refresh` reads it in any case.

    `names` say what it is, with all that it depends on beside who asks: where it is of words or
    times, keys.readers too.
    """
    if age <= 0:
        return make() | {"read": now}
    try:
        key = _key(caller, names)
        found, ours = _found(key, now, -1 if refresh else age)
    except Unavailable:
        raise
    except Failed as error:
        LOG.warning("The cache is not used: %s", error.detail)
        return make() | {"read": now}
    return found or _read(key, now, make, ours)


def _found(key: str, now: int, age: int) -> tuple[dict[str, Any] | None, bool]:
    """What is kept, or is being read by another, and whether we are the one who reads it now, for
    whom others wait. Neither: another takes too long, and each one reads for itself.
    """
    end = time.monotonic() + deadline.limited(TIMEOUT)
    is_there = False
    while True:
        found = _young(key, now, age)
        if found:
            return found, False
        if backend.cache("add", _reading(key), 1, TIMEOUT):
            # Its last reader may have ended between our look and our turn.
            found = _young(key, now, age)
            if found:
                _give_back(key)
            return found, not found
        if time.monotonic() > end:
            return None, False
        if not is_there:
            # Of a cache that passes over its errors nobody is reading, and nothing would come.
            backend.check()
            is_there = True
        bulkhead.check()
        time.sleep(_INTERVAL)


def _young(key: str, now: int, age: int) -> dict[str, Any] | None:
    """What is kept and not too old; of who began a moment after us, too."""
    found: dict[str, Any] | None = backend.cache("get", key)
    return found if found and -TIMEOUT <= now - found["read"] <= age else None


def _give_back(key: str) -> None:
    with suppress(Failed):
        backend.cache("delete", _reading(key))


def _read(key: str, now: int, make: Callable[[], dict[str, Any]], ours: bool) -> dict[str, Any]:
    """Whatever becomes of it, who waits for us is let go."""
    try:
        made = make() | {"read": now}
        _keep(key, made)
    finally:
        if ours:
            _give_back(key)
    return made


def _keep(key: str, made: dict[str, Any]) -> None:
    try:
        backend.cache("set", key, made, LIFETIME)
    except Failed as error:
        LOG.warning("An answer is not kept: %s", error.detail)


def invalidate(project_id: str) -> None:
    """Something of the project was written: what was read before is of no use any more."""
    try:
        # It outlasts whatever was kept while there was none.
        backend.cache("set", _writes(project_id), uuid.uuid4().hex, 2 * LIFETIME)
    except Failed as error:
        LOG.warning("What is kept may be shown for %s s: %s", LIFETIME, error.detail)


def _writes(project_id: str) -> str:
    return keys.key("writes", project_id)


def _reading(key: str) -> str:
    return f"{key}:reading"


def _key(caller: Caller, names: list[Any]) -> str:
    """The key has the token of the project's last write: a value that was read before a write is
    never answered after it.
    """
    token = backend.cache("get", _writes(caller.project_id))
    parts = keys.digest(*keys.audience(caller), token, *names)
    return keys.key("response", caller.project_id, parts)
