"""/api/freezer/overview/: our own; Freezer has nothing like it."""

from django.views import generic
from openstack_dashboard.api.rest import urls

from freezer_ui.rest import parameters
from freezer_ui.rest.endpoint import endpoint, now
from freezer_ui.services import overview, overview_details


@urls.register
class Overview(generic.View):
    url_regex = r"freezer/overview/$"

    @endpoint("sessions:get_all", query=parameters.MAX_AGE)
    def get(self, freezer):
        """max_age -> {"words", "state", "counts", "needy", "running", "next", "now", "read"}."""
        return overview.look(freezer, self.query, now())


@urls.register
class OverviewDetails(generic.View):
    url_regex = r"freezer/overview/details$"

    @endpoint(
        "sessions:get_all",
        "jobs:get_all",
        "clients:get_all",
        "backups:get_all",
        query={**overview_details.QUERY, **parameters.MAX_AGE},
    )
    def get(self, freezer):
        """limit, nights, older, max_age -> the same, and {"alone", "unprotected", "machines",
        "jobs", "sessions", "nights", "notes", …} from jobs, clients and backups.
        """
        return overview_details.details(freezer, self.query, now())
