"""Sentences about upcoming runs and where they overlap."""

from collections.abc import Sequence

from django.utils.translation import gettext, ngettext

from freezer_ui.messages import data


def no_schedule() -> str:
    return gettext("No schedule.")


def next_run(at: int, about: bool) -> str:
    words = gettext("Next run: about %(moment)s.") if about else gettext("Next run: %(moment)s.")
    return words % {"moment": data.moment(at)}


def clash(sessions: Sequence[str], more: int, client: str, first: int, times: int) -> str:
    """Return a sentence about sessions that overlap on a client. `sessions` are the names of some
    of them; `more` is the number of the others.
    """
    names = data.some([data.quoted(name) for name in sessions], len(sessions), more)
    if times == 1:  # Separate: languages with one plural form need the number elsewhere.
        words = gettext(
            "%(sessions)s use %(client)s at the same time on %(moment)s. The agent runs one job "
            "after the other, and a job that starts after its session's hold-off is late."
        )
    else:
        words = ngettext(
            "%(sessions)s use %(client)s at the same time, %(times)s times, first on %(moment)s. "
            "The agent runs one job after the other, and a job that starts after its session's "
            "hold-off is late.",
            "%(sessions)s use %(client)s at the same time, %(times)s times, first on %(moment)s. "
            "The agent runs one job after the other, and a job that starts after its session's "
            "hold-off is late.",
            times,
        )
    moment = data.moment(first)
    return words % {"sessions": names, "client": client, "moment": moment, "times": times}


# Notes in files


def schedule(words: str) -> str:
    """`words` are schedules.words."""
    return gettext("Schedule: %(schedule)s.") % {"schedule": words}


def too_many() -> str:
    return gettext("From here on there are too many runs to list.")


def no_length() -> str:
    return gettext("Expected length not known yet.")


def meets() -> str:
    return gettext("A different session uses the same client at the same time.")
