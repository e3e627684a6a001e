"""Every add, move and removal answers with the call that undoes it, own schedule included."""

import pytest

from freezer_ui.domain.schedules.schedule import own
from tests.conftest import SCHEDULE
from tests.rest.horizon import ok

DAILY = {"schedule_interval": "1 days"}


def place(demo, job_id):
    """Where a job is, on which schedule, and what it is told to do."""
    job = demo.jobs.get(job_id)
    schedule = job["job_schedule"]
    return job["session_id"] or None, own(schedule), schedule.get("event")


@pytest.mark.parametrize("event", ["start", "stop"])
def test_undoing_an_add_gives_the_own_schedule_back(as_demo, demo, new_session, new_job, event):
    """Freezer overwrote it with the session's; what was stopped stays stopped."""
    session_id, job_id = new_session(), new_job(**DAILY, event=event)
    answer = ok(as_demo.put(f"sessions/{session_id}/jobs/{job_id}", {"from": None}))
    assert place(demo, job_id) == (session_id, SCHEDULE, "start")
    ok(as_demo.call(answer["undo"]))
    assert place(demo, job_id) == (None, DAILY, event)
    assert demo.sessions.get(session_id)["jobs"] == {}


def test_undoing_a_removal(as_demo, demo, new_session, new_job):
    job_id = new_job()
    session_id = new_session(jobs=(job_id,))
    answer = ok(as_demo.delete(f"sessions/{session_id}/jobs/{job_id}"))
    ok(as_demo.call(answer["undo"]))
    assert place(demo, job_id) == (session_id, SCHEDULE, "start")


def test_undoing_a_move(as_demo, demo, new_session, new_job):
    job_id = new_job()
    old = new_session("Old", jobs=(job_id,))
    new = new_session("New", schedule={"schedule_hour": "4", "event": "start"})
    answer = ok(as_demo.put(f"sessions/{new}/jobs/{job_id}", {"from": old}))
    ok(as_demo.call(answer["undo"]))
    assert place(demo, job_id) == (old, SCHEDULE, "start")
    assert demo.sessions.get(new)["jobs"] == {}


def test_a_removed_job_keeps_its_own_schedule_stopped(as_demo, demo, new_session, new_job):
    """Freezer wipes it; it was kept when the job was added, two sessions ago."""
    job_id, first, second = new_job(**DAILY), new_session("First"), new_session("Second")
    ok(as_demo.put(f"sessions/{first}/jobs/{job_id}", {"from": None}))
    ok(as_demo.put(f"sessions/{second}/jobs/{job_id}", {"from": first}))
    answer = ok(as_demo.delete(f"sessions/{second}/jobs/{job_id}"))
    assert place(demo, job_id) == (None, DAILY, "stop")
    assert (answer["job"]["stopped"], answer["job"]["own"]["words"]) == (True, "every day")


def test_a_removed_job_can_run_on_its_own_schedule(as_demo, demo, new_session, new_job):
    job_id, session_id = new_job(**DAILY), new_session()
    ok(as_demo.put(f"sessions/{session_id}/jobs/{job_id}", {"from": None}))
    answer = ok(as_demo.ask("DELETE", f"sessions/{session_id}/jobs/{job_id}", json={"then": "run"}))
    assert place(demo, job_id) == (None, DAILY, "start")
    assert answer["job"]["stopped"] is False


def test_without_one_of_its_own_it_runs_on_the_sessions(as_demo, demo, new_session, new_job):
    """Another tool added it, so nobody kept what it ran on."""
    job_id = new_job()
    session_id = new_session(jobs=(job_id,))
    ok(as_demo.ask("DELETE", f"sessions/{session_id}/jobs/{job_id}", json={"then": "run"}))
    assert place(demo, job_id) == (None, SCHEDULE, "start")


def test_what_the_job_did_is_not_forgotten(as_demo, demo, new_session, new_job):
    """Freezer wipes its last result with its schedule."""
    job_id, session_id = new_job(**DAILY), new_session()
    ok(as_demo.put(f"sessions/{session_id}/jobs/{job_id}", {"from": None}))
    past = {"result": "success", "time_started": 1_700_000_000, "time_ended": 1_700_000_060}
    now = {**SCHEDULE, "event": "", "status": "scheduled", **past}
    demo.jobs.update(job_id, {"job_schedule": now})
    row = ok(as_demo.delete(f"sessions/{session_id}/jobs/{job_id}"))["job"]
    assert (row["result"], row["time_ended"]) == ("success", past["time_ended"])


def test_there_is_no_undo_where_nothing_was_written(as_demo, new_session, new_job):
    job_id = new_job()
    session_id = new_session(jobs=(job_id,))
    assert ok(as_demo.put(f"sessions/{session_id}/jobs/{job_id}"))["undo"] is None
