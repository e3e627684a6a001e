"""Several calls to Freezer at a time, where one does not need another's answer.

The threads are the process's, for their connections are kept (transport.py); they hold no state.
"""

from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_EXCEPTION, Future, ThreadPoolExecutor, wait
from contextvars import copy_context
from typing import TypeVar

T = TypeVar("T")

#: At a time, of all requests of a process together.
MOST = 8
_pool = ThreadPoolExecutor(MOST, thread_name_prefix="freezer-ui")


def begin(call: Callable[[], T]) -> Future[T]:
    """Begin it while something else is done; its `result()` waits for it, or raises."""
    return _pool.submit(copy_context().run, call)


def answers(calls: Iterable[Callable[[], T]]) -> list[T]:
    """What each call answers, in their order; the first failure is raised at once, and what has
    not begun by then is not asked any more.
    """
    begun = [begin(call) for call in calls]
    try:
        wait(begun, return_when=FIRST_EXCEPTION)
        failed = [each for each in begun if each.done() and each.exception()]
        return [each.result() for each in failed or begun]
    finally:
        for each in begun:
            each.cancel()
