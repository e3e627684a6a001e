"""/api/freezer/forms/: the fields of our dialogs."""

from django.views import generic
from openstack_dashboard.api import base
from openstack_dashboard.api.rest import urls

from freezer_ui.rest.endpoint import endpoint
from freezer_ui.services import forms


@urls.register
class Form(generic.View):
    url_regex = r"freezer/forms/(?P<form>[\w-]+)$"

    @endpoint("jobs:create")
    def get(self, _freezer, form):
        """-> {part: [field]}: see services/forms.py."""
        return forms.form(form, base.is_service_enabled(self.request, "object-store"))
