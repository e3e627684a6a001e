"""Runs the cloud's services under honcho: `python -m stack.supervise SERVICES.json`.

The file is {name: {"command": [...], "environment": {...}, "log": path}}. When one service ends,
honcho stops the others. The only line on stdout then names the service that ended first, and its
log. This is a process of its own because honcho's manager needs the main thread and its signals.
"""

import json
import re
import shlex
import sys
from contextlib import suppress
from pathlib import Path

from honcho.manager import Manager
from honcho.printer import Message

STOPPED = re.compile(r"(\S+) stopped \(rc=(-?\d+)\)\s*")


class Journal:
    """honcho's printer, the only source of which process ended first. Writes to stderr."""

    width = 0

    def __init__(self) -> None:
        self.ended: tuple[str, int] | None = None

    def write(self, message: Message) -> None:
        """Write a line: bytes of a process, or text of honcho itself."""
        data = message.data
        text = data.decode(errors="replace") if isinstance(data, bytes) else data
        print(f"{message.time:%H:%M:%S} {message.name}: {text.rstrip()}", file=sys.stderr)
        stopped = STOPPED.fullmatch(text) if message.name == "system" else None
        if stopped and self.ended is None:
            self.ended = (stopped[1], int(stopped[2]))


def main() -> int:
    """Run until a signal (0) or until a service ends (1, with the sentence on stdout)."""
    services = json.loads(Path(sys.argv[1]).read_text())
    journal = Journal()
    manager = Manager(printer=journal)
    for name, service in services.items():
        command = "exec " + shlex.join(service["command"])
        manager.add_process(name, command, env=service["environment"])
    manager.loop()
    if manager.returncode in (130, 143) or journal.ended is None:
        return 0
    name, code = journal.ended
    # If the cloud was killed, its services end and nobody reads this.
    with suppress(BrokenPipeError):
        print(f"{name} {_ending(code)}; its log is {services[name]['log']}", flush=True)
    return 1


def _ending(code: int) -> str:
    return f"was ended by signal {-code}" if code < 0 else f"ended with exit code {code}"


if __name__ == "__main__":
    sys.exit(main())
