"""Calendar times by the clock of the user's zone, written for agents that keep another."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from freezer_ui.domain.schedules import parsing, timetable, zones
from freezer_ui.errors import Invalid
from freezer_ui.messages import say
from tests.unit.refusals import refused

BERLIN, UTC_ZONE, INDIA, NEW_YORK = "Europe/Berlin", "UTC", "Asia/Kolkata", "America/New_York"
#: In winter: Berlin is an hour ahead of UTC.
NOW = int(datetime(2026, 11, 23, 12, tzinfo=UTC).timestamp())
SUMMER = int(datetime(2026, 7, 1, 12, tzinfo=UTC).timestamp())


def calendar(**fields):
    return {f"schedule_{name}": value for name, value in fields.items()}


@pytest.mark.parametrize(
    ("fields", "users", "agents", "now", "written"),
    [
        ({"hour": "2", "minute": "30"}, BERLIN, UTC_ZONE, NOW, {"hour": "1", "minute": "30"}),
        ({"hour": "2", "minute": "30"}, BERLIN, UTC_ZONE, SUMMER, {"hour": "0", "minute": "30"}),
        ({"hour": "2"}, BERLIN, BERLIN, NOW, {"hour": "2"}),
        ({"hour": "2"}, BERLIN, INDIA, NOW, {"hour": "6", "minute": "30"}),
        ({"hour": "2", "minute": "0"}, INDIA, UTC_ZONE, NOW, {"hour": "20", "minute": "30"}),
        # Every day is every day, whichever it is there.
        ({"hour": "0,12", "minute": "0"}, BERLIN, UTC_ZONE, NOW, {"hour": "11,23", "minute": "0"}),
        ({"hour": "*/6"}, BERLIN, UTC_ZONE, NOW, {"hour": "5,11,17,23"}),
        ({"hour": "9-17"}, BERLIN, UTC_ZONE, NOW, {"hour": "8-16"}),
        ({"minute": "15"}, BERLIN, UTC_ZONE, NOW, {"minute": "15"}),
        ({"minute": "15"}, INDIA, UTC_ZONE, NOW, {"minute": "45"}),
        ({"second": "*/10"}, INDIA, UTC_ZONE, NOW, {"second": "*/10"}),
        (
            {"day_of_week": "mon-fri", "hour": "0", "minute": "30"}, BERLIN, UTC_ZONE, NOW,
            {"day_of_week": "mon,tue,wed,thu,sun", "hour": "23", "minute": "30"},
        ),
        (
            {"day_of_week": "mon", "hour": "22"}, NEW_YORK, UTC_ZONE, NOW,
            {"day_of_week": "tue", "hour": "3"},
        ),
        ({"day_of_week": "mon"}, BERLIN, UTC_ZONE, NOW, {"day_of_week": "sun", "hour": "23"}),
        ({"day": "last", "hour": "3"}, BERLIN, UTC_ZONE, NOW, {"day": "last", "hour": "2"}),
    ],
)  # fmt: skip
def test_a_time_is_written_by_the_agents_clock(fields, users, agents, now, written):
    assert zones.for_agents(calendar(**fields), users, agents, now) == calendar(**written)


@pytest.mark.parametrize(
    ("fields", "users"),
    [
        ({"day": "1", "hour": "0", "minute": "30"}, BERLIN),
        ({"month": "1"}, BERLIN),
        ({"week": "*/2", "day_of_week": "mon", "hour": "0"}, BERLIN),
        # One of these is on the day before, one is not.
        ({"day_of_week": "mon", "hour": "0,12"}, BERLIN),
        ({"hour": "2", "minute": "0,45"}, INDIA),
    ],
)
def test_what_one_schedule_cannot_say_is_refused(fields, users):
    told = refused(zones.for_agents, calendar(**fields), users, UTC_ZONE, NOW)
    assert told["zone"].startswith("Agents run by the clock of UTC, where")


PATTERNS = {
    "hour": st.sampled_from(["0", "2", "23", "*/6", "9-17", "0,12", "*"]),
    "minute": st.sampled_from(["0", "30", "0,45", "*/15", "*"]),
    "day_of_week": st.sampled_from(["*", "mon", "mon-fri", "sat,sun"]),
    "day": st.sampled_from(["*", "1", "last"]),
}


@given(
    st.fixed_dictionaries({}, optional=PATTERNS).filter(bool),
    st.sampled_from([BERLIN, INDIA, NEW_YORK, "Pacific/Chatham", "Pacific/Kiritimati"]),
    st.sampled_from([UTC_ZONE, BERLIN, INDIA, "Pacific/Pago_Pago"]),
)
@settings(max_examples=150)
def test_the_runs_until_clocks_change_are_those_that_were_meant(fields, users, agents):
    """No clock of these changes in the two weeks from NOW on."""
    try:
        written = zones.for_agents(calendar(**fields), users, agents, NOW)
    except Invalid:
        return
    until = NOW + 14 * 86400
    meant = timetable.runs(calendar(**fields), NOW, None, users, until=until)
    assert timetable.runs(written, NOW, None, agents, until=until).at == meant.at


@pytest.mark.parametrize(
    ("fields", "users", "agents", "told"),
    [
        (
            {"hour": "2", "minute": "30"}, BERLIN, UTC_ZONE,
            ["From 28 March 2027, when clocks change in Europe/Berlin, until 31 October 2027 it "
             "runs 1 hour later by the clock in Europe/Berlin."],
        ),
        (
            {"hour": "2"}, UTC_ZONE, BERLIN,
            ["From 28 March 2027, when clocks change in Europe/Berlin, until 31 October 2027 it "
             "runs 1 hour earlier by the clock in UTC."],
        ),
        # Both change, not on the same day.
        (
            {"hour": "2"}, BERLIN, NEW_YORK,
            ["From 14 March 2027, when clocks change in America/New_York, until 28 March 2027 it "
             "runs 1 hour earlier by the clock in Europe/Berlin.",
             "From 31 October 2027, when clocks change in Europe/Berlin, until 7 November 2027 it "
             "runs 1 hour earlier by the clock in Europe/Berlin."],
        ),
        ({"hour": "2"}, BERLIN, "Europe/Paris", []),
        ({"minute": "30"}, BERLIN, UTC_ZONE, []),
        ({"hour": "2"}, INDIA, UTC_ZONE, []),
        # It begins behind both changes.
        ({"hour": "2", "start_date": "2027-11-05T00:00:00Z"}, BERLIN, UTC_ZONE, []),
        # It is over before clocks change.
        ({"hour": "2", "start_date": "2026-12-01T00:00:00Z", "end_date": "2026-12-31T00:00:00Z"},
         BERLIN, UTC_ZONE, []),
    ],
)  # fmt: skip
def test_when_it_will_differ_is_told(fields, users, agents, told):
    assert [say(each) for each in zones.differences(calendar(**fields), users, agents, NOW)] == told


def test_who_begins_in_summer_means_summers_clock():
    fields = calendar(hour="2", start_date="2027-05-01T00:00:00Z")
    assert zones.for_agents(fields, BERLIN, UTC_ZONE, NOW)["schedule_hour"] == "0"
    assert [say(each) for each in zones.differences(fields, BERLIN, UTC_ZONE, NOW)] == [
        "From 31 October 2027, when clocks change in Europe/Berlin, it runs 1 hour earlier by the "
        "clock in Europe/Berlin."
    ]


def at(moment: int, agents: str) -> datetime:
    return datetime.fromtimestamp(moment, ZoneInfo(agents))


def test_a_typed_schedule_with_a_zone_becomes_the_agents():
    typed = {**calendar(hour="2", minute="30"), "zone": BERLIN}
    assert parsing.parse(typed, at(NOW, UTC_ZONE)) == calendar(hour="1", minute="30")
    assert parsing.parse(typed, at(NOW, BERLIN)) == calendar(hour="2", minute="30")
    assert parsing.parse({**typed, "zone": ""}, at(NOW, UTC_ZONE)) == calendar(
        hour="2", minute="30"
    )


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({**calendar(hour="2"), "zone": "Berlin"}, "zone"),
        ({**calendar(hour="2"), "zone": "../../etc/passwd"}, "zone"),
        ({**calendar(hour="2"), "zone": 7}, "zone"),
        ({**calendar(hour="2"), "zone": "x" * 300}, "zone"),
        ({**calendar(interval="1 days"), "zone": BERLIN}, "zone"),
        ({"zone": BERLIN}, "zone"),
        ({**calendar(hour="25"), "zone": BERLIN}, "schedule_hour"),
    ],
)
def test_a_zone_that_is_none_is_told_at_its_field(typed, field):
    assert list(refused(parsing.parse, typed, at(NOW, UTC_ZONE))) == [field]
