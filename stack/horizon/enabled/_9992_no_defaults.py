"""The default quotas of services that are not here."""

PANEL = "defaults"
PANEL_DASHBOARD = "admin"
PANEL_GROUP = "admin"
REMOVE_PANEL = True
