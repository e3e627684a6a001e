"""Sentences about restores: what they do, why they are refused, and their outcome."""

from collections.abc import Sequence

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from freezer_ui.messages import data

# Outcome


def waiting(machine: str, poll: int) -> str:
    """Return a sentence about a job that its agent has not picked up; `poll` is the seconds between
    two check-ins.
    """
    if poll == 60:
        return gettext(
            "Waiting for %(machine)s to pick up the restore. Agents check in once a minute."
        ) % {"machine": machine}
    if poll == 1:
        return gettext(
            "Waiting for %(machine)s to pick up the restore. Agents check in every second."
        ) % {"machine": machine}
    forms = ngettext(
        "Waiting for %(machine)s to pick up the restore. Agents check in every %(poll)s second.",
        "Waiting for %(machine)s to pick up the restore. Agents check in every %(poll)s seconds.",
        poll,
    )
    return forms % {"machine": machine, "poll": poll}


def not_picked_up(machine: str, seconds: int) -> str:
    return gettext(
        "%(machine)s has not picked up the restore for %(length)s. Check that freezer-scheduler "
        "runs there: the restore then starts at once."
    ) % {"machine": machine, "length": data.length(seconds)}


queued = _("%(machine)s picked up the restore and starts it after the job before it.")
running = _("Restoring on %(machine)s.")


def succeeded(machine: str, path: str | None) -> str:
    if path is None:
        return gettext("Restored on %(machine)s.") % {"machine": machine}
    return gettext("Restored on %(machine)s into %(path)s.") % {"machine": machine, "path": path}


failed = _("The restore failed on %(machine)s. A part of the data may be left there.")
stopped = _("The restore was stopped before its end.")
gone = _("The job was deleted: Freezer does not know the result.")


def see_log(path: str, machine: str) -> str:
    return gettext(
        "Freezer does not record the reason. See %(path)s on %(machine)s, or .freezer/freezer.log "
        "in the home folder of the user who runs the agent."
    ) % {"path": path, "machine": machine}


# The backup


def restore_point(at: int, place: str | None, is_gone: bool) -> str:
    """Return a backup in a list of choices; `place` is the storage, if needed to tell
    backups apart.
    """
    parts = [data.moment(at), place, gettext("Should be gone") if is_gone else None]
    return data.statements([part for part in parts if part])


# The target

becomes_volume = _("Creates a new volume. The original volume does not change.")
becomes_instance = _("Creates a new instance. The original instance does not change.")
becomes_image = _("Creates a new image. The original image does not change.")
over_volume = _("Overwrites the volume itself.")


# Why a backup cannot be restored

unavailable = _("Freezer marks this backup as %(status)s.")
trial = _("This was a trial run (dry_run), which may have stored nothing.")
no_time = _("Freezer has no time for this backup, and agents find backups by their time.")
no_name = _("Freezer has no name for this backup, and agents find backups by their name.")


def percent_in_record() -> str:
    return gettext(
        "The backup's name or place contains a %(percent)s. A job with this character never ends."
    ) % {"percent": "%"}


never_ends = _(
    "Agents of version 19 never finish a restore from %(storage)s, and it blocks all other "
    "jobs of the machine."
)
finds_nothing = _(
    "Agents of version 19 cannot restore from %(storage)s, because they find no backup there."
)
unknown_storage = _('Agents of version 19 do not support the storage "%(storage)s".')
unknown_media = _("Backups of type %(media)s cannot be restored from here.")
no_cinder_backup = _(
    "Freezer's record does not name Cinder's backup, and by time alone an agent may write an "
    "older backup over the volume. Restore from the volume's backups in Cinder."
)


def record_lacks(parts: Sequence[str]) -> str:
    return gettext("Freezer's record lacks: %(parts)s.") % {"parts": _parts(parts)}


def record_and_job_lack(parts: Sequence[str]) -> str:
    return gettext("Freezer's record lacks: %(parts)s. The job that may have it was deleted.") % {
        "parts": _parts(parts)
    }


def percent_in_action(keys: Sequence[str]) -> str:
    return gettext(
        "These keys contain a %(percent)s: %(keys)s. With agents of version 19, the job "
        "would never end."
    ) % {
        "percent": "%",
        "keys": data.enumerated(keys),
    }


def _parts(keys: Sequence[str]) -> str:
    words = {
        "cinder_vol_id": gettext("volume ID"),
        "cinderbrick_vol_id": gettext("volume ID"),
        "cindernative_vol_id": gettext("volume ID"),
        "nova_inst_id": gettext("instance ID"),
        "glance_image_id": gettext("image ID"),
        "storage": gettext("storage"),
        "container": gettext("container"),
        "hostname": gettext("machine name"),
        "ssh_host": gettext("SSH host"),
        "ssh_username": gettext("SSH user"),
        "ssh_key": gettext("SSH key"),
    }
    return data.enumerated([words[key] for key in keys])


no_origin = _(
    "Freezer does not know the source folder of this backup. Restore beside the originals."
)
unfit_origin = _("The source folder %(path)s cannot be overwritten. Restore beside the originals.")
unsafe_origin = _(
    "The source folder %(path)s cannot be overwritten. %(reason)s Restore beside the originals."
)
holds_backups = _(
    "The backups are stored in %(container)s, inside the source folder. Restoring would delete "
    "newer backups. Restore beside the originals."
)


# A typed folder

no_whole_path = _("Enter a full path that starts with /, for example %(example)s.")
long_path = _("Enter at most %(most)s characters.")
dotted_path = _("Enter a path without .. and control characters.")
root_path = _("Choose a folder below /.")


def percent_in_path() -> str:
    return gettext(
        "The path contains a %(percent)s. With agents of version 19, the job would never end."
    ) % {"percent": "%"}


blank_in_path = _(
    "The path contains a space. Agents of version 19 pass paths to a shell unquoted, so the "
    "restore would fail."
)
character_in_path = _(
    'The path contains the character "%(character)s". Agents of version 19 pass paths to a '
    "shell unquoted, so the restore would fail."
)
no_such_path = _("%(reason)s Use letters, digits and . _ - + , = : @ only.")


# The request

backups_list = _("Send a list of up to %(most)s backups.")
none_chosen = _("Choose at least one backup.")


def into(choices: Sequence[str]) -> str:
    return gettext("Choose one of: %(choices)s.") % {"choices": data.enumerated(choices)}


choice_parts = _("Each choice needs a backup_id, a client_id and a path.")
no_backup_id = _("This is not the ID of a backup.")
different_backup = _("This is not the backup that is being restored.")
no_client = _("Choose the client to restore on.")
path_with_original = _("Do not send a path for the original folder: Freezer's record has it.")
chosen_twice = _("This backup is chosen twice.")
unknown_client = _("There is no client with this name.")
backup_gone = _("This backup no longer exists.")
over_volume_only = _(
    "This backup can only be restored over the volume itself. Choose the original folders."
)
type_to_confirm = _("Type %(name)s to confirm.")
folders_meet = _(
    'On %(machine)s this folder overlaps %(path)s, the folder of "%(backup)s". Choose a '
    "separate folder for each restore."
)


# The plan


def overwrites() -> str:
    return gettext(
        "Overwrites files with the same names, and deletes everything in these folders that is not "
        "in the backup."
    )


def restores_object(backup: str, at: int, machine: str, outcome: str) -> str:
    return gettext('%(machine)s restores "%(backup)s" of %(moment)s. %(outcome)s') % {
        "machine": machine,
        "backup": backup,
        "moment": data.moment(at),
        "outcome": outcome,
    }


def restores_beside(backup: str, at: int, machine: str, path: str) -> str:
    return gettext('Restores "%(backup)s" of %(moment)s on %(machine)s into %(path)s.') % {
        "backup": backup,
        "moment": data.moment(at),
        "machine": machine,
        "path": path,
    }


def restores_over(backup: str, at: int, machine: str, path: str) -> str:
    return gettext(
        'Restores "%(backup)s" of %(moment)s on %(machine)s into %(path)s and overwrites the data '
        "there."
    ) % {"backup": backup, "moment": data.moment(at), "machine": machine, "path": path}


def job_title(backup: str) -> str:
    return gettext("Restore of %(backup)s") % {"backup": backup}


def session_title(session: str, tag: int | None, at: int, estimated: bool) -> str:
    """Return the title of the session of a restore; a snapshot without a tag (`tag` None) is named
    by its start.
    """
    if tag is None:
        words = gettext("Restore of %(session)s %(moment)s")
    elif estimated:
        words = gettext("Restore of %(session)s about tag %(tag)s")
    else:
        words = gettext("Restore of %(session)s tag %(tag)s")
    return words % {"session": session, "tag": tag, "moment": data.moment(at)}


def whole_name(snapshot: str, session: str) -> str:
    return gettext("%(snapshot)s of %(session)s") % {"snapshot": snapshot, "session": session}


not_kept = _(
    'Freezer did not keep the restore as sent. Check the new job "%(job)s" before the agent '
    "starts it."
)


# Warnings

warning_same_folder = _(
    '"%(backup)s": %(path)s is the source folder. The restore fails unless the folder is empty '
    "or missing. To overwrite the data there, choose the original folders."
)
warning_engine = _(
    '"%(backup)s": agents of version 19 cannot restore backups made with %(engine)s. This '
    "restore will fail."
)


def warning_local(backup: str, host: str | None, path: str, machine: str) -> str:
    values = {"backup": backup, "host": host, "path": path, "machine": machine}
    if host is None:
        return (
            gettext(
                '"%(backup)s": the data is in the folder %(path)s of a different machine. '
                "%(machine)s must reach it under the same path."
            )
            % values
        )
    return (
        gettext(
            '"%(backup)s": the data is in the folder %(path)s on %(host)s. %(machine)s must reach '
            "it under the same path."
        )
        % values
    )


def warning_key(backup: str, host: str | None, path: str, machine: str) -> str:
    values = {"backup": backup, "host": host, "path": path, "machine": machine}
    if host is None:
        return (
            gettext(
                '"%(backup)s": the key file %(path)s is on a different machine. %(machine)s needs '
                "the same file under the same path."
            )
            % values
        )
    return (
        gettext(
            '"%(backup)s": the key file %(path)s is on %(host)s. %(machine)s needs the same file '
            "under the same path."
        )
        % values
    )


def warning_away(backup: str, host: str | None, machine: str) -> str:
    values = {"backup": backup, "host": host, "machine": machine}
    if host is None:
        return (
            gettext(
                '"%(backup)s" is from a different machine. The restore overwrites the folder with '
                "the same path on %(machine)s."
            )
            % values
        )
    return (
        gettext(
            '"%(backup)s" is from %(host)s. The restore overwrites the folder with the same path '
            "on %(machine)s."
        )
        % values
    )


warning_template = _(
    '"%(backup)s": the job names its backups by a template. Agents of version 19 store such '
    "backups under a different name than Freezer records, so the backup may not be found."
)
warning_job_gone = _(
    '"%(backup)s": the job was deleted, and with it the name of a key file. If the backup is '
    "encrypted, the restore fails."
)


def warning_not_of_snapshot(backup: str, at: int) -> str:
    return gettext('"%(backup)s" is not part of this snapshot. It is from %(moment)s.') % {
        "backup": backup,
        "moment": data.moment(at),
    }


# Likely causes of failures

reason_not_empty = _(
    "%(path)s was not empty. Agents restore into empty folders only, and data left by a failed "
    "restore counts too."
)
reason_key = _("The key file %(key)s is missing on %(machine)s or contains a different key.")
reason_encrypted = _("The backup is encrypted, and Freezer does not know the key file.")
reason_single_file = _("%(path)s is a single file, which can only be restored beside the original.")
reason_data_gone = _(
    "%(machine)s no longer finds the data in %(place)s. Retention removes data but keeps the "
    "record."
)
reason_rights = _("The user who runs the agent may not write to %(path)s.")


# An older backup in place of a missing one


def older(seconds: int) -> str:
    return gettext("%(length)s older") % {"length": data.length(seconds)}


def older_choice(backup: str, at: int, seconds: int) -> str:
    return gettext("%(backup)s, %(moment)s (%(length)s older)") % {
        "backup": backup,
        "moment": data.moment(at),
        "length": data.length(seconds),
    }


def gap(job: str, snapshot: str, reason: str) -> str:
    return gettext('"%(job)s" has no backup in %(snapshot)s (%(reason)s).') % {
        "job": job,
        "snapshot": snapshot,
        "reason": reason,
    }
