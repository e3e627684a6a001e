"""What is wrong with what a user sent."""

from collections.abc import Sequence

from django.utils.translation import gettext, ngettext

from freezer_ui.messages import data


def needed() -> str:
    return gettext("This field is required.")


def no_text() -> str:
    return gettext("Enter text.")


def long_text(most: int) -> str:
    return gettext("Enter at most %(most)s characters.") % {"most": most}


def longer_text(most: int, length: int) -> str:
    return gettext("Enter at most %(most)s characters. This text has %(length)s.") % {
        "most": most,
        "length": length,
    }


def no_line() -> str:
    return gettext("Enter one line of plain text, without control characters.")


def four_bytes(character: str) -> str:
    return gettext(
        "Leave out the character %(character)s. Freezer's database cannot store emoji and other "
        "characters of four bytes."
    ) % {"character": character}


def no_boolean() -> str:
    return gettext("Send true or false.")


def no_number() -> str:
    return gettext("Send a number.")


def number_between(least: int, most: int) -> str:
    return gettext("Enter a whole number from %(least)s to %(most)s.") % {
        "least": least,
        "most": most,
    }


def one_of(choices: Sequence[str]) -> str:
    return gettext("Choose one of: %(choices)s.") % {"choices": data.enumerated(choices)}


def no_id() -> str:
    return gettext("This is not an ID.")


def ids(most: int) -> str:
    return gettext("Send up to %(most)s IDs, separated by commas.") % {"most": most}


def session_ids() -> str:
    return gettext("Send the IDs of sessions.")


def job_count(most: int) -> str:
    forms = ngettext("Send the ID of a job.", "Send the IDs of up to %(most)s jobs.", most)
    return forms % {"most": most}


def no_object(keys: Sequence[str]) -> str:
    return gettext("Send an object with: %(keys)s.") % {"keys": data.enumerated(keys)}


def no_object_or_nothing(keys: Sequence[str]) -> str:
    return gettext("Send nothing, or an object with: %(keys)s.") % {"keys": data.enumerated(keys)}


def unknown_field(name: str) -> str:
    return gettext('There is no field "%(name)s".') % {"name": name}


def too_much() -> str:
    return gettext("The request is too large.")


def no_json() -> str:
    return gettext("The request is not JSON.")


def cursor() -> str:
    return gettext("Send the cursor that the previous page returned as next.")


# A session


def no_session() -> str:
    return gettext("Send an object with the parts of the session.")


def no_description() -> str:
    return gettext("Enter a description.")


def hold_off() -> str:
    return gettext("Enter a whole number of seconds, 0 or more.")


def long_hold_off(most: int) -> str:
    return gettext("Enter at most %(most)s seconds.") % {"most": most}


def then() -> str:
    return gettext("A job that is removed can stop or run.")


def preview() -> str:
    return gettext("Send the schedule to preview.")


def members() -> str:
    return gettext("Send the members as the session or the list of jobs returns them.")


# A schedule


def no_schedule() -> str:
    return gettext("Send an object of schedule_* fields.")


def interval() -> str:
    return gettext(
        "Enter a whole number and a unit (weeks, days, hours, minutes or seconds), for example 6 "
        "hours."
    )


def short_interval() -> str:
    return gettext("Enter an interval of at least 1.")


def long_interval() -> str:
    return gettext("Enter an interval of at most 100 years.")


def year() -> str:
    return gettext("Enter a year of four digits.")


def pattern(field: str) -> str:
    """What a calendar field takes."""
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


def date_alone() -> str:
    return gettext("A session that runs once has a date and nothing else.")


def interval_or_calendar() -> str:
    return gettext("Choose either an interval or calendar fields.")


def zone_alone() -> str:
    return gettext("A time zone goes with calendar fields only.")


def not_in_agents_zone(zone: str) -> str:
    return gettext(
        "Agents run by the clock of %(zone)s, where these times fall on other days, and one "
        "schedule cannot say that. Choose the agents' time."
    ) % {"zone": zone}


def bounds_alone() -> str:
    return gettext("A start and an end need an interval or calendar fields.")


def end_alone() -> str:
    return gettext("An end needs a start. Without a start, agents ignore the end.")


def end_before_start() -> str:
    return gettext("The end is not after the start.")


def never() -> str:
    return gettext("There is no such day in the next ten years.")


# A date


def no_date(example: str) -> str:
    return gettext("Enter a date and time, for example %(example)s.") % {"example": example}


def no_such_date() -> str:
    return gettext("There is no such date and time.")


def no_zone(name: str) -> str:
    return gettext('There is no time zone "%(name)s".') % {"name": name}


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
