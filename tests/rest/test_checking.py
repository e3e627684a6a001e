"""What a session's document cannot tell is checked in its jobs: then all say the same."""

import time

import pytest

from stack import agent, shop
from tests.rest.horizon import ok
from tests.rest.runs import lose_starts

MINUTE = {"max_age": 60}
#: Jobs that are read for one request at most (services/evidence.py).
MOST = 24
#: Seconds in which all members of the largest run begin, and so much later that it is too late.
HOLD_OFF, TOO_LATE = 120, 600


@pytest.fixture
def ran(demo, new_session, new_job):
    """Make sessions that ran an hour ago; Freezer has lost the starts of all but their first. No
    other test sees their many actions, which outlive the jobs.
    """
    made = []

    def make(description, size):
        jobs = {str(number): new_job(f"{description} {number}") for number in range(size)}
        session_id = new_session(description, jobs=tuple(jobs.values()), hold_off=HOLD_OFF)
        began = int(time.time()) - 3600
        agent.play(demo, session_id, jobs, shop.Run(began, dict.fromkeys(jobs, shop.SUCCESS)))
        made.extend(jobs.values())
        doubtful = list(jobs.values())[1:]
        lose_starts(demo, session_id, doubtful)
        return session_id, doubtful

    yield make
    for job in filter(None, map(demo.jobs.get, made)):
        for action in job["job_actions"]:
            demo.actions.delete(action["action_id"])


def row(horizon, session_id, **query):
    answer = ok(horizon.get("sessions/", limit=1000, **query))
    return next(item for item in answer["items"] if item["id"] == session_id)


def looked_up(horizon, session_id):
    (found,) = horizon.get("sessions/", ids=session_id).json()["items"]
    return found


def told(item):
    return item["verdict"]["state"], item["verdict"]["words"], item["counts"], item["confirmed"]


def test_a_list_says_what_it_cannot_know_and_is_one_call(as_demo, calls, ran):
    session_id, doubtful = ran("In doubt", 3)
    item = row(as_demo, session_id, members="1")
    assert item["verdict"] == {
        "state": "checking",
        "words": "Checking tag 1…",
        "freezer_differs": False,
        "differs_words": None,
    }
    assert (item["confirmed"], item["complete"], item["counts"]["checking"]) == (False, None, 2)
    states = {member["id"]: member["state"] for member in item["members"]}
    assert [states[job_id] for job_id in doubtful] == ["checking"] * 2
    assert calls(as_demo.get, "sessions/") == ["GET"]
    assert calls(as_demo.get, "sessions/?limit=1000&form=table") == ["GET"]


def test_then_list_table_board_search_brief_and_page_say_the_same(as_demo, calls, ran):
    session_id, _doubtful = ran("Settled", 3)
    in_doubt = as_demo.get("sessions/", q="Settled", **MINUTE).json()["items"]
    assert [item["verdict"]["state"] for item in in_doubt] == ["checking"]
    # the session, and a job for each member in doubt
    assert calls(as_demo.get, f"sessions/?ids={session_id}") == ["GET"] * 3
    assert calls(as_demo.get, f"sessions/?ids={session_id}") == ["GET"]
    assert calls(as_demo.get, "sessions/?members=1") == ["GET"]
    page = as_demo.get(f"sessions/{session_id}").json()
    assert told(page)[:2] == ("complete", "Complete: 3 of 3 in tag 1")
    board = row(as_demo, session_id, members="1")
    for item in (board, row(as_demo, session_id), looked_up(as_demo, session_id)):
        assert told(item) == told(page)
    assert {member["state"] for member in board["members"]} == {"succeeded"}
    # what was answered before is not answered any more, however old it may be
    (item,) = as_demo.get("sessions/", q="Settled", **MINUTE).json()["items"]
    assert told(item) == told(page)
    brief = as_demo.get(f"sessions/{session_id}", brief=1).json()
    assert (told(brief), brief["version"]) == (told(page), page["version"])
    table = as_demo.get("sessions/", form="table", q="Settled").json()
    cells = dict(zip(table["columns"], table["rows"][0], strict=True))
    assert (cells["verdict"]["state"], cells["confirmed"]) == ("complete", True)


def test_a_search_by_state_looks_before_it_answers(as_demo, ran):
    session_id, _doubtful = ran("Searched by state", 2)
    query = {"q": "Searched by state"}
    assert row(as_demo, session_id, **query)["verdict"]["state"] == "checking"
    found = as_demo.get("sessions/", state="complete", **query).json()["items"]
    assert [item["id"] for item in found] == [session_id]
    for state in ("incomplete", "checking"):
        assert as_demo.get("sessions/", state=state, **query).json()["items"] == []


def test_one_request_reads_so_many_jobs_and_the_next_reads_on(as_demo, calls, ran):
    """However many sessions are in sight."""
    whole, rest = ran("A large one", MOST - 1), ran("One that must wait", 6)
    ids = f"{whole[0]},{rest[0]}"
    assert len(whole[1]) + len(rest[1]) > MOST
    assert calls(as_demo.get, f"sessions/?ids={ids}") == ["GET"] * (2 + MOST)
    states = {each: row(as_demo, each)["verdict"]["state"] for each in (whole[0], rest[0])}
    assert states == {whole[0]: "complete", rest[0]: "checking"}
    left = len(whole[1]) + len(rest[1]) - MOST
    assert calls(as_demo.get, f"sessions/?ids={ids}") == ["GET"] * (2 + left)
    assert row(as_demo, rest[0])["verdict"]["state"] == "complete"


def test_more_than_a_few_sessions_are_one_call_and_the_jobs(as_demo, calls, ran, new_session):
    doubtful = [ran(f"One of many {number}", 2)[0] for number in range(3)]
    others = [new_session(f"Sound {number}") for number in range(7)]
    ids = ",".join([*others, *doubtful])
    assert calls(as_demo.get, f"sessions/?ids={ids}") == ["GET"] * (1 + len(doubtful))
    found = as_demo.get("sessions/", ids=ids).json()["items"]
    assert [item["id"] for item in found] == [*others, *doubtful]


def test_all_processes_and_users_of_the_same_roles_share_it(as_demo, as_reader, twin, calls, ran):
    """Users of different roles look for themselves: they may see different jobs."""
    session_id, _doubtful = ran("Shared", 2)
    assert looked_up(as_demo, session_id)["verdict"]["state"] == "complete"
    assert row(as_demo.at(twin.url), session_id)["verdict"]["state"] == "complete"
    assert row(as_reader, session_id)["verdict"]["state"] == "checking"
    assert calls(as_reader.get, f"sessions/?ids={session_id}") == ["GET"] * 2
    assert row(as_reader, session_id)["verdict"]["state"] == "complete"


def test_jobs_that_are_read_anyway_settle_it(as_demo, calls, ran):
    """The check for problems reads all, a session's page its own."""
    checked, opened = ran("By the check", 3)[0], ran("By its page", 2)[0]
    assert as_demo.get(f"sessions/{opened}").ok
    assert row(as_demo, opened)["verdict"]["state"] == "complete"
    assert row(as_demo, checked)["verdict"]["state"] == "checking"
    assert calls(as_demo.get, "health/") == ["GET"] * 2
    assert row(as_demo, checked)["verdict"]["state"] == "complete"


def test_the_check_settles_what_has_lost_its_job_too(as_demo, demo, ran):
    """Out of sight nothing else would, and a list in doubt is read again and again."""
    session_id, (job_id,) = ran("With a ghost", 2)
    demo.jobs.delete(job_id)
    assert row(as_demo, session_id)["verdict"]["state"] == "checking"
    assert as_demo.get("health/").ok
    item = row(as_demo, session_id)
    assert (item["verdict"]["state"], item["confirmed"]) == ("incomplete", True)
    assert told(item) == told(as_demo.get(f"sessions/{session_id}").json())


def test_what_did_not_take_part_is_red_until_the_session_is_another(as_demo, demo, ran):
    """Then it may have taken part since it was read."""
    session_id, (late,) = ran("Came too late", 2)
    began = demo.sessions.get(session_id)["time_start"]
    own = {**demo.jobs.get(late)["job_schedule"], "time_started": began + TOO_LATE}
    own["time_ended"] = own["time_started"] + agent.DURATION
    demo.jobs.update(late, {"session_tag": 0, "job_schedule": own})
    assert looked_up(as_demo, session_id)["verdict"]["state"] == "incomplete"
    assert (
        row(as_demo, session_id)["verdict"]["words"]
        == "Tag 1: 1 of 2 succeeded · shop-db-1 started too late"
    )
    lose_starts(demo, session_id, [late])
    assert row(as_demo, session_id)["verdict"]["state"] == "checking"
    assert looked_up(as_demo, session_id)["verdict"]["state"] == "incomplete"


def test_what_jobs_cannot_decide_either_is_unknown_as_on_the_page(as_demo, demo, ran):
    session_id, (job_id,) = ran("Contradicted", 2)
    agent.update_schedule(demo, job_id, result="fail")
    found = looked_up(as_demo, session_id)
    page = as_demo.get(f"sessions/{session_id}").json()
    assert told(found) == told(page)
    assert found["verdict"]["state"] == "unknown"


def test_an_end_that_freezer_lost_is_found_by_who_follows_the_session(as_demo, demo, ran):
    """The session goes on saying "running", and its document does not change any more."""
    session_id, (job_id,) = ran("Lost end", 2)
    began = demo.sessions.get(session_id)["time_start"]
    entry = {"status": "running", "result": "", "time_started": began, "time_ended": -1}
    client = demo.jobs.get(job_id)["client_id"]
    demo.sessions.update(session_id, {"jobs": {job_id: {**entry, "client_id": client}}})
    brief = as_demo.get(f"sessions/{session_id}", brief=1).json()
    assert brief["verdict"]["state"] == "complete"


def test_sessions_that_are_gone_or_anothers_are_left_out(as_demo, as_other, ran):
    session_id, _doubtful = ran("Ours", 1)
    assert as_other.get("sessions/", ids=session_id).json()["items"] == []
    assert as_demo.get("sessions/", ids="0" * 32).json()["items"] == []


def test_upcoming_takes_the_agents_own_times(as_demo, calls, ran):
    """Not a start of the run before; a job is read once for it."""
    session_id, _doubtful = ran("Measured by its agents", 2)
    path = "upcoming/?q=Measured+by"
    assert calls(as_demo.get, path) == ["GET"] * 2
    (found,) = as_demo.get(path).json()["items"]
    assert (found["id"], found["seconds"]) == (session_id, 2 * agent.DURATION + 10)
    assert calls(as_demo.get, path) == ["GET"]
    assert calls(as_demo.get, "upcoming/export?format=csv&q=Measured+by") == ["GET"]


def test_upcoming_reads_so_many_jobs_at_a_time(as_demo, calls, ran):
    ran("Too many to measure", MOST + 4)
    path = "upcoming/?q=Too+many"
    assert calls(as_demo.get, path) == ["GET"] * (1 + MOST)
    assert calls(as_demo.get, path) == ["GET"] * (1 + 3)
    assert calls(as_demo.get, path) == ["GET"]
