"""/api/freezer/{jobs,actions,sessions}/{id}/file: files for Freezer's command line; jobs/file/ and
sessions/file/ create from such a file.
"""

from django.views import generic
from openstack_dashboard.api.rest import urls

from freezer_ui.domain.forms import file
from freezer_ui.rest.endpoint import endpoint, now
from freezer_ui.services import file_creation
from freezer_ui.services.exports import record_files


@urls.register
class JobFile(generic.View):
    url_regex = r"freezer/jobs/(?P<job_id>[^/]+)/file$"

    @endpoint("jobs:get")
    def get(self, freezer, job_id):
        """-> {"name", "type", "text", "left_out", "commands"}, without ids and secrets."""
        return record_files.of_job(freezer, job_id)


@urls.register
class ActionFile(generic.View):
    url_regex = r"freezer/actions/(?P<action_id>[^/]+)/file$"

    @endpoint("actions:get")
    def get(self, freezer, action_id):
        """-> as for a job."""
        return record_files.of_action(freezer, action_id)


@urls.register
class SessionFile(generic.View):
    url_regex = r"freezer/sessions/(?P<session_id>[^/]+)/file$"

    @endpoint("sessions:get")
    def get(self, freezer, session_id):
        """-> as for a job."""
        return record_files.of_session(freezer, session_id)


@urls.register
class NewJobFile(generic.View):
    url_regex = r"freezer/jobs/file/$"

    @endpoint("jobs:create", "jobs:get", "jobs:get_all", "clients:get_all", body=file.JOB)
    def post(self, freezer, data):
        """document, client_id, id -> 201 with the job; with check 200 with what
        would be created.
        """
        answer = file_creation.create_job(freezer, data, now())
        return answer if data.get("check") else (answer, 201)


@urls.register
class NewSessionFile(generic.View):
    url_regex = r"freezer/sessions/file/$"

    @endpoint("sessions:create", "sessions:get", body=file.SESSION)
    def post(self, freezer, data):
        """document, again -> 201 with the session; with check 200 with what would be created."""
        answer = file_creation.create_session(freezer, data, now())
        return answer if data.get("check") else (answer, 201)
