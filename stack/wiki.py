"""The tenant's wiki: three machines whose real agents back them up every few minutes.

Unlike the web shop (stack.shop) nothing of it is played: freezer-scheduler and its agent run.
"""

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from freezerclient.v2.client import Client

from stack.clients import Reachable, client_for
from stack.errors import StackError
from stack.scheduler import Scheduler
from stack.users import DEMO

MACHINES = {
    "wiki-web-1": "Pages of the wiki",
    "wiki-db-1": "Articles of the wiki",
    "wiki-files-1": "Uploads of the wiki",
}
#: A job whose folder is not there: its backups really fail.
BROKEN = "Media archive of the wiki"
EVERY, RARELY = "Wiki, every few minutes", "Wiki archive, a folder is missing"
POLL = 10
#: Seconds: until a scheduler has registered itself, until the first run, between the sessions.
REGISTERING, HEADWAY, APART = 60, 6, 40


@contextmanager
def running(
    cloud: Reachable, home: Path, interval: str = "3 minutes", poll: int = POLL
) -> Iterator[list[Scheduler]]:
    """The wiki's schedulers while the block lasts, its jobs and sessions made if they are not
    there. Raises StackError if a scheduler does not register itself.
    """
    client = client_for(cloud, DEMO.name, DEMO.project)
    with ExitStack() as stack:
        schedulers = [
            stack.enter_context(Scheduler(cloud, name, home / name, DEMO, poll))
            for name in MACHINES
        ]
        _wait_for(client, schedulers)
        _seed_once(client, home, interval, 3 * poll + HEADWAY)
        yield schedulers


def _wait_for(client: Client, schedulers: list[Scheduler]) -> None:
    deadline = time.monotonic() + REGISTERING
    while not all(client.clients.get(name) for name in MACHINES):
        if time.monotonic() > deadline:
            logs = ", ".join(str(each.log) for each in schedulers)
            raise StackError(f"freezer-scheduler does not register its client; the logs are {logs}")
        time.sleep(0.5)


def _seed_once(client: Client, home: Path, interval: str, headway: int) -> None:
    sessions = {each["description"]: each for each in client.sessions.list_all(limit=10_000)}
    if RARELY in sessions:
        return
    jobs = []
    for machine, description in MACHINES.items():
        data = home / machine / "data"
        data.mkdir(parents=True, exist_ok=True)
        (data / "page.txt").write_text(f"{description}, as of {datetime.now(UTC):%c}\n")
        jobs.append(_job(client, machine, description, home, data))
    start = time.time() + headway
    _session(client, EVERY, interval, start, jobs)
    missing = home / "wiki-files-1" / "archive"
    broken = _job(client, "wiki-files-1", BROKEN, home, missing)
    _session(client, RARELY, interval, start + APART, [broken])


def _job(client: Client, machine: str, description: str, home: Path, data: Path) -> str:
    action = {
        "action": "backup",
        "mode": "fs",
        "engine_name": "tar",
        "storage": "local",
        "backup_name": data.name if data.name != "data" else machine,
        "hostname": machine,
        "path_to_backup": str(data),
        "container": str(home / machine / "backups"),
        "incremental": True,
        "max_level": 3,
    }
    return client.jobs.create(
        {
            "client_id": machine,
            "description": description,
            "job_actions": [{"freezer_action": action, "max_retries": 0}],
            "job_schedule": {"event": "stop"},
        }
    )


def _session(
    client: Client, description: str, interval: str, start: float, jobs: list[str]
) -> None:
    """`start` is far enough ahead for every agent to hear of it: they then keep together."""
    schedule = {
        "schedule_interval": interval,
        "schedule_start_date": datetime.fromtimestamp(start, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "event": "start",
    }
    document = {"description": description, "hold_off": 60, "schedule": schedule}
    session_id = client.sessions.create(document)
    for job_id in jobs:
        client.sessions.add_job(session_id, job_id)
