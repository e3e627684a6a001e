"""Imported before a service makes its engine: connections to SQLite are kept, as MySQL's are.

oslo.db opens one for each transaction, which takes as long as the queries in it; a list of jobs in
Freezer is dozens of transactions.
"""

import sqlalchemy.pool

sqlalchemy.pool.NullPool = sqlalchemy.pool.QueuePool
