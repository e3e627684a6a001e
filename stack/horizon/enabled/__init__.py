"""Enabled files of the stack alone; the plugin's own are freezer_ui.enabled."""
