"""Real freezer-schedulers, with their agents, for machines of a cloud."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Self

from freezerclient.v2.client import Client

from stack.clients import Reachable, client_for, default_id
from stack.errors import StackError
from stack.users import DOMAIN, PASSWORD, User

STOP_TIMEOUT = 10
#: Seconds to wait for a scheduler to register itself, and to read its jobs.
REGISTERING, READING = 180, 180
#: The description of a machine until its scheduler registers itself, which removes it.
_AWAITED = "Its scheduler has not registered itself yet"
#: The kernel ends it together with the process that started it.
_WITH_US = ("setpriv", "--pdeathsig", "KILL")
_CONFIGURATION = """\
[DEFAULT]
use_stderr = true
[scheduler]
client_id = {client_id}
jobs_dir = {home}/jobs
interval = {poll}
no_daemon = true
concurrent_jobs = 1
[service_auth]
os_auth_url = {keystone}/v3
os_username = {user.name}
os_password = {password}
os_project_name = {user.project}
os_user_domain_id = {domain}
os_project_domain_id = {domain}
os_backup_url = {freezer}
os_endpoint_type = public
"""


class Scheduler:
    """The scheduler of one machine. It registers `client_id` as a client of the user's project,
    polls every `poll` seconds, and keeps its files in `home`.

    Its agent reads schedules in UTC, as Horizon is configured, whatever the zone of this machine.
    """

    def __init__(self, cloud: Reachable, client_id: str, home: Path, user: User, poll: int = 2):
        self.log = home / "scheduler.log"
        self._home = home
        self._file = home / "scheduler.conf"
        (home / "jobs").mkdir(parents=True, exist_ok=True)
        self._file.write_text(
            _CONFIGURATION.format(
                client_id=client_id,
                home=home,
                poll=poll,
                keystone=cloud.keystone_url.removesuffix("/v3"),
                freezer=cloud.freezer_url,
                user=user,
                password=PASSWORD,
                domain=DOMAIN.lower(),
            )
        )
        self._process: subprocess.Popen | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.stop()

    def start(self) -> None:
        bin_folder = Path(sys.executable).parent
        with self.log.open("a") as log:
            self._process = subprocess.Popen(  # noqa: S603 the released command
                [*_WITH_US, bin_folder / "freezer-scheduler", "--config-file", self._file, "start"],
                cwd=self._home,
                env={
                    **os.environ,
                    "HOME": str(self._home),
                    "TZ": "UTC",
                    "PATH": f"{bin_folder}{os.pathsep}{os.environ['PATH']}",
                },
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def stop(self) -> None:
        """Stop the scheduler and the agents that it started; does nothing if it does not run."""
        process, self._process = self._process, None
        if process is None or process.poll() is not None:
            return
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(STOP_TIMEOUT)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(STOP_TIMEOUT)

    def kill(self) -> None:
        """Kill the scheduler and its agents, as if the machine lost power."""
        process, self._process = self._process, None
        if process is not None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(STOP_TIMEOUT)


@contextmanager
def running(
    cloud: Reachable, machines: list[str], home: Path, user: User, poll: int = 2
) -> Iterator[list[Scheduler]]:
    """Run the schedulers of these machines in this context, each with its folder in `home`, under
    Freezer's default client ids.

    Raises StackError if one does not register itself.
    """
    client = client_for(cloud, user.name, user.project)
    with ExitStack() as stack:
        schedulers = []
        for machine in machines:
            client_id = default_id(client, machine)
            # All run on one machine and would register its name; Freezer keeps the first
            # registration.
            _await(client, client_id, machine)
            scheduler = Scheduler(cloud, client_id, home / machine, user, poll)
            schedulers.append(stack.enter_context(scheduler))
        _wait_for(client, machines, schedulers)
        yield schedulers


def wait_until_read(client: Client, jobs: list[str]) -> None:
    """Return when agents have obeyed the events of these jobs.

    An agent that obeys writes back the schedule that it read: a schedule written to the job
    meanwhile is lost. Raises StackError if an agent does not read its job.
    """
    deadline = time.monotonic() + READING
    while any(client.jobs.get(job_id)["job_schedule"].get("event") for job_id in jobs):
        if time.monotonic() > deadline:
            raise StackError("A freezer-scheduler does not read the jobs of its machine.")
        time.sleep(0.5)


def _await(client: Client, client_id: str, machine: str) -> None:
    awaited = {"client_id": client_id, "hostname": machine, "description": _AWAITED}
    client.clients.create(awaited)


def _wait_for(client: Client, machines: list[str], schedulers: list[Scheduler]) -> None:
    deadline = time.monotonic() + REGISTERING
    while not all(_is_registered(client, machine) for machine in machines):
        if time.monotonic() > deadline:
            logs = ", ".join(str(scheduler.log) for scheduler in schedulers)
            raise StackError(f"freezer-scheduler does not register its client; the logs are {logs}")
        time.sleep(0.5)


def _is_registered(client: Client, machine: str) -> bool:
    found = client.clients.get(default_id(client, machine))
    return bool(found) and found["client"]["description"] != _AWAITED
