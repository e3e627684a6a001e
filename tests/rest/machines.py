"""Machines whose real freezer-schedulers run, each with a folder to back up."""

import inspect
import re
import socket
import subprocess
import time
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from itertools import pairwise

import pytest

from stack import users
from stack.cloud import START_TIMEOUT
from stack.scheduler import Scheduler, wait_until_read
from stack.service import ROOT

#: Seconds until what a test waits for, and until schedulers are there, on a machine that is busy.
PATIENCE, REGISTERING = 300, 600
#: Seconds between two looks: a look at a session is several calls.
PAUSE = 1
#: Lines of a scheduler's log, in UTC.
_AT = r"^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)\.\d+ .* "
_BEGAN = re.compile(_AT + r"job (\w+) running$", re.MULTILINE)
_POLLED = re.compile(_AT + "Polling for jobs from API", re.MULTILINE)


@contextmanager
def running(cloud, home, names):
    """The schedulers of these machines, registered with Freezer."""
    with ExitStack() as stack:
        schedulers = []
        for name in names:
            (home / name / "data").mkdir(parents=True)
            (home / name / "data" / "file").write_text(name)
            scheduler = Scheduler(cloud, name, home / name, users.DEMO)
            schedulers.append(stack.enter_context(scheduler))
        until(lambda: all(list(map(_is_there, schedulers))), schedulers, REGISTERING)
        yield schedulers


@contextmanager
def serving(cloud, service):
    """A service beside those of a cloud, which ends with it."""
    described = cloud.described(service)
    process = subprocess.Popen(  # noqa: S603 our own module
        described["command"], cwd=ROOT, env=described["environment"], start_new_session=True
    )
    deadline = time.monotonic() + START_TIMEOUT
    try:
        while not service.healthy():
            said = f"{service.name} does not answer; its log is {described['log']}"
            assert process.poll() is None, said
            assert time.monotonic() < deadline, said
            time.sleep(0.1)
        yield
    finally:
        process.terminate()
        process.wait(10)


def _is_there(scheduler):
    """Whether it has registered itself, by its own log: to ask Freezer costs a busy Keystone more.
    A scheduler that Keystone refused does not try again by itself.
    """
    log = scheduler.log.read_text()
    if "Failed to register client" in log:
        scheduler.stop()
        scheduler.log.unlink()
        scheduler.start()
        return False
    return "Polling for jobs from API" in log


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


def create_job(demo, machine, action, description="", event="stop"):
    """A job of one action, stopped unless `event` is start; its id."""
    return demo.jobs.create(
        {
            "client_id": machine,
            "description": description or f"Data of {machine}",
            "job_schedule": {"event": event},
            "job_actions": [{"freezer_action": action, "max_retries": 0}],
        }
    )


def create_jobs(demo, home, machines):
    """A stopped job for each machine that backs up its folder; their ids.

    They are read by their agents: one that reads a new job while that is put into a session writes
    the old one back.
    """
    made = [create_job(demo, machine, backup(machine, home / machine)) for machine in machines]
    wait_until_read(demo, made)
    return made


def starts(schedulers):
    """When each job began, as the logs of its machine have it: {job_id: [epoch seconds]}.

    Every start is there: what Freezer has of a job is its last start, and may be written over.
    """
    found = {}
    for scheduler in schedulers:
        for at, job_id in _BEGAN.findall(scheduler.log.read_text()):
            began = datetime.fromisoformat(at).replace(tzinfo=UTC)
            found.setdefault(job_id, []).append(int(began.timestamp()))
    return found


def slowest_poll(schedulers):
    """The most seconds between two polls of one machine: what Horizon writes is promised to be read
    within FREEZER_AGENT_POLL and half a minute, and machines that are too busy poll later.
    """
    most = 0
    for scheduler in schedulers:
        polls = [datetime.fromisoformat(at) for at in _POLLED.findall(scheduler.log.read_text())]
        apart = (later - one for one, later in pairwise(polls))
        most = max(most, *(int(each.total_seconds()) for each in apart), 0)
    return most


def until(condition, schedulers, patience=PATIENCE, pause=PAUSE):
    """What the condition returns as soon as it is true; fails with the schedulers' logs."""
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        found = condition()
        if found:
            return found
        time.sleep(pause)
    logs = "\n".join(each.log.read_text()[-1000:] for each in schedulers)
    pytest.fail(f"Not within {patience} seconds: {inspect.getsource(condition)}\n{logs}")


def every(seconds, later):
    """A schedule that begins in a while."""
    return every_from(seconds, time.time() + later)


def every_from(seconds, start):
    """A schedule that begins at a moment, epoch seconds."""
    return {
        "schedule_interval": f"{seconds} seconds",
        "schedule_start_date": datetime.fromtimestamp(start, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
    }
