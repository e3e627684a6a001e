PANEL = "freezer_overview"
PANEL_DASHBOARD = "project"
PANEL_GROUP = "freezer"
ADD_PANEL = "freezer_ui.content.overview.panel.Overview"
