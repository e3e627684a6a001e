"""Answers that are kept a short while for all tabs and users of a project."""

import time
from concurrent.futures import ThreadPoolExecutor

MINUTE = {"max_age": 60}


def test_what_was_just_read_is_not_asked_for_again(calls, as_demo, twin, as_reader, new_session):
    session_id = new_session("Asked for again")
    query = "sessions/?q=again&max_age=60"
    assert calls(as_demo.get, query) == ["GET"]
    assert calls(as_demo.get, query) == []
    assert calls(as_demo.at(twin.url).get, query) == []
    # what Freezer shows can depend on the roles: who has others shares nothing
    assert calls(as_reader.get, query) == ["GET"]
    brief = f"sessions/{session_id}?brief=1&max_age=60"
    assert calls(as_demo.get, brief) == ["GET"]
    assert calls(as_demo.get, brief) == []
    # whoever does not say so gets what is true now
    assert calls(as_demo.get, "sessions/?q=again") == ["GET"]
    assert calls(as_demo.get, "sessions/?q=another&max_age=60") == ["GET"]


def test_members_are_read_again_after_a_change_of_their_session_and_our_own_writes(
    calls, as_demo, demo, new_session, new_job
):
    session_id, free = new_session("Members", (new_job(), new_job())), new_job()
    members = f"sessions/{session_id}?max_age=60"
    all_calls = ["GET"] * 3
    assert calls(as_demo.get, members) == all_calls
    assert calls(as_demo.get, members) == ["GET"]
    assert calls(as_demo.get, f"sessions/{session_id}") == all_calls
    demo.sessions.update(session_id, {"description": "Members of another tool"})
    assert calls(as_demo.get, members) == all_calls
    assert as_demo.post(f"jobs/{free}/event", {"event": "stop"}).ok
    assert calls(as_demo.get, members) == all_calls


def test_an_answer_says_when_it_was_read(as_demo, new_session, demo):
    session_id = new_session("Told when")
    first = as_demo.get("sessions/", q="Told when", **MINUTE).json()
    assert abs(first["read"] - time.time()) < 30
    demo.sessions.update(session_id, {"description": "Told when, renamed elsewhere"})
    second = as_demo.get("sessions/", q="Told when", **MINUTE).json()
    assert second == first
    assert as_demo.get("sessions/", q="Told when").json()["items"][0]["description"] != "Told when"


def test_no_answer_is_older_than_it_may_be(calls, as_demo, new_session):
    new_session("Old")
    assert calls(as_demo.get, "sessions/?q=Old&max_age=1") == ["GET"]
    time.sleep(2.1)
    assert calls(as_demo.get, "sessions/?q=Old&max_age=1") == ["GET"]


def test_our_own_writes_drop_what_was_read_before(calls, as_demo, twin, new_session, new_job):
    session_id, job_id = new_session("Written"), new_job()
    other_process = as_demo.at(twin.url)
    assert other_process.get("sessions/", q="Written", **MINUTE).ok
    assert as_demo.put(f"sessions/{session_id}/jobs/{job_id}", {"from": None}).ok
    (row,) = other_process.get("sessions/", q="Written", **MINUTE).json()["items"]
    assert row["counts"]["members"] == 1
    assert as_demo.patch(f"sessions/{session_id}", {"description": "Written again"}).ok
    (row,) = other_process.get("sessions/", q="Written", **MINUTE).json()["items"]
    assert row["description"] == "Written again"


def together(windows, wired, name: str, held: float):
    """What each window is answered to the same question, whose first reading takes so long."""
    wired.freezer.reset()
    fault = wired.freezer.inject("GET", "/sessions", "delay")
    with ThreadPoolExecutor(len(windows)) as pool:
        asked = [pool.submit(each.get, "sessions/", q=name, **MINUTE) for each in windows]
        assert fault.held.wait(60)
        time.sleep(held)
        fault.released.set()
        return [each.result() for each in asked]


def test_who_asks_at_the_same_time_is_answered_by_one_reading(as_demo, twin, wired, new_session):
    new_session("Together")
    windows = [as_demo, as_demo.at(as_demo.url), as_demo.at(twin.url)]
    answers = together(windows, wired, "Together", 0.5)
    assert [len(answer.json()["items"]) for answer in answers] == [1, 1, 1]
    assert len(wired.freezer.calls) == 1


def test_a_reading_that_fails_is_made_again_by_who_waited_for_it(as_demo, wired, new_session):
    new_session("Late")
    windows = [as_demo, as_demo.at(as_demo.url)]
    answers = together(windows, wired, "Late", wired.read_timeout + 1)
    assert sorted(answer.status_code for answer in answers) == [200, 504]
    assert len(wired.freezer.calls) == 2


def test_projects_do_not_share(as_demo, as_other, new_session):
    new_session("Ours alone")
    assert as_demo.get("sessions/", q="Ours alone", **MINUTE).json()["items"]
    assert as_other.get("sessions/", q="Ours alone", **MINUTE).json()["items"] == []
