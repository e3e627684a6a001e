"""How a process of a cloud begins: its output goes to its log, its life hangs on the cloud's."""

import argparse
import fcntl
import os
import signal
import sys
import threading
from pathlib import Path


def parser(program: str) -> argparse.ArgumentParser:
    """The options that stack.service gives to every one."""
    made = argparse.ArgumentParser(prog=program)
    made.add_argument("--port", type=int, required=True)
    made.add_argument("--log", type=Path, required=True)
    made.add_argument("--lifeline", type=Path, required=True)
    return made


def begun(program: str, *more: str) -> argparse.Namespace:
    """Parse our command line (`more`: options with paths), begin() with it; return the options."""
    made = parser(program)
    for name in more:
        made.add_argument(f"--{name}", type=Path, required=True)
    options = made.parse_args()
    begin(options)
    return options


def begin(options: argparse.Namespace) -> None:
    """Do both, as these options say."""
    _write_output_to(options.log)
    _end_with(options.lifeline)


def _write_output_to(log: Path) -> None:
    """Send everything this process prints from now on to the end of `log`."""
    opened = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.dup2(opened, sys.stdout.fileno())
    os.dup2(opened, sys.stderr.fileno())
    os.close(opened)


def _end_with(lifeline: Path) -> None:
    """End this process when the cloud that started it is gone, even if it was killed.

    The cloud keeps `lifeline` locked while it lives; the lock is ours the moment it dies.
    """

    def wait() -> None:
        with lifeline.open() as held:
            fcntl.flock(held, fcntl.LOCK_SH)
            os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=wait, name="lifeline", daemon=True).start()
