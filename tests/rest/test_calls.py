"""How often each request of ours calls Freezer, and that none calls Keystone.

calls.json has every endpoint, `make calls` writes it; what more the number depends on (members,
pages, what was just read) is below.
"""

import json
import os

import pytest

from stack.seed import register
from tests.conftest import HOST
from tests.rest import calls as table
from tests.rest.endpoints import declared
from tests.rest.runs import back_up
from tests.rest.stories import World, clear

READ_BACK = ["GET", "GET"]
#: Look at job and session, write, look again.
ADD = ["GET", "GET", "PUT", *READ_BACK]
REMOVE = ["GET", "GET", "DELETE", *READ_BACK]


@pytest.fixture
def world(demo):
    """A session that ran, another one, a job in neither, an action, a backup."""
    made = World(demo)
    made.make()
    register(demo, table.SPARE, "No job names it")
    yield made
    clear(demo)


def test_every_endpoint_makes_the_calls_of_the_table(wired, as_demo, world):
    names = [f"{each.verb} {each.path}" for each in declared()]
    reads = sorted(name for name in names if name not in table.WRITES)
    counted = {}
    for name in [*reads, *table.WRITES]:
        body = table.WRITES[name](world, as_demo) if name in table.WRITES else None
        wired.freezer.reset()
        wired.keystone.reset()
        answer = as_demo.ask(name.partition(" ")[0], table.path(name, world), json=body)
        assert answer.ok, f"{name}: {answer.text}"
        counted[name] = " ".join(verb for verb, _path in wired.freezer.calls)
        assert wired.keystone.calls == [], name
    if os.environ.get("CALLS") == "write":
        table.TABLE.write_text(json.dumps(counted, indent=1, sort_keys=True) + "\n")
    assert set(counted) == set(names)
    assert counted == table.expected(), "If that is meant: make calls"


@pytest.fixture
def pair(new_session, new_job):
    """A session of two members."""
    return new_session("Pair", jobs=(new_job("a"), new_job("b")))


def test_a_search_for_sessions_over_less_than_a_thousand_is_one_call_too(calls, as_demo, pair):
    assert calls(as_demo.get, "sessions/?q=pair&sort=time_start") == ["GET"]


def test_a_stretch_of_the_pool_is_three_calls(calls, as_demo, pair, new_job):
    """All sessions, for who is listed; a stretch of jobs; all clients."""
    new_job("free")
    assert calls(as_demo.get, "jobs/?pool=1") == ["GET"] * 3


def test_jobs_that_may_be_a_little_old_are_read_once_for_all(
    calls, as_demo, as_reader, new_session, new_job
):
    """A search, a pool and a list are made of the same stretches."""
    new_job("read once")
    # a write of ours: what was read before is dropped
    assert as_demo.patch(f"sessions/{new_session()}", {"description": "Written"}).ok
    assert calls(as_demo.get, "jobs/?homes=1&max_age=60") == ["GET"] * 3
    for query in ("homes=1&", "pool=1&", "q=once&", "limit=1&cursor=1&"):
        assert calls(as_demo.get, f"jobs/?{query}max_age=60") == []
    # who may see other things than they reads for themselves
    assert calls(as_reader.get, "jobs/?max_age=60") == ["GET"] * 2
    assert calls(as_demo.get, "jobs/?q=once") == ["GET"] * 2


def test_jobs_by_id_are_one_call_each_and_one_for_the_clients(calls, as_demo, new_job):
    assert calls(as_demo.get, f"jobs/?ids={new_job('a')},{new_job('b')}") == ["GET"] * 3


def test_jobs_that_were_just_read_are_not_read_for_a_client(calls, as_demo, new_session, new_job):
    """The list of jobs, that of clients and a client are made of the same stretches."""
    new_job("read once")
    assert as_demo.patch(f"sessions/{new_session()}", {"description": "Written"}).ok
    assert calls(as_demo.get, "jobs/?homes=1&max_age=60") == ["GET"] * 3
    assert calls(as_demo.get, "clients/?jobs=1&max_age=60") == []
    assert calls(as_demo.get, f"clients/{HOST}?max_age=60") == ["GET"]


def test_a_session_is_one_call_and_one_for_each_member(calls, as_demo, pair):
    assert calls(as_demo.get, f"sessions/{pair}") == ["GET"] * 3


def test_editing_is_three_calls_and_one_for_each_member(calls, as_demo, pair):
    detail = ["GET"] * 3
    for change in ({"description": "Renamed"}, {"schedule": {"schedule_interval": "1 hours"}}):
        verbs = calls(as_demo.patch, f"sessions/{pair}", change)
        assert verbs == ["GET", "PATCH", *detail]


def test_deleting_is_four_calls_and_five_for_each_member(calls, as_demo, pair):
    verbs = calls(as_demo.delete, f"sessions/{pair}")
    assert verbs == ["GET", *REMOVE * 2, "GET", "DELETE", "GET"]


def test_moving_is_nine_calls(calls, as_demo, new_session, new_job):
    """Also the session that the job leaves is looked at before and after."""
    job_id = new_job()
    old, new = new_session("Old", jobs=(job_id,)), new_session("New")
    verbs = calls(as_demo.put, f"sessions/{new}/jobs/{job_id}", {"from": old})
    assert verbs == ["GET"] * 3 + ["PUT", "DELETE", "PUT"] + ["GET"] * 3


def test_a_session_that_runs_is_looked_at_once_more(calls, as_demo, demo, new_session, new_job):
    """A scheduler's write that was under way may only land after ours."""
    member, job_id = new_job("runs"), new_job("joins")
    session_id = new_session("Lively", jobs=(member,))
    demo.sessions.start_session(session_id, member, 0)
    path = f"sessions/{session_id}/jobs/{job_id}"
    assert calls(as_demo.put, path, {"from": None}) == [*ADD, *READ_BACK]


@pytest.fixture
def backups(demo, new_job):
    """Two of one job, one of another."""
    jobs = new_job("a"), new_job("b")
    made = [back_up(demo, jobs[n % 2], f"counted {n}", 1_700_000_000 + n) for n in range(3)]
    yield made
    for backup_id in made:
        demo.backups.delete(backup_id)


def test_backups_are_two_calls_and_one_for_each_job_of_the_page(calls, as_demo, backups):
    """All sessions, for who is listed; all records."""
    assert calls(as_demo.get, "backups/?q=counted") == ["GET"] * 4
    assert calls(as_demo.get, "backups/?q=counted&limit=1") == ["GET"] * 3


def test_backups_that_may_be_a_little_old_are_read_once_for_all(
    calls, as_demo, as_reader, new_session, backups
):
    # a write of ours: what was read before is dropped
    assert as_demo.patch(f"sessions/{new_session()}", {"description": "Written"}).ok
    assert calls(as_demo.get, "backups/?q=counted&max_age=60") == ["GET"] * 4
    assert calls(as_demo.get, "backups/?q=counted&max_age=60&sort=backup_name") == []
    # who may see other things than they reads for themselves
    assert calls(as_reader.get, "backups/?q=counted&max_age=60") == ["GET"] * 4
