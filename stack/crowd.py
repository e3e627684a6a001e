"""Many sessions with many jobs, for measurements, created through the API."""

import time
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import local

from keystoneauth1.adapter import Adapter

from stack import catalog
from stack.clients import Reachable
from stack.shop import FAIL, SUCCESS, backup_action
from stack.users import DEMO, User

HOUR = 3600
DAY = 24 * HOUR
PARTS = ("orders", "customers", "pictures", "uploads", "invoices", "prices", "search", "carts")
#: Every so many, a session's last run had a failed member.
FAILED_EACH = 10


def make(
    cloud: Reachable,
    sessions: int,
    jobs: int,
    threads: int = 4,
    say: Callable[[str], None] = print,
    failed_each: int = FAILED_EACH,
    first: int = 1,
    user: User = DEMO,
) -> None:
    """Create `sessions` sessions of `jobs` jobs each in the project of `user`, and report progress
    with `say`.

    The last run of every `failed_each`th session has a failed member. Numbers start at `first`; if
    it is above 1, the clients exist already. Raises keystoneauth1's errors if the API refuses
    something.
    """
    own = local()

    def one(number: int) -> None:
        if not hasattr(own, "api"):
            own.api = _api(cloud, user)
        result = FAIL if number % failed_each == 0 else SUCCESS
        _make_session(own.api, number, jobs, result)

    api = _api(cloud, user)
    for position in range(jobs if first == 1 else 0):
        _make_client(api, position)
    began = time.monotonic()
    with ThreadPoolExecutor(threads) as pool:
        for done, _ in enumerate(pool.map(one, range(first, first + sessions)), start=1):
            if done % 100 == 0 or done == sessions:
                say(f"{done} of {sessions} sessions, {time.monotonic() - began:.0f} s")


def _api(cloud: Reachable, user: User) -> Adapter:
    """Return a user's persistent connection to Freezer's API."""
    session = catalog.password_session(cloud.keystone_url, user.name, user.project)
    root = f"{cloud.freezer_url}/v2/{session.get_project_id()}"
    return Adapter(session, endpoint_override=root, raise_exc=True)


def _machine(position: int) -> str:
    return f"branch-{position + 1:02}"


def _client_id(api: Adapter, position: int) -> str:
    """Return Freezer's default client id, as stack.clients.default_id does."""
    return f"{api.get_project_id()}_{_machine(position)}"


def _make_client(api: Adapter, position: int) -> None:
    machine = _machine(position)
    client_id = _client_id(api, position)
    api.post(
        "/clients", json={"client_id": client_id, "hostname": machine, "description": "Branch"}
    )


def _make_session(api: Adapter, number: int, jobs: int, result: str) -> None:
    hour, minute = divmod(number % 360, 60)
    schedule = {"schedule_hour": str(hour), "schedule_minute": str(minute), "event": "start"}
    began = _last_due(hour * HOUR + minute * 60)
    tag = 1 + number % 30
    document = {
        "description": f"Shop {number:04} nightly",
        "hold_off": 120,
        "schedule": schedule,
        "session_tag": tag,
    }
    session_id = api.post("/sessions", json=document).json()["session_id"]
    members = {}
    for position in range(jobs):
        client_id = _client_id(api, position)
        job = _job(client_id, session_id, number, position, schedule, tag)
        job_id = api.post("/jobs", json=job).json()["job_id"]
        members[job_id] = _member(client_id, position, began, SUCCESS if position else result)
    run = {
        "status": "completed",
        "result": result,
        "time_start": began,
        "time_end": max((member["time_ended"] for member in members.values()), default=-1),
        "jobs": members,
    }
    # One PATCH for all members: a PUT each would cost four more reads and writes.
    api.patch(f"/sessions/{session_id}", json=run)


def _last_due(second: int) -> int:
    """Return when this second of the UTC day last passed, long enough ago for a run to have ended
    (epoch seconds).
    """
    ended = int(time.time()) - HOUR
    today = ended // DAY * DAY + second
    return today if today <= ended else today - DAY


def _job(
    client_id: str, session_id: str, number: int, position: int, schedule: dict, tag: int
) -> dict:
    part, machine = PARTS[position % len(PARTS)], _machine(position)
    shop_name = f"shop-{number:04}"
    action = backup_action(f"{shop_name}-{part}", machine, f"/srv/{shop_name}/{part}")
    return {
        "job_id": uuid.uuid4().hex,
        "client_id": client_id,
        "description": f"Shop {number:04} {part}",
        "job_actions": [{"freezer_action": action}],
        "job_schedule": {**schedule, "event": "", "status": "scheduled"},
        "session_id": session_id,
        "session_tag": tag,
    }


def _member(client_id: str, position: int, began: int, result: str) -> dict[str, object]:
    started = began + 2 * position
    return {
        "client_id": client_id,
        "status": "completed",
        "result": result,
        "time_started": started,
        "time_ended": started + 60 + 5 * position,
    }
