"""The schedulers that storms are made with: they write, say what went wrong, and end."""

import time

import pytest

from stack import users
from stack.clients import Running, client_for
from tests.rest import schedulers
from tests.rest.schedulers import scheduling


@pytest.fixture
def new_client(wired):
    """Clients of `demo` that call Freezer through the proxy."""
    between = Running(wired.cloud.keystone_url, wired.freezer.url)
    return lambda: client_for(between, users.DEMO.name, users.DEMO.project)


def wait_for(condition) -> None:
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_runs_begin_and_end(wired, new_client, demo, new_session, new_job):
    session_id = new_session(jobs=(new_job(), new_job()))
    with scheduling(new_client, [session_id]) as neighbour:
        wait_for(lambda: neighbour.sent > 20)
    assert (neighbour.refused, neighbour.errors) == ([], [])
    session = demo.sessions.get(session_id)
    assert session["session_tag"] == 1
    assert {each["result"] for each in session["jobs"].values()} <= {"success", ""}
    quiet = len(wired.freezer.calls)
    time.sleep(3 * schedulers.PAUSE)
    assert len(wired.freezer.calls) == quiet


def test_what_fails_is_told(wired, new_client, new_session, new_job):
    session_id = new_session(jobs=(new_job(),))
    wired.freezer.inject("POST", "/action", "status", status=400)
    wired.freezer.inject("POST", "/action", "cut", nth=2)
    with scheduling(new_client, [session_id]) as neighbour:
        wait_for(lambda: neighbour.refused and neighbour.errors and neighbour.sent > 10)
    assert (len(neighbour.refused), len(neighbour.errors)) == (1, 1)


def test_a_call_that_hangs_does_not_hang_the_tests(
    wired, new_client, new_session, new_job, monkeypatch
):
    monkeypatch.setattr(schedulers, "LAST_CALL", 0.1)
    session_id = new_session(jobs=(new_job(),))
    fault = wired.freezer.inject("POST", "/action", "delay")
    with scheduling(new_client, [session_id]) as neighbour:
        assert fault.held.wait(60)
    assert [type(error) for error in neighbour.errors] == [TimeoutError]
