"""Sentences about what is wrong with a user's input."""

from collections.abc import Sequence

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from freezer_ui.messages import data

needed = _("This field is required.")
no_text = _("Enter text.")
long_text = _("Enter at most %(most)s characters.")
longer_text = _("Enter at most %(most)s characters. This text has %(length)s.")
no_line = _("Enter one line of plain text, without control characters.")
four_bytes = _(
    "Leave out the character %(character)s. Freezer's database cannot store emoji and other "
    "characters of four bytes."
)
no_boolean = _("Send true or false.")
no_number = _("Send a number.")
number_between = _("Enter a whole number from %(least)s to %(most)s.")


def one_of(choices: Sequence[str]) -> str:
    return gettext("Choose one of: %(choices)s.") % {"choices": data.enumerated(choices)}


no_id = _("This is not an ID.")
ids = _("Send up to %(most)s IDs, separated by commas.")
session_ids = _("Send the IDs of sessions.")


def job_count(most: int) -> str:
    forms = ngettext("Send the ID of a job.", "Send the IDs of up to %(most)s jobs.", most)
    return forms % {"most": most}


def no_object(keys: Sequence[str]) -> str:
    return gettext("Send an object with: %(keys)s.") % {"keys": data.enumerated(keys)}


def no_object_or_nothing(keys: Sequence[str]) -> str:
    return gettext("Send nothing, or an object with: %(keys)s.") % {"keys": data.enumerated(keys)}


unknown_field = _('There is no field "%(name)s".')
too_much = _("The request is too large.")
no_json = _("The request is not JSON.")
cursor = _("Send the cursor that the previous page returned as next.")


# A session

no_session = _("Send an object with the parts of the session.")
no_description = _("Enter a description.")
hold_off = _("Enter a whole number of seconds, 0 or more.")
long_hold_off = _("Enter at most %(most)s seconds.")
then = _("A job that is removed can stop or run.")
preview = _("Send the schedule to preview.")
members = _("Send the members as the session or the list of jobs returns them.")


# A schedule

no_schedule = _("Send an object of schedule_* fields.")
interval = _(
    "Enter a whole number and a unit (weeks, days, hours, minutes or seconds), for example 6 hours."
)
short_interval = _("Enter an interval of at least 1.")
long_interval = _("Enter an interval of at most 100 years.")
year = _("Enter a year of four digits.")


def pattern(field: str) -> str:
    """Return what a calendar field accepts."""
    words = {
        "month": gettext(
            "Enter months from 1 to 12 or jan to dec: one, a list (1,5), a range (1-5) or *."
        ),
        "week": gettext("Enter weeks from 1 to 53: one, a list (1,5), a range (1-5) or *."),
        "day": gettext(
            "Enter days from 1 to 31, last, or a day such as 1st mon: one, a list (1,5), a range "
            "(1-5) or *."
        ),
        "day_of_week": gettext(
            "Enter days from 0 (Monday) to 6 or mon to sun: one, a list (1,5), a range (1-5) or *."
        ),
        "hour": gettext("Enter hours from 0 to 23: one, a list (1,5), a range (1-5) or *."),
        "minute": gettext("Enter minutes from 0 to 59: one, a list (1,5), a range (1-5) or *."),
        "second": gettext("Enter seconds from 0 to 59: one, a list (1,5), a range (1-5) or *."),
    }
    return words.get(field) or gettext("Enter a year that agents support.")


date_alone = _("A session that runs once needs a date and no other schedule fields.")
interval_or_calendar = _("Choose either an interval or calendar fields.")
zone_alone = _("A time zone can be set for calendar fields only.")
not_in_agents_zone = _(
    "Agents run by the clock of %(zone)s, where these times fall on different days. One schedule "
    "cannot express that. Choose the agents' time."
)
bounds_alone = _("A start and an end need an interval or calendar fields.")
end_alone = _("An end needs a start. Without a start, agents ignore the end.")
end_before_start = _("The end is not after the start.")
never = _("There is no such day in the next ten years.")


# A date

no_date = _("Enter a date and time, for example %(example)s.")
no_such_date = _("There is no such date and time.")
no_zone = _('There is no time zone "%(name)s".')


def twice(on: str, clock: str, zone: str, first: str, second: str) -> str:
    return gettext(
        "%(time)s on %(day)s exists twice in %(zone)s, because clocks go back. Enter %(first)s for "
        "the first or %(second)s for the second."
    ) % {"time": clock, "day": data.iso_day(on), "zone": zone, "first": first, "second": second}


def skipped(on: str, clock: str, zone: str, earlier: str, later: str) -> str:
    return gettext(
        "There is no %(time)s on %(day)s in %(zone)s, because clocks go forward. Enter %(earlier)s "
        "or %(later)s."
    ) % {"time": clock, "day": data.iso_day(on), "zone": zone, "earlier": earlier, "later": later}
