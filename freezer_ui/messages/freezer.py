"""Freezer's answers that are failures, and why it is not asked."""

from datetime import UTC, datetime

from django.utils import timezone
from django.utils.translation import gettext


def refused() -> str:
    return gettext("Freezer refused what was sent.")


def login_not_accepted() -> str:
    return gettext("Freezer did not accept your login. If this happens again, log out and log in.")


def not_allowed() -> str:
    return gettext("Freezer does not allow you to do this in this project.")


def not_found() -> str:
    return gettext("Freezer does not have this item. It may have been deleted.")


def changed() -> str:
    return gettext("Freezer reports that this item has changed in the meantime.")


def failed() -> str:
    return gettext("Freezer failed while doing this.")


def too_large() -> str:
    return gettext(
        "Freezer's answer is larger than this dashboard reads. Your operator can raise "
        "FREEZER_LARGEST_ANSWER, or lower FREEZER_PAGE_SIZE."
    )


def unreadable() -> str:
    return gettext(
        "The answer did not come from Freezer, or it is broken: a proxy in between may have sent "
        "it. Tell your operator."
    )


def unreachable() -> str:
    return gettext("Freezer cannot be reached at the moment.")


def no_answer() -> str:
    return gettext("Freezer did not answer in time.")


def no_time_left() -> str:
    return gettext("Freezer did not answer in time, so this request was not sent.")


def no_service() -> str:
    return gettext("There is no backup service in this region.")


def other_job() -> str:
    return gettext("Freezer returned an unexpected answer instead of this job.")


def other_jobs() -> str:
    return gettext("Freezer returned an unexpected answer instead of the jobs of this session.")


# What is gone


def session_gone() -> str:
    return gettext("This session does not exist. It may have been deleted.")


def job_gone() -> str:
    return gettext("This job does not exist. It may have been deleted.")


def backup_gone() -> str:
    return gettext("This backup does not exist. It may have been deleted.")


def client_gone() -> str:
    return gettext("This client does not exist. It may have been deleted.")


def action_gone() -> str:
    return gettext("This action does not exist. It may have been deleted.")


# Freezer is not asked


def busy() -> str:
    return gettext(
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


def not_made(failure: str) -> str:
    return gettext("%(failure)s The change was not made.") % {"failure": failure}


def _clock(epoch: float) -> str:
    """In the user's zone."""
    return timezone.localtime(datetime.fromtimestamp(epoch, UTC)).strftime("%H:%M:%S")
