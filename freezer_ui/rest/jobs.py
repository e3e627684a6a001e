"""/api/freezer/jobs/: mirrors Freezer's /v2/{project_id}/jobs."""

from django.views import generic
from openstack_dashboard.api.rest import urls

from freezer_ui.rest.endpoint import endpoint
from freezer_ui.services import jobs
from freezer_ui.services.paging import Page


@urls.register
class Jobs(generic.View):
    url_regex = r"freezer/jobs/$"

    @endpoint("jobs:get_all")
    def get(self, freezer):
        """limit, cursor, q, pool, session_id -> {"items", "next"}."""
        return jobs.list_jobs(
            freezer,
            Page.parse(self.request.GET.get("limit"), self.request.GET.get("cursor")),
            q=self.request.GET.get("q", ""),
            pool=bool(self.request.GET.get("pool")),
            session_id=self.request.GET.get("session_id"),
        )
