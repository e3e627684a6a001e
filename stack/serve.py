"""Serve one WSGI application on 127.0.0.1.

`python -m stack.serve --port N --log FILE --lifeline FILE --application module:attribute
--threads N -- ARGUMENTS`

Keystone's and freezer-api's WSGI modules read sys.argv while they are imported, so the command line
is replaced by what follows `--` before the application is loaded.
"""

import importlib
import sys
from collections.abc import Callable

import waitress

from stack import lifeline
from stack.ports import HOST


def main() -> None:
    """Serve until a signal ends the process."""
    split = sys.argv.index("--")
    parser = lifeline.parser("stack.serve")
    parser.add_argument("--application", required=True)
    parser.add_argument("--threads", type=int, required=True)
    options = parser.parse_args(sys.argv[1:split])
    sys.argv = [options.application, *sys.argv[split + 1 :]]
    lifeline.begin(options)
    application = _load(options.application)
    waitress.serve(application, host=HOST, port=options.port, threads=options.threads, ident=None)


def _load(name: str) -> Callable:
    module, _, attribute = name.partition(":")
    return getattr(importlib.import_module(module), attribute)


if __name__ == "__main__":
    main()
