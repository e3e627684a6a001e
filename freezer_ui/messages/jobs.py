"""Sentences about jobs, their actions and clients, and why something cannot be done with them."""

from collections.abc import Sequence

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from freezer_ui.messages import data

# Clients


def protection(jobs: int, backups: int, active: int) -> str:
    """Return how well a client's jobs protect it: the numbers of its jobs, of those that make
    backups, and of those that run.
    """
    if not jobs:
        return gettext("Not backed up · no jobs")
    if not backups:
        return gettext("Not backed up · no backup job")
    if not active:
        forms = ngettext(
            "Not backed up · 0 of %(jobs)s backup job active",
            "Not backed up · 0 of %(jobs)s backup jobs active",
            backups,
        )
    else:
        forms = ngettext(
            "%(active)s of %(jobs)s backup job active",
            "%(active)s of %(jobs)s backup jobs active",
            backups,
        )
    return forms % {"active": active, "jobs": backups}


def client_in_use(client: str, jobs: Sequence[str]) -> str:
    forms = ngettext(
        "%(client)s has the job %(jobs)s. Delete the job first, or nothing runs it.",
        "%(client)s has the jobs %(jobs)s. Delete the jobs first, or nothing runs them.",
        len(jobs),
    )
    return forms % {"client": client, "jobs": data.some([data.quoted(each) for each in jobs])}


client_not_deleted = _("Freezer did not delete the client. Try again.")


# Whether a client can run a job

unregistered = _("The client %(client)s is not registered with Freezer, so nothing runs this job.")
no_action = _("The client %(client)s does not support the action %(wanted)s.")
no_mode = _("The client %(client)s does not support the mode %(wanted)s.")
no_storage = _("The client %(client)s does not support the storage %(wanted)s.")
no_engine = _("The client %(client)s does not support the engine %(wanted)s.")
no_choice = _('"%(choice)s" is not available: the client %(client)s does not support it.')


# Actions


def action_in_use(jobs: Sequence[str]) -> str:
    forms = ngettext(
        "The job %(jobs)s uses this action. Delete the job first, or it does nothing.",
        "The jobs %(jobs)s use this action. Delete the jobs first, or they do nothing.",
        len(jobs),
    )
    return forms % {"jobs": data.some([data.quoted(each) for each in jobs])}


action_not_deleted = _("Freezer did not delete the action. Try again.")


# Backups

backup_not_deleted = _("Freezer did not delete the backup. Try again.")


# Writes of jobs

start_the_session = _(
    '"%(job)s" is in a session. Start or stop the session, or remove the job from it first.'
)
added_meanwhile = _('"%(job)s" was added to a session meanwhile, so it was not deleted.')
running = _('"%(job)s" is running. Wait until the run ends.')
running_on = _('"%(job)s" is running, and its agent would continue. Wait until the run ends.')
not_deleted = _("Freezer did not delete the job. Try again.")
not_kept = _(
    'Freezer did not keep this change of "%(job)s", because something else writes to the job. '
    "Check its new state and try again."
)
yes = _("yes")
no = _("no")
gone = _("This job no longer exists.")
