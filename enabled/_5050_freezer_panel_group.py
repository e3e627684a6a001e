"""The panel group, and everything that must be said to Horizon once."""

from freezer_ui import menu

PANEL_GROUP = "freezer"
PANEL_GROUP_NAME = menu.GROUP
PANEL_GROUP_DASHBOARD = "project"

ADD_INSTALLED_APPS = ["freezer_ui"]
# Only here: a second file that says it lists every script twice. Our pages load what is found, and
# our Angular module adds itself to Horizon's there (freezer_ui/scripts.py).
AUTO_DISCOVER_STATIC_FILES = True
