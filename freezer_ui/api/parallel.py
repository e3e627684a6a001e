"""Several reads of Freezer at a time, where one does not need another's answer.

The threads are the process's, for their connections are kept (transport.py); they hold no state.
A call in them never waits for a second one in them: where it has calls of its own, it makes them
itself, one after the other.
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

#: At a time, of all requests of a process together.
WORKERS = 8
#: Seconds until all calls of a request have to be answered.
TIMEOUT = 60
#: Seconds between two looks whether to give way.
_INTERVAL = 0.5
_pool = ThreadPoolExecutor(WORKERS, thread_name_prefix="freezer-ui")
_in_pool: ContextVar[bool] = ContextVar("in_pool", default=False)


def gather(calls: Iterable[Callable[[], T]]) -> list[T]:
    """What each call answers, in their order; the first failure is raised at once, and what has
    not begun by then is not asked any more. For reads only: a call under way is not taken back.

    Raises NoAnswer where they are not all answered within TIMEOUT seconds.
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
    """What has ended, and what has not, when a call has failed, or all have ended, or it is late.
    Who waits for calls that no thread is free for gives way like who waits for Freezer.
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
