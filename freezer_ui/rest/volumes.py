"""/api/freezer/volumes/: our own; the project's volumes in Cinder, with what protects each."""

from django.views import generic
from openstack_dashboard.api.rest import urls

from freezer_ui.rest import parameters
from freezer_ui.rest.endpoint import endpoint, now
from freezer_ui.services import volumes
from freezer_ui.services.reader import Reader


@urls.register
class Volumes(generic.View):
    url_regex = r"freezer/volumes/$"

    @endpoint("jobs:get_all", "backups:get_all", "clients:get_all", query=parameters.MAX_AGE)
    def get(self, freezer):
        """max_age -> {"items", "whole", "failed", "offered", "clients"}: see
        services/volumes.py.
        """
        reading = Reader(freezer, now(), self.query["max_age"])
        return volumes.list_volumes(freezer, reading)
