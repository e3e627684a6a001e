"""What the sessions tell is read while the page is drawn, and stands in the page itself: it is read
before Horizon's scripts have run.
"""

from collections.abc import Mapping
from concurrent.futures import Future, wait
from functools import partial

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from freezer_ui import deadline
from freezer_ui.api.client import Freezer
from freezer_ui.content import prefetch
from freezer_ui.rest.endpoint import in_zone, now
from freezer_ui.services import overview

#: What the browser asks for (core/api.service.js, getOverview): word for word, to share it.
QUERY = {"max_age": "4"}
#: Seconds that the page waits for Freezer at most; the browser has more patience.
TIMEOUT = 0.5


def told(request: HttpRequest) -> Mapping:
    """The first answer; empty where it is not known in time: the browser asks again then, and tells
    what is wrong.
    """
    with in_zone(request):
        reading = prefetch.submit(request, ("sessions:get_all",), _read)
    return SimpleLazyObject(partial(_in_time, reading)) if reading else {}


def _in_time(reading: Future[dict]) -> dict:
    """What was read, or nothing where that failed (which prefetch logs) or takes too long."""
    ended = wait([reading], TIMEOUT).done
    return reading.result() if ended and not reading.exception() else {}


def _read(freezer: Freezer) -> dict:
    with deadline.at_most(TIMEOUT):
        return overview.look(freezer, QUERY, now(), refresh=True)
