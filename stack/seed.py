"""Fills a running cloud through the Freezer API: `python -m stack.seed [--sessions N --jobs M]`.

Without options: the web shop of project demo, once. With options: N sessions of M jobs for
measurements.
"""

import argparse
import os
import sys
import time
import uuid
from collections.abc import Callable, Sequence

from freezerclient.v2.client import Client

from stack import agent, crowd, ports, shop
from stack.clients import Reachable, Running, client_for, default_id, told_in_a_sentence
from stack.errors import StackError
from stack.users import DEMO, OTHER

#: The last document that seeding creates: without it, seeding was interrupted.
MARKER = "shop-spare-1"
#: The neighbour's only machine.
TILL = "bakery-till-1"
ALL = 10_000

Say = Callable[[str], None]


def seed_once(cloud: Reachable, say: Say = print) -> None:
    """Create the web shop in project demo and a neighbour in project other, unless they exist.

    Raises StackError if a service fails.
    """
    with told_in_a_sentence("The web shop could not be seeded"):
        client = client_for(cloud, DEMO.name, DEMO.project)
        if client.clients.get(default_id(client, MARKER)):
            return
        say("seeding a web shop into Freezer")
        neighbour = client_for(cloud, OTHER.name, OTHER.project)
        clear(neighbour, {TILL}, {"Sales of the till"}, {"Bakery, every night"})
        _seed_neighbour(neighbour)
        now = int(time.time())
        clear(
            client,
            set(shop.MACHINES),
            {job.description for job in shop.JOBS},
            {session.description for session in shop.sessions(now)},
        )
        _seed_shop(client, now)


def register(client: Client, client_id: str, description: str, hostname: str | None = None) -> None:
    """Register a Freezer client, as its scheduler does when it starts. The machine is named like
    the client, unless `hostname` is given.
    """
    client.clients.create(
        {
            "client_id": client_id,
            "hostname": hostname or client_id,
            "description": description,
            "uuid": uuid.uuid4().hex,
            "supported_actions": ["backup", "restore", "admin", "exec"],
            "supported_modes": ["fs", "mysql"],
            "supported_storages": ["local", "swift", "s3"],
            "supported_engines": ["tar", "rsync"],
        }
    )


def register_machine(client: Client, machine: str, description: str) -> None:
    """Register a machine under the client id that its scheduler would use."""
    register(client, default_id(client, machine), description, machine)


def job_document(job: shop.Job, client_id: str) -> dict[str, object]:
    """Return the document for POST jobs of a job of the shop."""
    action = shop.backup_action(job.name, job.machine, job.path)
    actions = [{"freezer_action": action, "max_retries": 2, "max_retries_interval": 60}]
    schedule = {**job.schedule, "event": "start" if job.schedule else "stop"}
    return {
        "client_id": client_id,
        "description": job.description,
        "job_actions": actions,
        "job_schedule": schedule,
    }


def session_document(session: shop.Session) -> dict[str, object]:
    """Return the document for POST sessions.

    The `start` event in the schedule is copied to each new member: without an event, a 19.0.0 agent
    stops polling.
    """
    schedule = {**session.schedule, "event": "start" if session.schedule else "stop"}
    return {
        "description": session.description,
        "hold_off": session.hold_off,
        "schedule": schedule,
    }


def new_job(client: Client, machine: str, description: str, action: dict[str, object]) -> str:
    """Create a stopped job with one action on a machine; return its id."""
    return client.jobs.create(
        {
            "client_id": default_id(client, machine),
            "description": description,
            "job_actions": [{"freezer_action": action, "max_retries": 0}],
            "job_schedule": {"event": "stop"},
        }
    )


def new_session(
    client: Client,
    description: str,
    interval: str,
    start: float,
    jobs: list[str],
    hold_off: int = 60,
) -> None:
    """Create a session of these jobs. `start` (epoch seconds) is far enough ahead for every agent
    to pick it up: they then keep together.
    """
    schedule = {"schedule_interval": interval, "schedule_start_date": shop.iso(start)}
    session = shop.Session(description, hold_off, schedule)
    session_id = client.sessions.create(session_document(session))
    for job_id in jobs:
        client.sessions.add_job(session_id, job_id)


def fill(client: Client, jobs: Sequence[shop.Job], sessions: Sequence[shop.Session]) -> None:
    """Make the shop's machines, these of its jobs, and sessions of them with their runs."""
    for machine, description in shop.MACHINES.items():
        register_machine(client, machine, description)
    job_ids = {
        job.name: client.jobs.create(job_document(job, default_id(client, job.machine)))
        for job in jobs
    }
    for job in jobs:
        if job.schedule:
            agent.adopt(client, job_ids[job.name])
    for session in sessions:
        _seed_session(client, session, job_ids)


def _seed_shop(client: Client, now: int) -> None:
    fill(client, shop.JOBS, shop.sessions(now))
    register_machine(client, MARKER, "Spare machine, nothing on it yet")


def _seed_session(client: Client, session: shop.Session, job_ids: dict[str, str]) -> None:
    session_id = client.sessions.create(session_document(session))
    for name in session.members:
        client.sessions.add_job(session_id, job_ids[name])
        agent.adopt(client, job_ids[name])
    for run in session.runs:
        agent.play(client, session_id, job_ids, run)
        _seed_backups(client, job_ids, run)
    for name, schedule in session.drifted.items():
        agent.update_schedule(client, job_ids[name], **schedule)


def _seed_backups(client: Client, job_ids: dict[str, str], run: shop.Run) -> None:
    """Create the records that the successful members of a run leave; failed members leave none."""
    jobs = {job.name: job for job in shop.JOBS}
    for number, (name, outcome) in enumerate(run.members.items()):
        if outcome == shop.SUCCESS:
            started = run.began + number * agent.STAGGER
            client.backups.create(_backup(jobs[name], job_ids[name], started))


def _backup(job: shop.Job, job_id: str, started: int) -> dict[str, object]:
    return {
        "job_id": job_id,
        "action": "backup",
        "mode": "fs",
        "engine_name": "tar",
        "storage": "local",
        "backup_name": job.name,
        "hostname": job.machine,
        "container": f"/var/backups/{job.machine}",
        "path_to_backup": job.path,
        "fs_real_path": job.path,
        "time_stamp": started,
        "curr_backup_level": 0,
        "max_level": 3,
    }


def _seed_neighbour(client: Client) -> None:
    """Create one document of each kind in another project; none of them may be visible in project
    demo.
    """
    register_machine(client, TILL, "Till of a bakery")
    daily = {"schedule_interval": "1 days"}
    job = shop.Job("till", TILL, "Sales of the till", "/srv/till", daily)
    job_id = client.jobs.create(job_document(job, default_id(client, TILL)))
    session = shop.Session("Bakery, every night", 60, daily)
    client.sessions.add_job(client.sessions.create(session_document(session)), job_id)
    agent.adopt(client, job_id)


def clear(client: Client, machines: set[str], jobs: set[str], sessions: set[str]) -> None:
    """Delete what an interrupted seeding left, found by hostnames and descriptions; nothing that a
    user created.
    """
    for session in client.sessions.list_all(limit=ALL):
        if session["description"] in sessions:
            client.sessions.delete(session["session_id"])
    gone = {job["job_id"] for job in client.jobs.list_all(limit=ALL) if job["description"] in jobs}
    for job_id in gone:
        client.jobs.delete(job_id)
    for backup in client.backups.list(limit=ALL):
        if backup["backup_metadata"].get("job_id") in gone:
            client.backups.delete(backup["backup_id"])
    for registered in client.clients.list(limit=ALL):
        if registered["client"]["hostname"] in machines:
            client.clients.delete(registered["client"]["client_id"])


def main() -> int:
    """Seed the cloud that listens on the ports of the environment."""
    options = _options()
    try:
        cloud = Running.at(ports.from_environment(os.environ))
        if options.sessions:
            with told_in_a_sentence("The sessions could not be made"):
                crowd.make(cloud, options.sessions, options.jobs, options.threads)
        else:
            seed_once(cloud)
    except StackError as error:
        print(f"freezer-ui seed: {error}", file=sys.stderr)
        return 1
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m stack.seed", description=__doc__)
    parser.add_argument("--sessions", type=int, default=0, help="how many to make for measuring")
    parser.add_argument("--jobs", type=int, default=10, help="jobs in each of them")
    parser.add_argument("--threads", type=int, default=4)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
