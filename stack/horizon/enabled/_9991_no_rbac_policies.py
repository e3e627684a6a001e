"""Hides a panel about which Horizon would ask Neutron on every page: this cloud has no Neutron."""

PANEL = "rbac_policies"
PANEL_DASHBOARD = "admin"
PANEL_GROUP = "network"
REMOVE_PANEL = True
