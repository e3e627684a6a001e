"""Sentences about volumes that Cinder backs up, and the state of their backups."""

from collections.abc import Sequence

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from freezer_ui.messages import data

silent = _("Cinder does not answer at the moment.")
forbidden = _("Cinder does not allow you to read this in this project.")
not_there = _("Cinder does not have this item. It may have been deleted.")
success_too_early = _(
    "Freezer says success because it does not wait for Cinder, which makes the backups of volumes."
)


# New backups of volumes

none_chosen = _("Choose at least one volume.")
too_many = _("Choose at most %(most)s volumes.")
twice = _("Choose each volume once.")
one_client = _("Choose one client: it asks Cinder for the backups of all the volumes.")


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


no_cinder = _("This cloud has no Cinder, so there are no volumes.")
twin = _('"%(job)s" backs up this volume already.')


def protected(jobs: Sequence[str]) -> str:
    return gettext("Backed up by %(jobs)s") % {
        "jobs": data.some([data.quoted(each) for each in jobs])
    }


def not_protected() -> str:
    return gettext("Not backed up")


# Restores

overwrites = _(
    'Overwrites the volume "%(volume)s". Detach it first: Cinder restores only volumes that no '
    "instance uses."
)
restoring = _('Cinder is still restoring the volume "%(volume)s".')
restored = _('Restored: the volume "%(volume)s" is as it was in the backup.')
not_restored = _(
    'Cinder could not restore the volume "%(volume)s", and left it unusable: its status is '
    "error_restoring. Restore another backup over it, or ask your operator why it failed."
)
volume_gone = _('The volume "%(volume)s" was deleted meanwhile.')
volume_status = _(
    'Cinder was asked to restore the volume "%(volume)s", whose status is now %(status)s: look '
    "at its data before you use it."
)
restore_unknown = _(
    'The restore of the volume "%(volume)s" was requested, but Cinder does not report its '
    "state at the moment."
)
reason_refused = _(
    'Cinder refused: the volume "%(volume)s" may be attached to an instance, or Cinder no '
    "longer has the backup."
)


# States of backups

requested = _("Cinder is still making this backup.")
available = _("Cinder has this backup.")


def failed(reason: str | None) -> str:
    if reason:
        return gettext("Cinder could not make this backup: %(reason)s") % {"reason": reason}
    return gettext("Cinder could not make this backup, and gives no reason.")


never_made = _(
    "Cinder never made this backup: the agent created Freezer's record, but its request to Cinder "
    "failed. The record can be deleted."
)
deleting = _("Cinder is deleting this backup.")
gone = _("Cinder no longer has this backup. The record can be deleted.")


def no_record() -> str:
    return gettext("Freezer has no record of this backup, so it is unknown whether Cinder has it.")


unknown = _(
    "Cinder does not say at the moment whether it has this backup. Try again in a moment, or "
    "ask your operator whether you may read your backups in Cinder."
)
