"""/api/freezer/restores/, restore-points/: our own; the progress of the jobs of a restore, and the
backups that a restore can choose.
"""

from django.views import generic
from openstack_dashboard.api.rest import urls

from freezer_ui.domain.body import ID, TEXT, array
from freezer_ui.domain.session_input import check_ids
from freezer_ui.errors import Invalid
from freezer_ui.message import message
from freezer_ui.rest.endpoint import endpoint, now
from freezer_ui.services.restores import progress, restore_points


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


@urls.register
class RestorePoints(generic.View):
    url_regex = r"freezer/restore-points/$"

    @endpoint(
        "backups:get_all",
        "jobs:get",
        query={"name": TEXT, "machine": TEXT},
        needed=("name", "machine"),
    )
    def get(self, freezer):
        """name, machine of the backups -> {"items": [{"date", "words"}]}, newest first."""
        return restore_points.offered(freezer, self.query["name"], self.query["machine"], now())
