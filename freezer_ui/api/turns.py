"""Writes to one session or job are taken in turn, across Horizon's workers and processes.

Freezer merges a session's members without looking whether they changed meanwhile (F1). The lock
lives in Django's default cache, which Horizon's workers share; with a cache of one process only
(locmem) it holds for that process, and reading back has to find the rest.
"""

import time
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from django.core.cache import cache

from freezer_ui.api.errors import Conflict

#: Seconds to wait for one's turn, and after which a turn whose holder died is over.
PATIENCE = 30
LONGEST = 120
_POLL = 0.05


@contextmanager
def taken(project_id: str, *ids: str | None) -> Iterator[None]:
    """Hold the turns of these sessions and jobs (None is skipped); raises Conflict if they stay
    taken. Always in the same order, so that two moves never wait for each other.
    """
    holder, deadline = uuid.uuid4().hex, time.monotonic() + PATIENCE
    with ExitStack() as held:
        for key in sorted({f"freezer-ui:turn:{project_id}:{each}" for each in ids if each}):
            _wait_for(key, holder, deadline)
            held.callback(_give_back, key, holder)
        yield


def _wait_for(key: str, holder: str, deadline: float) -> None:
    while not cache.add(key, holder, LONGEST):
        if time.monotonic() > deadline:
            raise Conflict("Others are changing this session at the moment. Try again.")
        time.sleep(_POLL)


def _give_back(key: str, holder: str) -> None:
    """Only one's own: a turn that lasted too long may be another's by now."""
    if cache.get(key) == holder:
        cache.delete(key)
