"""What other tools break is found on the real thing, and what repairs it is sent back and done."""

import threading
import time

import pytest

from freezer_ui.domain.schedules.schedule import own
from tests.rest.horizon import ok


def found(horizon, kind, job_id, **query):
    """The problem of this kind that a job has; None if there is none."""
    problems = ok(horizon.get("health/", **query))["items"]
    return next((p for p in problems if (p["kind"], p["job_id"]) == (kind, job_id)), None)


def repair(horizon, problem, number=0):
    for call in problem["repairs"][number]["calls"]:
        ok(horizon.call(call))


def is_sound(demo, job_id, session_id):
    """In this session only, and on its schedule."""
    job = demo.jobs.get(job_id)
    listing = [
        each["session_id"]
        for each in demo.sessions.list_all(limit=1000)
        if job_id in (each.get("jobs") or {})
    ]
    schedule = demo.sessions.get(session_id)["schedule"]
    return (job["session_id"], listing) == (session_id, [session_id]) and own(
        job["job_schedule"]
    ) == own(schedule)


def test_nothing_is_said_of_what_is_sound(as_demo, new_session, new_job):
    job_id = new_job()
    session_id = new_session(jobs=(job_id,))
    answer = ok(as_demo.get("health/", session_id=session_id))
    assert answer["items"] == []
    assert answer["checked"]["jobs"] >= 1


def test_a_ghost(as_demo, demo, new_session, new_job):
    """Its job was deleted; Freezer leaves the entry."""
    job_id = new_job()
    session_id = new_session(jobs=(job_id,))
    demo.jobs.delete(job_id)
    repair(as_demo, found(as_demo, "ghost", job_id))
    assert demo.sessions.get(session_id)["jobs"] == {}
    assert found(as_demo, "ghost", job_id) is None


def test_drift(as_demo, demo, new_session, new_job):
    """Freezer does not copy an edit of the session to its members."""
    job_id = new_job()
    session_id = new_session(jobs=(job_id,))
    demo.sessions.update(
        session_id, {"schedule": {"schedule_interval": "2 hours", "event": "start"}}
    )
    repair(as_demo, found(as_demo, "drift", job_id))
    assert is_sound(demo, job_id, session_id)


@pytest.mark.parametrize(("choice", "expected"), [(0, "second"), (1, "first")])
def test_a_job_in_two_sessions(as_demo, demo, new_session, new_job, choice, expected):
    """Two PUTs list it twice."""
    job_id = new_job()
    places = {name: new_session(name, jobs=(job_id,)) for name in ("first", "second")}
    problem = found(as_demo, "elsewhere", job_id)
    assert problem["session_id"] == places["first"]
    repair(as_demo, problem, choice)
    assert is_sound(demo, job_id, places[expected])


def test_the_same_on_the_sessions_own_page(as_demo, demo, new_session, new_job):
    job_id = new_job()
    first = new_session("first", jobs=(job_id,))
    second = new_session("second", jobs=(job_id,))
    (problem,) = ok(as_demo.get(f"sessions/{first}"))["problems"]
    assert 'belongs to "second"' in problem["words"]
    repair(as_demo, problem)
    assert is_sound(demo, job_id, second)


def test_a_job_listed_by_two_sessions_that_names_none(as_demo, demo, new_session, new_job):
    job_id = new_job()
    first, second = new_session("1", jobs=(job_id,)), new_session("2", jobs=(job_id,))
    whole = demo.jobs.get(job_id)["job_schedule"]
    demo.jobs.update(job_id, {"session_id": "", "job_schedule": whole})
    problem = found(as_demo, "unaware", job_id)
    repair(as_demo, problem)
    assert is_sound(demo, job_id, problem["session_id"])
    assert problem["session_id"] in (first, second)


@pytest.mark.parametrize("choice", [0, 1])
def test_a_dangling_job(as_demo, demo, new_session, new_job, choice):
    """Another's write took it off the list."""
    job_id, other = new_job(), new_job()
    session_id = new_session(jobs=(other,))
    whole = demo.jobs.get(job_id)["job_schedule"]
    demo.jobs.update(job_id, {"session_id": session_id, "job_schedule": whole})
    problem = found(as_demo, "dangling", job_id, session_id=session_id)
    repair(as_demo, problem, choice)
    if choice == 0:
        assert is_sound(demo, job_id, session_id)
    else:
        assert demo.jobs.get(job_id)["session_id"] == ""


@pytest.mark.parametrize(("choice", "event"), [(0, "start"), (1, "stop")])
def test_a_job_of_a_deleted_session(as_demo, demo, new_session, new_job, choice, event):
    """It goes on, on the schedule of a session that is gone."""
    job_id = new_job()
    demo.sessions.delete(new_session("gone", jobs=(job_id,)))
    repair(as_demo, found(as_demo, "dangling", job_id), choice)
    job = demo.jobs.get(job_id)
    assert (job["session_id"], job["job_schedule"]["event"]) == ("", event)
    assert found(as_demo, "dangling", job_id) is None


def test_a_job_that_another_tool_took_out_gets_its_schedule_back(
    as_demo, demo, new_session, new_job
):
    """Freezer's DELETE of a member destroys its schedule."""
    job_id, session_id = new_job(), new_session()
    ok(as_demo.put(f"sessions/{session_id}/jobs/{job_id}"))
    demo.sessions.remove_job(session_id, job_id)
    repair(as_demo, found(as_demo, "bare", job_id), 1)
    assert demo.jobs.get(job_id)["job_schedule"] == {
        "schedule_interval": "1 days",
        "event": "start",
    }


def test_a_wedged_session_starts_again(as_demo, demo, new_session, new_job):
    """All jobs are behind the session's tag, and go on backing up."""
    jobs = (new_job("one"), new_job("two"))
    session_id = new_session("Wedged", jobs=jobs, schedule={"schedule_interval": "1 hours"})
    demo.sessions.update(session_id, {"session_tag": 9, "time_start": 1_700_000_000})
    for job_id in jobs:
        late = {"schedule_interval": "1 hours", "event": "", "status": "scheduled"}
        # half an hour ago: no run is near, in which nothing may be changed
        late["time_started"] = int(time.time()) - 1800
        demo.jobs.update(job_id, {"session_tag": 8, "job_schedule": late})
    refused = demo.sessions.start_session(session_id, jobs[0], 8)
    assert refused["result"] == "out-of-sync"
    (problem,) = [
        each
        for each in ok(as_demo.get("health/", session_id=session_id))["items"]
        if each["kind"] == "wedged"
    ]
    repair(as_demo, problem)
    # Without the event no agent would take the new tag up.
    assert demo.jobs.get(jobs[0])["job_schedule"]["event"] == "start"
    started = demo.sessions.start_session(
        session_id, jobs[0], demo.jobs.get(jobs[0])["session_tag"]
    )
    assert (started["result"], started["session_tag"]) == ("success", 10)
    assert ok(as_demo.get("health/", session_id=session_id))["items"] == []


def test_another_projects_breaks_are_not_shown(as_demo, as_other, demo, new_session, new_job):
    job_id = new_job()
    new_session(jobs=(job_id,))
    demo.jobs.delete(job_id)
    assert found(as_demo, "ghost", job_id)
    assert found(as_other, "ghost", job_id) is None


def test_what_is_being_written_at_this_moment_is_no_break(as_demo, wired, new_session, new_job):
    """Between two steps of a move a job is in two sessions; who looks then is not alarmed."""
    job_id = new_job()
    old, new = new_session("Old", jobs=(job_id,)), new_session("New")
    fault = wired.freezer.inject("DELETE", "/jobs/", "delay")
    mover = threading.Thread(target=as_demo.put, args=[f"sessions/{new}/jobs/{job_id}"])
    mover.start()
    assert fault.held.wait(60)
    problems = ok(as_demo.at(as_demo.url).get("health/"))["items"]
    fault.released.set()
    mover.join()
    assert [each for each in problems if each["session_id"] in (old, new)] == []
