"""The Backups panel in Horizon's menu: who sees it, and where it lives."""

import horizon
from django.utils.translation import gettext_lazy as _

from freezer_ui import settings


class Backups(horizon.Panel):
    name = _("Backups")
    slug = "freezer_backups"
    permissions = settings.panel_permissions()
    policy_rules = ((settings.SERVICE_TYPE, "backups:get_all"),)
