"""The Overview panel in Horizon's menu: who sees it, and where it lives."""

import horizon
from django.utils.translation import gettext_lazy as _

from freezer_ui import settings


class Overview(horizon.Panel):
    name = _("Overview")
    slug = "freezer_overview"
    permissions = settings.panel_permissions()
    policy_rules = ((settings.SERVICE_TYPE, "sessions:get_all"),)
