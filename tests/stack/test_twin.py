"""Two Horizon processes share one cache, as an operator's do, and one of them can be killed."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests

from stack import users
from tests.faults.proxy import WRITE
from tests.rest.horizon import Horizon

#: Shorter than what Horizon waits for a held call.
SOON = 1


@pytest.fixture(scope="module")
def first(wired):
    return Horizon(wired.cloud.horizon_url, users.DEMO)


@pytest.fixture(scope="module")
def second(twin):
    return Horizon(twin.url, users.DEMO)


def happens(condition: Callable[[], object], within: float = SOON) -> bool:
    deadline = time.monotonic() + within
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.02)
    return bool(condition())


def test_a_login_is_good_in_both(first, second, wired, twin, new_session):
    session_id = new_session()
    for horizon in (first, first.at(twin.url), second, second.at(wired.cloud.horizon_url)):
        assert horizon.get(f"sessions/{session_id}").status_code == 200


def test_one_waits_for_the_others_turn(first, second, wired, new_session, new_job):
    session_id, (one, two) = new_session(), (new_job(), new_job())
    calls = wired.freezer.calls

    def puts(job_id: str) -> list[int]:
        return [n for n, (verb, path) in enumerate(calls) if verb == "PUT" and job_id in path]

    fault = wired.freezer.inject("PUT", f"/jobs/{one}", "delay")
    with ThreadPoolExecutor() as pool:
        ours = pool.submit(first.put, f"sessions/{session_id}/jobs/{one}")
        assert fault.held.wait(60)
        theirs = pool.submit(second.put, f"sessions/{session_id}/jobs/{two}")
        assert happens(lambda: any(verb == "GET" and two in path for verb, path in calls))
        assert not happens(lambda: puts(two))
        fault.released.set()
    assert (ours.result().status_code, theirs.result().status_code) == (200, 200)
    # The first one read its write back before the second one wrote.
    between = calls[puts(one)[-1] + 1 : puts(two)[0]]
    assert any(verb == "GET" and one in path for verb, path in between)


def test_others_are_not_waited_for(first, second, wired, new_session, new_job):
    """That a write is held does not make the other process wait with every write."""
    here, there, (one, two) = new_session(), new_session(), (new_job(), new_job())
    fault = wired.freezer.inject("PUT", f"/jobs/{one}", "delay")
    with ThreadPoolExecutor() as pool:
        ours = pool.submit(first.put, f"sessions/{here}/jobs/{one}")
        assert fault.held.wait(60)
        assert second.put(f"sessions/{there}/jobs/{two}").status_code == 200
        assert not ours.done()
        fault.released.set()
    assert ours.result().status_code == 200


def test_one_is_killed_in_the_middle_of_a_write(
    first, second, wired, twin, demo, new_session, new_job
):
    session_id, job_id = new_session(), new_job()
    fault = wired.freezer.inject(WRITE, "", "delay", after=True)
    with ThreadPoolExecutor() as pool:
        cut = pool.submit(second.put, f"sessions/{session_id}/jobs/{job_id}")
        assert fault.held.wait(60)
        twin.kill()
    assert isinstance(cut.exception(), requests.ConnectionError)
    fault.released.set()

    with pytest.raises(requests.ConnectionError):
        second.get("sessions/")
    assert list(demo.sessions.get(session_id)["jobs"]) == [job_id]
    assert first.get(f"sessions/{session_id}").status_code == 200


def test_it_comes_back_with_its_logins(second, twin):
    twin.kill()
    twin.start()
    assert second.get("sessions/").status_code == 200
