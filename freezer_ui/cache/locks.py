"""Writes to one session or job are taken in turn, across Horizon's workers and processes.

Freezer merges a session's members without looking whether they changed meanwhile (F1). The lock
lives in Django's default cache, which Horizon's workers share; with a cache of one process only
(locmem) it holds for that process, and reading back has to find the rest. Django's caches cannot
compare and set: a lease that ends between our look at it and our renewal is not noticed before the
next one.
"""

import threading
import time
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from contextvars import ContextVar

from freezer_ui import bulkhead, deadline, settings
from freezer_ui.cache import backend, keys
from freezer_ui.errors import Conflict, Failed
from freezer_ui.message import message

#: Seconds to wait for one's turn; more than a lease, so that a dead holder's turn passes on.
TIMEOUT = 60
#: Seconds that a lease outlasts the longest call to Freezer.
_MARGIN = 3
_INTERVAL = 0.03
#: Seconds between two looks whether the cache is there, and whose turn it is.
_LOOK = 2
#: Threads of this process that wait for a turn which stays with its holder, the first ones first.
_stuck: dict[object, None] = {}
_stuck_lock = threading.Lock()
#: Renews what this thread holds, the innermost last.
_keepers: ContextVar[tuple[Callable[[], None], ...]] = ContextVar("keepers", default=())


@contextmanager
def acquire(project_id: str, *ids: str | None) -> Iterator[Callable[[], None]]:
    """Hold the turns of these sessions and jobs (None is skipped); raises Conflict if they stay
    taken. Always in the same order, so that two moves never wait for each other.

    Yields `keep`, to be called before what takes long: it renews the lease, and raises Conflict
    where the turn is lost. Each write to Freezer in here does so by itself (client.py). A holder
    that dies gives its turns back by their lease.
    """
    holder, until = uuid.uuid4().hex, time.monotonic() + deadline.limited(TIMEOUT)
    taken = sorted({_key(project_id, each) for each in ids if each})
    with ExitStack() as held:
        for key in taken:
            _wait_for(key, holder, until)
            held.callback(_give_back, key, holder)

        def keep() -> None:
            _keep(taken, holder)

        before = _keepers.set((*_keepers.get(), keep))
        held.callback(_keepers.reset, before)
        yield keep


def renew_all() -> None:
    """Renew every turn that is held where this is called; Conflict if one is lost."""
    for keep in _keepers.get():
        keep()


def held(project_id: str, ids: Iterable[str]) -> set[str]:
    """Those of the sessions and jobs that somebody is writing at this moment."""
    by_key = {_key(project_id, each): each for each in ids}
    return {by_key[key] for key in backend.cache("get_many", by_key)}


def _key(project_id: str, each: str) -> str:
    return keys.key("lock", project_id, each)


def _lease() -> float:
    """Longer than a call takes, whose host may have a second address to be tried."""
    lease: float = settings.call_timeout() + settings.get("FREEZER_CONNECT_TIMEOUT") + _MARGIN
    return lease


def _wait_for(key: str, holder: str, until: float) -> None:
    looked, before, ticket = 0.0, None, object()
    try:
        while not backend.cache("add", key, holder, _lease()):
            bulkhead.check()
            if time.monotonic() - looked > _LOOK:
                # A cache that is not there may say no as somebody's turn does.
                backend.check()
                looked = time.monotonic()
                before = _note_holder(ticket, before, backend.cache("get", key))
            if time.monotonic() > until:
                raise Conflict(message("sessions.busy"))
            time.sleep(_INTERVAL)
    finally:
        with _stuck_lock:
            _stuck.pop(ticket, None)


def _note_holder(ticket: object, before: str | None, now: str | None) -> str | None:
    """A turn that passes on is waited for by all. One that stays with its holder, who may have
    died, is waited for by a part of the threads: the others give way, for Horizon needs them.
    """
    with _stuck_lock:
        if now is None or now != before:
            _stuck.pop(ticket, None)
            return now
        _stuck[ticket] = None
        is_first = ticket in list(_stuck)[: settings.get("FREEZER_WAITING_REQUESTS")]
    if not is_first:
        raise Conflict(message("sessions.busy"))
    return now


def _keep(taken: list[str], holder: str) -> None:
    for key in taken:
        if backend.cache("get", key) != holder or not backend.cache("touch", key, _lease()):
            raise Conflict(message("sessions.took_too_long"))


def _give_back(key: str, holder: str) -> None:
    """Only one's own: a turn that lasted too long may be another's by now. Without the cache it
    ends with its lease; what was done meanwhile is done.
    """
    with suppress(Failed):
        if backend.cache("get", key) == holder:
            backend.cache("delete", key)
