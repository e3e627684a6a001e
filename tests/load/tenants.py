"""Tenants, each with a project, two sessions and jobs of its own."""

import json
import sys
import uuid
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from freezerclient.v2.client import Client
from keystoneauth1.exceptions.http import InternalServerError

from stack import catalog, seed
from stack.clients import Reachable, client_for, default_id
from stack.shop import backup_action
from stack.users import User
from tests.conftest import SCHEDULE

SESSIONS, JOBS = 2, 4
#: Where their sessions are listed.
PAGE = "/project/freezer_sessions/"
#: To log in.
ATTEMPTS = 5
#: As many at once as Keystone and freezer-api have threads for.
TOGETHER = 4


@dataclass(frozen=True)
class Tenant:
    """A user, and the ids of the user's documents."""

    name: str
    project: str
    sessions: list[str]
    jobs: list[str]

    @property
    def user(self) -> User:
        return User(self.name, self.project, "member")


def make_once(cloud: Reachable, count: int, known: Path) -> list[Tenant]:
    """Return `count` tenants: those in the file if they exist, else new ones, which are
    then saved.
    """
    if known.exists():
        made = [Tenant(**each) for each in json.loads(known.read_text())]
        if len(made) >= count:
            return made[:count]
    print(f"making {count} tenants", file=sys.stderr, flush=True)
    made = _make(cloud, count)
    known.write_text(json.dumps([asdict(each) for each in made]))
    return made


def _make(cloud: Reachable, count: int) -> list[Tenant]:
    run = uuid.uuid4().hex[:6]
    names = [f"tenant-{run}-{number:02}" for number in range(count)]
    users = [User(name, name, "member") for name in names]
    catalog.ensure_users(cloud.keystone_url, users)
    with ThreadPoolExecutor(TOGETHER) as pool:
        return list(pool.map(lambda user: _tenant(cloud, user), users))


def logged_in(cloud: Reachable, user: User) -> Client:
    """The stack's Keystone, on SQLite, refuses a login now and then; a user tries again."""
    for _ in range(ATTEMPTS):
        with suppress(InternalServerError):
            return client_for(cloud, user.name, user.project)
    return client_for(cloud, user.name, user.project)


def _tenant(cloud: Reachable, user: User) -> Tenant:
    freezer = logged_in(cloud, user)
    seed.register_machine(freezer, "db-1", "Database")
    schedule = {**SCHEDULE, "event": "start"}
    sessions = [
        freezer.sessions.create(
            {"description": f"Night {number}", "hold_off": 60, "schedule": schedule}
        )
        for number in range(SESSIONS)
    ]
    jobs = [_job(freezer, number) for number in range(JOBS)]
    return Tenant(user.name, user.project, sessions, jobs)


def _job(freezer: Client, number: int) -> str:
    action = backup_action(f"data-{number}", "db-1", f"/srv/data-{number}")
    return freezer.jobs.create(
        {
            "client_id": default_id(freezer, "db-1"),
            "description": f"Data {number}",
            "job_actions": [{"freezer_action": action}],
            "job_schedule": {"schedule_interval": "1 days", "event": "start"},
        }
    )
