"""The form of a backup action for agents 19; every field was run with the released agent.

Options that agents cannot handle, or that delete backups, are not fields.
"""

import re
from collections.abc import Mapping

from freezer_ui.domain.document_types import JobAction
from freezer_ui.domain.forms.field import CHOICE, NUMBER, SECRET, SWITCH, TEXT, Field, Value, parse
from freezer_ui.domain.jobs import agent_options
from freezer_ui.errors import Invalid
from freezer_ui.message import N_, Message, message

#: Replaced by the host name of each client.
HOSTNAME = "{hostname}"

FILES, MYSQL, MONGO, SQL_SERVER = "fs", "mysql", "mongo", "sqlserver"
LOCAL, SWIFT, SSH = "local", "swift", "ssh"
_NO_HOSTNAME = re.compile(r"\{(?!hostname\})|(?<!\{hostname)\}")
#: Characters of a pattern, which the agent puts into double quotes of a shell.
_PATTERN = re.compile(r"[\w.*?/\[\]+@=: -]+")

#: Bytes of a container's name in Swift, and of a backup name beside the machine's in a folder name.
_LONGEST_CONTAINER = 256
_LONGEST_MACHINE = "h" * 64
_NAME_ROOM = 255 - len(f"{_LONGEST_MACHINE}_")


def _name_wrong(text: str) -> Message | None:
    if _NO_HOSTNAME.search(text):
        return message("forms.other_braces")
    return None


def path_wrong(text: str) -> Message | None:
    if _NO_HOSTNAME.search(text):
        return message("forms.other_braces")
    if not (text.startswith("/") or re.match(r"[A-Za-z]:[\\/]", text)):
        return message("forms.whole_path")
    if ".." in re.split(r"[\\/]", text):
        return message("forms.path_upwards")
    return None


def shell_path_wrong(text: str) -> Message | None:
    plain = text.replace(HOSTNAME, "h")
    return path_wrong(text) or (
        message("forms.plain_path") if agent_options.path_refused(plain) else None
    )


def _pattern_wrong(text: str) -> Message | None:
    if "," in text:
        return message("forms.one_pattern")
    if not _PATTERN.fullmatch(text):
        return message("forms.plain_pattern")
    return None


def word_wrong(text: str) -> Message | None:
    return message("forms.no_blanks") if re.search(r"\s", text) else None


_ON_FILES = {"mode": (FILES,)}
_ON_SSH = {"storage": (SSH,)}
_STEPS = {"incremental": (True,)}

FIELDS = (
    Field(
        "mode",
        CHOICE,
        N_("What to back up"),
        N_("Folders are read as they are. The agent prepares a database on its machine first."),
        needed=True,
        default=FILES,
        choices=(
            (FILES, N_("Files and folders")),
            (MYSQL, N_("MySQL or MariaDB")),
            (MONGO, N_("MongoDB")),
            (SQL_SERVER, N_("SQL Server")),
        ),
    ),
    Field(
        "path_to_backup",
        TEXT,
        N_("Folder or file"),
        N_("The whole path on the client. For a database: the folder where it keeps its data."),
        needed=True,
        check=path_wrong,
        per_client=True,
    ),
    Field(
        "mysql_conf",
        TEXT,
        N_("Login file"),
        N_(
            "A file on the client with host, port, user and password in a section "
            "[default]. The tables stay locked during the backup."
        ),
        needed=True,
        when={"mode": (MYSQL,)},
        check=path_wrong,
    ),
    Field(
        "sql_server_conf",
        TEXT,
        N_("Instance file"),
        N_(
            "A file on the client that names the instance in a section [default]. The "
            "service is stopped during the backup."
        ),
        needed=True,
        when={"mode": (SQL_SERVER,)},
        check=path_wrong,
    ),
    Field(
        "backup_name",
        TEXT,
        N_("Backup name"),
        N_("Backups are found by this name, their machine and their container."),
        needed=True,
        check=_name_wrong,
        per_client=True,
    ),
    Field(
        "storage",
        CHOICE,
        N_("Store in"),
        N_(
            "Where the backups are stored. Agents of version 19 cannot restore files from ftp, "
            "ftps or s3."
        ),
        needed=True,
        default=SWIFT,
        refused=agent_options.NO_RESTORE,
        choices=(
            (SWIFT, N_("Object storage (Swift)")),
            (LOCAL, N_("A folder on the client")),
            (SSH, N_("A folder on another machine (ssh)")),
        ),
    ),
    Field(
        "container",
        TEXT,
        N_("Container or folder"),
        N_(
            "For object storage: a container, which is created if needed. Otherwise: the "
            "whole path of a folder."
        ),
        needed=True,
        per_client=True,
    ),
    Field(
        "ssh_host",
        TEXT,
        N_("Storage machine"),
        N_("The host name or address of the machine that keeps the backups."),
        needed=True,
        when=_ON_SSH,
        check=word_wrong,
    ),
    Field(
        "ssh_username",
        TEXT,
        N_("User on the storage machine"),
        N_("The user to log in as."),
        needed=True,
        when=_ON_SSH,
        check=word_wrong,
    ),
    Field(
        "ssh_key",
        TEXT,
        N_("Private key file"),
        N_(
            "The path of the key on the client. Without one, the password is used, or "
            "~/.ssh/id_rsa of the agent's user."
        ),
        when=_ON_SSH,
        check=path_wrong,
    ),
    Field(
        "ssh_password",
        SECRET,
        N_("Password"),
        N_(
            "Freezer stores the password as plain text, readable for every member of the "
            "project. A key file is safer."
        ),
        when=_ON_SSH,
        more=True,
    ),
    Field(
        "ssh_port",
        NUMBER,
        N_("Port"),
        N_("Usually 22."),
        when=_ON_SSH,
        least=1,
        most=65_535,
        more=True,
    ),
    Field(
        "incremental",
        SWITCH,
        N_("Incremental backups"),
        N_("After a full backup, the next backups contain only what changed."),
        default=True,
    ),
    Field(
        "max_level",
        NUMBER,
        N_("Increments per full backup"),
        N_(
            "How many increments follow a full backup before the next full one. A restore"
            " reads the full backup and its increments."
        ),
        needed=True,
        default=6,
        least=1,
        most=1000,
        when=_STEPS,
    ),
    Field(
        "remove_older_than",
        NUMBER,
        N_("Keep backups (days)"),
        N_(
            "After each successful backup, the agent deletes backups of this age. A full "
            "backup and its increments are deleted together, at the age of the full "
            "backup. Leave this empty to keep all backups."
        ),
        least=1,
        most=36_500,
    ),
    Field(
        "exclude",
        TEXT,
        N_("Exclude"),
        N_("One pattern of files to exclude, such as *.log."),
        when=_ON_FILES,
        check=_pattern_wrong,
        more=True,
    ),
    Field(
        "dereference_symlink",
        CHOICE,
        N_("Symbolic and hard links"),
        N_("What to back up for symbolic and hard links."),
        choices=(
            ("soft", N_("Back up what soft links point to")),
            ("hard", N_("Back up what hard links point to")),
            ("all", N_("Back up what any link points to")),
        ),
        when=_ON_FILES,
        more=True,
    ),
    Field(
        "compression",
        CHOICE,
        N_("Compression"),
        N_("Better compression takes longer."),
        default="gzip",
        choices=(("gzip", N_("gzip")), ("bzip2", N_("bzip2")), ("xz", N_("xz"))),
        more=True,
    ),
    Field(
        "encrypt_pass_file",
        TEXT,
        N_("Password file"),
        N_(
            "A file on the client with the passphrase that encrypts the backups. A restore "
            "needs the same file: keep a copy elsewhere."
        ),
        check=shell_path_wrong,
        more=True,
    ),
    Field(
        "consistency_check",
        SWITCH,
        N_("Checksum"),
        N_("Records a checksum of each backup, so that a restore can be verified."),
        when=_ON_FILES,
        default=False,
        more=True,
    ),
    Field(
        "max_retries",
        NUMBER,
        N_("Retries"),
        N_("How often a failed backup is retried."),
        needed=True,
        default=0,
        most=100,
        more=True,
    ),
    Field(
        "max_retries_interval",
        NUMBER,
        N_("Seconds between retries"),
        N_("How long the agent waits before a retry."),
        needed=True,
        default=60,
        least=1,
        most=86_400,
        more=True,
    ),
)
#: Fields that are beside the freezer_action in its document.
BESIDE = ("max_retries", "max_retries_interval")


def read(sent: object) -> dict[str, Value]:
    """Return the values of this form, also checked together. Raises Invalid."""
    values = parse(FIELDS, sent, "action.")
    wrong = storage_wrong(values)
    if wrong:
        raise Invalid(wrong)
    return values


def document(values: Mapping[str, Value], hostname: str) -> JobAction:
    """Return the entry of job_actions for the client with this host name."""
    filled = {
        key: value.replace(HOSTNAME, hostname) if isinstance(value, str) else value
        for key, value in values.items()
    }
    return {
        "freezer_action": {"action": "backup", "engine_name": "tar", **as_stored(filled)},
        "max_retries": values["max_retries"],
        "max_retries_interval": values["max_retries_interval"],
    }


def as_stored(values: Mapping[str, Value]) -> dict[str, Value]:
    """Return the values as options of a freezer_action; False is left out."""
    return {
        key: agent_options.stored(value) if isinstance(value, str) else value
        for key, value in values.items()
        if key not in BESIDE and value is not False
    }


def storage_wrong(values: Mapping[str, Value]) -> dict[str, Message]:
    """Return what is wrong with the container and the backup name, by field."""
    if "storage" not in values:
        return {}
    found = {
        "action.container": _container_wrong(values),
        "action.backup_name": None if values["storage"] == SWIFT else _folder_wrong(values),
    }
    return {name: wrong for name, wrong in found.items() if wrong}


def _folder_wrong(values: Mapping[str, Value]) -> Message | None:
    """Agents name the folder <machine>_<name>; a slash in the name starts a subfolder."""
    for part in str(values["backup_name"]).split("/"):
        length = len(part.replace(HOSTNAME, _LONGEST_MACHINE).encode())
        if length > _NAME_ROOM:
            return message("forms.folder_too_long", most=_NAME_ROOM, length=length)
    return None


def _container_wrong(values: Mapping[str, Value]) -> Message | None:
    container, path = str(values["container"]), values.get("path_to_backup")
    if _NO_HOSTNAME.search(container):
        return message("forms.other_braces")
    if values["storage"] == SWIFT:
        if container.startswith("/") or container.endswith("/"):
            return message("forms.container_slash")
        parts = container.split("/")
        if {".", ".."} & set(parts):
            return message("forms.container_dots")
        length = len(parts[0].encode())
        if length > _LONGEST_CONTAINER:
            return message("forms.container_long", most=_LONGEST_CONTAINER, length=length)
        return None
    wrong = path_wrong(container)
    if wrong:
        return wrong
    if path is None or values["storage"] != LOCAL:
        return None
    if f"{container.rstrip('/')}/".startswith(f"{str(path).rstrip('/')}/"):
        return message("forms.stored_in_itself")
    return None
