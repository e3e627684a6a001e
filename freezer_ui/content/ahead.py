"""The first rows of a list are read while Horizon draws their page and the browser loads its
scripts.

The browser asks for them a moment later, says that they may be a few seconds old, and is answered
from what was read here: one reading for both.
"""

import logging
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial

from django.http import HttpRequest
from openstack_dashboard import policy

from freezer_ui.api import abreast
from freezer_ui.api.client import Freezer, connect
from freezer_ui.api.errors import FreezerError
from freezer_ui.rest.endpoint import now
from freezer_ui.services.readings import Reading
from freezer_ui.settings import SERVICE_TYPE

LOG = logging.getLogger(__name__)

#: Seconds that the browser allows (lists/long.service.js).
AGE = 4


def begin(
    request: HttpRequest, rules: tuple[str, ...], read: Callable[[Freezer, Reading], object]
) -> None:
    """`read` them, for who may. Nobody waits for it, and what goes wrong is told to the browser,
    which asks again.
    """
    if not policy.check(tuple((SERVICE_TYPE, rule) for rule in rules), request):
        return
    try:
        freezer = connect(request)
    except FreezerError:
        return
    reading = Reading(freezer, now(), AGE, anew=True)
    abreast.begin(partial(read, freezer, reading)).add_done_callback(_tell)


def _tell(asked: Future) -> None:
    error = asked.exception()
    if error is not None:
        LOG.warning("The first rows were not read ahead: %r", error)
