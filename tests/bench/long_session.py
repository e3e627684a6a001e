"""A session with many members and a long history, written through the API."""

import time
import uuid
from concurrent.futures import ThreadPoolExecutor

from stack.clients import Reachable
from stack.shop import SUCCESS, backup_action
from tests.bench.bare import Bare

DAY = 86_400
HOLD_OFF = 900
MACHINES, THREADS = 10, 4


def make(cloud: Reachable, members: int, tags: int) -> str:
    """Its id: every day a run, all members in each; a backup's record for each member and tag."""
    api = Bare(cloud)
    schedule = {"schedule_interval": "1 days", "event": "start"}
    document = {"description": "Every night", "hold_off": HOLD_OFF, "schedule": schedule}
    session_id = api.post("sessions", document | {"session_tag": tags}).json()["session_id"]
    make_machines(api)
    own = {"schedule_interval": "1 days", "event": "", "status": "scheduled"}
    member = {"job_schedule": own, "session_id": session_id, "session_tag": tags}
    job_ids = [make_job(api, number, **member) for number in range(members)]
    last = int(time.time()) - DAY // 2
    _play_last(api, session_id, job_ids, last)
    starts = [last - DAY * back for back in range(tags)]
    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(lambda start: _back_up(cloud, job_ids, start), starts))
    return session_id


def make_empty(cloud: Reachable) -> str:
    """The id of a session without members, whose page has neither run nor history."""
    document = {"description": "Nobody", "hold_off": HOLD_OFF, "schedule": {"event": "stop"}}
    return Bare(cloud).post("sessions", document).json()["session_id"]


def _machine(number: int) -> str:
    return f"machine-{number % MACHINES}"


def make_machines(api: Bare) -> None:
    for machine in range(MACHINES):
        api.post("clients", {"client_id": _machine(machine), "hostname": _machine(machine)})


def make_job(api: Bare, number: int, **parts: object) -> str:
    """The id of a job that backs up files on one of the machines; `parts` are its other parts."""
    action = backup_action(f"backup-{number}", _machine(number), f"/srv/{number}")
    job = {
        "job_id": uuid.uuid4().hex,
        "client_id": _machine(number),
        "description": f"Files number {number}",
        "job_actions": [{"freezer_action": action}],
    }
    return api.post("jobs", job | parts).json()["job_id"]


def _play_last(api: Bare, session_id: str, job_ids: list[str], began: int) -> None:
    members = {
        job_id: {
            "client_id": _machine(number),
            "status": "completed",
            "result": SUCCESS,
            "time_started": began + number,
            "time_ended": began + number + 95,
        }
        for number, job_id in enumerate(job_ids)
    }
    run = {"status": "completed", "result": SUCCESS, "time_start": began, "jobs": members}
    ended = began + len(job_ids) + 95
    api.ask("PATCH", f"sessions/{session_id}", json=run | {"time_end": ended})


def _back_up(cloud: Reachable, job_ids: list[str], began: int) -> None:
    api = Bare(cloud)
    for number, job_id in enumerate(job_ids):
        api.post("backups", _backup(job_id, number, began + number))


def _backup(job_id: str, number: int, at: int) -> dict:
    action = backup_action(f"backup-{number}", _machine(number), f"/srv/{number}")
    parts = {"job_id": job_id, "time_stamp": at, "curr_backup_level": 0}
    return action | parts | {"client_version": "19.0.0"}
