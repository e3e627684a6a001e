"""The longest that a wait may take while a page is drawn, whatever the settings say."""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_longest: ContextVar[float] = ContextVar("longest", default=math.inf)


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Nothing in here waits longer than this."""
    before = _longest.set(seconds)
    try:
        yield
    finally:
        _longest.reset(before)


def limited(seconds: float) -> float:
    """The shorter of this and what `at_most` allows."""
    return min(seconds, _longest.get())
