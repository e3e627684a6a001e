PANEL = "freezer_actions"
PANEL_DASHBOARD = "project"
PANEL_GROUP = "freezer"
ADD_PANEL = "freezer_ui.content.actions.panel.Actions"
