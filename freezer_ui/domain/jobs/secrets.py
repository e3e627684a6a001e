"""Hides possible secrets of a freezer_action: only known, harmless fields are shown.

Agents accept passwords in an action, and Freezer stores them as plain text. A field is shown if its
name is an agent option that holds no secret, and its value does not look like one. Users who may
write can reveal the others.
"""

import re
from collections.abc import Mapping
from typing import Any

from freezer_ui.domain.jobs import agent_options

#: Shown instead of a text that may hold a secret.
HIDDEN = "(hidden)"
#: Options whose values are always hidden.
_SECRET = frozenset(
    ("access_key", "secret_key", "ssh_password", "ftp_password", "command", "os_trust_id")
)
#: Options without secrets that agents ignore or set themselves.
_IDLE = frozenset({
    "backup_id", "cinder_vol_name", "debug", "download_limit", "insecure", "metadata_out",
    "no_incremental", "nova_restore_network", "os_identity_api_version", "upload_limit",
})  # fmt: skip
#: Options that hold the path of a file; any other value is hidden.
_PATHS = frozenset({
    "encrypt_pass_file", "ftp_certfile", "ftp_keyfile", "log_file", "mysql_conf",
    "sql_server_conf", "ssh_key",
})  # fmt: skip
_URLS = frozenset(("endpoint", "proxy"))

_PATH = re.compile(r"(?:/|~/|\.{1,2}/|[A-Za-z]:\\)[^\s\"'=]{0,254}")
_URL = re.compile(r"(?:[a-z][a-z\d+.-]*://)?[\w.-]+(?::\d{1,5})?(?:/[\w./-]*)?", re.ASCII | re.I)
# Parts of the names of secrets; short ones match whole words only.
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
    """Whether a text may hold a login, a key, or the name and value of a secret."""
    # user:password@host, with or without a scheme; a password may contain any character
    has_login = -1 < text.find(":") < text.rfind("@")
    return has_login or _HOLDS.search(text) is not None


def is_shown(name: str) -> bool:
    """Whether a field of this name is shown if its value is harmless."""
    known = agent_options.is_taken(name) or name in _IDLE or name in _PATHS
    return known and name not in _SECRET


def text(value: object) -> str:
    """Return a text of another tool, such as a backup's name, or HIDDEN."""
    return HIDDEN if may_hold(str(value)) else str(value)


def shown(name: str, value: object) -> str | None:
    """Return a field of an action as text; None if it is hidden."""
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
    """Return any value as text, without hiding it."""
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {plain(each)}" for name, each in value.items())
    if isinstance(value, list):
        return ", ".join(map(plain, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _listed(values: list[Any]) -> str | None:
    """A list as text, or None if one item may be a secret; other tools write lists."""
    if any(isinstance(each, list | Mapping) for each in values):
        return None
    words = [plain(each) for each in values]
    if any(may_hold(each) or _IS_NAME.fullmatch(each) for each in words):
        return None
    return ", ".join(words)
