PANEL = "freezer_sessions"
PANEL_DASHBOARD = "project"
PANEL_GROUP = "freezer"
ADD_PANEL = "freezer_ui.content.sessions.panel.Sessions"
