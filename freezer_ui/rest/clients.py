"""/api/freezer/clients/: mirrors Freezer's /v2/{project_id}/clients."""

from django.views import generic
from openstack_dashboard.api.rest import urls

from freezer_ui.rest import parameters
from freezer_ui.rest.endpoint import endpoint, now
from freezer_ui.services import clients
from freezer_ui.services.paging import Page
from freezer_ui.services.reader import Reader


@urls.register
class Clients(generic.View):
    url_regex = r"freezer/clients/$"

    @endpoint("clients:get_all", query={**parameters.LIST, **parameters.JOBS})
    def get(self, freezer):
        """limit, cursor, q, max_age, jobs (adds workloads) -> {"items", "next", "read"}."""
        query = self.query
        reading = Reader(freezer, now(), query["max_age"])
        jobs = bool(query.get("jobs"))
        return clients.list_clients(reading, Page.of(query), query.get("q", ""), jobs)


@urls.register
class Client(generic.View):
    url_regex = r"freezer/clients/(?P<client_id>[^/]+)$"

    @endpoint("clients:get", "jobs:get_all", query=parameters.MAX_AGE)
    def get(self, freezer, client_id):
        """max_age (of its jobs) -> the client."""
        reading = Reader(freezer, now(), self.query["max_age"])
        return clients.get_client(freezer, reading, client_id)

    @endpoint("clients:get", "clients:delete", "jobs:get_all")
    def delete(self, freezer, client_id):
        """Refused while jobs use it."""
        return clients.delete(freezer, client_id)
