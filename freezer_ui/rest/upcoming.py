"""/api/freezer/upcoming/: our own; Freezer has nothing like it."""

from django.views import generic
from openstack_dashboard.api.rest import urls

from freezer_ui.domain.body import integer, one_of
from freezer_ui.rest import parameters
from freezer_ui.rest.endpoint import endpoint, now
from freezer_ui.services import upcoming
from freezer_ui.services.exports import upcoming_files
from freezer_ui.services.paging import Page

_HOURS = {"hours": integer(1, upcoming.MOST_HOURS, default=24)}


@urls.register
class Upcoming(generic.View):
    url_regex = r"freezer/upcoming/$"

    @endpoint("sessions:get_all", query={**_HOURS, **parameters.SEARCH, **parameters.PAGE})
    def get(self, freezer):
        """hours, q, limit, cursor -> the coming runs by session, and clashes."""
        hours, q = self.query["hours"], self.query.get("q", "")
        return upcoming.upcoming(freezer, Page.of(self.query), now(), hours, q)


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
        hours, q = self.query["hours"], self.query.get("q", "")
        return upcoming.export(freezer, now(), hours, q, self.query["format"])
