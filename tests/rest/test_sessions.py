"""Sessions over our REST, against the real Keystone, freezer-api and Horizon."""

import time

import pytest

from stack import agent
from stack.shop import FAIL, RUNNING, SUCCESS, Run
from tests.rest.horizon import answered, ok

NIGHTLY = {"schedule_hour": "2", "schedule_minute": "30"}


@pytest.fixture
def created(as_demo):
    """Create through our REST, and delete what is left."""
    made = []

    def make(**parts):
        body = {"description": "Shop nightly", "hold_off": 60, "schedule": NIGHTLY} | parts
        made.append(answered(201, as_demo.post("sessions/", body)))
        return made[-1]

    yield make
    for session in made:
        as_demo.delete(f"sessions/{session['id']}")


def test_a_created_session_is_in_freezer_as_it_was_meant(created, demo):
    session = created()
    kept = demo.sessions.get(session["id"])
    assert (kept["description"], kept["hold_off"]) == ("Shop nightly", 60)
    # without the event, adding a job kills its agent's poll.
    assert kept["schedule"] == NIGHTLY | {"event": "start"}
    assert session["schedule"] == NIGHTLY
    assert session["schedule_words"] == "every day at 02:30, agents' time"
    assert (session["complete"], session["verdict"]["state"]) == (None, "empty")


def test_members_of_a_session_without_schedule_are_stopped_not_run(created, as_demo, demo, new_job):
    """`start` without a schedule field would run the job at once."""
    job_id = new_job()
    ok(as_demo.put(f"sessions/{created(schedule={})['id']}/jobs/{job_id}", {"from": None}))
    assert demo.jobs.get(job_id)["job_schedule"] == {"event": "stop"}


def test_the_current_run_is_told_with_each_members_backup(as_demo, demo, new_session, new_job):
    ids = {name: new_job(name) for name in ("good", "bad", "slow")}
    session_id = new_session("Pictured", jobs=(*ids.values(), new_job("absent")))
    assert as_demo.get(f"sessions/{session_id}").json()["run"] is None
    began = int(time.time()) - 300
    agent.play(demo, session_id, ids, Run(began, {"good": SUCCESS, "bad": FAIL, "slow": RUNNING}))
    detail = as_demo.get(f"sessions/{session_id}").json()
    told = detail["run"]
    assert (told["tag"], told["opened"], told["closes"]) == (1, began, began + 60)
    assert told["skew"] == 2 * agent.STAGGER
    assert abs(told["now"] - time.time()) < 30
    bars = {each["name"]: each["bar"] for each in detail["members"]}
    assert bars == {
        "good": {"start": began, "end": began + agent.DURATION},
        "bad": {"start": began + agent.STAGGER, "end": began + agent.STAGGER + agent.DURATION + 10},
        "slow": {"start": began + 2 * agent.STAGGER, "end": None},
        "absent": None,
    }
    machine = next(each["client_id"] for each in detail["members"] if each["name"] == "bad")
    assert f"See /root/.freezer/freezer.log on {machine}, or" in detail["log_words"]
    jobs = as_demo.get(f"jobs/?ids={ids['bad']},{ids['good']}").json()["items"]
    assert [each["log_words"] for each in jobs] == [detail["log_words"], None]


def test_an_edited_schedule_reaches_the_members_by_the_calls_it_answers(
    as_demo, demo, new_session, new_job
):
    """Freezer itself does not copy an edit to the members."""
    jobs = {new_job("one"), new_job("two")}
    session_id = new_session(jobs=tuple(jobs))
    edited = {"schedule": {"schedule_hour": "3"}}
    answer = ok(as_demo.patch(f"sessions/{session_id}", edited))
    assert answer["schedule_words"] == "every day at 03:00, agents' time"
    assert {(each["kind"], each["job_id"]) for each in answer["problems"]} == {
        ("drift", job_id) for job_id in jobs
    }
    for problem in answer["problems"]:
        as_demo.call(problem["repairs"][0]["calls"][0])
    for job_id in jobs:
        schedule = demo.jobs.get(job_id)["job_schedule"]
        assert schedule == {"schedule_hour": "3", "event": "start"}
    assert ok(as_demo.get(f"sessions/{session_id}"))["problems"] == []


def test_an_edit_that_changes_nothing_writes_nothing(created, as_demo, wired):
    session = created()
    with wired.freezer.only_reads():
        same = {key: session[key] for key in ("description", "hold_off", "schedule")}
        ok(as_demo.patch(f"sessions/{session['id']}", same))


def test_the_second_of_two_tabs_is_told(created, as_demo, demo):
    opened = created()
    sent = {"version": opened["form_version"]}
    first = {**sent, "description": "First"}
    saved = ok(as_demo.patch(f"sessions/{opened['id']}", first))
    second = {**sent, "description": "Second", "hold_off": 90}
    answer = answered(409, as_demo.patch(f"sessions/{opened['id']}", second))
    assert answer["error"] == "Someone changed this session after you opened it."
    assert answer["detail"]["description"] == "First"
    assert answer["detail"]["form_version"] == saved["form_version"] != opened["form_version"]
    kept = demo.sessions.get(opened["id"])
    assert (kept["description"], kept["hold_off"]) == ("First", 60)
    ok(as_demo.patch(f"sessions/{opened['id']}", {**second, "version": saved["form_version"]}))
    assert demo.sessions.get(opened["id"])["description"] == "Second"


def test_what_agents_write_is_no_change_of_the_form(created, as_demo, demo, new_job):
    opened, job_id = created(), new_job()
    ok(as_demo.put(f"sessions/{opened['id']}/jobs/{job_id}", {"from": None}))
    demo.sessions.start_session(opened["id"], job_id, 0)
    renamed = {"version": opened["form_version"], "description": "Renamed"}
    ok(as_demo.patch(f"sessions/{opened['id']}", renamed))


def test_a_start_that_a_drop_has_moved_is_a_change_of_the_schedule_alone(created, as_demo, demo):
    opened = created(schedule={"schedule_interval": "7 hours"})
    stored = demo.sessions.get(opened["id"])["schedule"]
    moved = {**stored, "schedule_start_date": "2099-01-01T00:00:00Z"}
    demo.sessions.update(opened["id"], {"schedule": moved})
    sent = {"version": opened["form_version"]}
    timed = {**sent, "schedule": {"schedule_interval": "8 hours"}}
    answered(409, as_demo.patch(f"sessions/{opened['id']}", timed))
    ok(as_demo.patch(f"sessions/{opened['id']}", {**sent, "hold_off": 90}))


def test_a_schedule_of_another_tool_is_kept_untouched(as_demo, demo, new_session):
    odd = {"schedule_interval": "5 minutes", "schedule_hour": "3"}
    session_id = new_session(schedule=odd)
    sent = {"description": "renamed", "schedule": odd}
    ok(as_demo.patch(f"sessions/{session_id}", sent))
    assert demo.sessions.get(session_id)["schedule"] == odd


def test_deleting_takes_the_members_out_first(as_demo, demo, new_session, new_job):
    """Else they would dangle. What was their own schedule stays in them, stopped."""
    job_id, session_id = new_job(), new_session()
    ok(as_demo.put(f"sessions/{session_id}/jobs/{job_id}"))
    assert as_demo.delete(f"sessions/{session_id}").status_code == 204
    assert demo.sessions.get(session_id) is None
    job = demo.jobs.get(job_id)
    assert job["session_id"] == ""
    assert job["job_schedule"] == {"schedule_interval": "1 days", "event": "stop"}


def test_a_session_with_a_ghost_can_be_deleted(as_demo, demo, new_session, new_job):
    """Freezer would leave the entry of a deleted job."""
    job_id = new_job()
    session_id = new_session(jobs=(job_id,))
    demo.jobs.delete(job_id)
    detail = ok(as_demo.get(f"sessions/{session_id}"))
    assert [problem["kind"] for problem in detail["problems"]] == ["ghost"]
    assert as_demo.delete(f"sessions/{session_id}").status_code == 204
    assert demo.sessions.get(session_id) is None


def test_bad_input_is_told_at_its_field_and_nothing_is_written(as_demo, wired):
    body = {"description": "", "hold_off": -5, "schedule": {"schedule_interval": "0 minutes"}}
    wired.freezer.reset()
    answer = as_demo.post("sessions/", body)
    assert (answer.status_code, answer.json()["field"]) == (400, "description")
    assert set(answer.json()["detail"]) == {"description", "hold_off", "schedule_interval"}
    assert answer.json()["error"] == answer.json()["detail"]["description"]
    assert wired.freezer.calls == []


@pytest.mark.parametrize("path", ["sessions/nobody", f"sessions/{'0' * 32}"])
def test_a_session_that_is_not_there(as_demo, path):
    assert as_demo.get(path).status_code == 404
    assert as_demo.patch(path, {"description": "x"}).status_code == 404
    assert as_demo.delete(path).status_code == 404


@pytest.mark.parametrize("path", ["sessions/no%20id", f"sessions/{'x' * 65}", "sessions/%2e%2e"])
def test_an_id_that_is_no_id(as_demo, path):
    answer = as_demo.get(path)
    assert (answer.status_code, answer.json()["field"]) == (400, "session_id")
