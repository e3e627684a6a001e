"""HTTP in, JSON out, below /api/freezer/. Importing this registers the URLs with Horizon's REST."""

from freezer_ui.rest import (  # noqa: F401
    actions,
    backups,
    clients,
    files,
    forms,
    health,
    installation,
    jobs,
    openapi,
    overview,
    records,
    restores,
    retention,
    schedule,
    sessions,
    snapshots,
    upcoming,
    volumes,
)
