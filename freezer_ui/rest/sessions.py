"""/api/freezer/sessions/: mirrors Freezer's /v2/{project_id}/sessions."""

from django.views import generic
from openstack_dashboard.api.rest import urls

from freezer_ui.domain import run_actions as run_action_rules
from freezer_ui.domain import session_input
from freezer_ui.domain.forms import backup_jobs
from freezer_ui.domain.membership import member_input
from freezer_ui.rest import parameters
from freezer_ui.rest.endpoint import endpoint, now
from freezer_ui.services import job_creation, membership, run_actions, session_list, sessions


@urls.register
class Sessions(generic.View):
    url_regex = r"freezer/sessions/$"

    @endpoint(
        "sessions:get_all",
        query={
            **parameters.LIST,
            **parameters.ORDER,
            **session_list.QUERY,
        },
    )
    def get(self, freezer):
        """limit, cursor, q, status, result, state, sort, dir, or ids; members, form, max_age ->
        {"items", "next", "read"}, or with form=table {"columns", "rows", "next", "read"}. With ids,
        jobs of sessions in doubt are read.
        """
        return session_list.answer(freezer, self.query, now())

    @endpoint("sessions:create", body=session_input.CREATE)
    def post(self, freezer, data):
        """description, hold_off, schedule, as_calendar, again -> 201 with the session."""
        return sessions.create_session(freezer, data, now()), 201


@urls.register
class Session(generic.View):
    url_regex = r"freezer/sessions/(?P<session_id>[^/]+)$"

    @endpoint(
        "sessions:get",
        query={"head": parameters.YES, "brief": parameters.YES, **parameters.MAX_AGE},
    )
    def get(self, freezer, session_id):
        """head -> the session of a list and its version, by one call to Freezer; brief -> the same
        after jobs in doubt were read, and when it was "read"; neither -> with members and jobs;
        max_age is for the last two.
        """
        if self.query.get("head"):
            return session_list.head(freezer, session_id, now())
        if self.query.get("brief"):
            return session_list.brief(freezer, session_id, self.query, now())
        return sessions.get_session(freezer, session_id, now(), self.query["max_age"])

    @endpoint("sessions:update", body=session_input.EDIT)
    def patch(self, freezer, session_id, data):
        """Any of description, hold_off, schedule, as_calendar; version (the session's form_version)
        -> the session; 409 with the session as it is if it has another version by now.
        """
        return sessions.edit_session(freezer, session_id, data, now())

    @endpoint("sessions:delete", "sessions:job:remove")
    def delete(self, freezer, session_id):
        return sessions.delete_session(freezer, session_id, now())


@urls.register
class SessionAction(generic.View):
    """Actions of a user on a run; Freezer's own endpoint of this name is for agents."""

    url_regex = r"freezer/sessions/(?P<session_id>[^/]+)/action$"

    @endpoint("sessions:get", "jobs:get")
    def get(self, freezer, session_id):
        return run_actions.list_actions(freezer, session_id, now())

    @endpoint(
        "sessions:get",
        "jobs:get",
        "sessions:create",
        "sessions:job:add",
        "sessions:action:create",
        "jobs:create",
        "jobs:update",
        body=run_action_rules.BODY,
    )
    def post(self, freezer, session_id, data):
        """kind, tag, id -> {"words", "session", "give_back", "at"}; for a run now also "over_in",
        the seconds after which the schedules are restored even without a new tag.
        """
        return run_actions.carry_out(freezer, session_id, data, now())


@urls.register
class SessionJobs(generic.View):
    url_regex = r"freezer/sessions/(?P<session_id>[^/]+)/jobs/$"

    @endpoint(
        "sessions:get",
        "sessions:job:add",
        "sessions:job:remove",
        "jobs:create",
        "jobs:get",
        "jobs:get_all",
        "clients:get_all",
        body=backup_jobs.ORDER,
    )
    def post(self, freezer, session_id, data):
        """description, clients, action, ids -> 201 {"items", "failed"}: new jobs in the session."""
        return job_creation.create_jobs(freezer, data, now(), session_id), 201


@urls.register
class SessionJob(generic.View):
    url_regex = r"freezer/sessions/(?P<session_id>[^/]+)/jobs/(?P<job_id>[^/]+)$"

    @endpoint("sessions:job:add", "sessions:job:remove", body=member_input.JOIN)
    def put(self, freezer, session_id, job_id, data):
        """from, also, again, or nothing -> {"session", "job", "left", "undo"}."""
        wanted = member_input.parse_join(data)
        seen = wanted.get("from", membership.UNSAID)
        also, again = wanted["also"], wanted["again"]
        return membership.move_in(freezer, session_id, job_id, now(), seen, also, again)

    @endpoint("sessions:job:remove", "jobs:update", body=member_input.LEAVE)
    def delete(self, freezer, session_id, job_id, data):
        """then, schedule, also, or nothing -> {"session", "job", "undo"}."""
        wanted = member_input.parse_leave(data)
        then = membership.Then(wanted["then"] == "run", wanted["schedule"])
        return membership.move_out(freezer, session_id, job_id, now(), then, wanted["also"])
