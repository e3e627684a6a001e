"""Freezer's answers that are failures, and why it is not asked."""

from datetime import UTC, datetime

from django.utils import timezone
from django.utils.translation import gettext


def refused() -> str:
    return gettext("Freezer refused what was sent.")


def login_not_accepted() -> str:
    return gettext("Freezer did not accept your login. If this goes on, log out and in again.")


def not_allowed() -> str:
    return gettext("Freezer does not allow you to do this in this project.")


def not_found() -> str:
    return gettext("Freezer does not have this: it may have been deleted meanwhile.")


def changed() -> str:
    return gettext("Freezer says that this has changed meanwhile.")


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
    return gettext("Freezer did not answer in time, and this was not sent any more.")


def no_service() -> str:
    return gettext("There is no backup service in this region.")


def other_job() -> str:
    return gettext("Freezer answered with something else than this job.")


def other_jobs() -> str:
    return gettext("Freezer answered with something else than the jobs of this session.")


# What is gone


def session_gone() -> str:
    return gettext("This session is not there: it may have been deleted meanwhile.")


def job_gone() -> str:
    return gettext("This job is not there: it may have been deleted meanwhile.")


def backup_gone() -> str:
    return gettext("This backup is not there: it may have been deleted meanwhile.")


def client_gone() -> str:
    return gettext("This client is not there: it may have been deleted meanwhile.")


def action_gone() -> str:
    return gettext("This action is not there: it may have been deleted meanwhile.")


# Freezer is not asked


def busy() -> str:
    return gettext(
        "Freezer does not answer, and other requests wait for it already, so this one was not "
        "sent. Try again in a moment."
    )


def left_alone(since: float, until: float) -> str:
    return gettext(
        "Freezer has failed since %(since)s. It is tried again at %(until)s. Until it answers, "
        "nothing is sent to it."
    ) % {"since": _clock(since), "until": _clock(until)}


def being_tried(since: float) -> str:
    return gettext(
        "Freezer has failed since %(since)s. It is being tried at this moment. Until it answers, "
        "nothing is sent to it."
    ) % {"since": _clock(since)}


def not_made(failure: str) -> str:
    return gettext("%(failure)s The change was not made.") % {"failure": failure}


def _clock(epoch: float) -> str:
    """In the user's zone."""
    return timezone.localtime(datetime.fromtimestamp(epoch, UTC)).strftime("%H:%M:%S")
