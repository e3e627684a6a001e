"""The form of an action for agents 19: the fields for each kind, mode and storage.

Options that agents cannot handle, or that delete backups, are not fields. Options of other tools
that are no field are kept in an edit, and shown.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from freezer_ui.domain import fingerprint
from freezer_ui.domain.document_types import Options
from freezer_ui.domain.forms import backup_action
from freezer_ui.domain.forms.backup_action import (
    BESIDE,
    FILES,
    MONGO,
    MYSQL,
    SQL_SERVER,
    SWIFT,
    path_wrong,
    shell_path_wrong,
    word_wrong,
)
from freezer_ui.domain.forms.field import (
    CHOICE,
    IMAGE_ID,
    INSTANCE_ID,
    LONGEST,
    NUMBER,
    RESTORE_POINT,
    SECRET,
    SWITCH,
    TEXT,
    VOLUME_ID,
    Field,
    Value,
    parse,
)
from freezer_ui.domain.jobs import action, agent_options, secrets
from freezer_ui.domain.times import NotATime, parse_iso
from freezer_ui.errors import Invalid
from freezer_ui.message import N_, Message, message

#: The largest integer that browsers read exactly.
LARGEST = 2**53
BACKUP, RESTORE, ADMIN = "backup", "restore", "admin"
CINDER, VOLUME, INSTANCE, IMAGE = "cinder", "cindernative", "nova", "glance"
_ON_MACHINES = (FILES, MYSQL, MONGO, SQL_SERVER)
_STORED = (*_ON_MACHINES, CINDER, INSTANCE, IMAGE)
_OTHERS = (VOLUME, CINDER, INSTANCE, IMAGE)
#: Engines by mode; Cinder uses its own.
_ENGINES = {**dict.fromkeys(_ON_MACHINES, "tar"), INSTANCE: "nova", IMAGE: "glance"}
#: Agents' defaults.
AGENTS_DEFAULTS: Mapping[str, Value] = {
    "action": BACKUP,
    "mode": FILES,
    "storage": SWIFT,
    "compression": "gzip",
    "container": "freezer_backups",
}
_BACKUP = {"action": (BACKUP,)}
_RESTORE = {"action": (RESTORE,)}
_ADMIN = {"action": (ADMIN,)}
_OF_BACKUPS = {field.name: field for field in backup_action.FIELDS}


#: Options that agents read as true for any text, even "false".
_ANY_TEXT = frozenset({"max_priority"})
_PROXY = re.compile(r"https?://[\w.:\[\]-]+/?", re.IGNORECASE)


def _date_wrong(text: str) -> Message | None:
    try:
        parse_iso(text)
    except NotATime:
        return message("forms.date")
    return None


def _proxy_wrong(text: str) -> Message | None:
    """A proxy without a login: agents lower its case, and Freezer shows it to the whole project."""
    return None if _PROXY.fullmatch(text) else message("forms.proxy")


def _of_backups(name: str, **changes: Any) -> Field:
    field = _OF_BACKUPS[name]
    return replace(field, **{**changes, "when": {**field.when, **changes.get("when", {})}})


def _stored(name: str) -> Iterable[Field]:
    """A field of the storage, for all backups that are in one."""
    yield _of_backups(name, when={**_ADMIN, "mode": (FILES,)})
    for kind in (_BACKUP, _RESTORE):
        yield _of_backups(name, when={**kind, "mode": _STORED})


def _resource(name: str, kind: str, mode: str, label: str, text: str) -> Field:
    return Field(name, kind, label, text, needed=True, when={"mode": (mode,)}, check=word_wrong)


FIELDS = (
    Field(
        "action",
        CHOICE,
        N_("Kind of action"),
        N_(
            "To restore one backup or a whole snapshot, open its page: everything is "
            "filled in there."
        ),
        needed=True,
        default=BACKUP,
        choices=(
            (BACKUP, N_("Back up")),
            (RESTORE, N_("Restore")),
            (ADMIN, N_("Delete old backups")),
        ),
    ),
    *(
        _of_backups(
            "mode",
            when=kind,
            label=label,
            choices=(
                *_OF_BACKUPS["mode"].choices,
                (VOLUME, N_("Volume, kept by Cinder")),
                (CINDER, N_("Volume, through an image")),
                (INSTANCE, N_("Instance")),
                (IMAGE, N_("Image")),
            ),
        )
        for kind, label in ((_BACKUP, N_("What to back up")), (_RESTORE, N_("What to restore")))
    ),
    Field(
        "mode",
        CHOICE,
        N_("Which backups"),
        N_("Backups in a storage are found by name, backups of a volume by its ID."),
        needed=True,
        default=FILES,
        choices=((FILES, N_("Backups in a storage")), (VOLUME, N_("Backups of a volume"))),
        when=_ADMIN,
    ),
    _of_backups("path_to_backup", when={**_BACKUP, "mode": _ON_MACHINES}),
    _of_backups("mysql_conf", when=_BACKUP),
    _of_backups("sql_server_conf", when=_BACKUP),
    _resource(
        "cindernative_vol_id",
        VOLUME_ID,
        VOLUME,
        N_("Volume ID"),
        N_("A restore writes over the volume with this ID."),
    ),
    _resource(
        "cinder_vol_id",
        VOLUME_ID,
        CINDER,
        N_("Volume ID"),
        N_("The volume is copied through an image."),
    ),
    _resource(
        "nova_inst_id",
        INSTANCE_ID,
        INSTANCE,
        N_("Instance ID"),
        N_("The instance with this ID."),
    ),
    _resource("glance_image_id", IMAGE_ID, IMAGE, N_("Image ID"), N_("The image with this ID.")),
    _of_backups("backup_name"),
    Field(
        "hostname",
        TEXT,
        N_("Machine of the backups"),
        N_("The host name of the machine that the backups were made on."),
        needed=True,
        when={**_RESTORE, "mode": _ON_MACHINES},
        check=word_wrong,
    ),
    Field(
        "hostname",
        TEXT,
        N_("Machine of the backups"),
        N_("The host name of the machine that the backups were made on, if different."),
        when={**_ADMIN, "mode": (FILES,)},
        check=word_wrong,
    ),
    Field(
        "restore_abs_path",
        TEXT,
        N_("Restore into"),
        N_("The whole path of a folder on the client."),
        needed=True,
        when={**_RESTORE, "mode": _ON_MACHINES},
        check=shell_path_wrong,
    ),
    Field(
        "restore_from_date",
        RESTORE_POINT,
        N_("Restore the state of"),
        N_(
            "The backups with this name from this machine. A different time is in UTC, such as "
            "2030-12-31T03:00:00, and restores the newest backup at or before it. Agents date a "
            "backup later than this list does: add a minute, or an hour if it has a checksum."
        ),
        when={**_RESTORE, "mode": _ON_MACHINES},
        check=_date_wrong,
    ),
    Field(
        "restore_from_date",
        TEXT,
        N_("Restore the state of"),
        N_(
            "The newest backup at or before this time in UTC, such as "
            "2030-12-31T03:00:00. Leave this empty for the newest backup."
        ),
        when={**_RESTORE, "mode": _OTHERS},
        check=_date_wrong,
    ),
    Field(
        "overwrite",
        SWITCH,
        N_("Overwrite files"),
        N_(
            "Needed if the folder is not empty. Files with the same names are overwritten, and "
            "everything in the folder that is not in the backup is deleted."
        ),
        default=False,
        when={**_RESTORE, "mode": (FILES,)},
    ),
    *(
        field
        for name in (
            "storage",
            "container",
            "ssh_host",
            "ssh_username",
            "ssh_key",
            "ssh_password",
            "ssh_port",
        )
        for field in _stored(name)
    ),
    _of_backups("incremental", when={**_BACKUP, "mode": _ON_MACHINES}),
    _of_backups("incremental", when={**_BACKUP, "mode": (VOLUME,)}),
    _of_backups("max_level", when={**_BACKUP, "mode": _ON_MACHINES}),
    Field(
        "always_level",
        NUMBER,
        N_("Repeated level"),
        N_(
            "Increments go up to this level and stay there: each contains what changed since the "
            "level below, and no full backup follows."
        ),
        least=1,
        most=999,
        when={**_BACKUP, "mode": _ON_MACHINES, "incremental": (True,)},
        more=True,
    ),
    Field(
        "restart_always_level",
        NUMBER,
        N_("Full backup after a pause (days)"),
        N_("If the last backup is older than this, the next is a full one."),
        least=1,
        most=36_500,
        when={**_BACKUP, "mode": _ON_MACHINES, "incremental": (True,)},
        more=True,
    ),
    _of_backups("remove_older_than", when={**_BACKUP, "mode": _STORED}),
    Field(
        "fullbackup_rotation",
        NUMBER,
        N_("Full backups to keep"),
        N_(
            "The number of full backups of this volume that stay, whatever their names. Older "
            "full backups are deleted together with their increments."
        ),
        least=1,
        most=100_000,
        when={**_ADMIN, "mode": (VOLUME,)},
    ),
    _of_backups(
        "remove_older_than",
        when={**_ADMIN, "mode": (VOLUME,)},
        label=N_("Delete backups older than (days)"),
        help=N_(
            "Instead of a number to keep: backups of this age are deleted, even if none remains."
        ),
    ),
    _of_backups(
        "remove_older_than",
        when={**_ADMIN, "mode": (FILES,)},
        needed=True,
        label=N_("Delete backups older than (days)"),
        help=N_(
            "Backups of this age are deleted from the storage. A full backup and its "
            "increments are deleted together, at the age of the full backup."
        ),
    ),
    _of_backups("exclude", when={**_BACKUP, "mode": (FILES,)}),
    _of_backups("dereference_symlink", when={**_BACKUP, "mode": (FILES,)}),
    _of_backups("compression", when={**_BACKUP, "mode": _ON_MACHINES}),
    *(
        _of_backups("encrypt_pass_file", when={**kind, "mode": _ON_MACHINES})
        for kind in (_BACKUP, _RESTORE)
    ),
    _of_backups("consistency_check", when={**_BACKUP, "mode": (FILES,)}),
    Field(
        "hostname",
        TEXT,
        N_("Name of the machine"),
        N_("Backups are kept under this name. Leave this empty for the machine's host name."),
        when={**_BACKUP, "mode": _ON_MACHINES},
        check=word_wrong,
        more=True,
    ),
    Field(
        "max_segment_size",
        NUMBER,
        N_("Segment size (bytes)"),
        N_("How much is read and stored at a time. The default is 33,554,432."),
        when={**_BACKUP, "mode": _STORED},
        least=1,
        more=True,
    ),
    Field(
        "timeout",
        NUMBER,
        N_("Image timeout (seconds)"),
        N_("Large instances need more than the default of 120."),
        when={**_BACKUP, "mode": (INSTANCE, IMAGE)},
        least=1,
        most=86_400,
        more=True,
    ),
    Field(
        "log_file",
        TEXT,
        N_("Log file"),
        N_("A path on the client for the messages of this action."),
        check=path_wrong,
        more=True,
    ),
    Field(
        "proxy",
        TEXT,
        N_("Proxy"),
        N_("The agent calls OpenStack through this address, such as http://proxy:3128."),
        check=_proxy_wrong,
        more=True,
    ),
    Field(
        "max_priority",
        SWITCH,
        N_("High priority"),
        N_("The agent gets priority for processor and disk, if it runs as root."),
        default=False,
        more=True,
    ),
    Field(
        "quiet",
        SWITCH,
        N_("Quiet"),
        N_("The agent prints no messages on its console."),
        default=False,
        more=True,
    ),
    _of_backups("max_retries"),
    _of_backups("max_retries_interval"),
)
NAMES = frozenset(field.name for field in FIELDS)


@dataclass(frozen=True)
class Other:
    """An option of a stored action that is no field; `value` is None if it may be a secret."""

    name: str
    value: str | None
    warning: Message | None


def read(sent: object) -> dict[str, Value]:
    """Return the values of this form, also checked together. Raises Invalid."""
    errors: dict[str, Message] = {}
    try:
        values = parse(FIELDS, sent, "action.")
        errors.update(_too_long(values))
        errors.update(backup_action.storage_wrong(values))
        errors.update(_levels_wrong(values) or _removal_wrong(values))
    except Invalid as problem:
        errors.update(problem.fields)
    # unlike in backup_jobs, {hostname} is not replaced
    errors.update(_braces(sent) if isinstance(sent, Mapping) else {})
    if errors:
        raise Invalid(errors)
    return values


def _levels_wrong(values: Mapping[str, Value]) -> dict[str, Message]:
    """Errors of a repeated level: never reached, or its chain is deleted while it grows."""
    level = values.get("always_level")
    if level is None:
        return {}
    if int(level) >= int(values["max_level"]):
        return {"action.always_level": message("forms.level_not_reached", most=values["max_level"])}
    if "remove_older_than" in values:
        return {"action.remove_older_than": message("forms.level_without_end")}
    return {}


def _removal_wrong(values: Mapping[str, Value]) -> dict[str, Message]:
    """Errors of a deletion of a volume's backups: by default, agents would keep one full backup."""
    if values["action"] != ADMIN or values["mode"] != VOLUME:
        return {}
    said = [name for name in ("fullbackup_rotation", "remove_older_than") if name in values]
    return {} if len(said) == 1 else {"action.fullbackup_rotation": message("forms.one_removal")}


def _too_long(values: Mapping[str, Value]) -> dict[str, Message]:
    """Texts that are too long after escaping (agent_options.stored)."""
    return {
        f"action.{name}": message("input.longer_text", most=LONGEST, length=len(value))
        for name, value in backup_action.as_stored(values).items()
        if isinstance(value, str) and len(value) > LONGEST
    }


def _braces(sent: Mapping[str, Any]) -> dict[str, Message]:
    return {
        f"action.{name}": message("forms.braces")
        for name, value in sent.items()
        if name in NAMES and isinstance(value, str) and ("{" in value or "}" in value)
    }


def document(
    values: Mapping[str, Value], stored: Options | None = None, drop: Iterable[str] = ()
) -> dict[str, Any]:
    """Return the document for POST or PATCH actions.

    From a `stored` action it keeps options that are no field, and secrets that were not typed
    again, except those in `drop`.
    """
    before = (stored or {}).get("freezer_action") or {}
    made = backup_action.as_stored(values)
    mode = values.get("mode", FILES)
    if mode in _ENGINES:
        same = before.get("mode", FILES) == mode and before.get("engine_name")
        made["engine_name"] = same or _ENGINES[str(mode)]
    others = {
        key: value
        for key, value in before.items()
        if key not in NAMES and key != "engine_name" and value is not None
    }
    kept = {**others, **_secrets(values, before)}
    for name in drop:
        kept.pop(name, None)
    return {
        "freezer_action": {**kept, **made},
        **{key: values[key] for key in BESIDE},
    }


def values_of(stored: Options) -> dict[str, Value | None]:
    """Return the form's values of a stored action; secrets are None."""
    given = {**(stored.get("freezer_action") or {}), **{name: stored.get(name) for name in BESIDE}}
    shown = {field.name: _shown(field, given.get(field.name)) for field in FIELDS}
    if shown["action"] == ADMIN:
        # as agents decide it
        shown["mode"] = VOLUME if shown["cindernative_vol_id"] else FILES
    return shown


def _shown(field: Field, value: object) -> Value | None:
    """A value of any tool, converted to the field's kind."""
    if _is_kept(field, value):
        return None
    if field.kind == SWITCH:
        on = field.name in _ANY_TEXT and value not in (None, "")
        return on or str(value).lower() == "true"
    if value is None or value == "":
        return field.default if field.name in BESIDE else AGENTS_DEFAULTS.get(field.name)
    if field.kind == NUMBER:
        return whole(value)
    return agent_options.plain(str(value))


def whole(value: object) -> int | None:
    """Return a value of any tool as an integer, or None."""
    try:
        number = float(str(value))
    except ValueError:
        return None
    return int(number) if number.is_integer() and abs(number) < LARGEST else None


def secrets_of(stored: Options) -> list[str]:
    """Return the names of the secret fields that have a value."""
    given = stored.get("freezer_action") or {}
    return sorted({each.name for each in FIELDS if _is_kept(each, given.get(each.name))})


def others_of(stored: Options) -> list[Other]:
    """Return the options that are no field, by name."""
    given = stored.get("freezer_action") or {}
    return [
        Other(
            name,
            action.shown(given, name),
            None if agent_options.is_taken(name) else message("forms.unknown_to_agents"),
        )
        for name in sorted(given)
        if name not in NAMES and name != "engine_name" and given[name] is not None
    ]


def version(stored: Options) -> str:
    """Return a hash of everything in the form, including secrets."""
    return fingerprint.of([stored.get("freezer_action"), *(stored.get(name) for name in BESIDE)])


def _is_kept(field: Field, value: object) -> bool:
    """Whether a stored value is a secret, which is never shown and kept until a new one is sent."""
    if field.name == "proxy":
        # another tool may have stored one with a login
        return bool(value) and secrets.shown(field.name, value) is None
    return field.kind == SECRET and bool(value)


def _secrets(values: Mapping[str, Value], before: Options) -> dict[str, Any]:
    """The stored secrets to keep: no new one was sent, and their field still applies."""
    return {
        field.name: before[field.name]
        for field in FIELDS
        if _is_kept(field, before.get(field.name))
        and field.applies(values)
        and field.name not in values
    }
