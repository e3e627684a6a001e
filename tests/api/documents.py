"""A project as Freezer keeps it, in memory, from which freezerclient's managers answer.

For hundreds of examples. tests/rest checks that Freezer answers the same.
"""

import copy
import json
from collections.abc import Callable, Iterator
from types import SimpleNamespace

from freezer_ui.api.client import Freezer

NOW = 1_795_700_000
PROJECT = "demo"
START = NOW - 1000


def world() -> dict[str, list]:
    """Return a session of two jobs that ran, with all related documents; each kind by its name in
    Freezer's paths.
    """
    what = {
        "action": "backup",
        "mode": "fs",
        "backup_name": "orders",
        "path_to_backup": "/srv/orders",
        "storage": "local",
        "container": "/srv/backups",
        "engine_name": "tar",
        "hostname": "web-1",
        "max_level": 3,
        "excludes": ["*.log"],
    }
    entry = {
        "client_id": "web-1",
        "status": "completed",
        "result": "success",
        "time_started": START,
        "time_ended": START + 9,
    }
    return {
        "sessions": [
            {
                "session_id": "s1",
                "project_id": PROJECT,
                "session_tag": 3,
                "description": "Shop nightly",
                "hold_off": 60,
                "schedule": {"schedule_interval": "6 hours", "event": "start"},
                "jobs": {"j1": dict(entry), "j2": {**entry, "result": "fail"}},
                "time_start": START,
                "time_end": START + 20,
                "time_started": -1,
                "time_ended": -1,
                "status": "completed",
                "result": "success",
            },
            {
                "session_id": "s2",
                "project_id": PROJECT,
                "session_tag": 1,
                "description": "Shop hourly",
                "hold_off": 60,
                "schedule": {
                    "schedule_hour": "*/2",
                    "schedule_minute": "30",
                    "schedule_start_date": "2026-01-01T00:00:00Z",
                    "schedule_end_date": "2036-01-01T00:00:00Z",
                },
                "jobs": {"j3": dict(entry)},
                "time_start": START,
                "status": "running",
                "result": None,
            },
        ],
        "jobs": [
            {
                "job_id": job_id,
                "project_id": PROJECT,
                "client_id": "web-1",
                "session_id": session_id,
                "session_tag": tag,
                "description": f"Orders {job_id}",
                "job_actions": [{"freezer_action": dict(what), "action_id": "a1"}],
                "job_schedule": {
                    "schedule_interval": "6 hours",
                    "event": "",
                    "status": "scheduled",
                    "result": "success",
                    "time_created": START - 9000,
                    "time_started": START + 1,
                    "time_ended": START + 9,
                },
            }
            for job_id, session_id, tag in (("j1", "s1", 3), ("j2", "s1", 3), ("j4", "", 0))
        ],
        "clients": [
            {
                "client": {
                    "client_id": "web-1",
                    "hostname": "web-1",
                    "description": "Shop",
                    "uuid": "u1",
                    "is_central": False,
                    "supported_actions": ["backup", "restore"],
                    "supported_modes": ["fs"],
                    "supported_storages": ["local"],
                    "supported_engines": ["tar"],
                },
                "user_id": "u",
            }
        ],
        "actions": [{"action_id": "a1", "project_id": PROJECT, "freezer_action": dict(what)}],
        "backups": [
            {
                "backup_id": f"b{number}",
                "status": "available",
                "backup_metadata": {
                    **what,
                    "job_id": job_id,
                    "time_stamp": START + 1 + ago,
                    "curr_backup_level": 1,
                    "client_version": "19.0.0",
                    **pin,
                },
            }
            for number, (job_id, ago, pin) in enumerate(
                (
                    ("j1", 0, {}),
                    ("j1", -21600, {}),
                    ("j2", -21600, {}),
                    (
                        "j2",
                        -43200,
                        {
                            "session_id": "s1",
                            "session_tag": 1,
                            "session_run": {
                                "start": START - 43200,
                                "state": "succeeded",
                                "started": START - 43200,
                                "ended": START - 43000,
                                "without": {"j1": "failed"},
                            },
                        },
                    ),
                )
            )
        ],
    }


def places(document: object, path: tuple = ()) -> Iterator[tuple]:
    """Return the path of every value in a document, starting with the document itself."""
    yield path
    if isinstance(document, dict | list):
        keys = document if isinstance(document, dict) else range(len(document))
        for key in keys:
            yield from places(document[key], (*path, key))


def changed(document: object, path: tuple, value: object) -> object:
    """Return the document with this value at a path."""
    if not path:
        return value
    made = copy.copy(document)
    made[path[0]] = changed(document[path[0]], path[1:], value)
    return made


def freezer(of: dict[str, list]) -> Freezer:
    """Return a Freezer for our services that answers from such a project."""
    made = object.__new__(Freezer)
    made.volumes, made.token = None, "token"
    made.project_id, made.url, made.roles = PROJECT, "http://freezer.invalid", "member"
    made._client = SimpleNamespace(
        **{kind: _Manager(rows, _KEYS[kind]) for kind, rows in of.items()}
    )
    return made


_KEYS = {
    "sessions": "session_id",
    "jobs": "job_id",
    "clients": "client_id",
    "actions": "action_id",
    "backups": "backup_id",
}


class _Manager:
    def __init__(self, rows: list, key: str):
        self._rows = rows
        self._key = key
        self.list_all = self.list

    def list(self, limit: int, offset: int, search: object = None) -> list:
        """Like a database without a search: returns all rows."""
        return self._rows[offset : offset + limit]

    def get(self, key: str) -> object:
        """Freezer finds a document by its column, whatever the document says."""
        for number, row in enumerate(self._rows):
            if key == ORDER[self._key][number]:
                return row
        return None


ORDER = {
    _KEYS[kind]: [(row.get("client") or row)[_KEYS[kind]] for row in rows]
    for kind, rows in world().items()
}


def spelled(answer: object) -> str:
    """Return an answer as browsers get it. Raises ValueError if it is no JSON."""
    return json.dumps(answer, allow_nan=False)


Read = Callable[[Freezer], object]
