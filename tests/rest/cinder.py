"""A cloud of its own with a real Cinder, behind a proxy, that a test can stop and start."""

import os
import subprocess
import time
from pathlib import Path

from cinderclient import client as cinderclient

from stack import catalog, cinder, ports, users
from stack.cloud import START_TIMEOUT, Cloud
from stack.service import ROOT
from tests.faults.proxy import Proxy

#: Seconds to wait for Cinder to do something with a volume, on a busy machine.
PATIENCE = 120


class Cinder:
    """The Cinder of a running cloud; `proxy` is in the catalog."""

    def __init__(self, cloud: Cloud):
        port, before = ports.unused(2)
        self.home = cloud.data_dir / "cinder"
        cinder.prepare(self.home, cloud.logs / "prepare.log", port, cloud.keystone_url)
        self._service = cinder.service(self.home, port)
        self._described = cloud.described(self._service)
        self._process: subprocess.Popen | None = None
        self.log = Path(self._described["log"])
        self.proxy = Proxy(f"http://{ports.HOST}:{port}", before)
        self.start()
        catalog.ensure(cloud.keystone_url, cloud.freezer_url, cinder=cinder.url(before))
        session = catalog.password_session(cloud.keystone_url, users.DEMO.name, users.DEMO.project)
        self.client = cinderclient.Client("3.43", session=session, service_type="volumev3")

    def start(self) -> None:
        """Start it and return once it answers; does nothing if it runs."""
        if self._process and self._process.poll() is None:
            return
        command, environment = self._described["command"], self._described["environment"]
        self._process = subprocess.Popen(  # noqa: S603 our own module
            command, cwd=ROOT, env=environment, start_new_session=True
        )
        deadline = time.monotonic() + START_TIMEOUT
        while not self._service.healthy():
            assert self._process.poll() is None, f"Cinder ended; its log is {self.log}"
            assert time.monotonic() < deadline, f"Cinder does not answer; its log is {self.log}"
            time.sleep(0.1)

    def kill(self) -> None:
        """Kill it, as if its machine lost power."""
        if self._process:
            os.killpg(self._process.pid, 9)
            self._process.wait(10)

    def close(self) -> None:
        self.kill()
        self.proxy.close()

    def volume(self, name: str) -> str:
        """Create a volume of 1 GiB; return its id."""
        made = self.client.volumes.create(1, name=name)
        self.wait(lambda: self.client.volumes.get(made.id).status == "available")
        return made.id

    def wait(self, condition):
        """Return what the condition returns as soon as it is true."""
        deadline = time.monotonic() + PATIENCE
        while not (found := condition()):
            assert time.monotonic() < deadline, f"Cinder does not do it; its log is {self.log}"
            time.sleep(0.2)
        return found

    def backups(self, volume_id: str) -> list:
        """Return the backups of a volume, newest first."""
        found = self.client.backups.list(search_opts={"volume_id": volume_id})
        return sorted(found, key=lambda each: each.created_at, reverse=True)

    def settled(self, volume_id: str):
        """Return the newest backup of a volume once Cinder has finished with it."""

        def ended():
            found = self.backups(volume_id)
            return found and found[0].status != "creating" and found[0]

        return self.wait(ended)

    @property
    def target(self) -> Path:
        """Return the folder in which backups are stored."""
        return self.home / "backups"

    def break_target(self) -> None:
        """In this context, nothing can be written to the target."""
        self.target.rename(self.home / "kept")
        self.target.write_text("no folder")

    def repair_target(self) -> None:
        self.target.unlink()
        (self.home / "kept").rename(self.target)

    def lose_files(self, backup_id: str) -> None:
        """Delete the files of a backup without Cinder's knowledge."""
        lost = [path for path in self.target.rglob(f"*{backup_id}*") if path.is_file()]
        assert lost, f"{backup_id} is not in {self.target}"
        for path in lost:
            path.unlink()
