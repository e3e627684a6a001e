"""/api/freezer/actions/: mirrors Freezer's /v2/{project_id}/actions."""

from django.views import generic
from openstack_dashboard.api.rest import urls

from freezer_ui.rest import parameters
from freezer_ui.rest.endpoint import endpoint, now
from freezer_ui.services import action_writes, actions
from freezer_ui.services.paging import Page
from freezer_ui.services.reader import Reader


@urls.register
class Actions(generic.View):
    url_regex = r"freezer/actions/$"

    @endpoint("actions:get_all", query={**parameters.LIST, **parameters.JOBS})
    def get(self, freezer):
        """limit, cursor, q, max_age, jobs (counts users) -> {"items", "next", "read"}."""
        query = self.query
        reading = Reader(freezer, now(), query["max_age"])
        jobs = bool(query.get("jobs"))
        return actions.list_actions(reading, Page.of(query), query.get("q", ""), jobs)

    @endpoint("actions:create", "actions:get", body=action_writes.CREATE)
    def post(self, freezer, data):
        """action, copy_of, drop, id -> 201 with the action."""
        return action_writes.create(freezer, data), 201


@urls.register
class ActionChoices(generic.View):
    """Choices for a form of jobs. A POST that reads, since a query has no room for all clients."""

    url_regex = r"freezer/actions/choices/$"

    @endpoint("actions:get_all", "clients:get_all", body=actions.CHOICES)
    def post(self, freezer, data):
        """clients -> {"items": [{"id", "name", "action", "place", "refused"}]}."""
        return actions.choices(Reader(freezer, now()), data)


@urls.register
class ActionForm(generic.View):
    url_regex = r"freezer/actions/(?P<action_id>[^/]+)/form$"

    @endpoint("actions:get", "actions:create", "jobs:get_all")
    def get(self, freezer, action_id):
        """-> the data of its form: values, secrets, others, version, used_by."""
        return action_writes.form_of(freezer, Reader(freezer, now()), action_id)


@urls.register
class Action(generic.View):
    url_regex = r"freezer/actions/(?P<action_id>[^/]+)$"

    @endpoint("actions:get", "jobs:get_all", query=parameters.MAX_AGE)
    def get(self, freezer, action_id):
        """max_age (of the jobs that use it) -> the action."""
        reading = Reader(freezer, now(), self.query["max_age"])
        return actions.get_action(freezer, reading, action_id)

    @endpoint(
        "actions:get", "actions:update", "jobs:get_all", "clients:get_all", body=action_writes.EDIT
    )
    def patch(self, freezer, action_id, data):
        """action, version, drop -> the action."""
        return action_writes.edit(freezer, action_id, data, now())

    @endpoint("actions:get", "actions:delete", "jobs:get_all")
    def delete(self, freezer, action_id):
        """Refused while jobs use it."""
        return actions.delete(freezer, action_id)


@urls.register
class ActionSecrets(generic.View):
    """The secrets of an action, for users who may write it; requests are in the operation log."""

    url_regex = r"freezer/actions/(?P<action_id>[^/]+)/secrets$"

    @endpoint("actions:get", "actions:update")
    def post(self, freezer, action_id):
        """-> {"fields"} of the action, with nothing hidden."""
        return actions.reveal(freezer, action_id)
