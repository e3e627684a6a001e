PANEL = "freezer_backups"
PANEL_DASHBOARD = "project"
PANEL_GROUP = "freezer"
ADD_PANEL = "freezer_ui.content.backups.panel.Backups"
