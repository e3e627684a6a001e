"""/api/freezer/restores/: our own; the progress of the jobs of a restore."""

from django.views import generic
from openstack_dashboard.api.rest import urls

from freezer_ui.domain.body import ID, array
from freezer_ui.domain.session_input import check_ids
from freezer_ui.errors import Invalid
from freezer_ui.message import message
from freezer_ui.rest.endpoint import endpoint, now
from freezer_ui.services.restores import progress


@urls.register
class Restores(generic.View):
    url_regex = r"freezer/restores/$"

    @endpoint(
        "jobs:get",
        "clients:get_all",
        query={"job": array(ID, minItems=1, maxItems=progress.MOST)},
        needed=("job",),
    )
    def get(self, freezer):
        """job (repeated, up to 50 times) -> {"items", "now"}: the progress of each."""
        job_ids = list(dict.fromkeys(self.query["job"]))
        if len(job_ids) > progress.MOST:
            raise Invalid({"job": message("input.job_count", most=progress.MOST)})
        for job_id in job_ids:
            check_ids({"job": job_id})
        return progress.progress(freezer, job_ids, now())
