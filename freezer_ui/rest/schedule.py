"""/api/freezer/schedule/preview: our own; Freezer has nothing like it."""

from django.views import generic
from openstack_dashboard.api.rest import urls

from freezer_ui.rest.endpoint import endpoint, now
from freezer_ui.services.preview import BODY, preview


@urls.register
class SchedulePreview(generic.View):
    url_regex = r"freezer/schedule/preview$"

    @endpoint("sessions:get_all", body=BODY)
    def post(self, freezer, data):
        """schedule, hold_off, session_id, members -> its next runs in words, times and advice."""
        return preview(freezer, data, now())
