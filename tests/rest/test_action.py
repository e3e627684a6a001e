"""What can be done about a session's run, on the real freezer-api."""

import time
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest

from freezer_ui.domain.schedules import schedule, timetable
from freezer_ui.domain.schedules.arming import HEADWAY
from stack import users
from stack.shop import FAIL, RUNNING, SUCCESS
from tests.rest.horizon import Horizon, answered, ok
from tests.rest.runs import play

NAMES = ("orders", "uploads")


@pytest.fixture
def shop(new_job, new_session):
    names = {name: new_job(name) for name in NAMES}
    return new_session("Shop nightly", tuple(names.values())), names


@pytest.fixture
def clean(demo):
    """What an action makes is deleted afterwards."""
    yield
    for session in demo.sessions.list_all(limit=1000):
        if session["description"].startswith("Retry of"):
            for job_id in session.get("jobs") or {}:
                demo.jobs.delete(job_id)
            demo.sessions.delete(session["session_id"])


def offers(horizon, session_id):
    answer = ok(horizon.get(f"sessions/{session_id}/action"))
    return {offer["kind"]: offer for offer in answer["offers"]}


def act(horizon, session_id, kind, tag):
    return horizon.post(f"sessions/{session_id}/action", {"kind": kind, "tag": tag})


def ago(seconds):
    return int(time.time()) - seconds


def test_run_now_starts_all_together_and_meets_the_next_regular_run(shop, as_demo, demo):
    session_id, names = shop
    play(demo, session_id, names, ago(3600), dict.fromkeys(NAMES, SUCCESS))
    offer = offers(as_demo, session_id)["run"]
    assert offer["refused"] is None
    assert "as tag 2" in offer["writes"][0]
    told = ok(act(as_demo, session_id, "run", 1))
    # what the page shows as the next run
    due = as_demo.get(f"sessions/{session_id}").json()["next_run"]
    for job_id in names.values():
        own = demo.jobs.get(job_id)["job_schedule"]
        assert own["event"] == "start"
        starts = timetable.runs(schedule.own(own), told["at"] - 60, None, "UTC", count=2)
        assert starts.at == (told["at"], due)
    # given back, they have the session's schedule again
    assert [as_demo.call(call).ok for call in told["give_back"]] == [True, True]
    assert as_demo.get(f"sessions/{session_id}").json()["problems"] == []


def test_run_now_catches_up_members_whose_tags_are_behind(shop, as_demo, demo):
    """Their agents' polls overlapped the last start; none of them could open the next tag."""
    session_id, names = shop
    play(demo, session_id, names, ago(3600), dict.fromkeys(NAMES, SUCCESS))
    for job_id in names.values():
        demo.jobs.update(
            job_id, {"session_tag": 0, "job_schedule": demo.jobs.get(job_id)["job_schedule"]}
        )
    told = ok(act(as_demo, session_id, "run", 1))
    assert {demo.jobs.get(job_id)["session_tag"] for job_id in names.values()} == {1}
    assert told["at"] < time.time() + told["over_in"]


def test_a_run_now_is_decided_when_its_turn_has_come(shop, wired, as_demo, demo):
    """Another user takes a job out meanwhile: it is not armed again."""
    session_id, names = shop
    play(demo, session_id, names, ago(3600), dict.fromkeys(NAMES, SUCCESS))
    someone = Horizon(wired.cloud.horizon_url, users.DEMO)
    held = wired.freezer.inject("DELETE", names["orders"], "delay")
    with ThreadPoolExecutor(2) as pool:
        leaving = pool.submit(someone.delete, f"sessions/{session_id}/jobs/{names['orders']}")
        assert held.held.wait(60)
        before = len(wired.freezer.calls)
        running = pool.submit(act, as_demo, session_id, "run", 1)
        deadline = time.monotonic() + 1.5
        while len(wired.freezer.calls) < before + 3 and time.monotonic() < deadline:
            time.sleep(0.02)  # who looks before its turn has looked by now
        held.released.set()
        assert leaving.result().ok
        answer = running.result()
    assert answer.ok, answer.text
    assert [call["job_id"] for call in answer.json()["give_back"]] == [names["uploads"]]
    assert demo.jobs.get(names["orders"])["job_schedule"]["event"] == "stop"


def test_a_session_without_a_schedule_runs_once(new_job, new_session, as_demo, demo):
    job_id = new_job()
    session_id = new_session(jobs=(job_id,), schedule={"event": "stop"})
    assert act(as_demo, session_id, "run", 0).ok
    own = demo.jobs.get(job_id)["job_schedule"]
    assert own["schedule_end_date"] > own["schedule_start_date"]


def test_what_runs_is_not_run_again(shop, as_demo, demo):
    session_id, names = shop
    play(demo, session_id, names, ago(5), {"orders": RUNNING, "uploads": SUCCESS})
    assert "running" in offers(as_demo, session_id)["run"]["refused"]
    answer = answered(409, act(as_demo, session_id, "run", 1))
    assert "running" in answer["error"]


def test_within_the_hold_off_a_run_now_is_offered_again_at_a_moment_that_is_told(
    shop, as_demo, demo, wired
):
    session_id, names = shop
    began = ago(0)
    demo.sessions.update(session_id, {"hold_off": 600})
    play(demo, session_id, names, ago(60), dict.fromkeys(NAMES, SUCCESS))
    answer = as_demo.get(f"sessions/{session_id}/action").json()
    assert "too recent" in answer["offers"][0]["refused"]
    closes = demo.sessions.get(session_id)["time_start"] + 600
    assert answer["changes_at"] == closes - wired.agent_poll - HEADWAY + 1
    assert answer["read"] >= began


def test_retry_copies_only_what_failed_into_a_session_that_runs_once(shop, clean, as_demo, demo):
    session_id, names = shop
    play(demo, session_id, names, ago(600), {"orders": SUCCESS, "uploads": FAIL})
    before = demo.jobs.get(names["uploads"])
    offer = offers(as_demo, session_id)["retry"]
    assert '"uploads"' in offer["writes"][0]
    assert '"orders"' not in offer["writes"][0]
    answer = ok(act(as_demo, session_id, "retry", 1))
    made = answer["session"]
    assert made["name"] == "Retry of Shop nightly tag 1"
    (copy_id,) = demo.sessions.get(made["id"])["jobs"]
    copy = demo.jobs.get(copy_id)
    assert copy["description"] == "Retry of uploads"
    assert copy["job_schedule"]["event"] == "start"
    ours, theirs = (each["job_actions"][0]["freezer_action"] for each in (copy, before))
    assert ours == theirs
    assert demo.jobs.get(names["uploads"]) == before


def test_a_retry_whose_answer_was_lost_is_not_made_twice(shop, clean, as_demo, demo, wired):
    session_id, names = shop
    play(demo, session_id, names, ago(600), dict.fromkeys(NAMES, FAIL))
    body = {"kind": "retry", "tag": 1, "id": uuid4().hex}
    first = ok(as_demo.post(f"sessions/{session_id}/action", body))
    with wired.freezer.only_reads():
        assert ok(as_demo.post(f"sessions/{session_id}/action", body)) == first
    # who opens the dialog again means another one
    again = ok(as_demo.post(f"sessions/{session_id}/action", {**body, "id": uuid4().hex}))
    assert again["session"]["id"] != first["session"]["id"]


@pytest.mark.parametrize("key", ["x", "A" * 32, "a" * 31, 7, ["a" * 32]])
def test_a_request_is_told_by_32_digits(shop, as_demo, wired, key):
    with wired.freezer.only_reads():
        body = {"kind": "retry", "tag": 1, "id": key}
        answer = as_demo.post(f"sessions/{shop[0]}/action", body)
    assert (answer.status_code, answer.json()["field"]) == (400, "id")


def test_a_retry_that_fails_half_way_leaves_nothing(shop, clean, as_demo, demo, wired):
    session_id, names = shop
    play(demo, session_id, names, ago(600), dict.fromkeys(NAMES, FAIL))
    jobs = {job["job_id"] for job in demo.jobs.list_all(limit=1000)}
    body = {"kind": "retry", "tag": 1, "id": uuid4().hex}
    wired.freezer.inject("POST", "/jobs/$", "status", nth=2)
    answer = answered(502, as_demo.post(f"sessions/{session_id}/action", body))
    assert answer["error"].startswith("Nothing was started.")
    assert {job["job_id"] for job in demo.jobs.list_all(limit=1000)} == jobs
    # Freezer keeps the ids of deleted jobs
    again = ok(as_demo.post(f"sessions/{session_id}/action", body))
    assert len(demo.sessions.get(again["session"]["id"])["jobs"]) == len(NAMES)
    assert ok(as_demo.post(f"sessions/{session_id}/action", body)) == again


def test_a_stuck_run_is_ended_and_told_as_failed(shop, as_demo, demo):
    session_id, names = shop
    play(demo, session_id, names, ago(7200), {"orders": RUNNING, "uploads": SUCCESS})
    offer = offers(as_demo, session_id)["end"]
    assert offer["writes"][0] == '"orders" is recorded as failed in tag 1.'
    assert act(as_demo, session_id, "end", 1).ok
    session = demo.sessions.get(session_id)
    assert (session["status"], session["result"]) == ("completed", "fail")
    verdict = as_demo.get(f"sessions/{session_id}").json()["verdict"]
    assert verdict["state"] == "incomplete"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"kind": "run", "tag": 7}, 409),
        ({"kind": "end", "tag": 0}, 409),
        ({"kind": "explode", "tag": 0}, 400),
    ],
)
def test_what_is_not_on_offer_is_refused_and_nothing_is_written(shop, as_demo, demo, body, status):
    session_id, _names = shop
    before = demo.sessions.get(session_id)
    answer = as_demo.post(f"sessions/{session_id}/action", body)
    assert answer.status_code == status
    assert demo.sessions.get(session_id) == before
