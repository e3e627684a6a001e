"""The endpoints of our REST, as the code declares them, and something to ask each of them about."""

import tests.api.conftest  # noqa: F401 Django, as in a Horizon

import freezer_ui.rest  # noqa: F401 registers them  # isort: skip
from freezer_ui.rest.openapi import Endpoint, endpoints  # isort: skip

from tests.conftest import HOST, make_job  # isort: skip

__all__ = ["Endpoint", "declared", "one_of_each"]

declared = endpoints


def one_of_each(demo, name: str) -> dict[str, str]:
    """Make one of what every endpoint can be asked about, with this name; their ids."""
    action = {"action": "backup", "backup_name": name, "mode": "fs"}
    schedule = {"schedule_hour": "5"}
    session = {"description": name, "hold_off": 5, "schedule": schedule}
    record = {**action, "hostname": "h", "container": "c", "time_stamp": 1_700_000_000}
    return {
        "job_id": make_job(demo, name, **schedule, event="stop"),
        "session_id": demo.sessions.create(session),
        "action_id": demo.actions.create({"freezer_action": action}),
        "backup_id": demo.backups.create(record),
        "client_id": HOST,
        "key": "t1",
        "form": "backup-jobs",
    }
