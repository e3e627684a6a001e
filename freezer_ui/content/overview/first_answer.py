"""What the sessions tell is read while the page is drawn, and stands in the page itself: it is read
before Horizon's scripts have run.
"""

from collections.abc import Mapping

from django.http import HttpRequest

from freezer_ui.api.client import Freezer
from freezer_ui.content import prefetch
from freezer_ui.rest.endpoint import now
from freezer_ui.services import overview

#: What the browser asks for (core/api.service.js, getOverview): word for word, to share it.
QUERY = {"max_age": "4"}


def told(request: HttpRequest) -> Mapping:
    """The first answer; empty where it is not known in time."""
    return prefetch.in_page(request, ("sessions:get_all",), _read, {})


def _read(freezer: Freezer) -> dict:
    return overview.look(freezer, QUERY, now(), refresh=True)
