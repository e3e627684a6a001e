"""A cloud as an operator deploys it: two Horizons and two freezer-api behind HAProxy, two
memcacheds, MariaDB.

supervisord restarts every process that ends. Used by `make demo-ha` and `make load`.
"""

import os
import shlex
import signal
import sys
from contextlib import suppress
from pathlib import Path

from stack import dashboard, freezer, haproxy, keystone, mariadb, memcached, ports
from stack.cloud import Cloud
from stack.service import Service
from stack.tool import BIN

#: Horizons, freezer-api and memcacheds.
OF_EACH = (1, 2)
SUPERVISOR = """\
[supervisord]
nodaemon = true
silent = true
logfile = {home}/logs/supervisord.log
pidfile = {home}/supervisord.pid

"""
#: Each process is stopped with its process group, which includes the program that it may have
#: started.
MEMBER = """\
[program:{name}]
command = {command}
autorestart = true
startsecs = 1
startretries = 1000000
stopasgroup = true
killasgroup = true
stdout_logfile = NONE
redirect_stderr = true

"""


class Deployment(Cloud):
    """Like a Cloud, with more processes; HAProxy listens on `freezer_port` and `horizon_port`.

    Keystone is that of the stack, one process on SQLite.
    """

    def __init__(
        self, data_dir: Path | str, keystone_port: int, freezer_port: int, horizon_port: int
    ) -> None:
        super().__init__(data_dir, keystone_port, freezer_port, horizon_port)
        self._database_port, *others = ports.unused(1 + 3 * len(OF_EACH))
        self._horizons, self._freezers, self._caches = others[0:2], others[2:4], others[4:6]

    def prepare(self) -> None:
        """As Cloud.prepare; also writes HAProxy's configuration."""
        super().prepare()
        haproxy.prepare(
            self._home("haproxy"),
            self.ports.horizon,
            self._horizons,
            self.ports.freezer,
            self._freezers,
        )

    def services(self) -> list[Service]:
        """Return all services, HAProxy last."""
        cache = memcached.address(*self._caches)
        return [
            keystone.service(self._home("keystone"), self.ports.keystone),
            mariadb.service(self._home("mariadb"), self._database_port),
            *(memcached.service(port, f"memcached-{n}") for n, port in _counted(self._caches)),
            *(
                freezer.service(self._home("freezer"), port, f"freezer-{n}", self._database_port)
                for n, port in _counted(self._freezers)
            ),
            *(
                dashboard.service(port, self._settings(cache), f"horizon-{n}")
                for n, port in _counted(self._horizons)
            ),
            haproxy.service(self._home("haproxy"), self.ports.horizon),
        ]

    def send(self, name: str, number: int) -> None:
        """Send a signal to a process and to the program that it runs. Raises ProcessLookupError if
        it does not run.
        """
        process = self.pid(name)
        with suppress(OSError):
            # The pid may belong to another process by now.
            if str(self.data_dir).encode() in Path(f"/proc/{process}/cmdline").read_bytes():
                os.killpg(process, number)
                return
        raise ProcessLookupError(f"{name} does not run")

    def kill(self, name: str) -> None:
        """Kill a process as if it had crashed; supervisord restarts it."""
        self.send(name, signal.SIGKILL)

    def pid(self, name: str) -> int:
        """Return the pid of the process that supervisord last started under this name."""
        return int((self.data_dir / f"{name}.pid").read_text())

    def _supervisor_command(self, description: Path) -> list[str]:
        configuration = self.data_dir / "supervisord.conf"
        begin = [sys.executable, "-m", "stack.member", str(description)]
        members = (
            MEMBER.format(name=name, command=_escaped(shlex.join([*begin, name])))
            for name in (each.name for each in self.services())
        )
        head = SUPERVISOR.format(home=_escaped(str(self.data_dir)))
        configuration.write_text(head + "".join(members))
        # supervisord ignores the lifeline; its processes obey it.
        command = ["setpriv", "--pdeathsig", "TERM", str(BIN / "supervisord")]
        return [*command, "--configuration", str(configuration)]


def _escaped(text: str) -> str:
    """Escape a text for supervisord's configuration."""
    return text.replace("%", "%%")


def _counted(ports: list[int]) -> list[tuple[int, int]]:
    return list(enumerate(ports, start=1))
