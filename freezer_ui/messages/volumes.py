"""Volumes that Cinder backs up: what became of their backups."""

from collections.abc import Sequence

from django.utils.translation import gettext, ngettext

from freezer_ui.messages import data


def silent() -> str:
    return gettext("Cinder does not answer at the moment.")


def forbidden() -> str:
    return gettext("Cinder does not allow you to read this in this project.")


def not_there() -> str:
    return gettext("Cinder does not have this item. It may have been deleted.")


def success_too_early() -> str:
    return gettext(
        "Freezer says success because it does not wait for Cinder, which makes the backups of "
        "volumes."
    )


# Backups of volumes, to be made


def none_chosen() -> str:
    return gettext("Choose at least one volume.")


def too_many(most: int) -> str:
    return gettext("Choose at most %(most)s volumes.") % {"most": most}


def twice() -> str:
    return gettext("Choose each volume once.")


def one_client() -> str:
    return gettext("Choose one client: it asks Cinder for the backups of all the volumes.")


def other_braces() -> str:
    return gettext(
        "Remove all braces except %(volume)s: agents replace them, and would not find the backups "
        "again."
    ) % {"volume": "{volume}"}


def no_such_volume(volumes: Sequence[str]) -> str:
    forms = ngettext(
        "The volume %(volumes)s does not exist. It may have been deleted.",
        "The volumes %(volumes)s do not exist. They may have been deleted.",
        len(volumes),
    )
    return forms % {"volumes": data.some([data.quoted(each) for each in volumes])}


def no_cinder() -> str:
    return gettext("This cloud has no Cinder, so there are no volumes.")


def twin(job: str) -> str:
    return gettext('"%(job)s" backs up this volume already.') % {"job": job}


def protected(jobs: Sequence[str]) -> str:
    return gettext("Backed up by %(jobs)s") % {
        "jobs": data.some([data.quoted(each) for each in jobs])
    }


def not_protected() -> str:
    return gettext("Not backed up")


# A restore


def overwrites(volume: str) -> str:
    return gettext(
        'Overwrites the volume "%(volume)s". Detach it first: Cinder restores only volumes that no '
        "instance uses."
    ) % {"volume": volume}


def restoring(volume: str) -> str:
    return gettext('Cinder is still restoring the volume "%(volume)s".') % {"volume": volume}


def restored(volume: str) -> str:
    return gettext('Restored: the volume "%(volume)s" is as it was in the backup.') % {
        "volume": volume
    }


def not_restored(volume: str) -> str:
    return gettext(
        'Cinder could not restore the volume "%(volume)s", and left it unusable: its status is '
        "error_restoring. Restore another backup over it, or ask your operator why it failed."
    ) % {"volume": volume}


def volume_gone(volume: str) -> str:
    return gettext('The volume "%(volume)s" was deleted meanwhile.') % {"volume": volume}


def volume_status(volume: str, status: str) -> str:
    return gettext(
        'Cinder was asked to restore the volume "%(volume)s", whose status is now %(status)s: look '
        "at its data before you use it."
    ) % {"volume": volume, "status": status}


def restore_unknown(volume: str) -> str:
    return gettext(
        'The restore of the volume "%(volume)s" was requested, but Cinder does not report its '
        "state at the moment."
    ) % {"volume": volume}


def reason_refused(volume: str) -> str:
    return gettext(
        'Cinder refused: the volume "%(volume)s" may be attached to an instance, or Cinder no '
        "longer has the backup."
    ) % {"volume": volume}


# What became of a backup


def requested() -> str:
    return gettext("Cinder is still making this backup.")


def available() -> str:
    return gettext("Cinder has this backup.")


def failed(reason: str | None) -> str:
    if reason:
        return gettext("Cinder could not make this backup: %(reason)s") % {"reason": reason}
    return gettext("Cinder could not make this backup, and gives no reason.")


def never_made() -> str:
    return gettext(
        "Cinder never got this backup: the agent made Freezer's record, and its request to Cinder "
        "failed. The record can be deleted."
    )


def deleting() -> str:
    return gettext("Cinder is deleting this backup.")


def gone() -> str:
    return gettext("Cinder no longer has this backup. The record can be deleted.")


def no_record() -> str:
    return gettext("Freezer has no record of this backup, so it is unknown whether Cinder has it.")


def unknown() -> str:
    return gettext(
        "Cinder does not say at the moment whether it has this backup. Try again in a moment, or "
        "ask your operator whether you may read your backups in Cinder."
    )
