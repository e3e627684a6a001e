"""Independent reads of Freezer, several at a time.

The thread pool belongs to the process and keeps no state. A task in it never waits for another task
in it: if it gathers calls itself, they run in its own thread, one after the other.
"""

import time
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_EXCEPTION, Future, ThreadPoolExecutor, wait
from contextvars import ContextVar, copy_context
from typing import TypeVar

from freezer_ui import bulkhead, deadline
from freezer_ui.errors import NoAnswer
from freezer_ui.message import message

T = TypeVar("T")

#: Threads, for all requests of a process together.
WORKERS = 8
#: Seconds for all calls of one gather.
TIMEOUT = 60
#: Seconds between two checks of the bulkhead.
_INTERVAL = 0.5
_pool = ThreadPoolExecutor(WORKERS, thread_name_prefix="freezer-ui")
_in_pool: ContextVar[bool] = ContextVar("in_pool", default=False)


def gather(calls: Iterable[Callable[[], T]]) -> list[T]:
    """Return the result of each call, in order. For reads only.

    The first failure is raised at once: calls that have not started are cancelled, calls under way
    go on. Raises NoAnswer after TIMEOUT seconds.
    """
    if _in_pool.get():
        return _one_by_one(calls)
    begun = [_begin(call) for call in calls]
    try:
        ended, late = _wait(begun)
        failed = [future for future in begun if future in ended and future.exception()]
        if late and not failed:
            raise _late()
        return [future.result() for future in failed or begun]
    finally:
        for future in begun:
            future.cancel()


def _wait(begun: list[Future[T]]) -> tuple[set[Future[T]], set[Future[T]]]:
    """Wait until a call has failed, all have ended, or TIMEOUT; return the ended and the others.

    The bulkhead is checked meanwhile: a wait for a free thread counts as a wait for Freezer.
    """
    until = time.monotonic() + deadline.limited(TIMEOUT)
    while True:
        ended, late = wait(begun, _left(until), return_when=FIRST_EXCEPTION)
        if not late or any(future.exception() for future in ended) or _left(until) <= 0:
            return ended, late
        bulkhead.check()


def _left(until: float) -> float:
    return min(_INTERVAL, max(0, until - time.monotonic()))


def _begin(call: Callable[[], T]) -> Future[T]:
    context = copy_context()
    context.run(_in_pool.set, True)
    return _pool.submit(context.run, call)


def _one_by_one(calls: Iterable[Callable[[], T]]) -> list[T]:
    until = time.monotonic() + deadline.limited(TIMEOUT)
    answered = []
    for call in calls:
        if time.monotonic() > until:
            raise _late()
        answered.append(call())
    return answered


def _late() -> NoAnswer:
    return NoAnswer(message("freezer.no_answer"), f"No answer within {TIMEOUT} seconds")
