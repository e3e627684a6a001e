"""Machines whose real freezer-schedulers run, each with a folder to back up."""

import socket
import time
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta

import pytest

from stack import users
from stack.scheduler import Scheduler

PATIENCE = 180


@contextmanager
def running(cloud, demo, home, names):
    """The schedulers of these machines, registered with Freezer."""
    with ExitStack() as stack:
        schedulers = []
        for name in names:
            (home / name / "data").mkdir(parents=True)
            (home / name / "data" / "file").write_text(name)
            scheduler = Scheduler(cloud, name, home / name, users.DEMO)
            schedulers.append(stack.enter_context(scheduler))
        until(lambda: all(demo.clients.get(name) for name in names), schedulers)
        yield schedulers


def backup(name, folder, data="data"):
    """The action that backs up a folder of a machine into another one beside it."""
    return {
        "action": "backup",
        "mode": "fs",
        "engine_name": "tar",
        "storage": "local",
        "backup_name": f"data-{name}",
        "hostname": socket.gethostname(),
        "path_to_backup": str(folder / data),
        "container": str(folder / "backups"),
        "incremental": True,
        "max_level": 3,
    }


def until(condition, schedulers, patience=PATIENCE):
    """What the condition returns as soon as it is true; fails with the schedulers' logs."""
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        found = condition()
        if found:
            return found
        time.sleep(0.5)
    pytest.fail("\n".join(each.log.read_text()[-3000:] for each in schedulers))


def every(seconds, later):
    """A schedule that begins in a while."""
    start = datetime.now(UTC) + timedelta(seconds=later)
    return {
        "schedule_interval": f"{seconds} seconds",
        "schedule_start_date": start.strftime("%Y-%m-%dT%H:%M:%SZ"),
    }
