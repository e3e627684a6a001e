"""What the supervisor must know of one service."""

import socket
import sys
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import requests

from stack.ports import HOST

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, kw_only=True)
class Service:
    """Something that listens on a port; `python -m {module}` runs it in the foreground.

    The module takes `--port N --log FILE --lifeline FILE`, and `options` by their names;
    `environment` is added to ours.
    """

    name: str
    port: int
    module: str
    environment: dict[str, str] = field(default_factory=dict)
    options: dict[str, str] = field(default_factory=dict)

    def log(self, logs: Path) -> Path:
        """Where the service's output goes below the folder `logs`."""
        return logs / f"{self.name}.log"

    def command(self, logs: Path, lifeline: Path) -> list[str]:
        """The command that runs it."""
        options = {"port": self.port, "log": self.log(logs), "lifeline": lifeline, **self.options}
        given = (part for name, value in options.items() for part in (f"--{name}", str(value)))
        return [sys.executable, "-m", self.module, *given]

    def healthy(self) -> bool:
        """Whether it takes connections."""
        with suppress(OSError):
            socket.create_connection((HOST, self.port), timeout=5).close()
            return True
        return False


@dataclass(frozen=True, kw_only=True)
class Application(Service):
    """A WSGI application and how to serve it, see stack.serve.

    `arguments` is the command line the application believes it was started with; `health` is the
    URL that answers below 400 once the service is up.
    """

    module: str = "stack.serve"
    application: str
    health: str
    threads: int
    arguments: tuple[str, ...] = ()

    def command(self, logs: Path, lifeline: Path) -> list[str]:
        """The command that serves it."""
        options = ["--application", self.application, "--threads", str(self.threads)]
        return [*super().command(logs, lifeline), *options, "--", *self.arguments]

    def healthy(self) -> bool:
        """Whether it answers well."""
        with suppress(requests.ConnectionError, requests.Timeout):
            return requests.get(self.health, timeout=5, allow_redirects=False).ok
        return False
