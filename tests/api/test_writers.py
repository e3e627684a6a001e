"""Two who write to the same document, or to what it stands on, exclude each other by a lock."""

import pytest

from freezer_ui.cache import locks
from freezer_ui.domain.forms import job as job_form
from freezer_ui.errors import Conflict
from freezer_ui.services import actions, job_creation, job_edit
from tests.api.documents import NOW, PROJECT, freezer, world

IDS = ("s1", "j1", "a1", "new")


@pytest.fixture
def documents() -> dict[str, list]:
    return world()


@pytest.fixture
def ours(documents):
    return freezer(documents)


def held() -> set[str]:
    return locks.locked(PROJECT, IDS)


def test_a_member_is_edited_under_the_locks_of_its_session_and_actions(ours, documents):
    """A run now writes its schedule under the session's; an edit writes back what it has read."""
    row, seen = documents["jobs"][0], []

    def update(_job_id: str, changes: dict) -> None:
        seen.append(held())
        row.update({name: value for name, value in changes.items() if name != "job_actions"})

    ours._client.jobs.update = update
    version = job_form.version(ours.job("j1"))
    body = {"description": "New name", "actions": ["a1"], "version": version}
    job_edit.edit(ours, "j1", body, NOW)
    assert seen == [{"s1", "j1", "a1"}]


def test_an_action_is_deleted_while_nobody_gives_it_to_a_job(ours, documents):
    """Freezer would take it out of that job without a word."""
    documents["jobs"].clear()
    seen = []

    def delete(_action_id: str) -> None:
        seen.append(held())
        documents["actions"].clear()

    ours._client.actions.delete = delete
    actions.delete(ours, "a1")
    assert seen == [{"a1"}]


def test_a_job_is_created_under_the_locks_of_its_actions(ours, documents, monkeypatch):
    """And of its own id: the same request may be under way."""
    seen = []

    def create(_job_id: str, _document: dict) -> None:
        seen.append(held())
        raise Conflict("that is enough")

    monkeypatch.setattr(ours, "create_job_with_id", create)
    document = {"client_id": "web-1", "job_actions": documents["actions"], "description": "New"}
    with pytest.raises(Conflict):
        job_creation.create(ours, job_creation.New("new", document))
    assert seen == [{"new", "a1"}]
