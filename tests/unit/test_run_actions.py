"""What is on offer for a session's run: only what would do what its name says."""

import pytest

from freezer_ui.domain import run_actions
from freezer_ui.domain.runs import run
from freezer_ui.domain.schedules import timetable
from freezer_ui.domain.schedules.arming import Agents
from freezer_ui.messages import say
from tests.unit.documents import entry, job, session

#: The run of documents.session() began at 10,000 and its hold-off is over at 10,030.
OVER = 11_000
OFTEN = {"schedule_interval": "2 minutes"}
JOBS = {"a": job("a"), "b": job("b")}
BOTH = {"a": entry(), "b": entry()}
FAILED = entry(result="fail")
UNDER_WAY = entry(status="running", result="", time_ended=-1)


def on_offer(document: dict, jobs: dict, now: int = OVER) -> dict[str, run_actions.RunAction]:
    judged = run.judge(document, jobs, now)
    agents = Agents(poll=60, zone="UTC", now=now)
    return {each.kind: each for each in run_actions.available(document, jobs, judged, agents)}


def test_a_complete_run_offers_to_run_now_and_nothing_else():
    found = on_offer(session(jobs=BOTH), JOBS)
    assert found == {run_actions.RUN: run_actions.RunAction(run_actions.RUN, ("a", "b"))}


@pytest.mark.parametrize(
    ("document", "jobs", "now", "reason"),
    [
        (session(), {}, OVER, "no jobs"),
        # only a ghost
        (session(jobs={"a": entry()}), {"a": None}, OVER, "no jobs"),
        (session(jobs={"a": UNDER_WAY}, status="running"), None, 10_010, "is running"),
        # when its agents have heard of it, the regular run is less than a minute away
        (session(jobs=BOTH, schedule=OFTEN), JOBS, OVER, "about to start"),
        # a start would get the tag of the last run
        (session(jobs=BOTH, hold_off=1200), JOBS, OVER, "too recent"),
        # it would run alone: it does not know the session, or names another one
        (session(jobs=BOTH), {**JOBS, "b": job("b", session="")}, OVER, "Repair the session first"),
        (
            session(jobs=BOTH),
            {**JOBS, "b": job("b", session="s2")},
            OVER,
            "Repair the session first",
        ),
        # no member can start again
        (
            session(jobs=BOTH, session_tag=9),
            {"a": job("a", time_started=40_000), "b": job("b", time_started=40_000)},
            50_000,
            "Repair the session first",
        ),
    ],
)
def test_run_now_is_refused_with_the_reason(document, jobs, now, reason):
    if jobs is None:
        jobs = {"a": job("a", status="running", result="", time_started=10_000, time_ended=-1)}
    refused = on_offer(document, jobs, now)[run_actions.RUN].refused
    assert reason in say(refused)


@pytest.mark.parametrize(
    ("now", "hold_off", "at"),
    [
        # with a poll of 60, agents have read by 90 seconds from now
        (10_000, 1200, 11_111),
        (11_110, 1200, 11_111),
        (11_111, 1200, 11_201),
        (11_200, 1200, 11_201),
        (11_201, 1200, None),
        # a hold-off that is over before the agents have read
        (10_010, 30, 10_031),
    ],
)
def test_what_is_on_offer_changes_with_time_alone_when_it_says(now, hold_off, at):
    document = session(jobs={"a": entry(), "b": FAILED}, hold_off=hold_off)
    jobs = {**JOBS, "b": job("b", result="fail")}

    def at_hand(moment):
        found = on_offer(document, jobs, moment)
        return found[run_actions.RUN].refused is None, run_actions.RETRY in found

    assert run_actions.changes_at(document, Agents(poll=60, zone="UTC", now=now)) == at
    if at is None:
        assert at_hand(now) == at_hand(now + 100_000)
    else:
        assert at_hand(at - 1) == at_hand(now) != at_hand(at)


@pytest.mark.parametrize("due", [30_000, None])
def test_what_was_just_told_to_run_is_not_told_again_before_it_begins(due):
    """Its agents would write their own schedule back over the second."""
    nightly = {"schedule_interval": "7 hours", "schedule_start_date": "1970-01-01T08:20:00Z"}
    document = session(jobs=BOTH, schedule=nightly if due else {})
    asked = {
        job_id: each | {"job_schedule": run_actions.run_now(each, OVER + 90, due)}
        for job_id, each in JOBS.items()
    }
    refused = on_offer(document, asked, OVER + 60)[run_actions.RUN].refused
    assert "about to start" in say(refused)


def test_a_run_that_is_too_early_is_told_from_when_on_it_is_possible():
    """A session of a retry or a restore has a hold-off of an hour."""
    document = session(jobs={"a": entry()}, hold_off=3600, schedule={})

    def refused(now):
        return on_offer(document, JOBS, now)[run_actions.RUN].refused

    at = refused(10_060).params["at"]
    assert refused(at - 1) == refused(10_060)
    assert refused(at) is None
    assert "1 January 1970 03:45:11 UTC" in say(refused(10_060))


def test_a_session_that_never_ran_offers_the_same_whatever_the_time():
    never = session(session_tag=0, jobs={"a": entry()})
    assert run_actions.changes_at(never, Agents(poll=60, zone="UTC", now=OVER)) is None


def test_what_failed_is_offered_to_be_retried_when_the_hold_off_is_over():
    document = session(jobs={"a": entry(), "b": FAILED})
    jobs = {**JOBS, "b": job("b", result="fail")}
    assert on_offer(document, jobs)[run_actions.RETRY].members == ("b",)
    assert run_actions.RETRY not in on_offer(document, jobs, 10_029)


def test_a_ghost_is_not_retried():
    document = session(jobs={"a": FAILED, "b": FAILED})
    found = on_offer(document, {"a": job("a", result="fail"), "b": None})
    assert found[run_actions.RETRY].members == ("a",)
    assert found[run_actions.RUN].members == ("a",)


def test_a_member_that_is_booked_as_running_can_be_ended_when_the_hold_off_is_over():
    document = session(jobs={"a": entry(), "b": UNDER_WAY}, status="running")
    running = job("b", status="running", result="", time_started=10_000, time_ended=-1)
    jobs = {**JOBS, "b": running}
    assert on_offer(document, jobs)[run_actions.END].members == ("b",)
    assert run_actions.END not in on_offer(document, jobs, 10_020)


def test_a_session_that_runs_without_members_can_be_ended():
    """Its last member was taken out while it ran."""
    assert on_offer(session(status="running"), {})[run_actions.END].members == ()
    assert run_actions.END not in on_offer(session(), {})


def test_a_member_that_runs_now_goes_on_with_the_next_regular_run():
    """Nobody loses their schedule if the page is closed."""
    fields = run_actions.run_now(job("a"), 11_090, 13_600)
    assert fields["event"] == "start"
    assert timetable.runs(fields, OVER, None, "UTC", count=2).at == (11_090, 13_600)


def test_a_member_of_a_session_without_a_schedule_runs_once():
    fields = run_actions.run_now(job("a"), 11_090, None)
    assert timetable.runs(fields, OVER, None, "UTC", count=2).at == (11_090,)


def test_a_member_behind_its_session_is_caught_up():
    assert run_actions.caught_up(job("a", tag=1), session(session_tag=3)) == {"session_tag": 3}
    for tag in (3, 4):
        level = job("a", tag=tag)
        assert run_actions.caught_up(level, session(session_tag=3)) == {}


def test_a_run_now_is_over_before_the_next_regular_run():
    agents = Agents(poll=60, zone="UTC", now=11_000)
    assert run_actions.over_by(session(hold_off=30), 11_090, 20_000, agents) == 11_180
    assert run_actions.over_by(session(hold_off=3_600), 11_090, 12_000, agents) == 11_805
    assert run_actions.over_by(session(hold_off=30), 11_090, None, agents) == 11_180
