"""Restores: whether a backup can be restored, the action for the agent, and warnings.

A restore is a job with one action. The action is built from the backup's record, and from the
job that made it if that still exists, with allowed keys only: others would delete backups after the
restore or end the agent.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from freezer_ui.domain import volumes
from freezer_ui.domain.backups.restore_folders import lies_in, same_place
from freezer_ui.domain.backups.restore_order import BESIDE, ORIGINAL, Choice, path_wrong
from freezer_ui.domain.document_types import Client, Job, Metadata, Options
from freezer_ui.domain.jobs import agent_options
from freezer_ui.domain.jobs.kind import backups_of
from freezer_ui.domain.labels import client_label
from freezer_ui.domain.runs import history
from freezer_ui.domain.runs.history import Backup
from freezer_ui.message import Message, message

#: Media of a backup: files, which are restored into a folder, and resources with an id.
FILES = "fs"
_IDS = {
    "cinder": "cinder_vol_id",
    "nova": "nova_inst_id",
    "glance": "glance_image_id",
    "cinderbrick": "cinderbrick_vol_id",
    "cindernative": "cindernative_vol_id",
}
#: The id of Cinder's own backup.
_CINDERS = "cindernative_backup_id"
#: Media that are restored over the original; others become a new resource.
_OVER_ITSELF = ("cinderbrick", "cindernative")
_NEW = {
    "cinder": message("restores.becomes_volume"),
    "nova": message("restores.becomes_instance"),
    "glance": message("restores.becomes_image"),
}
_OVER = message("restores.over_volume")
#: Optional keys of restores of instances and images.
_OPTIONAL = {
    "nova": ("timeout", "temp_resource_prefix"),
    "glance": ("timeout", "temp_resource_prefix"),
}
_NEEDED = ("storage", "container", "hostname")
#: Seconds in which an agent has prepared a backup, and has summed all files up (consistency_check).
_PREPARED, _SUMMED = 60, 3600


# Backups


def media(metadata: Metadata) -> str:
    """Return FILES, a key of _IDS, or the agent's own word: from backup_media, else from the ids,
    else from the mode.
    """
    said = _text(metadata, "backup_media")
    if said:
        return said
    named = [kind for kind, key in _IDS.items() if _text(metadata, key)]
    if named:
        return named[0]
    mode = _text(metadata, "mode")
    return mode if mode in _IDS else FILES


def original_of(backup: Backup, job: Job | None) -> str | None:
    """Return the folder that files were backed up from; None for other media or if unknown."""
    if media(backup.metadata) != FILES:
        return None
    path = history.path_of(backup.metadata)
    if not path:
        path = agent_options.plain(_text(source_action(job, backup), "path_to_backup") or "")
    return path if isinstance(path, str) and path else None


def outcome(backup: Backup) -> Message | None:
    """Return what a restore that is not into a folder does; None for files."""
    kind = media(backup.metadata)
    if backup.volume:
        name = backup.volume.get("name") or backup.volume["id"]
        return message("volumes.overwrites", volume=name)
    return None if kind == FILES else _OVER if kind in _OVER_ITSELF else _NEW.get(kind)


def is_over_itself(backup: Backup) -> bool:
    """Whether it can only be restored over its original."""
    return media(backup.metadata) in _OVER_ITSELF


def refused(backup: Backup, job: Job | None) -> Message | None:
    """Return why a usable backup cannot be restored, or None. `job` made it; None: it is gone."""
    kind, of, action = media(backup.metadata), backup.metadata, source_action(job, backup)
    if kind != FILES and kind not in _IDS:
        return message("restores.unknown_media", media=kind)
    storage = _known("storage", of, action)
    if kind != "cindernative" and storage not in (None, *agent_options.STORAGE_KEYS):
        unknown = message("restores.unknown_storage", storage=(storage or "")[:60])
        return agent_options.NO_RESTORE.get(storage or "", unknown)
    lacking = _lacking(kind, storage, of, action)
    if lacking:
        return _lacks(kind, job, lacking)
    percent = [
        key
        for key, value in action_of(backup, job, None, backup.at).items()
        if agent_options.has_percent(value)
    ]
    return message("restores.percent_in_action", keys=percent) if percent else None


def _lacks(kind: str, job: Job | None, lacking: list[str]) -> Message:
    if _CINDERS in lacking:
        return message("restores.no_cinder_backup")
    # a job cannot add what a record of cindernative lacks
    known_nowhere = job is not None or kind == "cindernative"
    code = "record_lacks" if known_nowhere else "record_and_job_lack"
    return message(f"restores.{code}", parts=lacking)


def _lacking(kind: str, storage: str | None, of: Metadata, action: Options) -> list[str]:
    lacking = []
    if kind != FILES and not _known(_IDS[kind], of, action):
        lacking.append(_IDS[kind])
    if kind == "cindernative":
        # without the id, the agent would choose an older backup: the record precedes Cinder's
        named = _text(of, "cinder_backup_id") or _text(of, _CINDERS)
        return lacking if named else [*lacking, _CINDERS]
    needed = (*_NEEDED, *agent_options.LOGINS.get(storage or "", ()))
    lacking += [key for key in needed if not _known(key, of, action)]
    if storage == "ssh" and not (_known("ssh_key", of, action) or _text(action, "ssh_password")):
        lacking.append("ssh_key")
    return lacking


def source_action(job: Job | None, backup: Backup) -> Options:
    """Return the action that made a backup, or {} if the job does not have it any more."""
    backing_up = backups_of(job)
    for action in backing_up:
        if agent_options.plain(_text(action, "backup_name") or "") == backup.name:
            return action
    # a name with a template is recorded after the template was filled in
    return backing_up[0] if len(backing_up) == 1 and _is_template(backing_up[0]) else {}


def _is_template(action: Options) -> bool:
    name = _text(action, "backup_name")
    return name is None or "{" in name


# Actions


def is_by_date(backup: Backup) -> bool:
    """Whether agents find the backup by a date; a backup that Cinder keeps is found by its id."""
    return media(backup.metadata) != volumes.MODE


def date_of(backup: Backup, others: Iterable[Backup]) -> int:
    """Return the `restore_from_date` of a backup, in epoch seconds: agents restore the newest
    backup that is not after that date.

    An agent names the stored backup by a second time, which it takes after the record's: when a
    snapshot of the disk is made and previous backups are found, or all files are summed up. With
    the record's time, the backup before this one would be restored. `others` are the backups that
    are known; the date is before the next one of the same name and machine.
    """
    latest = backup.at + (_SUMMED if backup.metadata.get("consistency_checksum") else _PREPARED)
    return min([latest, *(each.at - 1 for each in others if _is_after(each, backup))])


def date_text(date: int) -> str:
    """A `restore_from_date`, which agents 19 read as UTC."""
    return datetime.fromtimestamp(date, UTC).strftime("%Y-%m-%dT%H:%M:%S")


def _is_after(each: Backup, backup: Backup) -> bool:
    is_same = each.name == backup.name and _text(each.metadata, "hostname") == _text(
        backup.metadata, "hostname"
    )
    return is_same and each.at > backup.at


def action_of(
    backup: Backup, job: Job | None, path: str | None, date: int, overwrite: bool = False
) -> dict[str, object]:
    """Return the freezer_action of a restore, into `path` for files; `date` as date_of answers. The
    record's values take precedence over the job's, which may have changed since.
    """
    of, action, kind = backup.metadata, source_action(job, backup), media(backup.metadata)
    restore: dict[str, object] = {
        "action": "restore",
        "backup_name": agent_options.stored(backup.name),
    }
    if kind == volumes.MODE:
        return restore | _of_cinder(of, action)
    # mode fs checks that the folder is empty, whatever kind of dump is restored
    restore["mode"] = FILES if kind in (FILES, "cinderbrick") else kind
    restore |= _of_storage(of, action, kind)
    restore["restore_from_date"] = date_text(date)
    if kind == FILES:
        restore.setdefault("engine_name", "tar")
        restore["restore_abs_path"] = path
        if overwrite:
            restore["overwrite"] = True
    return restore


def _of_cinder(of: Metadata, action: Options) -> dict[str, str]:
    """The options of a restore from a backup that Cinder keeps."""
    cinders = _text(of, "cinder_backup_id") or _text(of, "cindernative_backup_id")
    return _given(
        {
            "mode": volumes.MODE,
            "cindernative_vol_id": _known(_IDS[volumes.MODE], of, action, for_agent=True),
            "cindernative_backup_id": cinders,
        }
    )


def _of_storage(of: Metadata, action: Options, kind: str) -> dict[str, str]:
    """The options that say where a backup is stored, and how it is read."""
    keys = ["storage", "container", "hostname", "engine_name"]
    keys += agent_options.STORAGE_KEYS.get(_known("storage", of, action) or "", ())
    keys += [_IDS[kind]] if kind in _IDS else []
    of_action = ["encrypt_pass_file", *_OPTIONAL.get(kind, ())]
    known = {key: _known(key, of, action, for_agent=True) for key in keys}
    return _given(known) | _given({key: _text(action, key) for key in of_action})


def _known(key: str, of: Metadata, action: Options, for_agent: bool = False) -> str | None:
    """A value of the record, else of the job's action, which is already escaped for agents."""
    recorded = _text(of, key)
    if recorded:
        return agent_options.stored(recorded) if for_agent else recorded
    return _text(action, key)


def _given(values: Mapping[str, str | None]) -> dict[str, str]:
    return {key: value for key, value in values.items() if value}


def _text(of: Mapping[str, object], key: str) -> str | None:
    """A value as text; None for empty values and wrong types, which other tools may write."""
    value = of.get(key)
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    return str(value).strip() or None


def folder_refused(backup: Backup, original: str | None) -> Message | None:
    """Return why a backup cannot be restored into its original folder, or None."""
    if original is None:
        return message("restores.no_origin")
    unsafe = agent_options.path_refused(original)
    if unsafe:
        return message("restores.unsafe_origin", path=original, reason=unsafe)
    if path_wrong(original):
        return message("restores.unfit_origin", path=original)
    container = _text(backup.metadata, "container") or ""
    if _text(backup.metadata, "storage") == "local" and lies_in(container, original):
        return message("restores.holds_backups", container=container)
    return None


# Warnings


def made_on(backup: Backup, job: Job | None, client_id: str, client: Client) -> bool:
    """Whether the client is the machine that made the backup."""
    if job is not None and job.get("client_id") == client_id:
        return True
    return _text(backup.metadata, "hostname") in (client_id, client.get("hostname"))


def warnings(
    backup: Backup,
    job: Job | None,
    choice: Choice,
    client: Client,
    restore: Options,
    into: str,
) -> list[Message]:
    """Return what may go wrong with a choice; `restore` is the document of its job."""
    action = restore["job_actions"][0]["freezer_action"]
    at_home = made_on(backup, job, choice.client_id, client)
    engine = action.get("engine_name")
    found = []
    if engine in agent_options.NO_READING:
        found.append(message("restores.warning_engine", backup=backup.name, engine=engine))
    found += [] if at_home else _away_warnings(backup, choice, action, into)
    found += _source_warnings(backup, job)
    if into == BESIDE and at_home and same_place(choice.path, original_of(backup, job)):
        where = {"backup": backup.name, "path": choice.path}
        found.append(message("restores.warning_same_folder", **where))
    return found


def _away_warnings(backup: Backup, choice: Choice, action: Options, into: str) -> list[Message]:
    """Warnings for a restore on another machine."""
    names = {
        "backup": backup.name,
        "host": _text(backup.metadata, "hostname"),
        "machine": str(client_label(choice.client_id)),
    }
    found = []
    if action.get("storage") == "local":
        path = _shown(action, "container")
        found.append(message("restores.warning_local", **names, path=path))
    keys = ["encrypt_pass_file"]
    keys += ["ssh_key"] if action.get("storage") == "ssh" and "ssh_password" not in action else []
    found += [
        message("restores.warning_key", **names, path=_shown(action, key))
        for key in keys
        if key in action
    ]
    if into == ORIGINAL and original_of(backup, None):
        found.append(message("restores.warning_away", **names))
    return found


def _source_warnings(backup: Backup, job: Job | None) -> list[Message]:
    found, source = [], source_action(job, backup)
    if "{" in backup.name or (source and _is_template(source)):
        found.append(message("restores.warning_template", backup=backup.name))
    if job is None and media(backup.metadata) == FILES:
        found.append(message("restores.warning_job_gone", backup=backup.name))
    return found


def reasons(action: Options, machine: str) -> list[Message]:
    """Return likely reasons for the failure of a restore; Freezer keeps none."""
    path, found = _shown(action, "restore_abs_path"), []
    if action.get("mode") == volumes.MODE:
        return [message("volumes.reason_refused", volume=_shown(action, volumes.VOLUME))]
    if path and not action.get("overwrite"):
        found.append(message("restores.reason_not_empty", path=path))
    key = _shown(action, "encrypt_pass_file")
    if key:
        found.append(message("restores.reason_key", key=key, machine=machine))
    elif path:
        found.append(message("restores.reason_encrypted"))
    if path and action.get("overwrite"):
        found.append(message("restores.reason_single_file", path=path))
    place = _shown(action, "container")
    if place:
        found.append(message("restores.reason_data_gone", place=place, machine=machine))
    if path:
        found.append(message("restores.reason_rights", path=path))
    return found


def _shown(action: Options, key: str) -> str:
    """A value of an action, unescaped."""
    return agent_options.plain(_text(action, key) or "")
