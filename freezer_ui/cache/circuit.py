"""A circuit breaker for each Freezer: after several failures in a row, calls fail at once.

The state is in Django's default cache, by origin, for all processes. While the circuit is open, one
call is let through every FREEZER_CIRCUIT_PAUSE seconds, and an answer closes it. Only what holds
threads counts as a failure: no connection, no complete answer in time, and a gateway's 502, 503 and
504. A 4xx or a 500 does not: a user who can provoke those must not shut others out.
"""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http import HTTPStatus
from typing import Any

from freezer_ui import settings
from freezer_ui.cache import backend, keys
from freezer_ui.errors import Failed, Unavailable
from freezer_ui.message import Message, message

LOG = logging.getLogger(__name__)

#: Statuses of a gateway without a Freezer behind it.
FAILURES = frozenset(
    (HTTPStatus.BAD_GATEWAY, HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.GATEWAY_TIMEOUT)
)
#: Seconds for which failures are counted.
_LIFETIME = 600
#: Seconds for which a process does not look again after it has seen no failure.
_INTERVAL = 1
#: Seconds by which a trial may outlast its call.
_MARGIN = 3
#: By origin: when this process last saw no failure (monotonic clock).
_healthy: dict[str, float] = {}


class Call:
    """A call that was let through; report `answered` or `failed`, or nothing if the outcome says
    nothing about Freezer.
    """

    def __init__(self, origin: str, is_clean: bool):
        self._origin = origin
        self._is_clean = is_clean
        self.is_reported = False

    def answered(self, status: int) -> None:
        if status in FAILURES:
            self.failed(f"HTTP {status}")
            return
        self.is_reported = True
        if not self._is_clean:
            _close(self._origin)

    def failed(self, why: str) -> None:
        self.is_reported = True
        _healthy.pop(self._origin, None)
        _count(self._origin, why)


@contextmanager
def call(origin: str) -> Iterator[Call]:
    """Make a call to the Freezer at this origin. Raises Unavailable while the circuit is open."""
    is_clean = _admit(origin)
    current = Call(origin, is_clean)
    try:
        yield current
    finally:
        if not is_clean and not current.is_reported:
            with suppress(Failed):
                backend.cache("delete", _key("trial", origin))


def _admit(origin: str) -> bool:
    """Return whether no failure is known. Raises Unavailable."""
    if time.monotonic() - _healthy.get(origin, -_INTERVAL) < _INTERVAL:
        return True
    try:
        found = backend.cache("get_many", [_key("open", origin), _key("failures", origin)])
        state = found.get(_key("open", origin))
        if state:
            _refuse_unless_trial(origin, state)
    except Unavailable:
        raise
    except Failed as error:
        LOG.warning("Whether Freezer is left alone is not known: %s", error.detail)
        found = {}
    if not found:
        _healthy[origin] = time.monotonic()
    return not found


def _refuse_unless_trial(origin: str, state: dict[str, Any]) -> None:
    """Return if this call is the one that tries Freezer again; else raise Unavailable."""
    if time.time() < state["until"]:
        reason = message("freezer.left_alone", since=state["since"], until=state["until"])
        raise _unavailable(reason, state)
    lasts = settings.call_timeout() + settings.get("FREEZER_CONNECT_TIMEOUT") + _MARGIN
    if not backend.cache("add", _key("trial", origin), 1, lasts):
        raise _unavailable(message("freezer.being_tried", since=state["since"]), state)


def _unavailable(reason: Message, state: dict[str, Any]) -> Unavailable:
    return Unavailable(reason, detail=f"Not asked, after {state['why']}")


def _count(origin: str, why: str) -> None:
    failures, since, now = _key("failures", origin), _key("since", origin), time.time()
    try:
        backend.cache("add", since, now, _LIFETIME)
        backend.cache("add", failures, 0, _LIFETIME)
        number = backend.cache("incr", failures)
        if number >= settings.get("FREEZER_CIRCUIT_FAILURES"):
            _open(origin, backend.cache("get", since) or now, now, why)
    except Failed as error:
        LOG.warning("A failure of Freezer is not counted: %s", error.detail)


def _open(origin: str, since: float, now: float, why: str) -> None:
    pause = settings.get("FREEZER_CIRCUIT_PAUSE")
    if not backend.cache("get", _key("open", origin)):
        LOG.error("Freezer at %s failed in a row, last with %s: it is left alone", origin, why)
    state = {"since": since, "until": now + pause, "why": why}
    backend.cache("set", _key("open", origin), state, pause + _LIFETIME)
    backend.cache("delete", _key("trial", origin))


def _close(origin: str) -> None:
    with suppress(Failed):
        if backend.cache("get", _key("open", origin)):
            LOG.warning("Freezer at %s answers again", origin)
        names = ("open", "trial", "failures", "since")
        backend.cache("delete_many", [_key(name, origin) for name in names])


def _key(name: str, origin: str) -> str:
    return keys.key("circuit", keys.digest(origin), name)
