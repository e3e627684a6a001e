"""One job: started, stopped, deleted; what is said is what Freezer has."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.rest.horizon import answered

DAILY = {"schedule_interval": "1 days"}


def event(horizon, job_id, kind):
    return horizon.post(f"jobs/{job_id}/event", {"event": kind})


def test_a_job_is_stopped_and_started_and_keeps_its_schedule(as_demo, demo, new_job):
    job_id = new_job("toggled")
    stopped = event(as_demo, job_id, "stop").json()
    assert (stopped["stopped"], stopped["schedule"], stopped["runs"]) == (True, DAILY, "nothing")
    assert {**DAILY, "event": "stop"}.items() <= demo.jobs.get(job_id)["job_schedule"].items()
    started = event(as_demo, job_id, "start").json()
    assert (started["stopped"], started["schedule"], started["runs"]) == (False, DAILY, "alone")
    assert {**DAILY, "event": "start"}.items() <= demo.jobs.get(job_id)["job_schedule"].items()


def test_what_an_agent_wrote_is_kept(as_demo, demo, new_job):
    past = {"result": "success", "time_started": 1_000, "time_ended": 1_060}
    job_id = new_job("has run")
    written = {**DAILY, **past, "event": "", "status": "scheduled"}
    demo.jobs.update(job_id, {"job_schedule": written})
    row = event(as_demo, job_id, "stop").json()
    assert {key: row[key] for key in past} == past
    assert demo.jobs.get(job_id)["job_schedule"] == {**DAILY, **past, "event": "stop"}


def test_a_job_that_runs_can_be_stopped_after_this_run(as_demo, demo, new_job):
    job_id = new_job("runs now", **DAILY, event="", status="running", time_started=1_000)
    assert event(as_demo, job_id, "start").status_code == 409
    assert event(as_demo, job_id, "stop").json()["status"] == "running"
    own = demo.jobs.get(job_id)["job_schedule"]
    assert (own["event"], own["status"]) == ("stop", "running")


def test_a_member_is_started_and_stopped_with_its_session(as_demo, wired, new_session, new_job):
    job_id = new_job("member")
    new_session("Has a member", jobs=(job_id,))
    with wired.freezer.only_reads():
        for kind in ("start", "stop"):
            answer = answered(409, event(as_demo, job_id, kind))
            assert '"member" is in a session' in answer["error"]


def test_a_change_that_freezer_does_not_keep_is_told(as_demo, demo, wired, new_job):
    """An agent that writes the old schedule back right after us."""
    job_id = new_job("overwritten")
    ours = wired.freezer.inject("PATCH", f"/jobs/{job_id}", "delay", after=True)
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(event, as_demo, job_id, "stop")
        assert ours.held.wait(60)
        demo.jobs.update(job_id, {"job_schedule": {**DAILY, "event": "", "status": "scheduled"}})
        ours.released.set()
    answer = asked.result()
    assert (answer.status_code, "did not keep" in answer.json()["error"]) == (409, True)


def test_a_job_is_deleted_out_of_its_session(as_demo, demo, new_session, new_job):
    job_id, other = new_job("to be deleted"), new_job("stays")
    session_id = new_session("Loses one", jobs=(job_id, other))
    assert as_demo.delete(f"jobs/{job_id}").status_code == 204
    assert demo.jobs.get(job_id) is None
    assert list(demo.sessions.get(session_id)["jobs"]) == [other]
    assert as_demo.get("health/", session_id=session_id).json()["items"] == []


def test_a_job_of_a_session_that_is_gone_is_deleted(as_demo, demo, new_session, new_job):
    job_id = new_job("dangling")
    demo.sessions.delete(new_session("Gone", jobs=(job_id,)))
    assert as_demo.delete(f"jobs/{job_id}").status_code == 204
    assert demo.jobs.get(job_id) is None


def test_a_job_that_runs_is_not_deleted(as_demo, demo, new_job):
    job_id = new_job("busy", **DAILY, event="", status="running")
    answer = as_demo.delete(f"jobs/{job_id}")
    assert (answer.status_code, "is running" in answer.json()["error"]) == (409, True)
    assert demo.jobs.get(job_id) is not None


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (None, "body"),
        ({}, "event"),
        ({"event": "run"}, "event"),
        ({"event": "stop", "x": 1}, "body"),
    ],
)
def test_a_bad_event_is_told_and_nothing_is_asked(as_demo, wired, new_job, body, field):
    job_id = new_job()
    wired.freezer.reset()
    answer = as_demo.post(f"jobs/{job_id}/event", body)
    assert (answer.status_code, answer.json()["field"]) == (400, field)
    assert wired.freezer.calls == []
