"""schedule/preview: what a schedule will do, whoever wrote it."""

import time
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from stack.seed import register
from tests.rest.horizon import answered, ok

PATH = "schedule/preview"
NIGHTLY = {"schedule_hour": "2", "schedule_minute": "30"}


def preview(horizon, **body):
    return ok(horizon.post(PATH, body))


def member(client_id, seconds):
    now = int(time.time())
    return {
        "id": client_id,
        "client_id": client_id,
        "time_started": now - 9000,
        "time_ended": now - 9000 + seconds,
    }


def test_what_is_typed_is_told_in_the_users_zone(as_demo):
    with as_demo.in_zone("Europe/Berlin"):
        told = preview(
            as_demo,
            schedule={
                "schedule_interval": " 12  hours",
                "schedule_start_date": "2099-12-01 02:00[Europe/Berlin]",
            },
        )
    assert told["schedule"] == {
        "schedule_interval": "12 hours",
        "schedule_start_date": "2099-12-01T01:00:00Z",
    }
    assert told["schedule_local"]["schedule_start_date"] == "2099-12-01 02:00"
    assert told["words"] == "every 12 hours, from 1 December 2099 02:00 CET"
    assert (told["time_zone"], told["agents_zone"]) == ("Europe/Berlin", "UTC")
    first = told["runs"][0]
    assert (told["next_run"], told["next_run_about"]) == (first["at"], first["about"])
    assert first == {"at": 4_099_770_000, "about": False}
    assert len(told["runs"]) == 10
    assert told["more"] is True
    assert told["about_words"] is None


def test_a_time_in_berlin_is_told_and_kept_by_the_agents_clock(as_demo, demo):
    """Which of two hours, the season decides; the runs are at 02:30 in Berlin."""
    typed = {**NIGHTLY, "zone": "Europe/Berlin"}
    with as_demo.in_zone("Europe/Berlin"):
        told = preview(as_demo, schedule=typed)
    assert told["schedule"]["schedule_hour"] in ("0", "1")
    first = datetime.fromtimestamp(told["next_run"], ZoneInfo("Europe/Berlin"))
    assert (first.hour, first.minute) == (2, 30)
    how, *changes = told["zone_words"]
    assert how.startswith("Agents run by the clock of UTC. Freezer stores this schedule as: every")
    assert [each for each in changes if not each.endswith("by the clock in Europe/Berlin.")] == []
    assert changes
    assert preview(as_demo, schedule=NIGHTLY)["zone_words"] == []
    body = {"description": "By Berlin's clock", "schedule": typed}
    made = as_demo.post("sessions/", body).json()
    try:
        kept = demo.sessions.get(made["id"])["schedule"]
        assert {**told["schedule"], "event": "start"} == kept
        changed = {"schedule": {"schedule_hour": "3", "zone": "Europe/Berlin"}}
        edited = as_demo.patch(f"sessions/{made['id']}", changed).json()
        assert edited["schedule"]["schedule_hour"] in ("1", "2")
    finally:
        demo.sessions.delete(made["id"])


def test_after_the_first_run_a_continuous_job_has_no_times(as_demo):
    told = preview(as_demo, schedule={"schedule_interval": "continuous"})
    assert (len(told["runs"]), told["more"]) == (1, True)


def test_where_agents_decide_it_is_only_about_then_and_says_why(as_demo):
    by_zone = preview(as_demo, schedule=NIGHTLY)
    assert "its own time zone" in by_zone["about_words"]
    assert by_zone["next_run_about"]


def test_an_interval_gets_a_start_that_all_agents_read_in_time(as_demo):
    """Without one, or with one that is past, each agent counts from its own poll."""
    bare = preview(as_demo, schedule={"schedule_interval": "6 hours"})
    assert 0 <= bare["next_run"] - time.time() - 6 * 3600 + 5 < 70
    past = {"schedule_interval": "6 hours", "schedule_start_date": "2026-01-01T02:00:00Z"}
    told = preview(as_demo, schedule=past)
    assert told["next_run"] > time.time() + 30
    assert (told["next_run"] - 2 * 3600) % (6 * 3600) == 0
    assert not bare["next_run_about"]
    assert not told["next_run_about"]


def test_an_interval_that_the_calendar_can_say_is_previewed_as_it_will_be_written(as_demo):
    nightly = {"schedule_interval": "1 days", "schedule_start_date": "2026-01-01T02:30:00Z"}
    told = preview(as_demo, schedule=nightly, as_calendar=True)
    assert told["schedule"] == {"schedule_hour": "2", "schedule_minute": "30"}
    assert [each["kind"] for each in told["advice"]] == ["by_calendar"]
    kept = preview(as_demo, schedule={"schedule_interval": "7 hours"}, as_calendar=True)
    assert kept["schedule"]["schedule_interval"] == "7 hours"
    assert as_demo.post("schedule/preview", {"schedule": {}, "as_calendar": 1}).status_code == 400


def test_a_zone_that_nobody_knows_is_utc(as_demo):
    with as_demo.in_zone("Middle/Earth"):
        assert preview(as_demo, schedule=NIGHTLY)["time_zone"] == "UTC"


@pytest.mark.parametrize(
    ("body", "field", "says"),
    [
        ({"schedule": {}, "hold_off": "soon"}, "hold_off", "whole number"),
        ({"schedule": {}, "hold_off": -1}, "hold_off", "0 or more"),
        ({"schedule": {}, "hold_off": 2**31}, "hold_off", "at most"),
        ({"schedule": {}, "members": "all"}, "members", "members"),
        ({"schedule": {}, "members": [{"client_id": 5}]}, "members", "members"),
        ({"schedule": {}, "session_id": "../x"}, "session_id", "not an ID"),
        ({"schedule": {}, "jobs": []}, "jobs", "no field"),
        ({"hold_off": 5}, "schedule", "Send the schedule"),
        ([], "schedule", "Send the schedule"),
        (None, "schedule", "Send the schedule"),
    ],
)
def test_bad_input_is_told_at_its_field(as_demo, body, field, says):
    answer = answered(400, as_demo.post(PATH, body))
    assert says in answer["detail"][field]


def test_sessions_that_are_not_there_or_anothers_are_not_previewed(
    as_demo, as_other, other, new_session
):
    assert as_demo.post(PATH, {"session_id": "0" * 32}).status_code == 404
    theirs = other.sessions.create({"description": "Theirs", "schedule": {"event": "stop"}})
    assert as_demo.post(PATH, {"session_id": theirs}).status_code == 404
    other.sessions.delete(theirs)
    assert as_other.post(PATH, {"session_id": new_session("Ours")}).status_code == 404


@pytest.mark.parametrize(
    ("schedule", "note"),
    [
        ({"schedule_interval": "5  minutes", "event": "start"}, "cannot read"),
        ({"schedule_hour": "25", "event": "start"}, "cannot read"),
        ({"schedule_interval": "1 days", "event": "stop"}, "tells the agents to stop"),
        (
            {"schedule_interval": "3 hours", "event": "start"},
            "First run about 3 hours after the agents pick it up.",
        ),
        (
            {
                "schedule_interval": "3 hours",
                "schedule_start_date": "2020-01-01T00:00:00Z",
                "schedule_end_date": "2020-02-01T00:00:00Z",
            },
            "No further run",
        ),
    ],
)
def test_what_another_tool_stored_is_never_refused_and_all_pages_agree(
    as_demo, new_session, new_job, schedule, note
):
    session_id = new_session("By a CLI", jobs=(new_job(),), schedule=schedule)
    told = preview(as_demo, session_id=session_id)
    assert note in told["next_run_note"]
    assert told["runs"] == []
    row = next(
        each for each in as_demo.get("sessions/").json()["items"] if each["id"] == session_id
    )
    detail = as_demo.get(f"sessions/{session_id}").json()
    for each in (row, detail):
        assert each["next_run_note"] == told["next_run_note"]
        assert each["schedule_words"] == told["words"]
    assert detail["schedule_local"] == told["schedule_local"]


def test_a_session_without_jobs_runs_nothing_until_it_has_some(as_demo, new_session):
    session_id = new_session("Empty", schedule=NIGHTLY)
    stored = preview(as_demo, session_id=session_id)
    assert (stored["runs"], stored["next_run"]) == ([], None)
    assert "No jobs" in stored["next_run_note"]
    assert preview(as_demo, session_id=session_id, schedule=NIGHTLY)["next_run"]
    detail = as_demo.get(f"sessions/{session_id}").json()
    assert (detail["next_run"], detail["next_run_note"]) == (None, stored["next_run_note"])


def test_a_session_that_is_edited_counts_from_its_last_run_until_its_schedule_changes(
    as_demo, demo, new_session, new_job
):
    job_id = new_job("a")
    session_id = new_session("Runs", jobs=(job_id,), schedule={"schedule_interval": "6 hours"})
    demo.sessions.start_session(session_id, job_id, 0)
    started = demo.sessions.get(session_id)["time_start"]
    same = preview(as_demo, session_id=session_id, schedule={"schedule_interval": "6 hours"})
    assert same["next_run"] == started + 6 * 3600
    assert same["runs"] == preview(as_demo, session_id=session_id)["runs"]
    other = preview(as_demo, session_id=session_id, schedule={"schedule_interval": "7 hours"})
    assert abs(other["next_run"] - time.time() - 7 * 3600) < 70


def test_members_on_one_client_need_a_hold_off_that_is_said_as_a_number(as_demo):
    told = preview(
        as_demo, schedule=NIGHTLY, hold_off=60, members=[member("a", 300), member("a", 300)]
    )
    (advice,) = told["advice"]
    assert (advice["kind"], advice["level"]) == ("shared_client", "warning")
    assert advice["applies"] == [{"words": "Set the hold-off to 330 seconds", "hold_off": 330}]


def test_another_session_on_the_client_at_the_time_is_named_and_can_be_kept_away_from(
    as_demo, demo, new_session, new_job
):
    register(demo, "meeting-host", "Two sessions meet on it")
    new_session("Already there", jobs=(new_job("a", "meeting-host"),), schedule=NIGHTLY)
    mine = [member("meeting-host", 60)]
    told = preview(as_demo, schedule=NIGHTLY, hold_off=60, members=mine)
    (advice,) = told["advice"]
    assert '"Already there" uses meeting-host at the same time' in advice["words"]
    (apply,) = advice["applies"]
    assert apply["schedule"] == {"schedule_hour": "2", "schedule_minute": "45"}
    assert preview(as_demo, schedule=apply["schedule"], hold_off=60, members=mine)["advice"] == []


def test_the_users_text_stays_text(as_demo, demo, new_session, new_job):
    register(demo, "text-host", "")
    name = '<img src=x onerror="alert(1)">{{7*7}}'
    new_session(name, jobs=(new_job("a", "text-host"),), schedule=NIGHTLY)
    told = preview(as_demo, schedule=NIGHTLY, members=[member("text-host", 60)])
    assert name in told["advice"][0]["words"]


def test_freezer_is_asked_no_more_than_the_question_needs(as_demo, calls, new_session, new_job):
    empty, full = new_session("Empty"), new_session("Full", jobs=(new_job("a"),))
    assert calls(as_demo.post, PATH, {"schedule": NIGHTLY}) == []
    with_members = {"schedule": NIGHTLY, "members": [member("a", 60)]}
    assert calls(as_demo.post, PATH, with_members) == ["GET"]
    assert calls(as_demo.post, PATH, {"session_id": empty}) == ["GET"]
    assert calls(as_demo.post, PATH, {"session_id": full}) == ["GET"] * 2
    assert calls(as_demo.post, PATH, {**with_members, "session_id": full}) == ["GET"] * 2
