"""Reads the first rows of a list while Horizon draws the page and the browser loads its scripts.

The browser requests them a moment later with a max_age, and gets the cached answer. Prefetches have
threads of their own, since they wait for those of api.parallel; if all are busy, the browser reads
for itself.
"""

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextvars import copy_context
from functools import partial
from threading import BoundedSemaphore
from typing import TypeVar

from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.functional import SimpleLazyObject
from horizon.browsers import views
from openstack_dashboard import policy

from freezer_ui import deadline
from freezer_ui.api.client import Freezer, connect
from freezer_ui.errors import FreezerError
from freezer_ui.rest.endpoint import in_zone, now
from freezer_ui.services.reader import Reader
from freezer_ui.settings import SERVICE_TYPE

T = TypeVar("T")

LOG = logging.getLogger(__name__)

#: The browser's max_age, seconds (lists/paged-list.service.js).
AGE = 4
#: Seconds that a page waits for its rows.
TIMEOUT = 0.5
#: Threads, for all requests of a process together.
WORKERS = 4
_pool = ThreadPoolExecutor(WORKERS, thread_name_prefix="freezer-ui-prefetch")
_free = BoundedSemaphore(WORKERS)


class ListView(views.AngularIndexView):
    """Horizon's page for Angular. Meanwhile, `read` reads the first rows if the user has the
    rights: nobody waits, and the browser reports failures when it reads itself.
    """

    rules: tuple[str, ...]

    def read(self, freezer: Freezer, reading: Reader) -> None:
        raise NotImplementedError

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        submit(request, self.rules, self._read)
        return super().get(request, *args, **kwargs)

    def _read(self, freezer: Freezer) -> None:
        self.read(freezer, reader(freezer))


def reader(freezer: Freezer) -> Reader:
    """Return a reader whose answers the browser's first requests share."""
    return Reader(freezer, now(), AGE, refresh=True)


def in_page(
    request: HttpRequest, rules: tuple[str, ...], read: Callable[[Freezer], T], otherwise: T
) -> T:
    """Return the result of `read` as a lazy object, for which the page waits when it is used.

    `otherwise` if it fails, takes longer than TIMEOUT, or is not started; the browser then reads
    and reports what is wrong.
    """
    with in_zone(request):
        reading = submit(request, rules, partial(_read_in_time, read))
    return SimpleLazyObject(partial(_in_time, reading, otherwise)) if reading else otherwise


def _read_in_time(read: Callable[[Freezer], T], freezer: Freezer) -> T:
    with deadline.at_most(TIMEOUT):
        return read(freezer)


def _in_time(reading: Future[T], otherwise: T) -> T:
    ended = wait([reading], TIMEOUT).done
    return reading.result() if ended and not reading.exception() else otherwise


def submit(
    request: HttpRequest, rules: tuple[str, ...], read: Callable[[Freezer], T]
) -> Future[T] | None:
    """Start to `read` in a thread and log failures. None if the user lacks a right, Freezer is not
    in the catalog, or all threads are busy.
    """
    if not policy.check(tuple((SERVICE_TYPE, rule) for rule in rules), request):
        return None
    try:
        freezer = connect(request)
    except FreezerError:
        return None
    if not _free.acquire(blocking=False):
        return None
    try:
        reading = _pool.submit(copy_context().run, _as_reader(partial(read, freezer)))
    except BaseException:
        _free.release()
        raise
    reading.add_done_callback(_end)
    return reading


def _as_reader(read: Callable[[], T]) -> Callable[[], T]:
    """Use the caller's time zone and language, which Django keeps by thread."""
    zone, language = timezone.get_current_timezone(), translation.get_language()

    def run() -> T:
        with timezone.override(zone), translation.override(language):
            return read()

    return run


def _end(reading: Future) -> None:
    _free.release()
    error = reading.exception()
    if isinstance(error, FreezerError):
        LOG.warning("The first rows were not read ahead: %r", error)
    elif error is not None:
        LOG.error("The first rows could not be read ahead", exc_info=error)
