"""What of a freezer_action may be shown to everybody of a project: a list, and all else is hidden.

Agents take passwords from an action as from their configuration, and Freezer stores and shows them
as they are. A field is shown where its name is one of the agent's options that hold no secret, and
its value does not look as if it held one all the same. Whoever may write can ask for the rest.
"""

import re
from collections.abc import Mapping
from typing import Any

from freezer_ui.domain.jobs import agent_options

#: In the place of a text that may hold a secret.
HIDDEN = "(hidden)"
#: Options that are a secret, or the words of a command line, whatever they hold.
_SECRET = frozenset(
    ("access_key", "secret_key", "ssh_password", "ftp_password", "command", "os_trust_id")
)
#: Options that agents ignore, or set themselves, and that hold no secret.
_IDLE = frozenset({
    "backup_id", "cinder_vol_name", "debug", "download_limit", "insecure", "metadata_out",
    "no_incremental", "nova_restore_network", "os_identity_api_version", "upload_limit",
})  # fmt: skip
#: Shown as the path of a file, which is no secret, and not as what is in it.
_PATHS = frozenset({
    "encrypt_pass_file", "ftp_certfile", "ftp_keyfile", "log_file", "mysql_conf",
    "sql_server_conf", "ssh_key",
})  # fmt: skip
_URLS = frozenset(("endpoint", "proxy"))

_PATH = re.compile(r"(?:/|~/|\.{1,2}/|[A-Za-z]:\\)[^\s\"'=]{0,254}")
_URL = re.compile(r"(?:[a-z][a-z\d+.-]*://)?[\w.-]+(?::\d{1,5})?(?:/[\w./-]*)?", re.ASCII | re.I)
# What names of secrets have in them, in whatever another tool writes; short ones as words only.
_NAME = (
    r"(?:passw|passphrase|secret|token|credential|api[_-]?key|authori[sz]ation|signature|private"
    r"|cookie|bearer"
    r"|(?<![^\W_])(?:pass|pwd|creds?|auth|keys?|sig|sas|jwt|otp|pin|login|dsn|salt|hmac)(?![a-z]))"
    r"[\w-]{0,40}"
)
_HOLDS = re.compile(
    # Pairs: a=b, a: b, "a": b, ?a=b, and the options of a command line.
    rf"{_NAME}[\"']?\s{{0,9}}[=:]\s{{0,9}}\S"
    rf"|(?<!\S)--?[\w-]{{0,40}}{_NAME}[=\s]"
    rf"|[\"'][\w-]{{0,40}}{_NAME}[\"']"
    r"|\b(?:bearer|basic)\s"
    r"|-----BEGIN",
    re.I,
)
_IS_NAME = re.compile(rf"[\w-]{{0,40}}{_NAME}", re.I)


def may_hold(text: str) -> bool:
    """Whether a text looks as if it held a login, a key, or a pair of a secret's name and value."""
    # A login before a host, with or without a scheme: the password may hold anything.
    has_login = -1 < text.find(":") < text.rfind("@")
    return has_login or _HOLDS.search(text) is not None


def is_shown(name: str) -> bool:
    """Whether a field of this name is shown as far as its value says nothing against it."""
    known = agent_options.is_taken(name) or name in _IDLE or name in _PATHS
    return known and name not in _SECRET


def text(value: object) -> str:
    """A text that another tool wrote, such as a backup's name, to be shown."""
    return HIDDEN if may_hold(str(value)) else str(value)


def shown(name: str, value: object) -> str | None:
    """A field of an action as text; None for what is hidden."""
    if not is_shown(name):
        return None
    if isinstance(value, list):
        return _listed(value)
    if isinstance(value, Mapping):
        return None
    words = plain(value)
    if name in _PATHS and not _PATH.fullmatch(words):
        return None
    if name in _URLS and not _URL.fullmatch(words):
        return None
    return None if may_hold(words) else words


def plain(value: object) -> str:
    """Any value as text, hidden or not."""
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {plain(each)}" for name, each in value.items())
    if isinstance(value, list):
        return ", ".join(map(plain, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _listed(values: list[Any]) -> str | None:
    """Agents take no lists; other tools write a pattern each, or a name and its value."""
    if any(isinstance(each, list | Mapping) for each in values):
        return None
    words = [plain(each) for each in values]
    if any(may_hold(each) or _IS_NAME.fullmatch(each) for each in words):
        return None
    return ", ".join(words)
