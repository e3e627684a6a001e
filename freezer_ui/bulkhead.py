"""A Freezer that does not answer holds a part of a process's threads, never all of them.

While Freezer answers, every request is let in. Once it has been silent for a while, only the first
few wait for it; the rest give way, wherever they wait, and new ones are refused before anything is
sent: Horizon's other pages, and its login, need the threads.
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
    """The requests of this process to one Freezer, the longest waiting first, by when they came."""

    requests: dict[object, float] = field(default_factory=dict)
    #: When it last answered anything.
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
    """Scheme, host and port: what tells two Freezers apart."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


@contextmanager
def request(url: str) -> Iterator[None]:
    """A request that may wait for the Freezer at `url`; raises Unavailable where enough do."""
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
    """The Freezer at this origin has answered a call in full."""
    with _lock:
        if place in _sides:
            _sides[place].answered = time.monotonic()


@contextmanager
def elsewhere() -> Iterator[None]:
    """While a request waits for another service, it says nothing of Freezer's silence, and has to
    give way to nobody who waits for Freezer.
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
    """Whether the request that this is called for is one too many to wait for a silent Freezer."""
    current = _current.get()
    if current is None:
        return False
    place, key = current
    with _lock:
        side = _sides[place]
        return side.is_silent() and key not in list(side.requests)[: _most()]


def check() -> None:
    """To be called while waiting for one's turn: raises Unavailable for who has to give way."""
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
