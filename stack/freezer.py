"""freezer-api on SQLite or MariaDB behind keystonemiddleware."""

import sqlite3
from contextlib import closing
from pathlib import Path

from stack import mariadb, stamp, tool
from stack.catalog import authtoken
from stack.errors import StackError
from stack.ports import HOST
from stack.service import Application

CONFIG = """\
[DEFAULT]
use_stderr = true

[database]
{database}

[paste_deploy]
config_file = {home}/freezer-paste.ini

[centralized_scheduler]
# Its trusts need a user of their own, and no client here is central.
enabled = false

[keystone_authtoken]
{authtoken}"""

SQLITE = """\
connection = sqlite:///{home}/freezer.db?timeout=60
sqlite_synchronous = false"""

PASTE = """\
[composite:main]
use = egg:Paste#urlmap
/healthcheck = healthcheck
/ = api

[app:healthcheck]
paste.app_factory = oslo_middleware:Healthcheck.app_factory

[pipeline:api]
pipeline = http_proxy_to_wsgi versions authtoken context backup

[filter:http_proxy_to_wsgi]
paste.filter_factory = oslo_middleware:HTTPProxyToWSGI.factory

[filter:versions]
paste.filter_factory = freezer_api.api.versions:VersionNegotiator.factory

[filter:authtoken]
paste.filter_factory = keystonemiddleware.auth_token:filter_factory

[filter:context]
paste.filter_factory = freezer_api.api.common.middleware:ContextMiddleware.factory

[composite:backup]
paste.composite_factory = freezer_api.service:root_app_factory
/ = api_versions
/v2 = appv2

[app:api_versions]
paste.app_factory = freezer_api.api.versions:api_versions

[app:appv2]
paste.app_factory = freezer_api.service:freezer_appv2_factory
"""


def url(port: int) -> str:
    """Return the server's root URL: python-freezerclient appends /v2/{project_id} itself."""
    return f"http://{HOST}:{port}"


def prepare(
    home: Path,
    log: Path,
    keystone: str,
    server: Path | None = None,
    database: int | None = None,
) -> None:
    """Write the configuration for Keystone at URL `keystone`; the first time, also create the
    tables, in SQLite or in the MariaDB with data in `server` and port `database`.

    Raises StackError if that fails.
    """
    text = stamp.version("freezer-api") + (" in MariaDB" if database else "")

    def make(folder: Path) -> None:
        _configure(folder, keystone, database)
        tool.run(["freezer-manage", "--config-file", str(_config(folder)), "db", "sync"], log)
        tables = mariadb.tables(database) if database else _tables(folder / "freezer.db")
        # freezer-manage exits with 0 even when it failed.
        if "sessions" not in tables:
            raise StackError(f"freezer-manage db sync made no tables; its log is {log}")

    if not (server and database):
        stamp.fill(home, text, make)
    elif not stamp.is_done(home, text):
        home.mkdir(parents=True, exist_ok=True)
        with mariadb.serving(server, database, log):
            make(home)
        stamp.done(home, text)
    _configure(home, keystone, database)


def _configure(home: Path, keystone: str, database: int | None) -> None:
    connection = f"connection = {mariadb.url(database)}" if database else SQLITE.format(home=home)
    config = CONFIG.format(home=home, database=connection, authtoken=authtoken(keystone))
    _config(home).write_text(config)
    (home / "freezer-paste.ini").write_text(PASTE)


def service(
    home: Path, port: int, name: str = "freezer", database: int | None = None
) -> Application:
    """Return the service; `database` is MariaDB's port, None for SQLite."""
    return Application(
        name=name,
        application=f"{'freezer_api.wsgi' if database else 'stack.wsgi.freezer'}:application",
        port=port,
        health=f"{url(port)}/healthcheck",
        threads=8,
        arguments=("--config-file", str(_config(home))),
    )


def _config(home: Path) -> Path:
    return home / "freezer-api.conf"


def _tables(database: Path) -> set[str]:
    with closing(sqlite3.connect(database)) as connection:
        return {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
