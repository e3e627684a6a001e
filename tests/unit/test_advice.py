"""What is advised, and that the advice helps: taken, it is not given again."""

from dataclasses import replace

import pytest

from freezer_ui.domain import advice
from freezer_ui.domain.runs import forecast
from freezer_ui.domain.schedules import timetable
from freezer_ui.messages import say

NOW = 1_795_500_000  # 2026-11-24 06:00 UTC
POLL = 60


def member(client_id, seconds=None):
    ended = NOW - 9000 + seconds if seconds is not None else None
    return {"client_id": client_id, "time_started": NOW - 9000, "time_ended": ended}


PAIR = (member("a", 100), member("b", 100))


def case(schedule, hold_off=120, members=PAIR, heard=NOW, last_start=None):
    found = timetable.runs(schedule, NOW, last_start, "UTC", heard=heard)
    return advice.Case(
        schedule, hold_off, members, found, NOW, last_start, heard, POLL, agents_zone="UTC"
    )


def advise(given, others=()):
    return advice.advise(given, others, {"n": "Nightly"})


def every(text, **fields):
    return {"schedule_interval": text, **{f"schedule_{key}": fields[key] for key in fields}}


NIGHTLY = {"schedule_hour": "2", "schedule_minute": "0"}


@pytest.mark.parametrize(
    "given",
    [
        case(NIGHTLY),
        case(NIGHTLY, hold_off=None),
        case(every("6 hours")),
        case(every("6 hours", start_date="2026-12-01T00:00:00Z"), hold_off=30),
        case(NIGHTLY, hold_off=0, members=(member("a", 9),)),
        case({"event": "stop"}),
        case(every("1 days", start_date="2026-01-01T00:00:00Z"), heard=None),
    ],
)
def test_nothing_is_warned_of_that_is_good(given):
    assert [each for each in advise(given) if each.level == advice.WARNING] == []


def test_nothing_is_said_of_a_calendar():
    assert advise(case(NIGHTLY)) == []


def test_an_interval_that_the_calendar_can_say_is_told_so():
    """An agent that is restarted counts anew."""
    given = case(every("1 days", start_date="2026-01-01T02:00:00Z"), heard=None)
    (found,) = advise(given)
    assert (found.kind, found.level) == ("by_calendar", advice.INFO)
    (apply,) = found.applies
    assert apply.schedule == NIGHTLY
    assert advise(case(apply.schedule)) == []


def test_an_interval_that_it_cannot_say_is_told_what_it_costs():
    (found,) = advise(case(every("7 hours", start_date="2026-12-01T00:00:00Z")))
    assert found.kind == "interval"
    assert found.applies == ()


def test_an_interval_that_was_typed_is_told_what_is_written():
    (found,) = advise(replace(case(NIGHTLY), typed="1 days"))
    assert "saved as calendar times" in say(found.message)


@pytest.mark.parametrize(
    ("given", "kind", "says"),
    [
        (case(every("6 hours"), hold_off=None), "unaligned", "hold-off of 30 seconds"),
        (case(NIGHTLY, members=(*PAIR, member("a", 400))), "shared_client", "7 minutes after"),
        (case(NIGHTLY, hold_off=3), "tight", "clock is slightly behind"),
        (case(every("10 minutes"), hold_off=600), "swallows", "(10 minutes) is as long"),
        (
            case(every("10 minutes", start_date="2026-12-01T00:00:00Z"), hold_off=900),
            "swallows",
            "",
        ),
        (
            case(every("10 minutes"), members=(member("a", 1200), member("b"))),
            "overruns",
            "20 minutes",
        ),
        (case({"schedule_date": "2026-11-24T06:00:30Z"}), "soon", "in 30 seconds"),
        (case(every("1 minutes", start_date="2026-11-24T06:00:30Z"), 40), "soon", ""),
        (
            case(
                every("1 days", start_date="2026-01-01T02:00:00Z", end_date="2026-02-01T02:00:00Z")
            ),
            "ended",
            "1 February 2026 02:00 UTC",
        ),
    ],
)
def test_advice_that_is_taken_is_not_given_again(given, kind, says):
    (found,) = [each for each in advise(given) if each.kind == kind]
    assert says in say(found.message)
    assert found.level == advice.WARNING
    assert found.applies
    for apply in found.applies:
        schedule = given.schedule if apply.schedule is None else apply.schedule
        hold_off = given.hold_off if apply.hold_off is None else apply.hold_off
        after = advise(case(schedule, hold_off, given.members))
        assert kind not in [each.kind for each in after], say(apply.message)


@pytest.mark.parametrize(
    ("given", "kind", "says"),
    [
        (case({"schedule_date": "2026-01-01T00:00:00Z"}), "ended", "This date is past"),
        (case({"schedule_date": "2026-11-24T05:30:00Z"}), "ended", "at once"),
        (case({"schedule_interval": "5  minutes"}), "unreadable", "Choose a different schedule"),
        (case({"schedule_year": "2020"}), "ended", "will not run again"),
        (case(every("1000000000 seconds")), "far", "32 years"),
        (case(every("continuous")), "continuous", "120 seconds"),
        (case(NIGHTLY, members=(*PAIR, member("a"))), "shared_client", "one after the other"),
    ],
)
def test_what_only_the_user_can_decide_is_said(given, kind, says):
    (found,) = [each for each in advise(given) if each.kind == kind]
    assert says in say(found.message)
    assert found.applies == ()


def test_a_hold_off_never_grows_into_the_next_run():
    """Two long jobs of a client every ten minutes: more time between the runs is what helps."""
    given = case(every("10 minutes"), 60, (member("a", 500), member("a", 500), member("b", 1)))
    for found in advise(given):
        assert all(apply.hold_off is None for apply in found.applies if found.kind != "unaligned")


@pytest.mark.parametrize("schedule", [NIGHTLY, every("1 days", start_date="2026-11-25T02:00:00Z")])
def test_two_sessions_on_a_client_at_a_time_are_told_and_moved_apart(schedule):
    other = {"session_id": "n", "schedule": NIGHTLY, "jobs": {"j": member("a", 1200)}}
    others = [forecast.plan(other, NOW, NOW + advice.WEEK, "UTC")]
    found = next(each for each in advise(case(schedule), others) if each.kind == "meets")
    assert '"Nightly" uses a at the same time, first on 25 November 2026 02:00' in say(
        found.message
    )
    (apply,) = found.applies
    assert say(apply.message) == "Run 30 minutes later"
    after = advise(case(apply.schedule), others)
    assert [each for each in after if each.level == advice.WARNING] == []


def test_sessions_on_other_clients_do_not_matter():
    other = {"session_id": "n", "schedule": NIGHTLY, "jobs": {"j": member("c", 1200)}}
    assert advise(case(NIGHTLY), [forecast.plan(other, NOW, NOW + advice.WEEK, "UTC")]) == []
