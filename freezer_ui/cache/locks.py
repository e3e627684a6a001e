"""Locks on sessions, jobs, actions: one writer at a time, across Horizon's workers and processes.

Freezer merges a session's members without a version check. The locks are in Django's default
cache, which Horizon's workers share; a cache of one process (locmem) only locks that process, and
the writers' reading back finds what others overwrote. Django's caches have no compare-and-set: if
a lease ends between the check and its renewal, the next renewal notices.
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

#: Seconds to wait for a lock: more than a lease, so that a dead holder's lock is free by then.
TIMEOUT = 60
#: Seconds by which a lease outlasts the longest call to Freezer.
_MARGIN = 3
_INTERVAL = 0.03
#: Seconds between two checks of the cache, and of who holds the lock.
_CHECK_INTERVAL = 2
#: Waiters of this process whose lock has not changed its holder, the oldest first.
_stuck: dict[object, None] = {}
_stuck_lock = threading.Lock()
#: Renewals of the locks that are held in this context, the innermost last.
_renewals: ContextVar[tuple[Callable[[], None], ...]] = ContextVar("renewals", default=())


@contextmanager
def acquire(project_id: str, *ids: str | None) -> Iterator[Callable[[], None]]:
    """Hold the locks of these sessions, jobs and actions (None is skipped). Raises Conflict after
    TIMEOUT.

    Locks are taken in sorted order, so that two moves never wait for each other. Yields `keep`,
    which renews the leases and raises Conflict if one is lost; call it before anything that takes
    long. Each write to Freezer calls it too (client.py). The locks of a holder that dies end with
    their leases.
    """
    holder, until = uuid.uuid4().hex, time.monotonic() + deadline.limited(TIMEOUT)
    lock_keys = sorted({_key(project_id, each) for each in ids if each})
    with ExitStack() as stack:
        for key in lock_keys:
            _wait_for(key, holder, until)
            stack.callback(_release, key, holder)

        def keep() -> None:
            _renew(lock_keys, holder)

        before = _renewals.set((*_renewals.get(), keep))
        stack.callback(_renewals.reset, before)
        yield keep


def renew_all() -> None:
    """Renew every lock that the caller holds. Raises Conflict if one is lost."""
    for renew in _renewals.get():
        renew()


def locked(project_id: str, ids: Iterable[str]) -> set[str]:
    """Return those of these documents that somebody is writing now. Raises Failed."""
    by_key = {_key(project_id, each): each for each in ids}
    return {by_key[key] for key in backend.cache("get_many", by_key)}


def _key(project_id: str, each: str) -> str:
    return keys.key("lock", project_id, each)


def _lease() -> float:
    """Seconds; longer than a call takes, even if a second address of the host is tried."""
    lease: float = settings.call_timeout() + settings.get("FREEZER_CONNECT_TIMEOUT") + _MARGIN
    return lease


def _wait_for(key: str, holder: str, until: float) -> None:
    checked, before, ticket = 0.0, None, object()
    try:
        while not backend.cache("add", key, holder, _lease()):
            bulkhead.check()
            if time.monotonic() - checked > _CHECK_INTERVAL:
                # A cache that is down may answer as if somebody held the lock.
                backend.check()
                checked = time.monotonic()
                before = _note_holder(ticket, before, backend.cache("get", key))
            if time.monotonic() > until:
                raise Conflict(message("sessions.busy"))
            time.sleep(_INTERVAL)
    finally:
        with _stuck_lock:
            _stuck.pop(ticket, None)


def _note_holder(ticket: object, before: str | None, now: str | None) -> str | None:
    """Return the present holder; raise Conflict if too many threads wait for one holder.

    A holder that does not change may be dead. FREEZER_WAITING_REQUESTS threads go on waiting for
    it; the rest is given back to Horizon.
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


def _renew(lock_keys: list[str], holder: str) -> None:
    for key in lock_keys:
        if backend.cache("get", key) != holder or not backend.cache("touch", key, _lease()):
            raise Conflict(message("sessions.took_too_long"))


def _release(key: str, holder: str) -> None:
    """Release a lock, unless its lease ended and it has another holder. Without the cache it ends
    with its lease.
    """
    with suppress(Failed):
        if backend.cache("get", key) == holder:
            backend.cache("delete", key)
