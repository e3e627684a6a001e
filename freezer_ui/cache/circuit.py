"""A Freezer that fails in a row is left alone for a while: calls fail at once, with a reason.

Kept in Django's default cache, for all processes, by origin. Once it is open, one call is let
through every FREEZER_CIRCUIT_PAUSE seconds, and an answer closes it. Only what holds threads counts
as a failure: no connection, no answer in time, a broken one, and a gateway's 502, 503 and 504. Any
other answer says that Freezer lives, a 4xx and a 500 too: whoever can provoke those must not shut
others out.
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

#: What says that there is no Freezer behind the gateway.
FAILURES = frozenset(
    (HTTPStatus.BAD_GATEWAY, HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.GATEWAY_TIMEOUT)
)
#: Seconds that a row of failures is remembered.
_LIFETIME = 600
#: Seconds that a process relies on having seen no failure: a healthy Freezer costs no look a call.
_INTERVAL = 1
#: Seconds that a trial may outlast its call.
_MARGIN = 3
#: By origin: when this process last saw that there is no failure, by the monotonic clock.
_healthy: dict[str, float] = {}


class Call:
    """A call that was let through: `answered` or `failed` is told of it, or neither where it says
    nothing of Freezer.
    """

    def __init__(self, place: str, is_clean: bool):
        self._place = place
        self._is_clean = is_clean
        self.is_told = False

    def answered(self, status: int) -> None:
        if status in FAILURES:
            self.failed(f"HTTP {status}")
            return
        self.is_told = True
        if not self._is_clean:
            _close(self._place)

    def failed(self, why: str) -> None:
        self.is_told = True
        _healthy.pop(self._place, None)
        _count(self._place, why)


@contextmanager
def call(place: str) -> Iterator[Call]:
    """A call to the Freezer at this origin; raises Unavailable where it is left alone."""
    is_clean = _admit(place)
    current = Call(place, is_clean)
    try:
        yield current
    finally:
        if not is_clean and not current.is_told:
            with suppress(Failed):
                backend.cache("delete", _key("trial", place))


def _admit(place: str) -> bool:
    """Whether no failure is known."""
    if time.monotonic() - _healthy.get(place, -_INTERVAL) < _INTERVAL:
        return True
    try:
        found = backend.cache("get_many", [_key("open", place), _key("failures", place)])
        state = found.get(_key("open", place))
        if state:
            _wait_or_try(place, state)
    except Unavailable:
        raise
    except Failed as error:
        LOG.warning("Whether Freezer is left alone is not known: %s", error.detail)
        found = {}
    if not found:
        _healthy[place] = time.monotonic()
    return not found


def _wait_or_try(place: str, state: dict[str, Any]) -> None:
    """Returns where this call is the one to try whether Freezer is back."""
    if time.time() < state["until"]:
        told = message("freezer.left_alone", since=state["since"], until=state["until"])
        raise _unavailable(told, state)
    lasts = settings.call_timeout() + settings.get("FREEZER_CONNECT_TIMEOUT") + _MARGIN
    if not backend.cache("add", _key("trial", place), 1, lasts):
        raise _unavailable(message("freezer.being_tried", since=state["since"]), state)


def _unavailable(told: Message, state: dict[str, Any]) -> Unavailable:
    return Unavailable(told, detail=f"Not asked, after {state['why']}")


def _count(place: str, why: str) -> None:
    failures, since, now = _key("failures", place), _key("since", place), time.time()
    try:
        backend.cache("add", since, now, _LIFETIME)
        backend.cache("add", failures, 0, _LIFETIME)
        number = backend.cache("incr", failures)
        if number >= settings.get("FREEZER_CIRCUIT_FAILURES"):
            _open(place, backend.cache("get", since) or now, now, why)
    except Failed as error:
        LOG.warning("A failure of Freezer is not counted: %s", error.detail)


def _open(place: str, since: float, now: float, why: str) -> None:
    pause = settings.get("FREEZER_CIRCUIT_PAUSE")
    known = backend.cache("get", _key("open", place))
    if not known:
        LOG.error("Freezer at %s failed in a row, last with %s: it is left alone", place, why)
    state = {"since": since, "until": now + pause, "why": why}
    backend.cache("set", _key("open", place), state, pause + _LIFETIME)
    backend.cache("delete", _key("trial", place))


def _close(place: str) -> None:
    with suppress(Failed):
        if backend.cache("get", _key("open", place)):
            LOG.warning("Freezer at %s answers again", place)
        names = ("open", "trial", "failures", "since")
        backend.cache("delete_many", [_key(name, place) for name in names])


def _key(name: str, place: str) -> str:
    return keys.key("circuit", keys.digest(place), name)
