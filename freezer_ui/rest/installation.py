"""/api/freezer/installation: commands that make a machine a client of the project."""

from django.http import HttpRequest
from django.views import generic
from openstack_dashboard.api import base
from openstack_dashboard.api.rest import urls

from freezer_ui import messages, settings
from freezer_ui.domain.jobs import installation
from freezer_ui.rest.endpoint import endpoint


@urls.register
class Installation(generic.View):
    url_regex = r"freezer/installation$"

    @endpoint("clients:create")
    def get(self, _freezer):
        """-> {"user", "steps": [{"title", "commands"}]}, without a password."""
        account = _account(self.request)
        steps = [vars(step) for step in installation.steps(account)]
        return messages.resolved({"user": account.user, "steps": steps})


def _account(request: HttpRequest) -> installation.Account:
    """The user of the request, in the project and region of the page."""
    user = request.user
    return installation.Account(
        keystone=base.url_for(request, "identity", endpoint_type="publicURL"),
        user=user.username,
        user_domain_id=user.user_domain_id,
        project_id=user.project_id,
        region=user.services_region or "",
        zone=settings.get("FREEZER_AGENT_TIME_ZONE"),
        poll=settings.get("FREEZER_AGENT_POLL"),
    )
