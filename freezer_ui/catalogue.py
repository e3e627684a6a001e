"""Makes browsers load Horizon's catalogue of texts again when the user has changed the language.

Horizon sends the same Last-Modified date for all languages. A browser that has one language is told
that nothing has changed, and would show the old language until its copy expires.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.middleware.http import ConditionalGetMiddleware
from django.utils.cache import patch_cache_control

#: The URL name in horizon/site_urls.py, wherever Horizon is mounted.
_PLACE = "/i18n/js/"


class CatalogueMiddleware:
    """Makes the browser ask each time, and compares the content (ETag) instead of the date."""

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
