"""What a restore does, why it cannot, and what became of it."""

from collections.abc import Sequence

from django.utils.translation import gettext, ngettext

from freezer_ui.messages import data

# What became of it


def waiting(machine: str, poll: int) -> str:
    """`poll`: the seconds between two of an agent's check-ins."""
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


def queued(machine: str) -> str:
    return gettext("%(machine)s picked up the restore and starts it after the job before it.") % {
        "machine": machine
    }


def running(machine: str) -> str:
    return gettext("Restoring on %(machine)s.") % {"machine": machine}


def succeeded(machine: str, path: str | None) -> str:
    if path is None:
        return gettext("Restored on %(machine)s.") % {"machine": machine}
    return gettext("Restored on %(machine)s into %(path)s.") % {"machine": machine, "path": path}


def failed(machine: str) -> str:
    return gettext("The restore failed on %(machine)s. A part of the data may be left there.") % {
        "machine": machine
    }


def stopped() -> str:
    return gettext("The restore was stopped before its end.")


def gone() -> str:
    return gettext("The job was deleted: Freezer does not know the result.")


def see_log(path: str, machine: str) -> str:
    return gettext(
        "Freezer does not record the reason. See %(path)s on %(machine)s, or .freezer/freezer.log "
        "in the home folder of the user who runs the agent."
    ) % {"path": path, "machine": machine}


# What a backup is restored to


def becomes_volume() -> str:
    return gettext("Creates a new volume. The original volume does not change.")


def becomes_instance() -> str:
    return gettext("Creates a new instance. The original instance does not change.")


def becomes_image() -> str:
    return gettext("Creates a new image. The original image does not change.")


def over_volume() -> str:
    return gettext("Overwrites the volume itself.")


# Why a backup cannot be restored


def unavailable(status: str) -> str:
    return gettext("Freezer marks this backup as %(status)s.") % {"status": status}


def trial() -> str:
    return gettext("This was a trial run (dry_run), which may have stored nothing.")


def no_time() -> str:
    return gettext("Freezer has no time for this backup, and agents find backups by their time.")


def no_name() -> str:
    return gettext("Freezer has no name for this backup, and agents find backups by their name.")


def percent_in_record() -> str:
    return gettext(
        "The backup's name or place contains a %(percent)s. An agent's job with it never ends."
    ) % {"percent": "%"}


def never_ends(storage: str) -> str:
    return gettext(
        "Agents of version 19 never finish a restore from %(storage)s, and it blocks all other "
        "jobs of the machine."
    ) % {"storage": storage}


def finds_nothing(storage: str) -> str:
    return gettext(
        "Agents of version 19 cannot restore from %(storage)s, because they find no backup there."
    ) % {"storage": storage}


def unknown_storage(storage: str) -> str:
    return gettext('Agents of version 19 do not support the storage "%(storage)s".') % {
        "storage": storage
    }


def unknown_media(media: str) -> str:
    return gettext("Backups of type %(media)s cannot be restored from here.") % {"media": media}


def no_cinder_backup() -> str:
    return gettext(
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


def no_origin() -> str:
    return gettext(
        "Freezer does not know the source folder of this backup. Restore beside the originals."
    )


def unfit_origin(path: str) -> str:
    return gettext(
        "The source folder %(path)s cannot be overwritten. Restore beside the originals."
    ) % {"path": path}


def unsafe_origin(path: str, reason: str) -> str:
    return gettext(
        "The source folder %(path)s cannot be overwritten. %(reason)s Restore beside the originals."
    ) % {"path": path, "reason": reason}


def holds_backups(container: str) -> str:
    return gettext(
        "The backups are stored in %(container)s, inside the source folder. Restoring would delete "
        "newer backups. Restore beside the originals."
    ) % {"container": container}


# A folder that was typed


def no_whole_path(example: str) -> str:
    return gettext("Enter a full path that starts with /, for example %(example)s.") % {
        "example": example
    }


def long_path(most: int) -> str:
    return gettext("Enter at most %(most)s characters.") % {"most": most}


def dotted_path() -> str:
    return gettext("Enter a path without .. and control characters.")


def root_path() -> str:
    return gettext("Choose a folder below /.")


def percent_in_path() -> str:
    return gettext(
        "The path contains a %(percent)s. With agents of version 19, the job would never end."
    ) % {"percent": "%"}


def blank_in_path() -> str:
    return gettext(
        "The path contains a space. Agents of version 19 pass paths to a shell unquoted, so the "
        "restore would fail."
    )


def character_in_path(character: str) -> str:
    return gettext(
        'The path contains the character "%(character)s". Agents of version 19 pass paths to a '
        "shell unquoted, so the restore would fail."
    ) % {"character": character}


def no_such_path(reason: str) -> str:
    return gettext("%(reason)s Use letters, digits and . _ - + , = : @ only.") % {"reason": reason}


# What is asked for


def backups_list(most: int) -> str:
    return gettext("Send a list of up to %(most)s backups.") % {"most": most}


def none_chosen() -> str:
    return gettext("Choose at least one backup.")


def into(choices: Sequence[str]) -> str:
    return gettext("Choose one of: %(choices)s.") % {"choices": data.enumerated(choices)}


def choice_parts() -> str:
    return gettext("Each choice needs a backup_id, a client_id and a path.")


def no_backup_id() -> str:
    return gettext("This is not the ID of a backup.")


def different_backup() -> str:
    return gettext("This is not the backup that is being restored.")


def no_client() -> str:
    return gettext("Choose the client to restore on.")


def path_with_original() -> str:
    return gettext("Do not send a path for the original folder: Freezer's record has it.")


def chosen_twice() -> str:
    return gettext("This backup is chosen twice.")


def unknown_client() -> str:
    return gettext("There is no client with this name.")


def backup_gone() -> str:
    return gettext("This backup no longer exists.")


def over_volume_only() -> str:
    return gettext(
        "This backup can only be restored over the volume itself. Choose the original folders."
    )


def type_to_confirm(name: str) -> str:
    return gettext("Type %(name)s to confirm.") % {"name": name}


def folders_meet(machine: str, backup: str, path: str) -> str:
    return gettext(
        'On %(machine)s this folder overlaps %(path)s, the folder of "%(backup)s". Choose a '
        "separate folder for each restore."
    ) % {"machine": machine, "backup": backup, "path": path}


# What will be done


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
    """`tag` None: of a snapshot without one, which is named by its start."""
    if tag is None:
        words = gettext("Restore of %(session)s %(moment)s")
    elif estimated:
        words = gettext("Restore of %(session)s about tag %(tag)s")
    else:
        words = gettext("Restore of %(session)s tag %(tag)s")
    return words % {"session": session, "tag": tag, "moment": data.moment(at)}


def whole_name(snapshot: str, session: str) -> str:
    return gettext("%(snapshot)s of %(session)s") % {"snapshot": snapshot, "session": session}


def not_kept(job: str) -> str:
    return gettext(
        'Freezer did not keep the restore as sent. Check the new job "%(job)s" before the agent '
        "starts it."
    ) % {"job": job}


# What may go wrong


def warning_same_folder(backup: str, path: str) -> str:
    return gettext(
        '"%(backup)s": %(path)s is the source folder. The restore fails unless the folder is empty '
        "or missing. To overwrite the data there, choose the original folders."
    ) % {"backup": backup, "path": path}


def warning_engine(backup: str, engine: str) -> str:
    return gettext(
        '"%(backup)s": agents of version 19 cannot restore backups made with %(engine)s. This '
        "restore will fail."
    ) % {"backup": backup, "engine": engine}


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


def warning_template(backup: str) -> str:
    return gettext(
        '"%(backup)s": the job names its backups by a template. Agents of version 19 store such '
        "backups under a different name than Freezer records, so the backup may not be found."
    ) % {"backup": backup}


def warning_job_gone(backup: str) -> str:
    return gettext(
        '"%(backup)s": the job was deleted, and with it the name of a key file. If the backup is '
        "encrypted, the restore fails."
    ) % {"backup": backup}


def warning_not_of_snapshot(backup: str, at: int) -> str:
    return gettext('"%(backup)s" is not part of this snapshot. It is from %(moment)s.') % {
        "backup": backup,
        "moment": data.moment(at),
    }


# What a restore is known to fail of


def reason_not_empty(path: str) -> str:
    return gettext(
        "%(path)s was not empty. Agents restore into empty folders only, and data left by a failed "
        "restore counts too."
    ) % {"path": path}


def reason_key(key: str, machine: str) -> str:
    return gettext(
        "The key file %(key)s is missing on %(machine)s or contains a different key."
    ) % {
        "key": key,
        "machine": machine,
    }


def reason_encrypted() -> str:
    return gettext("The backup is encrypted, and Freezer does not know the key file.")


def reason_single_file(path: str) -> str:
    return gettext("%(path)s is a single file, which can only be restored beside the original.") % {
        "path": path
    }


def reason_data_gone(place: str, machine: str) -> str:
    return gettext(
        "The data is no longer in %(place)s as seen from %(machine)s. Retention removes data but "
        "keeps the record."
    ) % {"place": place, "machine": machine}


def reason_rights(path: str) -> str:
    return gettext("The user who runs the agent may not write to %(path)s.") % {"path": path}


# An older backup in the place of one that is missing


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
