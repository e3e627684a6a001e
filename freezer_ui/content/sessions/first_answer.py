"""The head of a session's page, in the page itself: the browser need not request it. Its members,
which the browser asks for first, are read while the page is drawn.
"""

from collections.abc import Mapping
from functools import partial

from django.http import HttpRequest
from django.utils.html import json_script
from django.utils.safestring import mark_safe

from freezer_ui.api.client import Freezer
from freezer_ui.content import prefetch
from freezer_ui.content.sessions import first_rows
from freezer_ui.rest.endpoint import now
from freezer_ui.services import session_list

#: Tabs that show members (session-page/page.controller.js); without a name in the address, "run".
_OF_MEMBERS = ("run", "jobs")
#: The id of its element (core/prerendered.service.js).
ELEMENT = "freezer-session-head"


def in_page(request: HttpRequest, session_id: str) -> Mapping:
    """Return first_rows.shown of the session, with a `script` for the browser; empty if it is gone
    or not ready in time.
    """
    return prefetch.in_page(request, ("sessions:get",), partial(_read, session_id), {})


def begin(request: HttpRequest, session_id: str) -> None:
    """Start to read the session's members, if its page shows them."""
    if request.GET.get("tab", "run") in _OF_MEMBERS:
        prefetch.submit(request, ("sessions:get",), partial(_read_members, session_id))


def _read_members(session_id: str, freezer: Freezer) -> None:
    prefetch.reader(freezer).members(freezer.session(session_id))


def _read(session_id: str, freezer: Freezer) -> dict:
    head = session_list.head(freezer, session_id, now())
    # Horizon replaces expressions of AngularJS in its pages
    script = json_script(head, ELEMENT).replace("$", "\\u0024")
    return first_rows.shown(head, now()) | {"script": mark_safe(script)}  # noqa: S308 it was escaped
