"""Limits how many threads of a process wait for a Freezer that does not answer.

While Freezer answers, every request is admitted. Once it has been silent for a while, only the few
oldest requests go on waiting: the others stop waiting, and new ones are refused before anything is
sent. So threads are left for Horizon's other pages and its login.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from freezer_ui import settings
from freezer_ui.errors import Unavailable
from freezer_ui.message import message

#: Seconds without any answer, while a request waits, after which Freezer counts as silent.
SILENT_AFTER = 3


@dataclass
class _Side:
    """The requests of this process to one Freezer, oldest first, by when they began."""

    requests: dict[object, float] = field(default_factory=dict)
    #: When Freezer last answered anything (monotonic clock).
    answered: float = 0

    def is_silent(self) -> bool:
        if not self.requests:
            return False
        first = next(iter(self.requests.values()))
        return time.monotonic() - max(first, self.answered) >= SILENT_AFTER


_lock = threading.Lock()
_sides: dict[str, _Side] = {}
_current: ContextVar[tuple[str, object] | None] = ContextVar("current", default=None)


def origin(url: str) -> str:
    """Return scheme, host and port of a URL, which identify one Freezer."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


@contextmanager
def request(url: str) -> Iterator[None]:
    """Run a request that may wait for the Freezer at `url`. Raises Unavailable if Freezer is silent
    and enough requests wait for it.
    """
    place, key = origin(url), object()
    with _lock:
        side = _sides.setdefault(place, _Side())
        if side.is_silent() and len(side.requests) >= _most():
            raise _enough()
        side.requests[key] = time.monotonic()
    before = _current.set((place, key))
    try:
        yield
    finally:
        _current.reset(before)
        with _lock:
            del side.requests[key]


def answered(place: str) -> None:
    """Note that the Freezer at this origin has answered a call completely."""
    with _lock:
        if place in _sides:
            _sides[place].answered = time.monotonic()


@contextmanager
def elsewhere() -> Iterator[None]:
    """While a request waits for another service, it does not count as waiting for Freezer and is
    never told to give way.
    """
    current = _current.get()
    if current is None:
        yield
        return
    place, key = current
    with _lock:
        _sides[place].requests.pop(key, None)
    token = _current.set(None)
    try:
        yield
    finally:
        _current.reset(token)
        with _lock:
            _sides[place].requests[key] = time.monotonic()


def has_to_give_way() -> bool:
    """Whether the current request is one too many to wait for a silent Freezer."""
    current = _current.get()
    if current is None:
        return False
    place, key = current
    with _lock:
        side = _sides[place]
        return side.is_silent() and key not in list(side.requests)[: _most()]


def check() -> None:
    """Call while waiting for a turn. Raises Unavailable if the current request has to give way."""
    if has_to_give_way():
        raise _enough()


def _most() -> int:
    return settings.get("FREEZER_WAITING_REQUESTS")


def _enough() -> Unavailable:
    return Unavailable(
        message("freezer.busy"),
        detail=f"No answer for {SILENT_AFTER} seconds, "
        f"and {_most()} requests of this process waiting",
    )
