PANEL = "freezer_jobs"
PANEL_DASHBOARD = "project"
PANEL_GROUP = "freezer"
ADD_PANEL = "freezer_ui.content.jobs.panel.Jobs"
