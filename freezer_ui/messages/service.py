"""Why the dashboard itself does not answer as it should."""

from django.utils.translation import gettext


def not_logged_in() -> str:
    return gettext("You are not logged in.")


def not_from_browser() -> str:
    return gettext("Send the header X-Requested-With: XMLHttpRequest.")


def not_allowed() -> str:
    return gettext("You are not allowed to do this in this project.")


def failed(number: str) -> str:
    return gettext(
        "The dashboard failed with error %(number)s. Try again. If it fails again, send this "
        "number to your operator."
    ) % {"number": number}


def in_doubt(what: str) -> str:
    return gettext(
        "%(failure)s The change may or may not have been made. Check before you repeat it."
    ) % {"failure": what}


def no_cache() -> str:
    return gettext(
        "Horizon's cache is not reachable, and without it two changes at once could lose a "
        "job. Try again later, or tell your operator."
    )
