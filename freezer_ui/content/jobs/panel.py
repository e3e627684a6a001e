"""The Jobs panel in Horizon's menu: who sees it, and where it lives."""

import horizon
from django.utils.translation import gettext_lazy as _

from freezer_ui import settings


class Jobs(horizon.Panel):
    name = _("Jobs")
    slug = "freezer_jobs"
    permissions = settings.panel_permissions()
    policy_rules = ((settings.SERVICE_TYPE, "jobs:get_all"),)
