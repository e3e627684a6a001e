"""freezer-api without SQLite's deadlocks.

freezer-api's transactions read before they write. On SQLite, two such transactions at the same time
end in "database is locked" and a 500, whatever the timeout; MySQL would let them wait. Taking the
write lock at BEGIN makes them wait too. Requests of several transactions still interleave. Requests
that only read take no lock, as on MySQL.
"""

from collections.abc import Callable
from contextvars import ContextVar

import sqlalchemy
from sqlalchemy.engine import Engine

from stack.wsgi import sqlite  # noqa: F401 before its engine is made

_reads: ContextVar[bool] = ContextVar("reads", default=False)


@sqlalchemy.event.listens_for(Engine, "before_cursor_execute", retval=True)
def _lock_at_begin(_connection, _cursor, statement, parameters, _context, _many):
    begins_to_write = statement == "BEGIN" and not _reads.get()
    return ("BEGIN IMMEDIATE" if begins_to_write else statement), parameters


from freezer_api.wsgi import application as _freezer  # noqa: E402 the engine is made with the listener


def application(environ: dict, start_response: Callable):
    _reads.set(environ["REQUEST_METHOD"] == "GET")
    return _freezer(environ, start_response)
