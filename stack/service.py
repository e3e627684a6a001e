"""What the supervisor must know of one service."""

import sys
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Service:
    """A WSGI application and how to serve it.

    `arguments` is the command line the application believes it was started with; `environment`
    is added to ours; `health` is the URL that answers below 400 once the service is up.
    """

    name: str
    application: str
    port: int
    health: str
    threads: int
    arguments: tuple[str, ...] = ()
    environment: dict[str, str] = field(default_factory=dict)

    def log(self, logs: Path) -> Path:
        """Where the service's output goes below the folder `logs`."""
        return logs / f"{self.name}.log"

    def command(self, logs: Path, lifeline: Path) -> list[str]:
        """The command that serves it in the foreground, see stack.serve."""
        options = ["--port", str(self.port), "--threads", str(self.threads)]
        options += ["--log", str(self.log(logs)), "--lifeline", str(lifeline)]
        command = [sys.executable, "-m", "stack.serve", self.application, *options]
        return [*command, "--", *self.arguments]
