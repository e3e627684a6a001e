"""Deadlines that are shorter than the settings': while a page is drawn, and until a request has to
be answered.
"""

import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass
class Request:
    """The deadline of a request, shared by all threads that work for it: `until` (monotonic clock),
    and whether a write has reached Freezer or may have.
    """

    until: float
    has_written: bool = False


_longest: ContextVar[float] = ContextVar("longest", default=math.inf)
_request: ContextVar[Request | None] = ContextVar("request", default=None)


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Within this context, nothing waits longer than `seconds`."""
    before = _longest.set(seconds)
    try:
        yield
    finally:
        _longest.reset(before)


@contextmanager
def request(seconds: float) -> Iterator[Request]:
    """A request that is to be answered within `seconds`, unless it begins to write."""
    current = Request(time.monotonic() + seconds)
    before = _request.set(current)
    try:
        yield current
    finally:
        _request.reset(before)


def lift() -> None:
    """Remove the deadline, because the request begins to write: stopped half-way, its change would
    be incomplete. From now on only the limit of each single call applies.
    """
    current = _request.get()
    if current is not None:
        current.until = math.inf


def note_write() -> None:
    """Note that a write has reached Freezer, or may have."""
    current = _request.get()
    if current is not None:
        current.has_written = True


def limited(seconds: float) -> float:
    """Return the smallest of `seconds`, what `at_most` allows, and what is left to the request; 0
    if nothing is left.
    """
    current = _request.get()
    left = math.inf if current is None else current.until - time.monotonic()
    return max(0, min(seconds, _longest.get(), left))
