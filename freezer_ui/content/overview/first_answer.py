"""The overview of the sessions in the page itself, shown before Horizon's scripts have run."""

from collections.abc import Mapping

from django.http import HttpRequest

from freezer_ui.api.client import Freezer
from freezer_ui.content import prefetch
from freezer_ui.rest.endpoint import now
from freezer_ui.services import overview

#: The query of the browser (core/api.service.js, getOverview), so that both share one answer.
QUERY = {"max_age": 4}


def in_page(request: HttpRequest) -> Mapping:
    """Return the first answer; empty if it is not ready in time."""
    return prefetch.in_page(request, ("sessions:get_all",), _read, {})


def _read(freezer: Freezer) -> dict:
    return overview.look(freezer, QUERY, now(), refresh=True)
