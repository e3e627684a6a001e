"""The longest that a wait may take, whatever the settings say: while a page is drawn, and until a
request has to be answered.
"""

import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass
class Request:
    """Shared by all threads that work for it: `until` by the monotonic clock, and whether a write
    has reached Freezer, or may have.
    """

    until: float
    has_written: bool = False


_longest: ContextVar[float] = ContextVar("longest", default=math.inf)
_request: ContextVar[Request | None] = ContextVar("request", default=None)


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Nothing in here waits longer than this."""
    before = _longest.set(seconds)
    try:
        yield
    finally:
        _longest.reset(before)


@contextmanager
def request(seconds: float) -> Iterator[Request]:
    """A request that has to be answered within this time, unless it begins to write."""
    current = Request(time.monotonic() + seconds)
    before = _request.set(current)
    try:
        yield current
    finally:
        _request.reset(before)


def lift() -> None:
    """The request begins to write: given up halfway, its change would be left half made. From here
    on each call has its own limit only.
    """
    current = _request.get()
    if current is not None:
        current.until = math.inf


def note_write() -> None:
    """A write has reached Freezer, or may have."""
    current = _request.get()
    if current is not None:
        current.has_written = True


def limited(seconds: float) -> float:
    """The shortest of this, of what `at_most` allows, and of what is left to the request; 0 where
    nothing is left.
    """
    current = _request.get()
    left = math.inf if current is None else current.until - time.monotonic()
    return max(0, min(seconds, _longest.get(), left))
