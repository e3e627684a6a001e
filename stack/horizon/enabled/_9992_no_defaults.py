"""Hides the default quotas of services that this cloud does not have."""

PANEL = "defaults"
PANEL_DASHBOARD = "admin"
PANEL_GROUP = "admin"
REMOVE_PANEL = True
