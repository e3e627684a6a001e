"""Sentences about failures of the dashboard itself."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

not_logged_in = _("You are not logged in.")
not_from_browser = _("Send the header X-Requested-With: XMLHttpRequest.")
not_allowed = _("You are not allowed to do this in this project.")
failed = _(
    "The dashboard failed with error %(number)s. Try again. If it fails again, send this "
    "number to your operator."
)


def in_doubt(what: str) -> str:
    return gettext(
        "%(failure)s The change may or may not have been made. Check before you repeat it."
    ) % {"failure": what}


no_cache = _(
    "Horizon's cache cannot be reached. Without it, two changes at the same time could lose a "
    "job. Try again later, or tell your operator."
)
