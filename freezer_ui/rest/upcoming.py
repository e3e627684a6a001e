"""/api/freezer/upcoming/: our own; Freezer has nothing like it."""

from django.views import generic
from openstack_dashboard.api.rest import urls

from freezer_ui.domain.body import one_of
from freezer_ui.errors import Invalid
from freezer_ui.message import message
from freezer_ui.rest import parameters
from freezer_ui.rest.endpoint import endpoint, now
from freezer_ui.services import upcoming
from freezer_ui.services.exports import upcoming_files
from freezer_ui.services.paging import Page
from freezer_ui.services.query import whole_number

_HOURS = {"hours": parameters.number(1, upcoming.MOST_HOURS)}


@urls.register
class Upcoming(generic.View):
    url_regex = r"freezer/upcoming/$"

    @endpoint("sessions:get_all", query={**_HOURS, **parameters.SEARCH, **parameters.PAGE})
    def get(self, freezer):
        """hours, q, limit, cursor -> the coming runs by session, and clashes."""
        query = self.query
        page = Page.parse(query.get("limit"), query.get("cursor"))
        hours = _hours(query.get("hours", "24"))
        return upcoming.upcoming(freezer, page, now(), hours, query.get("q", ""))


@urls.register
class UpcomingExport(generic.View):
    url_regex = r"freezer/upcoming/export$"

    @endpoint(
        "sessions:get_all",
        query={**_HOURS, **parameters.SEARCH, "format": one_of(*upcoming_files.FORMATS)},
        needed=("format",),
    )
    def get(self, freezer):
        """hours, q, format -> {"name", "type", "text"} of a file."""
        query = self.query
        form = query.get("format", "")
        if form not in upcoming_files.FORMATS:
            raise Invalid(
                {"format": message("input.one_of", choices=tuple(upcoming_files.FORMATS))}
            )
        hours = _hours(query.get("hours", "24"))
        return upcoming.export(freezer, now(), hours, query.get("q", ""), form)


def _hours(text: str) -> int:
    hours = whole_number(text)
    if hours is None or not 1 <= hours <= upcoming.MOST_HOURS:
        most = upcoming.MOST_HOURS
        raise Invalid({"hours": message("input.number_between", least=1, most=most)})
    return hours
