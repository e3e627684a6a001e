"""The Backups panel in Horizon's menu: who sees it, and where it lives."""

import horizon

from freezer_ui import menu, settings


class Backups(horizon.Panel):
    name = menu.BACKUPS
    slug = "freezer_backups"
    permissions = settings.panel_permissions()
    policy_rules = ((settings.SERVICE_TYPE, "backups:get_all"),)
