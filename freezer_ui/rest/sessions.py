"""/api/freezer/sessions/: mirrors Freezer's /v2/{project_id}/sessions."""

from django.views import generic
from openstack_dashboard.api.rest import urls

from freezer_ui.rest.endpoint import endpoint, now
from freezer_ui.services import membership, sessions
from freezer_ui.services.paging import Page
from freezer_ui.sessions.document import is_id
from freezer_ui.sessions.invalid import Invalid


@urls.register
class Sessions(generic.View):
    url_regex = r"freezer/sessions/$"

    @endpoint("sessions:get_all")
    def get(self, freezer):
        """limit, cursor, q, status, result, state, sort, dir, members -> {"items", "next"}."""
        page = Page.parse(self.request.GET.get("limit"), self.request.GET.get("cursor"))
        return sessions.list_sessions(freezer, page, now(), self.request.GET)

    @endpoint("sessions:create", "sessions:job:add", body=True)
    def post(self, freezer, data):
        """description, hold_off, schedule, jobs -> 201 with the session and its failures."""
        return sessions.create_session(freezer, data, now()), 201


@urls.register
class Session(generic.View):
    url_regex = r"freezer/sessions/(?P<session_id>[^/]+)$"

    @endpoint("sessions:get")
    def get(self, freezer, session_id):
        return sessions.get_session(freezer, session_id, now())

    @endpoint("sessions:update", "sessions:job:add", "sessions:job:remove", body=True)
    def patch(self, freezer, session_id, data):
        """Any of description, hold_off, schedule, jobs -> the session and its failures."""
        return sessions.edit_session(freezer, session_id, data, now())

    @endpoint("sessions:delete", "sessions:job:remove")
    def delete(self, freezer, session_id):
        return sessions.delete_session(freezer, session_id)


@urls.register
class SessionJob(generic.View):
    url_regex = r"freezer/sessions/(?P<session_id>[^/]+)/jobs/(?P<job_id>[^/]+)$"

    @endpoint("sessions:job:add", "sessions:job:remove", body=True)
    def put(self, freezer, session_id, job_id, data):
        """{"from": where the user saw the job} or nothing -> {"session", "job", "left"}."""
        seen = _seen(data)
        return membership.move_in(freezer, session_id, job_id, now(), seen)

    @endpoint("sessions:job:remove")
    def delete(self, freezer, session_id, job_id):
        return membership.move_out(freezer, session_id, job_id, now())


def _seen(data: object) -> object:
    if data is None or data == {}:
        return membership.UNSAID
    if not isinstance(data, dict) or set(data) != {"from"}:
        raise Invalid({"body": "Send nothing, or from: the session the job was seen in, or null."})
    if data["from"] is not None and not is_id(data["from"]):
        raise Invalid({"from": "This is no id."})
    return data["from"]
