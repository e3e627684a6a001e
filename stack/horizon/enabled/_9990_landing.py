"""Land on the Overview after login: Horizon's default needs a compute service (or an admin)."""

FEATURE = "landing"
UPDATE_HORIZON_CONFIG = {"user_home": "/project/freezer_overview/"}
