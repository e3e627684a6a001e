"""One request to each endpoint, in an order in which each succeeds, and the calls to Freezer that
it costs: calls.json, written by `make calls`.
"""

import json
from collections.abc import Callable
from pathlib import Path

from tests.conftest import HOST
from tests.rest.horizon import Horizon
from tests.rest.stories import ACTION, BODY, EDITED, World

TABLE = Path(__file__).with_suffix(".json")

#: What is asked, given the world and the login: a query or a body, where one is needed.
Ask = Callable[[World, Horizon], object]

QUERIES: dict[str, Callable[[World], str]] = {
    "GET restores/": lambda world: f"?job={world.free_id}",
    "GET restore-points/": lambda _world: f"?name=story&machine={HOST}",
    "GET sessions/{session_id}/snapshots/compare": lambda _world: "?a=t1&b=t1",
    "GET sessions/{session_id}/snapshots/{key}/export": lambda _world: "?format=csv",
    "GET upcoming/export": lambda _world: "?format=csv",
}


def _order(world: World) -> dict:
    return {"description": "story", "clients": [HOST], "action": ACTION}


def _restore(world: World) -> dict:
    choice = {"backup_id": world.backup_id, "client_id": HOST, "path": "/srv/back"}
    return {"choices": [choice], "into": "beside"}


def _version(horizon: Horizon, path: str) -> str:
    return horizon.get(f"{path}/form").json()["version"]


def _tag(horizon: Horizon, path: str) -> int:
    offers = horizon.get(path).json()["offers"]
    return next(each["tag"] for each in offers if each["kind"] == "run")


def _job_file(_world: World, _horizon: Horizon) -> dict:
    document = {
        "client_id": HOST,
        "description": "story of a file",
        "job_schedule": {"schedule_interval": "1 days"},
        "job_actions": [{"freezer_action": ACTION}],
    }
    return {"document": document, "check": True}


def _session_file(_world: World, _horizon: Horizon) -> dict:
    return {"document": {"description": "story of a file", "schedule": {}}, "check": True}


def _action_file(_world: World, _horizon: Horizon) -> dict:
    return {"document": {"freezer_action": {"backup_name": "of a file", **ACTION}}, "check": True}


def _change(document: dict) -> Ask:
    return lambda _world, _horizon: {"document": document, "check": True}


#: Requests with a body, in their order.
WRITES: dict[str, Ask] = {
    "POST actions/choices/": lambda _world, _horizon: {"clients": [HOST]},
    "POST jobs/file/": _job_file,
    "POST sessions/file/": _session_file,
    "POST actions/file/": _action_file,
    "PUT jobs/{job_id}/file": _change({"description": "story of a file"}),
    "PUT actions/{action_id}/file": _change({"max_retries": 2, "freezer_action": ACTION}),
    "PUT sessions/{session_id}/file": _change({"hold_off": 45}),
    "POST retention/": lambda _world, _horizon: {
        "action": {"remove_older_than": 14}, "schedule": {"schedule_interval": "1 days"}
    },
    "POST schedule/preview": lambda _world, _horizon: {"schedule": {"schedule_hour": "5"}},
    "POST sessions/": lambda _world, _horizon: BODY,
    "PATCH sessions/{session_id}": lambda _world, _horizon: EDITED,
    "POST sessions/{session_id}/jobs/": lambda world, _horizon: _order(world),
    "PUT sessions/{session_id}/jobs/{job_id}": lambda _world, _horizon: {"from": None},
    "DELETE sessions/{session_id}/jobs/{job_id}": lambda _world, _horizon: None,
    "PUT sessions/{session_id}/snapshots/{key}": lambda _world, _horizon: None,
    "DELETE sessions/{session_id}/snapshots/{key}": lambda _world, _horizon: None,
    "POST sessions/{session_id}/snapshots/{key}/restore": lambda world, _horizon: _restore(world),
    "POST backups/{backup_id}/restore": lambda world, _horizon: _restore(world),
    "POST jobs/": lambda world, _horizon: _order(world),
    "PATCH jobs/{job_id}": lambda world, horizon: {
        "description": "story edited", "version": _version(horizon, f"jobs/{world.free_id}")
    },
    "POST jobs/{job_id}/event": lambda _world, _horizon: {"event": "stop"},
    "POST actions/": lambda _world, _horizon: {"action": ACTION},
    "PATCH actions/{action_id}": lambda world, horizon: {
        "action": {**ACTION, "backup_name": "edited"},
        "version": _version(horizon, f"actions/{world.action_id}"),
    },
    "POST actions/{action_id}/secrets": lambda _world, _horizon: None,
    "POST sessions/{session_id}/action": lambda world, horizon: {
        "kind": "run", "tag": _tag(horizon, f"sessions/{world.session_id}/action")
    },
    "DELETE actions/{action_id}": lambda _world, _horizon: None,
    "DELETE backups/{backup_id}": lambda _world, _horizon: None,
    "DELETE jobs/{job_id}": lambda _world, _horizon: None,
    "DELETE sessions/{session_id}": lambda _world, _horizon: None,
    "DELETE clients/{client_id}": lambda _world, _horizon: None,
}  # fmt: skip
#: A machine that no job names.
SPARE = "story-spare"


def path(name: str, world: World) -> str:
    """Return the path of a request: with the member for reads, with the free job for writes
    of jobs.
    """
    verb, _, pattern = name.partition(" ")
    is_delete = verb == "DELETE"
    is_job = "{job_id}" in pattern
    return pattern.format(
        session_id=world.other_id if is_delete and pattern == "sessions/{session_id}"
        else world.session_id,
        job_id=world.free_id if is_job and name in WRITES else world.job_id,
        action_id=world.action_id,
        backup_id=world.backup_id,
        client_id=SPARE if is_delete else HOST,
        key="t1",
        form="action",
    ) + QUERIES.get(name, lambda _world: "")(world)  # fmt: skip


def expected() -> dict[str, str]:
    """{"VERB path": the verbs of its calls to Freezer}."""
    return json.loads(TABLE.read_text())
