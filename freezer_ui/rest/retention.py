"""/api/freezer/retention/ and jobs/{job_id}/retention: our own; Freezer has nothing like them."""

from django.views import generic
from openstack_dashboard.api.rest import urls

from freezer_ui.domain.backups import simulation
from freezer_ui.rest.endpoint import endpoint, now
from freezer_ui.services import retention


@urls.register
class Retention(generic.View):
    url_regex = r"freezer/retention/$"

    @endpoint("actions:get_all", body=simulation.BODY)
    def post(self, freezer, data):
        """action, schedule, runs -> {"words", "chains"}: restore points after the next runs."""
        return retention.forecast(data, now())


@urls.register
class JobRetention(generic.View):
    url_regex = r"freezer/jobs/(?P<job_id>[^/]+)/retention$"

    @endpoint(
        "jobs:get",
        "backups:get_all",
        query={"runs": {**simulation.RUNS, "default": simulation.USUAL}},
    )
    def get(self, freezer, job_id):
        """runs -> {"items"}, one for each backup action: restore points after so many runs."""
        return retention.of_job(freezer, job_id, self.query["runs"], now())
