"""Serve one WSGI application on 127.0.0.1.

`python -m stack.serve module:attribute --port N --log FILE --lifeline FILE -- ARGUMENTS`

Keystone's and freezer-api's WSGI modules read sys.argv while they are imported, so the command line
is replaced by what follows `--` before the application is loaded.
"""

import argparse
import fcntl
import importlib
import os
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import waitress

from stack.ports import HOST


def main() -> None:
    """Serve until a signal ends the process."""
    split = sys.argv.index("--")
    options = _options(sys.argv[1:split])
    sys.argv = [options.application, *sys.argv[split + 1 :]]
    _write_output_to(options.log)
    _end_with(options.lifeline)
    application = _load(options.application)
    waitress.serve(application, host=HOST, port=options.port, threads=options.threads, ident=None)


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="stack.serve")
    parser.add_argument("application")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--threads", type=int, default=4)
    parser.add_argument("--log", type=Path, required=True)
    parser.add_argument("--lifeline", type=Path, required=True)
    return parser.parse_args(arguments)


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


def _load(name: str) -> Callable:
    module, _, attribute = name.partition(":")
    return getattr(importlib.import_module(module), attribute)


if __name__ == "__main__":
    main()
