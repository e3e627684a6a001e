"""Serves one WSGI application on 127.0.0.1.

`python -m stack.serve --port N --log FILE --lifeline FILE --application module:attribute --threads
N -- ARGUMENTS`

Keystone's and freezer-api's WSGI modules read sys.argv when they are imported. So sys.argv is
replaced by what follows `--` before the application is loaded. With STACK_CLOCK (epoch seconds),
the clock stands still at that moment: pictures of tests/layouts then always show the same times.
"""

import argparse
import importlib
import os
import resource
import sys
from collections.abc import Callable

import waitress

from stack import lifeline
from stack.ports import HOST

#: Simultaneous connections. For each page, Horizon opens some to Keystone and leaves it to Keystone
#: to close them, which waitress does after two minutes. Its own limit of 100 would be 50 pages.
CONNECTIONS = 4000
#: Other files that a process has open.
FILES = 96


def main() -> None:
    """Serve until a signal ends the process."""
    arguments = list(sys.argv)
    options = parse(arguments)
    lifeline.begin(options)
    if os.environ.get("STACK_CLOCK"):
        _stop_clock(float(os.environ["STACK_CLOCK"]))
    run(options, arguments)


def parse(arguments: list[str]) -> argparse.Namespace:
    """Return the options of a command line, up to its `--`."""
    parser = lifeline.parser("stack.serve")
    parser.add_argument("--application", required=True)
    parser.add_argument("--threads", type=int, required=True)
    return parser.parse_args(arguments[1 : arguments.index("--")])


def run(options: argparse.Namespace, arguments: list[str]) -> None:
    """Load the application and serve it."""
    sys.argv = [options.application, *arguments[arguments.index("--") + 1 :]]
    application = _load(options.application)
    waitress.serve(
        application,
        host=HOST,
        port=options.port,
        threads=options.threads,
        connection_limit=_connections(),
        # select() accepts no file descriptor above 1,023.
        asyncore_use_poll=True,
        ident=None,
    )


def _connections() -> int:
    """Return how many connections this process may have open, at most CONNECTIONS."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < CONNECTIONS + FILES:
        soft = min(hard, CONNECTIONS + FILES)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    return min(soft - FILES, CONNECTIONS)


def _stop_clock(moment: float) -> None:
    import time_machine  # a package of the tests (setup.cfg), which a demo does not need

    time_machine.travel(moment, tick=False).start()


def _load(name: str) -> Callable:
    module, _, attribute = name.partition(":")
    return getattr(importlib.import_module(module), attribute)


if __name__ == "__main__":
    main()
