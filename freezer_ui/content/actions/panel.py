"""The Actions panel in Horizon's menu: who sees it, and where it lives."""

import horizon
from django.utils.translation import gettext_lazy as _

from freezer_ui import settings


class Actions(horizon.Panel):
    name = _("Actions")
    slug = "freezer_actions"
    permissions = settings.panel_permissions()
    policy_rules = ((settings.SERVICE_TYPE, "actions:get_all"),)
