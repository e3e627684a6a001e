"""The panel group, and everything that must be said to Horizon once."""

from freezer_ui import menu, styles

PANEL_GROUP = "freezer"
PANEL_GROUP_NAME = menu.GROUP
PANEL_GROUP_DASHBOARD = "project"

ADD_INSTALLED_APPS = ["freezer_ui"]
ADD_ANGULAR_MODULES = ["horizon.dashboard.project.freezer"]
ADD_SCSS_FILES = [styles.sheet()]
# Only here: a second file that says it lists every script twice.
AUTO_DISCOVER_STATIC_FILES = True
