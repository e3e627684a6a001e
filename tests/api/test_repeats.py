"""Requests that are repeated while the first is under way."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event
from types import SimpleNamespace

import pytest

from freezer_ui.cache import locks
from freezer_ui.errors import Conflict
from freezer_ui.services import action_writes, job_creation, sessions
from tests.api.documents import NOW

DOCUMENT = {"freezer_action": {"action": "backup"}, "max_retries": 0, "max_retries_interval": 60}


def test_an_action_is_looked_for_and_created_inside_the_lock_of_its_id():
    stored, held = {}, []

    def find(action_id):
        held.append(locks.locked("demo", ["a1"]))
        return stored.get(action_id)

    def create(action_id, document):
        held.append(locks.locked("demo", ["a1"]))
        stored[action_id] = {**document, "action_id": action_id}

    freezer = SimpleNamespace(
        project_id="demo", find_action=find, create_action=create, action=stored.__getitem__
    )
    rows = [action_writes.add(freezer, DOCUMENT, "a1") for _request in range(2)]
    assert [row["id"] for row in rows] == ["a1", "a1"]
    # looked for, created, looked for
    assert held == [{"a1"}] * 3


@pytest.mark.parametrize("first", [{}, {"again": True}])
def test_a_session_that_is_asked_for_again_meanwhile_is_created_once(monkeypatch, first):
    stored, begun, looked = [], Event(), Event()

    def look():
        looked.set()
        return list(stored)

    def create(document):
        begun.set()
        looked.clear()
        looked.wait(0.2)  # the second request looks meanwhile, if it may
        stored.append({**document, "session_id": f"s{len(stored)}"})
        return stored[-1]["session_id"]

    freezer = SimpleNamespace(project_id="demo", all_sessions=look, create_session=create)
    monkeypatch.setattr(sessions, "_answer", lambda _freezer, session_id, *_: session_id)
    body = {"description": "x", "schedule": {"schedule_hour": "5"}}
    with ThreadPoolExecutor(2) as pool:
        asked = [pool.submit(sessions.create_session, freezer, body | first, NOW)]
        assert begun.wait(10)
        asked.append(pool.submit(sessions.create_session, freezer, body | {"again": True}, NOW))
    assert [each.result() for each in asked] == ["s0", "s0"]


def test_a_job_with_the_id_of_a_different_one_was_not_created():
    stranger = {"job_id": "j1", "client_id": "other", "description": "Somebody's job"}
    freezer = SimpleNamespace(project_id="demo", find_job=lambda _id: stranger)
    new = job_creation.New("j1", {"client_id": "web-1", "job_actions": []})
    with pytest.raises(Conflict, match=r"^forms\.job_id_taken"):
        job_creation.create(freezer, new)


def test_a_job_on_an_interval_is_found_again_a_minute_later():
    """Calendar fields without a typed start are those of the request's minute."""
    job = {"client_id": "web-1", "job_actions": []}
    stored = job | {"job_id": "j1", "job_schedule": {"schedule_hour": "2", "schedule_minute": "29"}}
    freezer = SimpleNamespace(project_id="demo", find_job=lambda _id: stored)
    later = job | {"job_schedule": {"schedule_hour": "2", "schedule_minute": "30"}}
    new = job_creation.New("j1", later, earlier=[stored["job_schedule"]])
    assert job_creation.create(freezer, new) == stored
    with pytest.raises(Conflict):
        job_creation.create(freezer, job_creation.New("j1", later))
