"""The tenant's wiki: three machines whose real agents back them up every few minutes.

Unlike the web shop (stack.shop), nothing here is simulated: freezer-scheduler and its agent run.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from freezerclient.v2.client import Client

from stack import scheduler, seed, shop
from stack.clients import Reachable, client_for, default_id
from stack.scheduler import Scheduler
from stack.users import DEMO

MACHINES = {
    "wiki-web-1": "Pages of the wiki",
    "wiki-db-1": "Articles of the wiki",
    "wiki-files-1": "Uploads of the wiki",
}
#: A job whose folder does not exist, so its backups really fail.
BROKEN = "Media archive of the wiki"
EVERY, RARELY = "Wiki, every few minutes", "Wiki archive, a folder is missing"
POLL = 10
#: Seconds: until the first run, and between the sessions.
HEADWAY, APART = 6, 40


@contextmanager
def running(
    cloud: Reachable, home: Path, interval: str = "3 minutes", poll: int = POLL
) -> Iterator[list[Scheduler]]:
    """Run the wiki's schedulers in this context, and create its jobs and sessions unless they
    exist.

    Raises StackError if a scheduler does not register itself.
    """
    client = client_for(cloud, DEMO.name, DEMO.project)
    with scheduler.running(cloud, list(MACHINES), home, DEMO, poll) as schedulers:
        _seed_once(client, home, interval, 3 * poll + HEADWAY)
        yield schedulers


def _seed_once(client: Client, home: Path, interval: str, headway: int) -> None:
    if _is_seeded(client):
        return
    seed.clear(client, set(), {*MACHINES.values(), BROKEN}, {EVERY, RARELY})
    jobs = []
    for machine, description in MACHINES.items():
        data = home / machine / "data"
        data.mkdir(parents=True, exist_ok=True)
        (data / "page.txt").write_text(f"{description}, as of {datetime.now(UTC):%c}\n")
        jobs.append(_job(client, machine, description, home, data))
    missing = home / "wiki-files-1" / "archive"
    broken = _job(client, "wiki-files-1", BROKEN, home, missing)
    scheduler.wait_until_read(client, [*jobs, broken])
    start = time.time() + headway
    seed.new_session(client, EVERY, interval, start, jobs)
    seed.new_session(client, RARELY, interval, start + APART, [broken])


def _is_seeded(client: Client) -> bool:
    """Whether the last session was created, for the clients of these schedulers."""
    ours = {default_id(client, machine) for machine in MACHINES}
    return any(
        member["client_id"] in ours
        for session in client.sessions.list_all(limit=seed.ALL)
        if session["description"] == RARELY
        for member in (session.get("jobs") or {}).values()
    )


def _job(client: Client, machine: str, description: str, home: Path, data: Path) -> str:
    name = data.name if data.name != "data" else machine
    action = shop.backup_action(name, machine, str(data))
    container = str(home / machine / "backups")
    return seed.new_job(client, machine, description, {**action, "container": container})
