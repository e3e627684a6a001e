"""What a session's page begins with is read while Horizon draws its menus, and stands in the page:
the browser need not ask for it.
"""

from collections.abc import Mapping
from concurrent.futures import Future, wait
from functools import partial

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.html import json_script
from django.utils.safestring import mark_safe

from freezer_ui import deadline
from freezer_ui.api.client import Freezer
from freezer_ui.content import prefetch
from freezer_ui.content.sessions import first_rows
from freezer_ui.rest.endpoint import in_zone, now
from freezer_ui.services import session_list

#: Seconds that the page waits for Freezer at most; the browser has more patience.
TIMEOUT = 0.5
#: Where the browser finds it (session-page/load.service.js).
ELEMENT = "freezer-session-head"


def told(request: HttpRequest, session_id: str) -> Mapping:
    """The session as first_rows.shown, and as a `script` for the browser; empty where it is not
    known in time, or gone: the browser asks then, and tells what is wrong.
    """
    with in_zone(request):
        reading = prefetch.submit(request, ("sessions:get",), partial(_read, session_id))
    return SimpleLazyObject(partial(_in_time, reading)) if reading else {}


def _in_time(reading: Future[dict]) -> dict:
    """What was read, or nothing where that failed (which prefetch logs) or takes too long."""
    ended = wait([reading], TIMEOUT).done
    return reading.result() if ended and not reading.exception() else {}


def _read(session_id: str, freezer: Freezer) -> dict:
    with deadline.at_most(TIMEOUT):
        head = session_list.head(freezer, session_id, now())
    # Horizon replaces what Angular could take for an expression in all of its pages
    script = json_script(head, ELEMENT).replace("$", "\\u0024")
    return first_rows.shown(head, now()) | {"script": mark_safe(script)}  # noqa: S308 it was escaped
