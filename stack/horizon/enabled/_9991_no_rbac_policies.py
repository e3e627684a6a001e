"""Horizon asks Neutron, on every page, whether to show this panel: there is none."""

PANEL = "rbac_policies"
PANEL_DASHBOARD = "admin"
PANEL_GROUP = "network"
REMOVE_PANEL = True
