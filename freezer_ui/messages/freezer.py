"""Sentences about Freezer's failures, and why it is not called."""

from datetime import UTC, datetime

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

refused = _("Freezer refused what was sent.")
login_not_accepted = _(
    "Freezer did not accept your login. If this happens again, log out and log in."
)
not_allowed = _("Freezer does not allow you to do this in this project.")
not_found = _("Freezer does not have this item. It may have been deleted.")
changed = _("Freezer reports that this item has changed in the meantime.")
id_taken = _("The ID of the new item is or was in use. Close this dialog, and open it again.")
failed = _("Freezer failed while doing this.")
too_large = _(
    "Freezer's answer is larger than this dashboard reads. Your operator can raise "
    "FREEZER_LARGEST_ANSWER, or lower FREEZER_PAGE_SIZE."
)
unreadable = _(
    "The answer did not come from Freezer, or it is broken: a proxy in between may have sent "
    "it. Tell your operator."
)
unreachable = _("Freezer cannot be reached at the moment.")
no_answer = _("Freezer did not answer in time.")
no_time_left = _("Freezer did not answer in time, so this request was not sent.")
no_service = _("There is no backup service in this region.")
other_job = _("Freezer returned an unexpected answer instead of this job.")
other_jobs = _("Freezer returned an unexpected answer instead of the jobs of this session.")


# Missing documents

session_gone = _("This session does not exist. It may have been deleted.")
job_gone = _("This job does not exist. It may have been deleted.")
backup_gone = _("This backup does not exist. It may have been deleted.")
client_gone = _("This client does not exist. It may have been deleted.")
action_gone = _("This action does not exist. It may have been deleted.")


# Freezer is not called

busy = _(
    "Freezer is not answering, and other requests are already waiting, so this request was not "
    "sent. Try again in a moment."
)


def left_alone(since: float, until: float) -> str:
    return gettext(
        "Freezer has been failing since %(since)s. The next attempt is at %(until)s. Until Freezer "
        "answers, no requests are sent."
    ) % {"since": _clock(since), "until": _clock(until)}


def being_tried(since: float) -> str:
    return gettext(
        "Freezer has been failing since %(since)s. A new attempt is in progress. Until Freezer "
        "answers, no requests are sent."
    ) % {"since": _clock(since)}


not_made = _("%(failure)s The change was not made.")


def _clock(epoch: float) -> str:
    """Return the time of day of epoch seconds, in the user's zone."""
    return timezone.localtime(datetime.fromtimestamp(epoch, UTC)).strftime("%H:%M:%S")
