"""Every setting of freezer-ui with its default; Horizon's local_settings.py overrides by name.

Read through the functions, at the time of use, so that tests and operators see their change.
"""

from django.conf import settings

from freezer_ui.sessions.arming import Agents

#: Service type of Freezer in the Keystone catalog, and its name in Horizon's policy files.
SERVICE_TYPE = "backup"

DEFAULTS = {
    # Root URL of freezer-api; None: taken from the user's catalog.
    "FREEZER_API_URL": None,
    # Seconds to wait for a connection to freezer-api, and for its next bytes.
    "FREEZER_CONNECT_TIMEOUT": 3.05,
    "FREEZER_READ_TIMEOUT": 20,
    # Rows asked of Freezer at once where all of them are needed.
    "FREEZER_PAGE_SIZE": 1000,
    # IANA time zone of the agents: calendar schedules are read in their local time (R8).
    "FREEZER_AGENT_TIME_ZONE": "UTC",
    # Seconds between two polls of an agent: by so much agents start apart that count from a poll.
    "FREEZER_AGENT_POLL": 60,
}


def get(name: str):
    """The operator's value of a setting in DEFAULTS, or its default."""
    return getattr(settings, name, DEFAULTS[name])


def agents(now: int) -> Agents:
    """What the operator says of the agents, at `now` (epoch seconds)."""
    return Agents(get("FREEZER_AGENT_POLL"), get("FREEZER_AGENT_TIME_ZONE"), now)


def panel_permissions() -> tuple[str, ...]:
    """Horizon permissions of the panels: a catalog entry, unless the URL is set by hand."""
    return () if get("FREEZER_API_URL") else (f"openstack.services.{SERVICE_TYPE}",)
