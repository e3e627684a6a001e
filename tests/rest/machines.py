"""Machines with real freezer-schedulers, each with a folder to back up."""

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

#: Seconds to wait for a condition, and for schedulers to register, on a busy machine.
PATIENCE, REGISTERING = 300, 600
#: Seconds between two checks: a check of a session is several calls.
PAUSE = 1
#: Lines of a scheduler's log, in UTC.
_AT = r"^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)\.\d+ .* "
_BEGAN = re.compile(_AT + r"job (\w+) running$", re.MULTILINE)
_POLLED = re.compile(_AT + "Polling for jobs from API", re.MULTILINE)


@contextmanager
def running(cloud, home, names):
    """Run the schedulers of these machines, registered with Freezer."""
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
    """Run a service next to those of a cloud; it ends with the cloud."""
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
    """Whether a scheduler has registered itself, by its log: asking Freezer would cost a busy
    Keystone more. A scheduler that Keystone refused does not try again.
    """
    log = scheduler.log.read_text()
    if "Failed to register client" in log:
        scheduler.stop()
        scheduler.log.unlink()
        scheduler.start()
        return False
    return "Polling for jobs from API" in log


def backup(name, folder, data="data"):
    """Return the action that backs up a folder of a machine into another folder of it."""
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
    """Create a job of one action, stopped unless `event` is start; return its id."""
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
    """Return when each job began, by the logs of its machine: {job_id: [epoch seconds]}.

    The logs have every start; Freezer has only a job's last one, which may be overwritten.
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
    """Return what the condition returns as soon as it is true; otherwise fail with the schedulers'
    logs.
    """
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        found = condition()
        if found:
            return found
        time.sleep(pause)
    logs = "\n".join(each.log.read_text()[-1000:] for each in schedulers)
    pytest.fail(f"Not within {patience} seconds: {inspect.getsource(condition)}\n{logs}")


def every(seconds, later):
    """Return an interval schedule that begins `later` seconds from now."""
    return every_from(seconds, time.time() + later)


def every_from(seconds, start):
    """Return an interval schedule that begins at a moment (epoch seconds)."""
    return {
        "schedule_interval": f"{seconds} seconds",
        "schedule_start_date": datetime.fromtimestamp(start, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
    }
