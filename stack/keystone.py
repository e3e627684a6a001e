"""Keystone on SQLite with fernet tokens."""

import grp
import os
import pwd
from pathlib import Path

from stack import stamp, tool
from stack.ports import HOST
from stack.service import Application
from stack.users import ADMIN, PASSWORD, REGION

CONFIG = """\
[DEFAULT]
use_stderr = true

[database]
connection = sqlite:///{home}/keystone.db?timeout=60
sqlite_synchronous = false

[token]
provider = fernet
# A working day: a demo left open must not log its user out.
expiration = 43200

[fernet_tokens]
key_repository = {home}/fernet-keys

[fernet_receipts]
key_repository = {home}/fernet-keys

[credential]
key_repository = {home}/credential-keys

[identity]
# Logins are many and the password is public: the cheapest hash will do.
password_hash_rounds = 4
"""


def url(port: int) -> str:
    """Return Keystone's v3 endpoint."""
    return f"http://{HOST}:{port}/v3"


def prepare(home: Path, log: Path) -> None:
    """Write the configuration; once per `home`, also create the keys, the database and the admin.

    Users, projects and endpoints are created by stack.catalog. Raises StackError if a step fails.
    """
    text = " ".join([stamp.version("keystone"), *_bootstrap()])
    stamp.fill(home, text, lambda folder: _fill(folder, log))
    _configure(home)


def service(home: Path, port: int) -> Application:
    """Return the service."""
    return Application(
        name="keystone",
        application="stack.wsgi.keystone:application",
        port=port,
        health=url(port),
        threads=4,
        environment={"OS_KEYSTONE_CONFIG_FILES": str(_config(home))},
    )


def _fill(home: Path, log: Path) -> None:
    begin = ["keystone-manage", "--config-file", str(_configure(home))]
    for step in (_keys("fernet_setup"), _keys("credential_setup"), ["db_sync"], _bootstrap()):
        tool.run([*begin, *step], log)


def _configure(home: Path) -> Path:
    _config(home).write_text(CONFIG.format(home=home))
    return _config(home)


def _config(home: Path) -> Path:
    return home / "keystone.conf"


def _keys(step: str) -> list[str]:
    """Create keys that belong to the current user."""
    user = pwd.getpwuid(os.getuid()).pw_name
    group = grp.getgrgid(os.getgid()).gr_name
    return [step, f"--keystone-user={user}", f"--keystone-group={group}"]


def _bootstrap() -> list[str]:
    options = {
        "password": PASSWORD,
        "username": ADMIN.name,
        "project-name": ADMIN.project,
        "region-id": REGION,
    }
    return ["bootstrap", *(f"--bootstrap-{name}={value}" for name, value in options.items())]
