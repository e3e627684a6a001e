"""/api/freezer/health/: our own; Freezer has nothing like it."""

from django.views import generic
from openstack_dashboard.api.rest import urls

from freezer_ui.domain import session_input
from freezer_ui.rest import parameters
from freezer_ui.rest.endpoint import endpoint, now
from freezer_ui.services import health


@urls.register
class Health(generic.View):
    url_regex = r"freezer/health/$"

    @endpoint("sessions:get_all", "jobs:get_all", query=parameters.SESSION_ID)
    def get(self, freezer):
        """session_id -> {"items": [problem], "checked": {"sessions", "jobs"}}."""
        session_id = self.query.get("session_id")
        if session_id is not None:
            session_input.check_ids({"session_id": session_id})
        return health.check(freezer, now(), session_id)
