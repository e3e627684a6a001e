"""The whole cloud: prepared, started, watched and stopped. Demo and tests use it."""

import fcntl
import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, Self

from stack import catalog, cinder, dashboard, freezer, keystone, mariadb, memcached, ports, swift
from stack.clients import told_in_a_sentence
from stack.errors import StackError
from stack.service import ROOT, Service

#: Statics are the same for every cloud of a checkout, and slow to build.
STATIC_CACHE = ROOT / ".cache" / "statics"
#: Seconds; several clouds may start at once.
START_TIMEOUT = 300
STOP_TIMEOUT = 15
LIFELINE_TIMEOUT = 5
POLL = 0.1


class Cloud:
    """Keystone, freezer-api and Horizon on 127.0.0.1, with data and logs in `data_dir`; also Swift
    and Cinder if they have a port.

    `horizon_keystone_url` and `horizon_freezer_url` make Horizon call something in between, such as
    a recording proxy. With a `cache_port`, memcached listens there and is Horizon's cache. A `live`
    Horizon picks up changes in the checkout. Freezer's database is SQLite, or MariaDB with
    STACK_DATABASE=mariadb.

    Every method raises StackError with a sentence that names what failed.
    """

    def __init__(
        self,
        data_dir: Path | str,
        keystone_port: int,
        freezer_port: int,
        horizon_port: int,
        horizon_keystone_url: str | None = None,
        horizon_freezer_url: str | None = None,
        cache_port: int | None = None,
        swift_port: int | None = None,
        cinder_port: int | None = None,
        live: bool = False,
    ) -> None:
        self.data_dir = Path(data_dir).resolve()
        self.logs = self.data_dir / "logs"
        self.ports = ports.Ports(keystone_port, freezer_port, horizon_port, swift_port, cinder_port)
        self.keystone_url = keystone.url(keystone_port)
        self.freezer_url = freezer.url(freezer_port)
        self.horizon_url = dashboard.url(horizon_port)
        self._horizon_keystone_url = horizon_keystone_url or self.keystone_url
        self._horizon_freezer_url = horizon_freezer_url
        self._cache_port = cache_port
        self._live = live
        self._database_port = ports.unused(1)[0] if mariadb.is_wanted() else None
        self._static = dashboard.static_root(STATIC_CACHE)
        self._lifeline: IO[str] | None = None
        self._supervisor: subprocess.Popen[str] | None = None

    def __enter__(self) -> Self:
        self.prepare()
        self.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.stop()

    def prepare(self) -> None:
        """Create what is missing for a start: configurations, databases, keys, statics."""
        self.logs.mkdir(parents=True, exist_ok=True)
        STATIC_CACHE.mkdir(parents=True, exist_ok=True)
        log = self.logs / "prepare.log"
        keystone.prepare(self._home("keystone"), log)
        if self._database_port:
            mariadb.prepare(self._home("mariadb"), log)
        freezer.prepare(
            self._home("freezer"),
            log,
            self.keystone_url,
            self._home("mariadb") if self._database_port else None,
            self._database_port,
        )
        # Now, and not again before the next prepare(): sources may change under a running cloud.
        self._static = dashboard.static_root(STATIC_CACHE)
        dashboard.prepare(self._home("horizon"), self._static, log)
        if self.ports.swift:
            swift.prepare(self._home("swift"), self.ports.swift, self.keystone_url)
        if self.ports.cinder:
            cinder.prepare(self._home("cinder"), log, self.ports.cinder, self.keystone_url)

    def start(self, timeout: float = START_TIMEOUT) -> None:
        """Start the prepared services; return when all answer and the catalog is right.

        `timeout` is in seconds. If this raises, all services that were started are stopped again.
        """
        if not self._static.is_dir():
            raise StackError(
                f"The cloud in {self.data_dir} is not prepared: prepare() comes first."
            )
        ports.refuse_taken(self.ports)
        self._hold_lifeline()
        try:
            self._supervise()
            self._wait_until_healthy(time.monotonic() + timeout)
            with told_in_a_sentence("Keystone's catalog could not be made"):
                storage = swift.url(self.ports.swift) if self.ports.swift else None
                volumes = cinder.url(self.ports.cinder) if self.ports.cinder else None
                catalog.ensure(self.keystone_url, self.freezer_url, storage, volumes)
        except BaseException:
            self.stop()
            raise

    def watch(self) -> None:
        """Block until a service ends by itself, which raises StackError, or stop() is called."""
        if self._supervisor:
            self._supervisor.wait()
            self._refuse_ended()

    def stop(self) -> None:
        """Stop every process that this cloud started; does nothing if none runs."""
        supervisor, self._supervisor = self._supervisor, None
        if supervisor:
            _end(supervisor)
        if self._lifeline:
            # Releases the lock: a service that outlived its supervisor ends itself.
            self._lifeline.close()
            self._lifeline = None

    def services(self) -> list[Service]:
        """Return the services of this cloud."""
        known: list[Service] = [
            keystone.service(self._home("keystone"), self.ports.keystone),
            freezer.service(
                self._home("freezer"), self.ports.freezer, database=self._database_port
            ),
            self.horizon(self.ports.horizon),
        ]
        if self._database_port:
            known.append(mariadb.service(self._home("mariadb"), self._database_port))
        if self._cache_port:
            known.append(memcached.service(self._cache_port))
        if self.ports.swift:
            known.append(swift.service(self._home("swift"), self.ports.swift))
        if self.ports.cinder:
            known.append(cinder.service(self._home("cinder"), self.ports.cinder))
        return known

    def horizon(self, port: int) -> Service:
        """Return this cloud's Horizon as a service on any port."""
        cache = memcached.address(self._cache_port) if self._cache_port else None
        return dashboard.service(port, self._settings(cache), live=self._live)

    def described(self, service: Service) -> dict[str, Any]:
        """Return how to start a service, which ends with this cloud: {"command", "environment",
        "log"}.
        """
        environment = {**os.environ, "PYTHONPATH": str(ROOT), **service.environment}
        return {
            "command": service.command(self.logs, self.data_dir / "lifeline"),
            "environment": environment,
            "log": str(service.log(self.logs)),
        }

    def _home(self, name: str) -> Path:
        return self.data_dir / name

    def _settings(self, cache: str | None) -> dict[str, str]:
        return dashboard.environment(
            self._home("horizon"),
            self._static,
            self._horizon_keystone_url,
            self._horizon_freezer_url,
            cache,
        )

    def _hold_lifeline(self) -> None:
        """Lock this data folder for as long as this process runs a cloud in it."""
        self._lifeline = (self.data_dir / "lifeline").open("a")
        deadline = time.monotonic() + LIFELINE_TIMEOUT
        while not _locked(self._lifeline):
            if time.monotonic() > deadline:
                self._lifeline.close()
                self._lifeline = None
                raise StackError(f"Another cloud runs from {self.data_dir}: stop it first.")
            # The services of a cloud that was killed may be about to end.
            time.sleep(POLL)

    def _supervise(self) -> None:
        description = self.data_dir / "services.json"
        description.write_text(json.dumps({s.name: self.described(s) for s in self.services()}))
        with (self.logs / "supervisor.log").open("a") as log:
            self._supervisor = subprocess.Popen(  # noqa: S603 our own module
                self._supervisor_command(description),
                cwd=ROOT,
                env={**os.environ, "PYTHONPATH": str(ROOT)},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                # Ctrl-C is for us: we then end the supervisor, and it the services.
                start_new_session=True,
            )

    def _supervisor_command(self, description: Path) -> list[str]:
        return [sys.executable, "-m", "stack.supervise", str(description)]

    def _wait_until_healthy(self, deadline: float) -> None:
        waiting = self.services()
        while waiting := [service for service in waiting if not service.healthy()]:
            self._refuse_ended()
            if time.monotonic() > deadline:
                silent = waiting[0]
                raise StackError(
                    f"{silent.name} does not answer well; its log is {silent.log(self.logs)}"
                )
            time.sleep(POLL)

    def _refuse_ended(self) -> None:
        """Raise StackError with the supervisor's last line if the supervisor ended by itself."""
        if self._supervisor is None or self._supervisor.poll() is None:
            return
        sentence, _ = self._supervisor.communicate()
        raise StackError(
            sentence.strip() or f"The supervisor ended; its log is {self.logs / 'supervisor.log'}"
        )


def _locked(opened: IO[str]) -> bool:
    with suppress(BlockingIOError):
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    return False


def _end(supervisor: subprocess.Popen[str]) -> None:
    supervisor.send_signal(signal.SIGTERM)
    try:
        supervisor.wait(STOP_TIMEOUT)
    except subprocess.TimeoutExpired:
        # Its services are ended by the lifeline.
        supervisor.kill()
        supervisor.wait()
    if supervisor.stdout:
        supervisor.stdout.close()
