"""Horizon's catalogue of texts for the browser, in the language that the user has just chosen.

Horizon gives it one date for all languages: a browser that has the catalogue in one of them is told
that it has not changed, and shows the old language until it forgets.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.middleware.http import ConditionalGetMiddleware
from django.utils.cache import patch_cache_control

#: Of horizon/site_urls.py, wherever Horizon is mounted.
_PLACE = "/i18n/js/"


class CatalogueMiddleware:
    """A browser asks each time, and is told by the content whether it has this catalogue."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self._by_content = ConditionalGetMiddleware(self._without_date)
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _PLACE not in request.path:
            return self._get_response(request)
        request.META.pop("HTTP_IF_MODIFIED_SINCE", None)
        response = self._by_content(request)
        patch_cache_control(response, no_cache=True)
        return response

    def _without_date(self, request: HttpRequest) -> HttpResponse:
        response = self._get_response(request)
        response.headers.pop("Last-Modified", None)
        return response
