PANEL = "freezer_upcoming"
PANEL_DASHBOARD = "project"
PANEL_GROUP = "freezer"
ADD_PANEL = "freezer_ui.content.upcoming.panel.Upcoming"
