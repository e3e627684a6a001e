"""Jobs, their actions and clients: what they are, and why something cannot be done with them."""

from collections.abc import Sequence

from django.utils.translation import gettext, ngettext

from freezer_ui.messages import data

# Clients


def protection(jobs: int, backups: int, active: int) -> str:
    """Whether a client's jobs back it up: how many it has, how many back up, and run."""
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


def client_not_deleted() -> str:
    return gettext("Freezer did not delete the client. Try again.")


# Whether a job's client can do what the job says


def unregistered(client: str) -> str:
    return gettext(
        "The client %(client)s is not registered with Freezer, so nothing runs this job."
    ) % {"client": client}


def no_action(client: str, wanted: str) -> str:
    return gettext("The client %(client)s does not support the action %(wanted)s.") % {
        "client": client,
        "wanted": wanted,
    }


def no_mode(client: str, wanted: str) -> str:
    return gettext("The client %(client)s does not support the mode %(wanted)s.") % {
        "client": client,
        "wanted": wanted,
    }


def no_storage(client: str, wanted: str) -> str:
    return gettext("The client %(client)s does not support the storage %(wanted)s.") % {
        "client": client,
        "wanted": wanted,
    }


def no_engine(client: str, wanted: str) -> str:
    return gettext("The client %(client)s does not support the engine %(wanted)s.") % {
        "client": client,
        "wanted": wanted,
    }


# Actions


def action_in_use(jobs: Sequence[str]) -> str:
    forms = ngettext(
        "The job %(jobs)s uses this action. Delete the job first, or it does nothing.",
        "The jobs %(jobs)s use this action. Delete the jobs first, or they do nothing.",
        len(jobs),
    )
    return forms % {"jobs": data.some([data.quoted(each) for each in jobs])}


def action_not_deleted() -> str:
    return gettext("Freezer did not delete the action. Try again.")


# Backups


def backup_not_deleted() -> str:
    return gettext("Freezer did not delete the backup. Try again.")


# What is done with a job


def start_the_session(job: str) -> str:
    return gettext(
        '"%(job)s" is in a session. Start or stop the session, or remove the job from it first.'
    ) % {"job": job}


def added_meanwhile(job: str) -> str:
    return gettext('"%(job)s" was added to a session meanwhile, so it was not deleted.') % {
        "job": job
    }


def running(job: str) -> str:
    return gettext('"%(job)s" is running. Wait until the run ends.') % {"job": job}


def running_on(job: str) -> str:
    return gettext(
        '"%(job)s" is running, and its agent would continue. Wait until the run ends.'
    ) % {"job": job}


def not_deleted() -> str:
    return gettext("Freezer did not delete the job. Try again.")


def not_kept(job: str) -> str:
    return gettext(
        'Freezer did not keep this change of "%(job)s", because something else writes to the job. '
        "Check its new state and try again."
    ) % {"job": job}


def yes() -> str:
    return gettext("yes")


def no() -> str:
    return gettext("no")


def gone() -> str:
    return gettext("This job no longer exists.")
