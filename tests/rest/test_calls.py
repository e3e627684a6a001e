"""How often each request of ours calls Freezer, and that none calls Keystone."""

import pytest

READ_BACK = ["GET", "GET"]
#: Look at job and session, write, look again.
ADD = ["GET", "GET", "PUT", *READ_BACK]
REMOVE = ["GET", "GET", "DELETE", *READ_BACK]


@pytest.fixture
def calls(wired):
    """The verbs that reach freezer-api while a request of ours is answered."""

    def count(ask, *arguments) -> list[str]:
        wired.freezer.reset()
        wired.keystone.reset()
        answer = ask(*arguments)
        assert answer.ok, answer.text
        assert wired.keystone.calls == []
        return [verb for verb, _path in wired.freezer.calls]

    return count


@pytest.fixture
def pair(new_session, new_job):
    """A session of two members."""
    return new_session("Pair", jobs=(new_job("a"), new_job("b")))


def test_a_page_of_sessions_or_jobs_is_one_call(calls, as_demo, pair):
    assert calls(as_demo.get, "sessions/") == ["GET"]
    assert calls(as_demo.get, "jobs/") == ["GET"]


def test_a_search_over_less_than_a_thousand_is_one_call_too(calls, as_demo, pair):
    assert calls(as_demo.get, "sessions/?q=pair&sort=time_start") == ["GET"]
    assert calls(as_demo.get, "jobs/?pool=1") == ["GET"]


def test_a_session_is_one_call_and_one_for_each_member(calls, as_demo, pair):
    assert calls(as_demo.get, f"sessions/{pair}") == ["GET"] * 3


def test_a_preview_is_no_call(calls, as_demo):
    assert calls(as_demo.post, "schedule/preview", {"schedule": {}}) == []


def test_creating_is_two_calls_and_seven_for_each_job(calls, as_demo, demo, new_job):
    job_id = new_job()
    body = {"description": "Counted", "hold_off": 1, "schedule": {}, "jobs": [job_id]}
    assert calls(as_demo.post, "sessions/", body) == ["GET", "POST", *ADD, *READ_BACK]
    made = next(s for s in demo.sessions.list_all(limit=100) if s["description"] == "Counted")
    demo.sessions.delete(made["session_id"])


def test_editing_carries_a_schedule_with_five_calls_for_each_member(calls, as_demo, pair):
    detail = ["GET"] * 3
    renamed = calls(as_demo.patch, f"sessions/{pair}", {"description": "Renamed"})
    assert renamed == ["GET", "PATCH", *detail]
    hourly = {"schedule": {"schedule_interval": "1 hours"}}
    assert calls(as_demo.patch, f"sessions/{pair}", hourly) == ["GET", "PATCH", *ADD * 2, *detail]


def test_deleting_is_three_calls_and_five_for_each_member(calls, as_demo, pair):
    assert calls(as_demo.delete, f"sessions/{pair}") == ["GET", *REMOVE * 2, "DELETE", "GET"]


def test_adding_and_removing_are_five_calls(calls, as_demo, new_session, new_job):
    path = f"sessions/{new_session()}/jobs/{new_job()}"
    assert calls(as_demo.put, path, {"from": None}) == ADD
    assert calls(as_demo.delete, path) == REMOVE


def test_moving_is_eight_calls(calls, as_demo, new_session, new_job):
    """Also the session that the job leaves is looked at before and after."""
    job_id = new_job()
    old, new = new_session("Old", jobs=(job_id,)), new_session("New")
    verbs = calls(as_demo.put, f"sessions/{new}/jobs/{job_id}", {"from": old})
    assert verbs == ["GET", "GET", "GET", "DELETE", "PUT", *READ_BACK, "GET"]
