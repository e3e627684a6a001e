"""/api/freezer/sessions/: mirrors Freezer's /v2/{project_id}/sessions."""

from collections.abc import Mapping

from django.views import generic
from openstack_dashboard.api.rest import urls

from freezer_ui.api.client import Freezer
from freezer_ui.domain.membership import member_input
from freezer_ui.domain.session_input import is_id
from freezer_ui.errors import Invalid
from freezer_ui.rest import table
from freezer_ui.rest.endpoint import age, endpoint, now, recently
from freezer_ui.services import evidence, membership, run_actions, sessions
from freezer_ui.services.paging import Page

#: Sessions that can be asked for by id at once.
MOST_IDS = 50
#: What a list can look like.
_FORMS = {"items": lambda found: found, "table": table.of}


def list_sessions(freezer: Freezer, query: Mapping[str, str], refresh: bool = False) -> dict:
    """What a GET with this query answers; the panel has its first rows from here, too."""
    page = Page.parse(query.get("limit"), query.get("cursor"))
    form = query.get("form", "items")
    if form not in _FORMS:
        raise Invalid({"form": f"The form is one of {', '.join(_FORMS)}."})

    ids = _ids(query["ids"]) if "ids" in query else None

    def make() -> dict:
        if ids is not None:
            return _FORMS[form](sessions.some_sessions(freezer, ids, now(), query))
        return _FORMS[form](sessions.list_sessions(freezer, page, now(), query))

    # an answer from before a job was read may still say that it is being checked
    edition = evidence.edition(freezer) if age(query) else ""
    return recently(freezer, f"sessions {edition}", query, make, refresh)


def _ids(text: str) -> list[str]:
    ids = list(dict.fromkeys(each for each in text.split(",") if each))
    if len(ids) > MOST_IDS or not all(map(is_id, ids)):
        raise Invalid({"ids": f"Send up to {MOST_IDS} ids of sessions with commas between them."})
    return ids


@urls.register
class Sessions(generic.View):
    url_regex = r"freezer/sessions/$"

    @endpoint("sessions:get_all")
    def get(self, freezer):
        """limit, cursor, q, status, result, state, sort, dir, or ids; members, form, max_age ->
        {"items", "next", "read"}, or with form=table {"columns", "rows", "next", "read"}. By ids,
        sessions in doubt are looked up in their jobs, as many as one request may.
        """
        return list_sessions(freezer, self.request.GET)

    @endpoint("sessions:create", body=True)
    def post(self, freezer, data):
        """description, hold_off, schedule -> 201 with the session."""
        return sessions.create_session(freezer, data, now()), 201


@urls.register
class Session(generic.View):
    url_regex = r"freezer/sessions/(?P<session_id>[^/]+)$"

    @endpoint("sessions:get")
    def get(self, freezer, session_id):
        """brief, max_age -> the session as in a list, with its version and when that was "read";
        else with its members and jobs.
        """
        if self.request.GET.get("brief"):
            return recently(
                freezer,
                f"sessions/{session_id}",
                self.request.GET,
                lambda: sessions.get_row(freezer, session_id, now()),
            )
        return sessions.get_session(freezer, session_id, now())

    @endpoint("sessions:update", body=True)
    def patch(self, freezer, session_id, data):
        """Any of description, hold_off, schedule -> the session."""
        return sessions.edit_session(freezer, session_id, data, now())

    @endpoint("sessions:delete", "sessions:job:remove")
    def delete(self, freezer, session_id):
        return sessions.delete_session(freezer, session_id, now())


@urls.register
class SessionAction(generic.View):
    """Freezer's own endpoint of this name is for agents; ours says what a user can do."""

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
        body=True,
    )
    def post(self, freezer, session_id, data):
        """kind, tag -> {"words", "session", "give_back", "at"}."""
        return run_actions.carry_out(freezer, session_id, data, now())


@urls.register
class SessionJob(generic.View):
    url_regex = r"freezer/sessions/(?P<session_id>[^/]+)/jobs/(?P<job_id>[^/]+)$"

    @endpoint("sessions:job:add", "sessions:job:remove", body=True)
    def put(self, freezer, session_id, job_id, data):
        """from, also, again, or nothing -> {"session", "job", "left", "undo"}."""
        wanted = member_input.parse_join(data)
        seen = wanted.get("from", membership.UNSAID)
        also, again = wanted["also"], wanted["again"]
        return membership.move_in(freezer, session_id, job_id, now(), seen, also, again)

    @endpoint("sessions:job:remove", "jobs:update", body=True)
    def delete(self, freezer, session_id, job_id, data):
        """then, schedule, also, or nothing -> {"session", "job", "undo"}."""
        wanted = member_input.parse_leave(data)
        then = membership.Then(wanted["then"] == "run", wanted["schedule"])
        return membership.move_out(freezer, session_id, job_id, now(), then, wanted["also"])
