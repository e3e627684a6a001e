"""Horizon is killed between any two calls of a change: the next look shows it, and what to do."""

import time
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest

from stack import ports, users
from tests.conftest import HOST, WHEN, Twin
from tests.faults.proxy import WRITE
from tests.rest.horizon import Horizon
from tests.rest.test_health import is_sound, ok

#: Seconds after which a dead holder's turn is over, for sure.
LEASE = 30
#: A turn outlasts the longest call: where that is short, so is the wait for a dead holder's turn. A
#: busy machine answers within it.
SHORT = {"STACK_FREEZER_READ_TIMEOUT": "6", "STACK_FREEZER_CALL_TIMEOUT": "6"}


@pytest.fixture(scope="module")
def mortal(wired):
    horizon = Twin(wired.cloud, *ports.unused(1), "mortal", SHORT)
    yield horizon
    horizon.stop()


@pytest.fixture
def kill(wired, mortal):
    """Ask one Horizon, kill it as its n-th write reaches Freezer, and let that write be done."""
    mortal.start()
    victim = Horizon(mortal.url, users.DEMO)

    def ask(number: int, *request, **options) -> None:
        fault = wired.freezer.inject(WRITE, "", "delay", nth=number, after=True)
        with ThreadPoolExecutor() as pool:
            cut = pool.submit(victim.ask, *request, **options)
            assert fault.held.wait(60), cut.result().text
            mortal.kill()
        assert cut.exception() is not None
        fault.released.set()

    return ask


def problems_of(horizon, job_id):
    return [each for each in ok(horizon.get("health/"))["items"] if each["job_id"] == job_id]


def shown(horizon, job_id):
    """What is shown of the one job, once the lease of the dead one's turns has run out."""
    deadline = time.monotonic() + LEASE
    while not (found := problems_of(horizon, job_id)):
        assert time.monotonic() < deadline, "the break is not shown"
        time.sleep(0.5)
    (problem,) = found
    return problem


@pytest.mark.parametrize(
    ("written", "choice", "place"),
    [(1, "finish", "New"), (1, "undo", "Old"), (2, "finish", "New"), (2, "undo", "Old")],
)
def test_a_move_cut_after_any_step(
    as_demo, demo, kill, new_session, new_job, written, choice, place
):
    """PUT new | DELETE old | PUT new."""
    job_id = new_job("orders")
    places = {"Old": new_session("Old", jobs=(job_id,)), "New": new_session("New")}
    kill(written, "PUT", f"sessions/{places['New']}/jobs/{job_id}", json={"from": places["Old"]})
    assert place_of(demo, job_id, places), "it is in a session at every moment"
    repairs = shown(as_demo, job_id)["repairs"]
    wanted = {
        "finish": ("Keep in New", "Make it a member"),
        "undo": ("Move to Old", "Back to Old"),
    }
    (repair,) = [each for each in repairs if each["words"] in wanted[choice]]
    for call in repair["calls"]:
        ok(as_demo.call(call))
    assert is_sound(demo, job_id, places[place])


def place_of(demo, job_id, places):
    return [
        name
        for name, each in places.items()
        if job_id in (demo.sessions.get(each).get("jobs") or {})
    ]


def test_a_move_cut_after_its_last_step_is_done(as_demo, demo, kill, new_session, new_job):
    job_id = new_job("orders")
    old, new = new_session("Old", jobs=(job_id,)), new_session("New")
    kill(3, "PUT", f"sessions/{new}/jobs/{job_id}", json={"from": old})
    assert is_sound(demo, job_id, new)


def test_an_add_that_was_cut_is_done_and_its_schedule_is_not_lost(
    as_demo, demo, kill, new_session, new_job
):
    job_id, session_id = new_job("orders"), new_session()
    kill(1, "PUT", f"sessions/{session_id}/jobs/{job_id}", json={"from": None})
    assert is_sound(demo, job_id, session_id)
    answer = ok(as_demo.ask("DELETE", f"sessions/{session_id}/jobs/{job_id}", json={"then": "run"}))
    assert answer["job"]["schedule_words"] == "every day"


@pytest.mark.parametrize(
    ("label", "in_session", "words"),
    [
        ("Restore the schedule, stopped", False, "every day"),
        ("Back to Shop nightly", True, WHEN),
    ],
)
def test_a_removal_cut_before_the_schedule_was_given_back(
    as_demo, demo, kill, new_session, new_job, label, in_session, words
):
    """DELETE | PATCH of the job."""
    job_id, session_id = new_job("orders"), new_session()
    ok(as_demo.put(f"sessions/{session_id}/jobs/{job_id}", {"from": None}))
    kill(1, "DELETE", f"sessions/{session_id}/jobs/{job_id}")
    (repair,) = [each for each in shown(as_demo, job_id)["repairs"] if each["words"] == label]
    row = ok(as_demo.call(repair["calls"][0]))["job"]
    assert (bool(row["session_id"]), row["schedule_words"]) == (in_session, words)


def test_a_new_event_cut_before_the_job_was_put_in_changes_nothing_for_it(
    as_demo, demo, kill, new_session, new_job
):
    """PATCH of the session | PUT."""
    job_id = new_job("orders")
    session_id = new_session(schedule={"schedule_interval": "2 hours"})
    before = demo.jobs.get(job_id)
    kill(1, "PUT", f"sessions/{session_id}/jobs/{job_id}", json={"from": None})
    assert demo.jobs.get(job_id) == before
    assert problems_of(as_demo, job_id) == []


@pytest.fixture
def planned(demo):
    """Jobs of two clients, as a plan names them before it begins; what is left of them goes."""
    ids = {HOST: uuid.uuid4().hex, "cut-db-1": uuid.uuid4().hex}
    demo.clients.create({"client_id": "cut-db-1", "hostname": "cut-db-1"})
    action = {"path_to_backup": "/srv", "backup_name": "cut", "container": "cut"}
    yield {"clients": list(ids), "action": action, "ids": ids}
    demo.clients.delete("cut-db-1")
    for job_id in ids.values():
        demo.jobs.delete(job_id)


@pytest.mark.parametrize(("written", "choice"), [(1, "finish"), (2, "undo"), (3, "finish")])
def test_a_plan_cut_after_any_step(as_demo, demo, kill, new_session, planned, written, choice):
    """POST of a job | PUT | POST of the next | PUT."""
    session_id, jobs = new_session(), planned["ids"].values()
    path = f"sessions/{session_id}/jobs/"
    kill(written, "POST", path, json=planned)
    made = [job_id for job_id in jobs if demo.jobs.get(job_id)]
    assert len(made) == (written + 1) // 2
    # each is meant for its session from its first moment: no agent runs it otherwise
    assert {demo.jobs.get(job_id)["session_id"] for job_id in made} == {session_id}
    deadline = time.monotonic() + LEASE
    if choice == "finish":
        while (answer := as_demo.post(path, planned)).status_code != 201 or answer.json()["failed"]:
            assert time.monotonic() < deadline, answer.text
        assert set(demo.sessions.get(session_id)["jobs"]) == set(jobs)
        assert all(is_sound(demo, job_id, session_id) for job_id in jobs)
    else:
        for job_id in jobs:
            while not (answer := as_demo.ask("DELETE", f"jobs/{job_id}")).ok:
                if answer.status_code == 404:
                    break
                assert time.monotonic() < deadline, answer.text
        assert [job_id for job_id in jobs if demo.jobs.get(job_id)] == []
        assert not demo.sessions.get(session_id).get("jobs")
    assert as_demo.get(f"sessions/{session_id}").json()["problems"] == []
