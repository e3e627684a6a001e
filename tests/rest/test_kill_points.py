"""Horizon is killed between any two calls of a change: the next look shows it, and what to do.

All of a kind are cut before the first of them is looked at: the dead holders' turns end together.
"""

import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from itertools import product

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

    def ask(number: int, *request, **options) -> None:
        mortal.start()
        victim = Horizon(mortal.url, users.DEMO)
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


def test_a_move_cut_after_any_step(as_demo, demo, kill, new_session, new_job):
    """PUT new | DELETE old | PUT new."""
    choices = {
        "New": ("Keep in New", "Make it a member"),
        "Old": ("Move to Old", "Back to Old"),
    }
    cuts = []
    for written, choice in product((1, 2), choices):
        job_id = new_job("orders")
        places = {"Old": new_session("Old", jobs=(job_id,)), "New": new_session("New")}
        path = f"sessions/{places['New']}/jobs/{job_id}"
        kill(written, "PUT", path, json={"from": places["Old"]})
        assert place_of(demo, job_id, places), "it is in a session at every moment"
        cuts.append((job_id, choice, places))
    for job_id, choice, places in cuts:
        repairs = shown(as_demo, job_id)["repairs"]
        (repair,) = [each for each in repairs if each["words"] in choices[choice]]
        for call in repair["calls"]:
            ok(as_demo.call(call))
        assert is_sound(demo, job_id, places[choice])


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


def test_a_removal_cut_before_the_schedule_was_given_back(
    as_demo, demo, kill, new_session, new_job
):
    """DELETE | PATCH of the job."""
    cuts = {}
    for label in ("Restore the schedule, stopped", "Back to Shop nightly"):
        job_id, session_id = new_job("orders"), new_session()
        ok(as_demo.put(f"sessions/{session_id}/jobs/{job_id}", {"from": None}))
        kill(1, "DELETE", f"sessions/{session_id}/jobs/{job_id}")
        cuts[label] = job_id
    rows = []
    for label, job_id in cuts.items():
        (repair,) = [each for each in shown(as_demo, job_id)["repairs"] if each["words"] == label]
        rows.append(ok(as_demo.call(repair["calls"][0]))["job"])
    assert [(bool(row["session_id"]), row["schedule_words"]) for row in rows] == [
        (False, "every day"),
        (True, WHEN),
    ]


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
def plan(demo):
    """Plans of jobs of two clients, whose ids they name; what is left of them is deleted."""
    demo.clients.create({"client_id": "cut-db-1", "hostname": "cut-db-1"})
    action = {"path_to_backup": "/srv", "backup_name": "cut", "container": "cut"}
    ids = []

    def make() -> dict:
        chosen = {client: uuid.uuid4().hex for client in (HOST, "cut-db-1")}
        ids.extend(chosen.values())
        return {"clients": list(chosen), "action": action, "ids": chosen}

    yield make
    demo.clients.delete("cut-db-1")
    for job_id in ids:
        demo.jobs.delete(job_id)


def finish(horizon, session_id, planned):
    """Ask for the same again, until the dead holder's turn is over and all is made."""
    deadline = time.monotonic() + LEASE
    while True:
        answer = horizon.post(f"sessions/{session_id}/jobs/", planned)
        if answer.status_code == 201 and not answer.json()["failed"]:
            return
        assert time.monotonic() < deadline, answer.text


def remove(horizon, job_id):
    """If it was made."""
    deadline = time.monotonic() + LEASE
    while not (answer := horizon.delete(f"jobs/{job_id}")).ok and answer.status_code != 404:
        assert time.monotonic() < deadline, answer.text


def test_a_plan_cut_after_any_step(as_demo, demo, kill, new_session, plan):
    """POST of a job | PUT | POST of the next | PUT."""
    cuts = []
    for written in (1, 2, 3):
        session_id, planned = new_session(), plan()
        kill(written, "POST", f"sessions/{session_id}/jobs/", json=planned)
        made = [each for each in planned["ids"].values() if demo.jobs.get(each)]
        assert len(made) == (written + 1) // 2
        # each is meant for its session from its first moment: no agent runs it otherwise
        assert {demo.jobs.get(job_id)["session_id"] for job_id in made} == {session_id}
        cuts.append((session_id, planned))
    begun, undone, half_done = cuts
    for session_id, planned in (begun, half_done):
        finish(as_demo, session_id, planned)
        jobs = set(planned["ids"].values())
        assert set(demo.sessions.get(session_id)["jobs"]) == jobs
        assert all(is_sound(demo, job_id, session_id) for job_id in jobs)
    session_id, planned = undone
    for job_id in planned["ids"].values():
        remove(as_demo, job_id)
        assert demo.jobs.get(job_id) is None
    assert not demo.sessions.get(session_id).get("jobs")
    for session_id, _planned in cuts:
        assert as_demo.get(f"sessions/{session_id}").json()["problems"] == []
