"""freezer-api, kept from SQLite's deadlocks.

Its transactions read before they write. Two such at once on SQLite end in "database is locked"
and a 500, at once and whatever the timeout, where MySQL would let them wait. Taking the write
lock at BEGIN makes them wait; requests, which are several transactions each, still interleave.
"""

import sqlalchemy
from sqlalchemy.engine import Engine


@sqlalchemy.event.listens_for(Engine, "before_cursor_execute", retval=True)
def _lock_at_begin(_connection, _cursor, statement, parameters, _context, _many):
    return ("BEGIN IMMEDIATE" if statement == "BEGIN" else statement), parameters


from freezer_api.wsgi import application  # noqa: E402, F401 the engine is made with the listener
