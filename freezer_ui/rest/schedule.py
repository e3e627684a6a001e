"""/api/freezer/schedule/preview: our own; Freezer has nothing like it."""

from django.views import generic
from openstack_dashboard.api.rest import urls

from freezer_ui.rest.endpoint import endpoint, now
from freezer_ui.services.preview import preview
from freezer_ui.sessions.invalid import Invalid


@urls.register
class SchedulePreview(generic.View):
    url_regex = r"freezer/schedule/preview$"

    @endpoint("sessions:get_all", body=True)
    def post(self, freezer, data):
        """{"schedule": {schedule_*}} -> {"schedule", "words", "next_run", "next_run_about"}."""
        if not isinstance(data, dict) or set(data) != {"schedule"}:
            raise Invalid({"schedule": "Send the schedule that is to be previewed."})
        return preview(data["schedule"], now())
