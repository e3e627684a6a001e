"""Redirects Horizon's generic details address of a session to the session's own page.

Links in other panels and old bookmarks use that address, but Horizon's page there has none of our
scripts.
"""

from collections.abc import Callable
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

PATH = "/ngdetails/OS::Freezer::Session/"
#: The parameter in which Horizon names the panel that its menu highlights; a panel's own page needs
#: none.
HORIZONS = "nav"


def redirect(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """A middleware, because Horizon offers no other way to take over an address that it serves
    itself.
    """

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
