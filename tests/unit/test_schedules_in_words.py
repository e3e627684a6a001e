"""Schedules in words."""

from datetime import UTC
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freezer_ui.domain.schedules import timetable
from freezer_ui.domain.schedules.schedule import CALENDAR, as_typed_in
from freezer_ui.messages import data, schedules

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "no schedule"),
        ({"schedule_interval": "6 hours"}, "every 6 hours"),
        ({"schedule_interval": "1 days"}, "every day"),
        ({"schedule_interval": "continuous"}, "continuously"),
        (
            {"schedule_interval": "6 hours", "schedule_start_date": "2026-12-01T02:00:00Z"},
            "every 6 hours, from 1 December 2026 02:00 UTC",
        ),
        ({"schedule_date": "2026-12-01T02:00:00Z"}, "once, at 1 December 2026 02:00 UTC"),
        ({"schedule_hour": "2", "schedule_minute": "30"}, "every day at 02:30, agents' time"),
        (
            {"schedule_day_of_week": "0-4", "schedule_hour": "22"},
            "Monday to Friday at 22:00, agents' time",
        ),
        (
            {"schedule_day_of_week": "sun", "schedule_hour": "4"},
            "every Sunday at 04:00, agents' time",
        ),
        (
            {"schedule_day": "1", "schedule_hour": "3"},
            "on day 1 of every month at 03:00, agents' time",
        ),
        ({"schedule_hour": "*/2"}, "every 2 hours from 00:00 to 22:00, agents' time"),
        ({"schedule_hour": "*/6"}, "every day at 00:00, 06:00, 12:00 and 18:00, agents' time"),
        ({"schedule_minute": "30"}, "every hour at 30 past, agents' time"),
        ({"schedule_minute": "*/15"}, "every 15 minutes, agents' time"),
        (
            {"schedule_hour": "2", "schedule_second": "30"},
            "whenever hour 2, second 30, agents' time",
        ),
        ({"schedule_day": "1,15"}, "on days 1 and 15 of every month at 00:00, agents' time"),
        ({"schedule_day": "last fri"}, "on the last Friday of every month at 00:00, agents' time"),
        ({"schedule_month": "*/6"}, "on day 1 of January and July at 00:00, agents' time"),
        (
            {"schedule_week": "*/2", "schedule_day_of_week": "sat", "schedule_hour": "4"},
            "every Saturday at 04:00, weeks 1, 3, 5 … 53, agents' time",
        ),
        (
            {"schedule_day_of_week": "mon-fri", "schedule_hour": "8-17", "schedule_minute": "*/30"},
            "Monday to Friday, every 30 minutes from 08:00 to 17:30, agents' time",
        ),
        ({"schedule_hour": "nonsense"}, "whenever hour nonsense, agents' time"),
        ({"schedule_interval": "soon"}, "every soon"),
    ],
)
def test_words(fields, words):
    assert schedules.words(fields) == words


def test_dates_are_told_in_the_zone_that_is_given():
    fields = {
        "schedule_interval": "6 hours",
        "schedule_start_date": "2026-12-01T01:00:00Z",
        "schedule_end_date": "2027-06-30T22:00:00Z",
    }
    assert schedules.words(fields, BERLIN) == (
        "every 6 hours, from 1 December 2026 02:00 CET, until 1 July 2027 00:00 CEST"
    )
    sao_paulo = ZoneInfo("America/Sao_Paulo")
    assert schedules.words({"schedule_date": "2026-12-01T01:00:00Z"}, sao_paulo) == (
        "once, at 30 November 2026 22:00 UTC-03"
    )


@pytest.mark.parametrize(
    ("stored", "typed"),
    [
        ("2026-12-01T01:00:00Z", "2026-12-01 02:00"),
        ("2026-12-01T01:00:30Z", "2026-12-01 02:00:30"),
        ("2026-10-25T01:30:00Z", "2026-10-25 02:30+01:00"),
        ("tomorrow", "tomorrow"),
    ],
)
def test_a_form_shows_dates_as_the_user_would_type_them(stored, typed):
    fields = {"schedule_interval": "1 hours", "schedule_start_date": stored}
    shown = {"schedule_interval": "1 hours", "schedule_start_date": typed}
    assert as_typed_in(fields, BERLIN) == shown


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (1, "1 second"),
        (90, "90 seconds"),
        (1020, "17 minutes"),
        (86400, "1 day"),
        (10**9, "32 years"),
    ],
)
def test_lengths(seconds, words):
    assert data.length(seconds) == words


@given(st.dictionaries(st.sampled_from(CALENDAR), st.text("0123456789*/-,afmnorstuw ", min_size=1)))
def test_whatever_another_tool_wrote_can_be_read(fields):
    assert schedules.words(fields, UTC)


NINES = "9" * 4301


@pytest.mark.parametrize("name", [*CALENDAR, "schedule_interval", "schedule_date"])
@pytest.mark.parametrize("text", [NINES, f"*/{NINES}", f"0-{NINES}", f"{NINES} weeks"])
def test_a_pattern_of_any_length_is_told_in_short(name, text):
    """Freezer takes it, Python reads no number of so many digits."""
    assert len(schedules.words({name: text}, UTC)) <= 200


@pytest.mark.parametrize(
    ("interval", "words"),
    [
        ("1 days", "First run about 1 day after the agents pick it up."),
        ("90 minutes", "First run about 90 minutes after the agents pick it up."),
        ("continuous", "First run as soon as the agents pick it up."),
    ],
)
def test_a_first_run_that_nobody_can_date_is_told_by_its_length(interval, words):
    assert schedules.note(timetable.UNHEARD, {"schedule_interval": interval}) == words


@pytest.mark.parametrize(
    ("names", "told"),
    [
        ("", ""),
        ("A", "A"),
        ("AB", "A and B"),
        ("ABC", "A, B and C"),
        ("ABCDE", "A, B, C and 2 more"),
    ],
)
def test_only_some_names_are_told(names, told):
    assert data.some(list(names)) == told
