PANEL = "freezer_clients"
PANEL_DASHBOARD = "project"
PANEL_GROUP = "freezer"
ADD_PANEL = "freezer_ui.content.clients.panel.Clients"
