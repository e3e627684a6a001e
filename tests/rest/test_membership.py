"""Jobs into, out of and between sessions over our REST, one careful user at a time."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from freezer_ui.domain.schedules.schedule import own
from tests.conftest import SCHEDULE
from tests.rest.horizon import answered, ok


def test_adding_a_job_from_the_pool(as_demo, demo, new_session, new_job):
    session_id, job_id = new_session(), new_job()
    answer = ok(as_demo.put(f"sessions/{session_id}/jobs/{job_id}", {"from": None}))
    assert [member["id"] for member in answer["session"]["members"]] == [job_id]
    assert (answer["job"]["session_id"], answer["left"]) == (session_id, None)
    assert list(demo.sessions.get(session_id)["jobs"]) == [job_id]
    job = demo.jobs.get(job_id)
    assert job["session_id"] == session_id
    assert job["job_schedule"] == {**SCHEDULE, "event": "start"}


def test_adding_a_member_again_writes_nothing(as_demo, wired, new_session, new_job):
    job_id = new_job()
    session_id = new_session(jobs=(job_id,))
    with wired.freezer.only_reads():
        ok(as_demo.put(f"sessions/{session_id}/jobs/{job_id}"))


def test_a_drifted_member_is_put_again(as_demo, demo, new_session, new_job):
    job_id = new_job()
    session_id = new_session(jobs=(job_id,))
    demo.jobs.update(job_id, {"job_schedule": {"schedule_interval": "9 days", "event": "start"}})
    detail = ok(as_demo.get(f"sessions/{session_id}"))
    assert [problem["kind"] for problem in detail["problems"]] == ["drift"]
    ok(as_demo.put(f"sessions/{session_id}/jobs/{job_id}"))
    assert own(demo.jobs.get(job_id)["job_schedule"]) == SCHEDULE


def test_a_running_member_follows_a_new_schedule_when_it_has_ended(
    as_demo, demo, new_session, new_job
):
    """Its agent would read the new one and go on with the old: the drift stays in sight."""
    job_id = new_job()
    session_id = new_session(jobs=(job_id,))
    running = {**SCHEDULE, "event": "", "status": "running"}
    demo.jobs.update(job_id, {"job_schedule": running})
    edited = ok(
        as_demo.patch(f"sessions/{session_id}", {"schedule": {"schedule_interval": "2 hours"}})
    )
    (problem,) = edited["problems"]
    (call,) = problem["repairs"][0]["calls"]
    answer = answered(409, as_demo.call(call))
    assert "is running, and its agent would continue with the previous schedule" in answer["error"]
    assert own(demo.jobs.get(job_id)["job_schedule"]) == SCHEDULE
    assert ok(as_demo.get(f"sessions/{session_id}"))["problems"] == [problem]
    demo.jobs.update(job_id, {"job_schedule": running | {"status": "scheduled"}})
    ok(as_demo.call(call))
    assert ok(as_demo.get(f"sessions/{session_id}"))["problems"] == []


def test_a_move_leaves_the_job_in_one_session_only(as_demo, demo, new_session, new_job):
    """DELETE, then PUT; the other way round it is in both lists and stopped."""
    job_id = new_job()
    old = new_session("Old", jobs=(job_id,))
    new = new_session("New", schedule={"schedule_hour": "4", "event": "start"})
    answer = ok(as_demo.put(f"sessions/{new}/jobs/{job_id}", {"from": old}))
    assert (answer["left"]["id"], answer["left"]["members"]) == (old, [])
    assert demo.sessions.get(old)["jobs"] == {}
    assert list(demo.sessions.get(new)["jobs"]) == [job_id]
    job = demo.jobs.get(job_id)
    assert (job["session_id"], own(job["job_schedule"])) == (new, {"schedule_hour": "4"})


def test_a_move_calls_delete_then_put_and_never_leaves_the_job_alone(
    as_demo, wired, new_session, new_job
):
    job_id = new_job()
    old, new = new_session("Old", jobs=(job_id,)), new_session("New")
    wired.freezer.reset()
    ok(as_demo.put(f"sessions/{new}/jobs/{job_id}"))
    writes = [
        (verb, path.split("/sessions/")[1]) for verb, path in wired.freezer.calls if verb != "GET"
    ]
    put, delete = ("PUT", f"{new}/jobs/{job_id}"), ("DELETE", f"{old}/jobs/{job_id}")
    assert writes == [put, delete, put]


def test_removing_a_job(as_demo, demo, new_session, new_job):
    job_id = new_job()
    session_id = new_session(jobs=(job_id,))
    answer = ok(as_demo.delete(f"sessions/{session_id}/jobs/{job_id}"))
    assert (answer["session"]["members"], answer["job"]["session_id"]) == ([], None)
    assert demo.sessions.get(session_id)["jobs"] == {}
    assert demo.jobs.get(job_id)["session_id"] == ""


def test_removing_a_ghost(as_demo, demo, new_session):
    """Freezer answers 404, and removes it."""
    job_id = demo.jobs.create({"client_id": "shop-db-1", "job_schedule": {}, "job_actions": []})
    session_id = new_session(jobs=(job_id,))
    demo.jobs.delete(job_id)
    answer = ok(as_demo.delete(f"sessions/{session_id}/jobs/{job_id}"))
    assert (answer["session"]["members"], answer["job"]) == ([], None)


def test_removing_from_one_session_keeps_the_job_in_its_other(as_demo, demo, new_session, new_job):
    """Two PUTs list a job twice; DELETE from the first would stop it in the second."""
    job_id = new_job()
    first, second = new_session("First", jobs=(job_id,)), new_session("Second", jobs=(job_id,))
    ok(as_demo.delete(f"sessions/{first}/jobs/{job_id}"))
    job = demo.jobs.get(job_id)
    assert (job["session_id"], job["job_schedule"]["event"]) == (second, "start")
    assert list(demo.sessions.get(second)["jobs"]) == [job_id]


def test_a_running_job_is_not_moved(as_demo, demo, new_session, new_job):
    """It would end in a session in which it never started."""
    job_id = new_job()
    old, new = new_session("Old", jobs=(job_id,)), new_session("New")
    running = {**SCHEDULE, "event": "", "status": "running"}
    demo.jobs.update(job_id, {"job_schedule": running})
    answer = as_demo.put(f"sessions/{new}/jobs/{job_id}")
    assert (answer.status_code, "running" in answer.json()["error"]) == (409, True)
    assert list(demo.sessions.get(old)["jobs"]) == [job_id]


def test_a_dangling_job_is_taken_from_the_pool(as_demo, demo, new_session, new_job):
    """Its session was deleted under it."""
    job_id = new_job()
    demo.sessions.delete(new_session("gone", jobs=(job_id,)))
    session_id = new_session()
    answer = ok(as_demo.put(f"sessions/{session_id}/jobs/{job_id}", {"from": None}))
    assert (answer["job"]["session_id"], answer["left"]) == (session_id, None)


def test_what_is_not_there_is_not_found(as_demo, new_session, new_job):
    session_id, job_id, nobody = new_session(), new_job(), "0" * 32
    assert as_demo.put(f"sessions/{session_id}/jobs/{nobody}").status_code == 404
    assert as_demo.put(f"sessions/{nobody}/jobs/{job_id}").status_code == 404
    assert as_demo.delete(f"sessions/{session_id}/jobs/{job_id}").status_code == 404
    assert as_demo.delete(f"sessions/{nobody}/jobs/{job_id}").status_code == 404


def test_another_projects_job_is_not_there(as_demo, other, new_session):
    document = {"client_id": "their-db-1", "job_schedule": {}, "job_actions": []}
    job_id = other.jobs.create(document)
    try:
        session_id = new_session()
        assert as_demo.put(f"sessions/{session_id}/jobs/{job_id}").status_code == 404
    finally:
        other.jobs.delete(job_id)


def test_an_agent_that_writes_back_what_it_read_does_not_undo_a_move(
    as_demo, demo, new_session, new_job
):
    """Its poll came between two moves; they are moves of one job within a few seconds."""
    job_id, first, second = new_job(), new_session("First"), new_session("Second")
    ok(as_demo.put(f"sessions/{first}/jobs/{job_id}", {"from": None}))
    read = demo.jobs.get(job_id)

    def write_back():
        deadline = time.monotonic() + 60
        while demo.jobs.get(job_id)["session_id"] != second and time.monotonic() < deadline:
            time.sleep(0.02)
        time.sleep(0.1)
        taken = read["job_schedule"] | {"event": "", "status": "scheduled"}
        demo.jobs.update(job_id, {"session_id": first, "session_tag": 0, "job_schedule": taken})

    with ThreadPoolExecutor() as pool:
        agent = pool.submit(write_back)
        answer = ok(as_demo.put(f"sessions/{second}/jobs/{job_id}", {"from": first}))
        agent.result()
    assert answer["job"]["session_id"] == demo.jobs.get(job_id)["session_id"] == second
    assert [member["id"] for member in answer["session"]["members"]] == [job_id]


def test_a_target_that_refuses_costs_the_job_nothing(as_demo, demo, wired, new_session, new_job):
    job_id = new_job()
    old, new = new_session("Old", jobs=(job_id,)), new_session("New")
    wired.freezer.inject("PUT", "/jobs/", "status", status=500)
    before = demo.jobs.get(job_id)
    assert as_demo.put(f"sessions/{new}/jobs/{job_id}").status_code == 502
    assert demo.jobs.get(job_id) == before
    assert list(demo.sessions.get(old)["jobs"]) == [job_id]


def test_half_a_move_says_what_was_done_and_what_not(as_demo, wired, new_session, new_job):
    job_id = new_job("orders")
    old, new = new_session("Old", jobs=(job_id,)), new_session("New")
    wired.freezer.inject("DELETE", "/jobs/", "status", status=500, nth=0)
    answer = answered(502, as_demo.put(f"sessions/{new}/jobs/{job_id}", {"from": old}))
    assert answer["error"].startswith('"orders": only a part was done. Done: add to "New".')
    assert answer["detail"]["left"] == ['remove from "Old"', 'add to "New"']


def test_where_a_job_is_now_comes_with_the_conflict(as_demo, demo, new_session, new_job):
    job_id = new_job("orders")
    mine, theirs = new_session("Mine"), new_session("Theirs", jobs=(job_id,))
    answer = answered(409, as_demo.put(f"sessions/{mine}/jobs/{job_id}", {"from": None}))
    assert answer["error"] == '"orders" was moved meanwhile. The job is in "Theirs" now.'
    assert answer["detail"]["job"]["session_id"] == theirs
    assert "jobs" not in demo.sessions.get(mine)
    assert demo.jobs.get(job_id)["session_id"] == theirs


def test_a_job_lost_to_another_writer_is_not_called_a_success(as_demo, wired, new_session, new_job):
    """The answer is what was read back, not what was asked."""
    session_id, job_id = new_session(), new_job("orders")
    wired.freezer.inject("PUT", "/jobs/", "status", status=204, nth=0)
    answer = as_demo.put(f"sessions/{session_id}/jobs/{job_id}")
    assert [verb for verb, _path in wired.freezer.calls].count("PUT") == 6
    assert answer.status_code == 409
    assert answer.json()["error"] == (
        'Freezer did not keep this change of "orders", because something else writes to the '
        "session. The job is in the pool now. Try again."
    )


def test_a_move_that_others_undo_tells_that_it_is_half_done(as_demo, wired, new_session, new_job):
    """Every DELETE is undone by another writer."""
    job_id = new_job("orders")
    new, old = new_session("New"), new_session("Old", jobs=(job_id,))
    wired.freezer.inject("DELETE", "/jobs/", "status", status=204, nth=0)
    answer = answered(409, as_demo.put(f"sessions/{new}/jobs/{job_id}", {"from": old}))
    assert 'The job is in "New" and "Old" now. Try again.' in answer["error"]
    wired.freezer.reset()
    again = ok(as_demo.put(f"sessions/{new}/jobs/{job_id}", {"from": old}))
    assert again["job"]["session_id"] == new


class TestASessionThatWasSeenAWhileAgo:
    """What this process last read of it decides no write."""

    @pytest.fixture
    def seen(self, as_demo, new_session):
        session_id = new_session("Seen")
        ok(as_demo.get("sessions/?q=seen"))
        return session_id

    def test_that_lost_its_event_gets_it_again_and_so_does_the_job(
        self, as_demo, demo, seen, new_job
    ):
        """Its agent dies of a job without one."""
        job_id = new_job()
        demo.sessions.update(seen, {"schedule": {"schedule_hour": "3"}})
        ok(as_demo.put(f"sessions/{seen}/jobs/{job_id}", {"from": None}))
        whole = {"schedule_hour": "3", "event": "start"}
        assert demo.sessions.get(seen)["schedule"] == whole
        assert demo.jobs.get(job_id)["job_schedule"] == whole

    def test_keeps_the_schedule_that_another_tool_has_given_it_since(
        self, as_demo, demo, new_session, new_job
    ):
        session_id = new_session("Seen, without an event", schedule={"schedule_hour": "1"})
        ok(as_demo.get("sessions/?q=seen"))
        demo.sessions.update(session_id, {"schedule": {"schedule_hour": "5"}})
        ok(as_demo.put(f"sessions/{session_id}/jobs/{new_job()}", {"from": None}))
        assert own(demo.sessions.get(session_id)["schedule"]) == {"schedule_hour": "5"}

    def test_that_is_gone_takes_nothing(self, as_demo, demo, seen, new_job):
        job_id = new_job()
        before = demo.jobs.get(job_id)["job_schedule"]
        demo.sessions.delete(seen)
        answer = answered(404, as_demo.put(f"sessions/{seen}/jobs/{job_id}", {"from": None}))
        assert "This session no longer exists" in answer["error"]
        assert demo.jobs.get(job_id)["job_schedule"] == before


def members(number: int) -> dict:
    """Entries as Freezer writes them, of 212 bytes each (M1)."""
    entry = {"client_id": "c" * 59, "status": "completed", "result": "success"}
    times = {"time_started": 1_795_700_000, "time_ended": 1_795_700_009}
    return {f"{each:032x}": {**entry, **times} for each in range(number)}


def test_a_session_that_freezer_has_no_room_in_is_said_to_be_full(
    as_demo, demo, wired, new_session, new_job
):
    """MariaDB answers 500 to the PUT of one more, and loses ends of runs before that."""
    job_id, old = new_job(), new_session("Old")
    demo.sessions.add_job(old, job_id)
    full = new_session("Full", jobs=(new_job(),))
    demo.sessions.update(full, {"jobs": members(308)})
    action = {"path_to_backup": "/srv", "backup_name": "x", "container": "c"}
    order = {"description": "x", "clients": ["shop-db-1"], "action": action}
    with wired.freezer.only_reads():
        told = answered(409, as_demo.put(f"sessions/{full}/jobs/{job_id}", {"from": old}))
        for answer in (
            as_demo.post("jobs/", {**order, "session_id": full, "check": True}),
            as_demo.post(f"sessions/{full}/jobs/", order),
        ):
            assert answered(400, answer)["field"] == "clients"
    assert told["error"] == (
        '"Full" has no room for another job: Freezer cannot keep more than its 309 jobs. Create a '
        "second session with the same schedule."
    )


def test_an_id_in_capitals_is_nobodys(as_demo, demo, wired, new_session, new_job):
    """On MariaDB too (STACK_DATABASE), where Freezer answers with the document of the small one."""
    session_id, job_id = new_session(), new_job()
    with wired.freezer.only_reads():
        for answer in (
            as_demo.put(f"sessions/{session_id}/jobs/{job_id.upper()}", {"from": None}),
            as_demo.put(f"sessions/{session_id.upper()}/jobs/{job_id}", {"from": None}),
            as_demo.get(f"sessions/{session_id.upper()}"),
        ):
            assert answer.status_code == 404, answer.text
    assert not demo.sessions.get(session_id).get("jobs")


def as_capitals(key: str):
    return lambda answer: {**answer, key: answer[key].upper()}


def test_an_id_that_only_the_database_takes_for_the_same_is_nobodys(
    as_demo, wired, new_session, new_job
):
    """MariaDB knows no case (M5): asked for by the one spelling, it answers the other."""
    session_id, job_id = new_session(), new_job("a")
    wired.freezer.inject("GET", f"jobs/{job_id}", "change", nth=0, change=as_capitals("job_id"))
    answer = as_demo.put(f"sessions/{session_id}/jobs/{job_id}", {"from": None})
    assert answer.status_code == 404, answer.text
    assert {verb for verb, _path in wired.freezer.calls} == {"GET"}
    path = f"sessions/{session_id}"
    with wired.freezer.only_reads():
        wired.freezer.inject("GET", path, "change", nth=0, change=as_capitals("session_id"))
        assert as_demo.get(path).status_code == 404
        assert as_demo.delete(path).status_code == 404


def test_a_move_that_was_cut_is_finished_by_the_same_request(as_demo, demo, new_session, new_job):
    """PUT new, DELETE old, and then nothing: the job is listed by the new one, and names none."""
    job_id = new_job()
    old, new = new_session("Old", jobs=(job_id,)), new_session("New")
    demo.sessions.add_job(new, job_id)
    demo.sessions.remove_job(old, job_id)
    assert not demo.jobs.get(job_id)["session_id"]
    answer = ok(as_demo.put(f"sessions/{new}/jobs/{job_id}", {"from": old}))
    assert [each["id"] for each in answer["session"]["members"]] == [job_id]
    assert demo.jobs.get(job_id)["session_id"] == new
    # Somebody else's move is none of that.
    assert as_demo.put(f"sessions/{old}/jobs/{job_id}", {"from": None}).status_code == 409
