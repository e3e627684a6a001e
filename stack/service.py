"""Services as the supervisor sees them."""

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
    """A service that listens on a port; `python -m {module}` runs it in the foreground.

    The module accepts `--port N --log FILE --lifeline FILE` and the `options` by name;
    `environment` is added to ours.
    """

    name: str
    port: int
    module: str
    environment: dict[str, str] = field(default_factory=dict)
    options: dict[str, str] = field(default_factory=dict)

    def log(self, logs: Path) -> Path:
        """Return the file below the folder `logs` that gets the service's output."""
        return logs / f"{self.name}.log"

    def command(self, logs: Path, lifeline: Path) -> list[str]:
        """Return the command that runs the service."""
        options = {"port": self.port, "log": self.log(logs), "lifeline": lifeline, **self.options}
        given = (part for name, value in options.items() for part in (f"--{name}", str(value)))
        return [sys.executable, "-m", self.module, *given]

    def healthy(self) -> bool:
        """Whether the service accepts connections."""
        with suppress(OSError):
            socket.create_connection((HOST, self.port), timeout=5).close()
            return True
        return False


@dataclass(frozen=True, kw_only=True)
class Application(Service):
    """A WSGI application, served by stack.serve.

    `arguments` is the command line that the application sees; `health` is a URL that answers below
    400 once the service is up.
    """

    module: str = "stack.serve"
    application: str
    health: str
    threads: int
    arguments: tuple[str, ...] = ()

    def command(self, logs: Path, lifeline: Path) -> list[str]:
        """Return the command that serves the application."""
        options = ["--application", self.application, "--threads", str(self.threads)]
        return [*super().command(logs, lifeline), *options, "--", *self.arguments]

    def healthy(self) -> bool:
        """Whether `health` answers below 400."""
        with suppress(requests.ConnectionError, requests.Timeout):
            return requests.get(self.health, timeout=5, allow_redirects=False).ok
        return False
