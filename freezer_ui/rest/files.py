"""/api/freezer/{jobs,actions,sessions}/{id}/file: files for Freezer's command line, and updates
from them; {jobs,actions,sessions}/file/ create from such a file.
"""

from django.views import generic
from openstack_dashboard.api.rest import urls

from freezer_ui.domain.forms import file, file_update
from freezer_ui.rest.endpoint import endpoint, now
from freezer_ui.services import file_creation
from freezer_ui.services import file_update as updates
from freezer_ui.services.exports import record_files


@urls.register
class JobFile(generic.View):
    url_regex = r"freezer/jobs/(?P<job_id>[^/]+)/file$"

    @endpoint("jobs:get")
    def get(self, freezer, job_id):
        """-> {"name", "type", "text", "left_out", "commands"}, without ids and secrets."""
        return record_files.of_job(freezer, job_id)

    @endpoint(
        "jobs:get",
        "jobs:get_all",
        "jobs:update",
        "actions:create",
        "actions:get",
        "actions:update",
        "clients:get",
        "clients:get_all",
        body=file_update.BODY,
    )
    def put(self, freezer, job_id, data):
        """document, version -> the job; with check, what would change, and the version."""
        return updates.update_job(freezer, job_id, data, now())


@urls.register
class ActionFile(generic.View):
    url_regex = r"freezer/actions/(?P<action_id>[^/]+)/file$"

    @endpoint("actions:get")
    def get(self, freezer, action_id):
        """-> as for a job."""
        return record_files.of_action(freezer, action_id)

    @endpoint(
        "actions:get", "actions:update", "jobs:get_all", "clients:get_all", body=file_update.BODY
    )
    def put(self, freezer, action_id, data):
        """As of a job."""
        return updates.update_action(freezer, action_id, data, now())


@urls.register
class SessionFile(generic.View):
    url_regex = r"freezer/sessions/(?P<session_id>[^/]+)/file$"

    @endpoint("sessions:get")
    def get(self, freezer, session_id):
        """-> as for a job."""
        return record_files.of_session(freezer, session_id)

    @endpoint("sessions:get", "sessions:update", body=file_update.BODY)
    def put(self, freezer, session_id, data):
        """As of a job; its jobs follow a new schedule by PUT of each."""
        return updates.update_session(freezer, session_id, data, now())


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
class NewActionFile(generic.View):
    url_regex = r"freezer/actions/file/$"

    @endpoint("actions:create", "actions:get", body=file.ACTION)
    def post(self, freezer, data):
        """document, id -> 201 with the action; with check, 200 with what would be made."""
        answer = file_creation.create_action(freezer, data)
        return answer if data.get("check") else (answer, 201)


@urls.register
class NewSessionFile(generic.View):
    url_regex = r"freezer/sessions/file/$"

    @endpoint("sessions:create", "sessions:get", body=file.SESSION)
    def post(self, freezer, data):
        """document, again -> 201 with the session; with check 200 with what would be created."""
        answer = file_creation.create_session(freezer, data, now())
        return answer if data.get("check") else (answer, 201)
