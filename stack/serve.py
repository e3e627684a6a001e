"""Serve one WSGI application on 127.0.0.1.

`python -m stack.serve --port N --log FILE --lifeline FILE --application module:attribute
--threads N -- ARGUMENTS`

Keystone's and freezer-api's WSGI modules read sys.argv while they are imported, so the command line
is replaced by what follows `--` before the application is loaded.
"""

import argparse
import importlib
import resource
import sys
from collections.abc import Callable

import waitress

from stack import lifeline
from stack.ports import HOST

#: Connections at a time. Horizon opens some to Keystone with each page and leaves them to be closed
#: by Keystone, which waitress does after two minutes: its own limit of 100 is 50 pages.
CONNECTIONS = 4000
#: Files that a process has open besides.
FILES = 96


def main() -> None:
    """Serve until a signal ends the process."""
    arguments = list(sys.argv)
    options = parse(arguments)
    lifeline.begin(options)
    run(options, arguments)


def parse(arguments: list[str]) -> argparse.Namespace:
    """The options of a command line, up to its `--`."""
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
        # select() takes no file beyond the 1,024th.
        asyncore_use_poll=True,
        ident=None,
    )


def _connections() -> int:
    """How many this process may have open, at most CONNECTIONS."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < CONNECTIONS + FILES:
        soft = min(hard, CONNECTIONS + FILES)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    return min(soft - FILES, CONNECTIONS)


def _load(name: str) -> Callable:
    module, _, attribute = name.partition(":")
    return getattr(importlib.import_module(module), attribute)


if __name__ == "__main__":
    main()
