"""How a process of a cloud starts: its output goes to its log, and it ends with the cloud."""

import argparse
import fcntl
import os
import signal
import sys
import threading
from pathlib import Path


def parser(program: str) -> argparse.ArgumentParser:
    """Return a parser of the options that stack.service gives to every process."""
    made = argparse.ArgumentParser(prog=program)
    made.add_argument("--port", type=int, required=True)
    made.add_argument("--log", type=Path, required=True)
    made.add_argument("--lifeline", type=Path, required=True)
    return made


def begun(program: str, *more: str) -> argparse.Namespace:
    """Parse our command line (`more`: additional options with paths), call begin(), and return the
    options.
    """
    made = parser(program)
    for name in more:
        made.add_argument(f"--{name}", type=Path, required=True)
    options = made.parse_args()
    begin(options)
    return options


def begin(options: argparse.Namespace) -> None:
    """Redirect the output, and end with the cloud, as these options say."""
    _write_output_to(options.log)
    _end_with(options.lifeline)


def _write_output_to(log: Path) -> None:
    """Append everything that this process prints from now on to `log`."""
    opened = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.dup2(opened, sys.stdout.fileno())
    os.dup2(opened, sys.stderr.fileno())
    os.close(opened)


def _end_with(lifeline: Path) -> None:
    """End this process when the cloud that started it is gone, even if the cloud was killed.

    The cloud keeps `lifeline` locked while it lives; we get the lock the moment it ends.
    """

    def wait() -> None:
        with lifeline.open() as held:
            fcntl.flock(held, fcntl.LOCK_SH)
            os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=wait, name="lifeline", daemon=True).start()
