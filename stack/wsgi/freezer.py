"""freezer-api, kept from SQLite's deadlocks.

Its transactions read before they write. Two such at once on SQLite end in "database is locked"
and a 500, at once and whatever the timeout, where MySQL would let them wait. Taking the write
lock at BEGIN makes them wait; requests, which are several transactions each, still interleave.
Requests that only read take no lock that others would wait for, as on MySQL.
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
