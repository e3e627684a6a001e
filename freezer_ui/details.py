"""Horizon's address of a session's details, which links of others and older ones have, leads to the
session's own page: Horizon's page of that address has none of our scripts.
"""

from collections.abc import Callable
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

PATH = "/ngdetails/OS::Freezer::Session/"
#: Where Horizon's menu was, which it needs for an address that is no panel's.
HORIZONS = "nav"


def redirect(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """A middleware: Horizon has no other way to take an address that it answers itself."""

    def answer(request: HttpRequest) -> HttpResponse:
        session_id = request.path_info.removeprefix(PATH).strip("/")
        if not request.path_info.startswith(PATH) or not session_id or "/" in session_id:
            return get_response(request)
        query = [
            (name, value)
            for name, values in request.GET.lists()
            for value in values
            if name != HORIZONS
        ]
        url = reverse("horizon:project:freezer_sessions:item", args=[session_id])
        return HttpResponseRedirect(f"{url}?{urlencode(query)}" if query else url)

    return answer
