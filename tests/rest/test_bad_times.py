"""Freezer down, slow or broken: each call ends in time and says what happened."""

import time

import pytest

from tests.rest.horizon import answered


@pytest.mark.parametrize(
    ("kind", "options", "status"),
    [("status", {"status": 500}, 502), ("status", {"status": 503}, 502), ("cut", {}, 502)],
)
def test_a_failing_freezer_is_said_so(as_demo, wired, kind, options, status):
    wired.freezer.inject("GET", "/sessions", kind, nth=0, **options)
    answer = as_demo.get("sessions/")
    assert answer.status_code == status
    assert answer.json()["error"]
    wired.freezer.reset()
    assert as_demo.get("sessions/").status_code == 200


def test_a_slow_freezer_is_given_up_in_time(as_demo, wired):
    wired.freezer.inject("GET", "/sessions", "delay", nth=0)
    begun = time.monotonic()
    answer = answered(504, as_demo.get("sessions/"))
    assert "did not answer in time" in answer["error"]
    assert time.monotonic() - begun < wired.read_timeout + 10


def test_an_answer_that_is_no_json_is_a_failure(as_demo, wired):
    wired.freezer.inject("GET", "/sessions", "status", status=200, nth=0)
    assert as_demo.get("sessions/").status_code == 502


def test_freezers_401_does_not_log_out_of_horizon(as_demo, wired):
    wired.freezer.inject("GET", "/sessions", "status", status=401)
    assert as_demo.get("sessions/").status_code == 502
    assert as_demo.get("sessions/").status_code == 200


def test_a_lost_answer_to_a_write_is_never_called_a_success(as_demo, wired, new_session, new_job):
    session_id, job_id = new_session(), new_job()
    wired.freezer.inject("PUT", "/jobs/", "cut", after=True)
    answer = as_demo.put(f"sessions/{session_id}/jobs/{job_id}")
    assert answer.status_code == 502
    assert as_demo.get(f"sessions/{session_id}").json()["counts"]["members"] == 1


def test_a_member_that_cannot_be_taken_out_keeps_its_session(
    as_demo, demo, wired, new_session, new_job
):
    job_id = new_job()
    session_id = new_session("stays", jobs=(job_id,))
    wired.freezer.inject("DELETE", "/jobs/", "status", status=500, nth=0)
    answer = answered(409, as_demo.delete(f"sessions/{session_id}"))
    assert answer["detail"][0]["job_id"] == job_id
    assert demo.sessions.get(session_id) is not None
    wired.freezer.reset()
    assert as_demo.delete(f"sessions/{session_id}").status_code == 204


def test_a_session_that_was_created_but_not_read_back_is_said_so(as_demo, demo, wired):
    """Else the user would create it twice."""
    wired.freezer.inject("GET", "/sessions/.", "status", status=500)
    body = {"description": "written, not read", "hold_off": 1, "schedule": {}}
    answer = answered(502, as_demo.post("sessions/", body))
    assert "was saved, but could not be read back" in answer["error"]
    made = [each for each in demo.sessions.list_all(limit=100) if each["hold_off"] == 1]
    assert [each["description"] for each in made] == ["written, not read"]
    demo.sessions.delete(made[0]["session_id"])
