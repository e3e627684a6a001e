"""What a session's page begins with is read while Horizon draws its menus, and stands in the page:
the browser need not ask for it.
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

#: Where the browser finds it (session-page/head.service.js).
ELEMENT = "freezer-session-head"


def told(request: HttpRequest, session_id: str) -> Mapping:
    """The session as first_rows.shown, and as a `script` for the browser; empty where it is not
    known in time, or gone.
    """
    return prefetch.in_page(request, ("sessions:get",), partial(_read, session_id), {})


def _read(session_id: str, freezer: Freezer) -> dict:
    head = session_list.head(freezer, session_id, now())
    # Horizon replaces what Angular could take for an expression in all of its pages
    script = json_script(head, ELEMENT).replace("$", "\\u0024")
    return first_rows.shown(head, now()) | {"script": mark_safe(script)}  # noqa: S308 it was escaped
