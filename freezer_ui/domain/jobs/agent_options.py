"""Options that agents 19 accept in a freezer_action, and how values are escaped for them.

The scheduler writes an action into an INI file, which the agent reads with oslo.config. An unknown
key ends the agent. A "%" in a value ends the scheduler's thread and leaves the job "running". A "$"
before a letter is substituted, or ends the agent.
"""

import re
from typing import Any

from freezer_ui.domain.document_types import Options
from freezer_ui.message import Message, message

#: Storages from which agents cannot restore, and why.
NO_RESTORE = {
    "ftp": message("restores.never_ends", storage="ftp"),
    "ftps": message("restores.never_ends", storage="ftps"),
    "s3": message("restores.finds_nothing", storage="s3"),
}
#: Engines whose backups agents 19 cannot restore.
NO_READING = ("rsync", "rsyncv2")
#: Options of a storage besides those of every restore; optional except LOGINS.
STORAGE_KEYS = {
    "local": (),
    "swift": ("proxy",),
    "ssh": ("ssh_host", "ssh_port", "ssh_username", "ssh_key", "ssh_password"),
}
#: Options that a storage requires.
LOGINS = {"ssh": ("ssh_host", "ssh_username")}

#: Options that agents accept and obey. Not among them: options that the scheduler adds (backup_id,
#: os_trust_id, metadata_out, config), limits, which end the agent, and options without effect.
_TAKEN = frozenset({
    "access_key", "action", "always_level", "backup_name", "cinder_vol_id",
    "cinderbrick_vol_id", "cindernative_backup_az", "cindernative_backup_container",
    "cindernative_backup_id", "cindernative_freezer_only", "cindernative_vol_id", "command",
    "compression", "consistency_check", "consistency_checksum", "container",
    "dereference_symlink", "dry_run", "encrypt_pass_file", "endpoint", "engine_name", "exclude",
    "ftp_host", "ftp_password", "ftp_port", "ftp_username", "fullbackup_rotation",
    "glance_image_id", "glance_image_name", "glance_image_name_filter", "hostname",
    "incremental", "log_file", "lvm_dirmount", "lvm_snapname", "lvm_snapperm", "lvm_snapsize",
    "lvm_srcvol", "lvm_volgroup", "max_level", "max_priority", "max_segment_size", "mode",
    "mysql_conf", "nova_inst_id", "nova_inst_name", "overwrite", "path_to_backup", "project_id",
    "proxy", "quiet", "remove_before_date", "remove_from_date", "remove_older_than",
    "restart_always_level", "restore_abs_path", "restore_from_date", "rsync_block_size",
    "secret_key", "snapshot", "sql_server_conf", "ssh_host", "ssh_key", "ssh_password",
    "ssh_port", "ssh_username", "storage", "sync", "temp_resource_prefix", "timeout",
})  # fmt: skip
#: Options that delete backups after a success, even of a restore.
_DELETING = frozenset(
    ("remove_older_than", "remove_before_date", "remove_from_date", "fullbackup_rotation")
)
_SWITCHES = frozenset({
    "incremental", "sync", "consistency_check", "overwrite", "dry_run", "quiet",
    "cindernative_freezer_only",
})  # fmt: skip
_NUMBERS = frozenset({
    "always_level", "fullbackup_rotation", "ftp_port", "max_level", "max_segment_size",
    "remove_older_than", "restart_always_level", "rsync_block_size", "ssh_port", "timeout",
})  # fmt: skip
#: Characters besides letters and digits that no shell interprets.
_PLAIN = "/._+,=:@-"


def taken(action: Options) -> dict[str, Any]:
    """Return the options of a stored action that an agent can take: known keys with a value.

    Freezer fills an action with nulls; a False would reach the agent as a text.
    """
    deletes = action.get("action") in ("backup", "admin", None)
    return {
        key: value
        for key, value in action.items()
        if key in _TAKEN and _says_something(key, value) and (deletes or key not in _DELETING)
    }


def is_taken(key: str) -> bool:
    """Whether agents accept and obey this option."""
    return key in _TAKEN


def is_switch(key: str) -> bool:
    """Whether the option has no value on an agent's command line."""
    return key in _SWITCHES


def _says_something(key: str, value: object) -> bool:
    if isinstance(value, bool):
        return key in _SWITCHES or (value and key not in _NUMBERS)
    return isinstance(value, str | int | float) and value != ""


def stored(text: str) -> str:
    """Escape a text for an action: agents read "$$" as "$"."""
    return text.replace("$", "$$")


def plain(text: str) -> str:
    """Unescape a text of an action, as agents do."""
    return text.replace("$$", "$")


def has_percent(value: object) -> bool:
    return isinstance(value, str) and "%" in value


def path_refused(path: str) -> Message | None:
    """Return why an agent cannot restore into this folder, or None."""
    if "%" in path:
        return message("restores.percent_in_path")
    bad = next((each for each in path if not (each.isalnum() or each in _PLAIN)), None)
    if bad is None:
        return None
    if bad.isspace():
        return message("restores.blank_in_path")
    return message("restores.character_in_path", character=bad)


def safe(text: str) -> str:
    """Return a text as a folder name that agents accept; may be ""."""
    kept = "".join(each if each.isalnum() or each in "._+@" else "-" for each in text)
    return re.sub("-{2,}", "-", kept).strip("-. ")[:100].strip("-.")


def safe_path(path: str) -> str:
    """Return the path with each folder name made safe; may be ""."""
    return "".join(f"/{name}" for each in path.split("/") if (name := safe(each)))
