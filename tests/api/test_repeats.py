"""Requests that are repeated while the first is under way."""

from types import SimpleNamespace

from freezer_ui.cache import locks
from freezer_ui.services import action_writes

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
