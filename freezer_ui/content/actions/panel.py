"""The Actions panel in Horizon's menu: who sees it, and where it lives."""

import horizon

from freezer_ui import menu, settings


class Actions(horizon.Panel):
    name = menu.ACTIONS
    slug = "freezer_actions"
    permissions = settings.panel_permissions()
    policy_rules = ((settings.SERVICE_TYPE, "actions:get_all"),)
