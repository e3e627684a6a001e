"""MariaDB, the database that operators use for freezer-api; the stack's default is SQLite.

`python -m stack.mariadb --port N --log FILE --lifeline FILE --home FOLDER` runs the system's
mariadbd on the data that `prepare` created. STACK_DATABASE=mariadb gives one to every cloud
(stack.cloud).
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pymysql

from stack import lifeline, program, stamp
from stack.errors import StackError
from stack.ports import HOST
from stack.service import Service
from stack.users import PASSWORD

NAME = USER = "freezer"
#: Seconds to wait for a server to accept connections, and to end.
STARTING, ENDING = 60, 30
#: SQL that the server runs before it accepts connections.
_SETUP = f"""\
CREATE DATABASE IF NOT EXISTS {NAME} CHARACTER SET utf8mb4;
CREATE USER IF NOT EXISTS {USER}@{HOST} IDENTIFIED BY '{PASSWORD}';
GRANT ALL ON {NAME}.* TO {USER}@{HOST};
"""


def is_wanted() -> bool:
    """Whether STACK_DATABASE names MariaDB. Raises StackError for an unknown database."""
    name = os.environ.get("STACK_DATABASE") or "sqlite"
    if name not in ("sqlite", "mariadb"):
        raise StackError(f"STACK_DATABASE is sqlite or mariadb, not {name!r}.")
    return name == "mariadb"


def url(port: int) -> str:
    """Return the `connection` for oslo.db."""
    return f"mysql+pymysql://{USER}:{PASSWORD}@{HOST}:{port}/{NAME}?charset=utf8mb4"


def prepare(home: Path, log: Path) -> None:
    """Create an empty server, once. Raises StackError if that fails."""
    if not shutil.which("mariadbd"):
        raise StackError("There is no mariadbd here: as root, 'apt-get install mariadb-server'.")
    if stamp.is_done(home, _SETUP):
        return
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    _setup(home).write_text(_SETUP)
    command = ["mariadb-install-db", "--no-defaults", f"--user={program.user()}"]
    command += [f"--datadir={home / 'data'}", "--skip-test-db"]
    with log.open("ab") as output:
        ended = subprocess.run(  # noqa: S603 our own command
            command, stdout=output, stderr=output, timeout=300, check=False
        )
    if ended.returncode:
        raise StackError(f"mariadb-install-db failed; its log is {log}")
    stamp.done(home, _SETUP)


@contextmanager
def serving(home: Path, port: int, log: Path) -> Iterator[None]:
    """Run the server in this context."""
    with log.open("ab") as output:
        server = subprocess.Popen(_command(home, port), stdout=output, stderr=output)  # noqa: S603
    try:
        _wait_for(server, port, log)
        yield
    finally:
        server.terminate()
        server.wait(ENDING)


def tables(port: int) -> set[str]:
    """Return the tables of freezer-api's database."""
    with _as_freezer(port) as connection, connection.cursor() as cursor:
        cursor.execute("SHOW TABLES")
        return {name for (name,) in cursor.fetchall()}


def service(home: Path, port: int) -> Service:
    """Return the service."""
    return Service(name="mariadb", port=port, module="stack.mariadb", options={"home": str(home)})


def _setup(home: Path) -> Path:
    return home / "setup.sql"


def _as_freezer(port: int) -> pymysql.Connection:
    return pymysql.connect(host=HOST, port=port, user=USER, password=PASSWORD, database=NAME)


def _command(home: Path, port: int) -> list[str]:
    options = {
        "user": program.user(),
        "datadir": home / "data",
        "bind-address": HOST,
        "port": port,
        # The socket is below the data, where its path is short enough.
        "socket": "mariadb.sock",
        "pid-file": "mariadb.pid",
        "init-file": _setup(home),
        # Each health check would count as a failed connection of this host.
        "skip-name-resolve": 1,
        "character-set-server": "utf8mb4",
        "innodb-buffer-pool-size": "64M",
    }
    return ["mariadbd", "--no-defaults", *(f"--{name}={value}" for name, value in options.items())]


def _wait_for(server: subprocess.Popen, port: int, log: Path) -> None:
    deadline = time.monotonic() + STARTING
    while server.poll() is None and time.monotonic() < deadline:
        with suppress(pymysql.OperationalError):
            _as_freezer(port).close()
            return
        time.sleep(0.1)
    raise StackError(f"mariadbd does not take connections; its log is {log}")


def main() -> int:
    """Run until mariadbd ends, which it does together with this process; return its exit code."""
    options = lifeline.begun("stack.mariadb", "home")
    return program.run(_command(options.home, options.port))


if __name__ == "__main__":
    sys.exit(main())
