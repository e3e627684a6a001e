"""The Upcoming Runs panel in Horizon's menu: who sees it, and where it lives."""

import horizon
from django.utils.translation import gettext_lazy as _

from freezer_ui import settings


class Upcoming(horizon.Panel):
    name = _("Upcoming Runs")
    slug = "freezer_upcoming"
    permissions = settings.panel_permissions()
    policy_rules = ((settings.SERVICE_TYPE, "sessions:get_all"),)
