"""/api/freezer/{jobs,actions,clients,backups,sessions}/{id}/record: Freezer's document, with
possible secrets hidden.
"""

from django.views import generic
from openstack_dashboard.api.rest import urls

from freezer_ui.domain import record
from freezer_ui.rest.endpoint import endpoint


def _answer(document: dict) -> dict:
    return {"record": record.masked(document)}


@urls.register
class JobRecord(generic.View):
    url_regex = r"freezer/jobs/(?P<job_id>[^/]+)/record$"

    @endpoint("jobs:get")
    def get(self, freezer, job_id):
        """-> {"record": the document}."""
        return _answer(freezer.job(job_id))


@urls.register
class ActionRecord(generic.View):
    url_regex = r"freezer/actions/(?P<action_id>[^/]+)/record$"

    @endpoint("actions:get")
    def get(self, freezer, action_id):
        """-> {"record": the document}."""
        return _answer(freezer.action(action_id))


@urls.register
class ClientRecord(generic.View):
    url_regex = r"freezer/clients/(?P<client_id>[^/]+)/record$"

    @endpoint("clients:get")
    def get(self, freezer, client_id):
        """-> {"record": the document}."""
        return _answer(freezer.client(client_id))


@urls.register
class BackupRecord(generic.View):
    url_regex = r"freezer/backups/(?P<backup_id>[^/]+)/record$"

    @endpoint("backups:get")
    def get(self, freezer, backup_id):
        """-> {"record": the document}."""
        return _answer(freezer.backup(backup_id))


@urls.register
class SessionRecord(generic.View):
    url_regex = r"freezer/sessions/(?P<session_id>[^/]+)/record$"

    @endpoint("sessions:get")
    def get(self, freezer, session_id):
        """-> {"record": the document}."""
        return _answer(freezer.session(session_id))
