"""A real freezer-scheduler, with its agent, for one machine of a cloud."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Self

from stack.clients import Reachable
from stack.users import DOMAIN, PASSWORD, User

STOP_TIMEOUT = 10
#: The kernel ends it when the process that started it is killed.
_WITH_US = ("setpriv", "--pdeathsig", "KILL")
_CONFIGURATION = """\
[DEFAULT]
use_stderr = true
[scheduler]
client_id = {machine}
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
    """One machine's scheduler: it registers `machine` as a client of the user's project, polls
    every `poll` seconds, and keeps all it writes in `home`.
    """

    def __init__(self, cloud: Reachable, machine: str, home: Path, user: User, poll: int = 2):
        self.log = home / "scheduler.log"
        self._home = home
        self._file = home / "scheduler.conf"
        (home / "jobs").mkdir(parents=True, exist_ok=True)
        self._file.write_text(
            _CONFIGURATION.format(
                machine=machine,
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
                    "PATH": f"{bin_folder}{os.pathsep}{os.environ['PATH']}",
                },
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def stop(self) -> None:
        """End it with whatever agent it started. Harmless if it does not run."""
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
        """As when its machine loses power: whatever it does ends in the middle."""
        process, self._process = self._process, None
        if process is not None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(STOP_TIMEOUT)
