"""The fields of an action that backs up, as agents 19 take them; each was run with the released
agent, and what it cannot do, or what deletes backups by itself, is no field.
"""

import re
from collections.abc import Mapping

from freezer_ui.domain.forms.field import CHOICE, NUMBER, SECRET, SWITCH, TEXT, Field, Value, parse
from freezer_ui.domain.jobs import agent_options
from freezer_ui.errors import Invalid

#: Filled in for each client.
HOSTNAME = "{hostname}"

FILES, MYSQL, MONGO, SQL_SERVER = "fs", "mysql", "mongo", "sqlserver"
LOCAL, SWIFT, SSH = "local", "swift", "ssh"
_NO_HOSTNAME = re.compile(r"\{(?!hostname\})|(?<!\{hostname)\}")
#: What a pattern may hold: the agent puts it into a shell's double quotes.
_PATTERN = re.compile(r"[\w.*?/\[\]+@=: -]+")


def _name_wrong(text: str) -> str | None:
    if _NO_HOSTNAME.search(text):
        return "Use no braces but {hostname}: Freezer would keep it under another name."
    return None


def path_wrong(text: str) -> str | None:
    if _NO_HOSTNAME.search(text):
        return "Use no braces but {hostname}."
    if not (text.startswith("/") or re.match(r"[A-Za-z]:[\\/]", text)):
        return "Write the whole path, such as /srv/data or C:\\data."
    if ".." in re.split(r"[\\/]", text):
        return "Write the path without .."
    return None


def shell_path_wrong(text: str) -> str | None:
    plain = text.replace(HOSTNAME, "h")
    return path_wrong(text) or (
        agent_options.PATH_HINT if agent_options.path_refused(plain) else None
    )


def _pattern_wrong(text: str) -> str | None:
    if "," in text:
        return "This is one pattern: agents read a comma as a part of it."
    if not _PATTERN.fullmatch(text):
        return "Use letters, digits, blanks and . * ? / [ ] _ + - @ = : only."
    return None


def word_wrong(text: str) -> str | None:
    return "Write this without blanks." if re.search(r"\s", text) else None


_ON_FILES = {"mode": (FILES,)}
_ON_SSH = {"storage": (SSH,)}
_STEPS = {"incremental": (True,)}

FIELDS = (
    Field(
        "mode", CHOICE, "What to back up",
        "Folders are read as they are. A database is prepared by the agent on its machine first.",
        needed=True, default=FILES,
        choices=(
            (FILES, "Files and folders"),
            (MYSQL, "MySQL or MariaDB"),
            (MONGO, "MongoDB"),
            (SQL_SERVER, "SQL Server"),
        ),
    ),
    Field(
        "path_to_backup", TEXT, "Folder or file",
        "The whole path on the client. For a database: the folder where it keeps its data.",
        needed=True, check=path_wrong, per_client=True,
    ),
    Field(
        "mysql_conf", TEXT, "Login file",
        "A file on the client with host, port, user and password in a section [default]. Its "
        "tables stay locked while they are backed up.",
        needed=True, when={"mode": (MYSQL,)}, check=path_wrong,
    ),
    Field(
        "sql_server_conf", TEXT, "Instance file",
        "A file on the client that names the instance in a section [default]. The service is "
        "stopped while it is backed up.",
        needed=True, when={"mode": (SQL_SERVER,)}, check=path_wrong,
    ),
    Field(
        "backup_name", TEXT, "Backup name",
        "Backups are found by this name, their machine and their container.",
        needed=True, check=_name_wrong, per_client=True,
    ),
    Field(
        "storage", CHOICE, "Store in",
        "Where the backups go.",
        needed=True, default=SWIFT,
        choices=(
            (SWIFT, "Object storage (Swift)"),
            (LOCAL, "A folder on the client"),
            (SSH, "A folder on another machine (ssh)"),
        ),
    ),
    Field(
        "container", TEXT, "Container or folder",
        "In object storage: a container, which is made if it is not there. Else the whole path of "
        "a folder.",
        needed=True, per_client=True,
    ),
    Field(
        "ssh_host", TEXT, "Storage machine", "The host name or address of the machine that keeps "
        "the backups.", needed=True, when=_ON_SSH, check=word_wrong,
    ),
    Field(
        "ssh_username", TEXT, "User there", "The user to log in as.",
        needed=True, when=_ON_SSH, check=word_wrong,
    ),
    Field(
        "ssh_key", TEXT, "Private key file", "The path of the key on the client. Without one, the "
        "password is used, or ~/.ssh/id_rsa of the agent's user.", when=_ON_SSH, check=path_wrong,
    ),
    Field(
        "ssh_password", SECRET, "Password", "Freezer keeps it as it is, and everybody of the "
        "project can read it there. A key file is safer.", when=_ON_SSH, more=True,
    ),
    Field(
        "ssh_port", NUMBER, "Port", "Usually 22.", when=_ON_SSH, least=1, most=65_535, more=True,
    ),
    Field(
        "incremental", SWITCH, "Only what has changed",
        "After a full backup, the next ones hold what has changed since.", default=True,
    ),
    Field(
        "max_level", NUMBER, "Full backup after", "So many backups of changes, then a full one "
        "again. A restore reads the full backup and all that follow.",
        needed=True, default=6, least=1, most=1000, when=_STEPS,
    ),
    Field(
        "remove_older_than", NUMBER, "Keep for days", "After each good backup the agent deletes "
        "backups that are this old. A full backup goes together with the changes that follow it, "
        "by its own age. Leave this empty to keep all.",
        least=1, most=36_500,
    ),
    Field(
        "exclude", TEXT, "Leave out", "One pattern of files that are not backed up, such as "
        "*.log.", when=_ON_FILES, check=_pattern_wrong, more=True,
    ),
    Field(
        "dereference_symlink", CHOICE, "Links", "What a link in the folder stands for.",
        choices=(
            ("soft", "Back up what soft links point to"),
            ("hard", "Back up what hard links point to"),
            ("all", "Back up what any link points to"),
        ),
        when=_ON_FILES, more=True,
    ),
    Field(
        "compression", CHOICE, "Compression", "Better compression takes longer.",
        default="gzip", choices=(("gzip", "gzip"), ("bzip2", "bzip2"), ("xz", "xz")), more=True,
    ),
    Field(
        "encrypt_pass_file", TEXT, "Password file", "A file on the client whose content encrypts "
        "the backups. A restore needs the same file: keep a copy elsewhere.",
        check=shell_path_wrong, more=True,
    ),
    Field(
        "consistency_check", SWITCH, "Check sum", "Writes a check sum into each record, to hold "
        "a restore against.", when=_ON_FILES, default=False, more=True,
    ),
    Field(
        "max_retries", NUMBER, "Tries again", "How often a backup that failed is tried again.",
        needed=True, default=0, most=100, more=True,
    ),
    Field(
        "max_retries_interval", NUMBER, "Seconds between tries", "The time before a backup is "
        "tried again.", needed=True, default=60, least=1, most=86_400, more=True,
    ),
)  # fmt: skip
#: Fields that Freezer keeps beside the freezer_action.
BESIDE = ("max_retries", "max_retries_interval")


def read(sent: object) -> dict[str, Value]:
    """The values of this form, checked one by one and together; raises Invalid."""
    values = parse(FIELDS, sent, "action.")
    wrong = container_wrong(values)
    if wrong:
        raise Invalid({"action.container": wrong})
    return values


def document(values: Mapping[str, Value], hostname: str) -> dict:
    """What a job has in `job_actions` for the client of this host name."""
    filled = {
        key: value.replace(HOSTNAME, hostname) if isinstance(value, str) else value
        for key, value in values.items()
    }
    return {
        "freezer_action": {"action": "backup", "engine_name": "tar", **as_stored(filled)},
        **{key: values[key] for key in BESIDE},
    }


def as_stored(values: Mapping[str, Value]) -> dict[str, Value]:
    """The values in a freezer_action, as an agent reads them: what is off is left out."""
    return {
        key: agent_options.stored(value) if isinstance(value, str) else value
        for key, value in values.items()
        if key not in BESIDE and value is not False
    }


def container_wrong(values: Mapping[str, Value]) -> str | None:
    """What is wrong with where the backups are stored, or None."""
    container, path = str(values["container"]), values.get("path_to_backup")
    if _NO_HOSTNAME.search(container):
        return "Use no braces but {hostname}."
    if values["storage"] == SWIFT:
        if container.startswith("/") or container.endswith("/"):
            return "A container's name has no slash at its begin or end."
        return None
    wrong = path_wrong(container)
    if wrong:
        return wrong
    if path is None or values["storage"] != LOCAL:
        return None
    if f"{container.rstrip('/')}/".startswith(f"{str(path).rstrip('/')}/"):
        return "This lies in the folder that is backed up: each backup would hold all before it."
    return None
