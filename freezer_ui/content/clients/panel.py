"""The Clients panel in Horizon's menu: who sees it, and where it lives."""

import horizon
from django.utils.translation import gettext_lazy as _

from freezer_ui import settings


class Clients(horizon.Panel):
    name = _("Clients")
    slug = "freezer_clients"
    permissions = settings.panel_permissions()
    policy_rules = ((settings.SERVICE_TYPE, "clients:get_all"),)
