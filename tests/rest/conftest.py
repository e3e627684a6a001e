import uuid
from collections.abc import Iterator

import pytest

from stack import users
from tests.rest import together
from tests.rest.horizon import Horizon
from tests.rest.machines import running


def _login(user: users.User):
    @pytest.fixture(scope="session", name=f"as_{user.name}")
    def logged_in(wired) -> Horizon:
        return Horizon(wired.cloud.horizon_url, user)

    return logged_in


as_demo = _login(users.DEMO)
as_reader = _login(users.READER)
as_other = _login(users.OTHER)
as_admin = _login(users.ADMIN)


@pytest.fixture
def calls(wired):
    """The verbs that reach freezer-api while a request of ours is answered; Keystone's are none."""

    def count(ask, *arguments) -> list[str]:
        wired.freezer.reset()
        wired.keystone.reset()
        answer = ask(*arguments)
        assert answer.ok, answer.text
        assert wired.keystone.calls == []
        return [verb for verb, _path in wired.freezer.calls]

    return count


@pytest.fixture
def made(demo):
    """Ids of the jobs that a test made."""
    ids = []
    yield ids
    for job_id in ids:
        demo.jobs.delete(job_id)


@pytest.fixture
def new_client(demo):
    """Register machines as their schedulers do; remaining ones are deleted after the test."""
    made = []

    def make(client_id: str = "", **parts: object) -> str:
        made.append(client_id or f"machine-{uuid.uuid4().hex[:8]}")
        demo.clients.create({"client_id": made[-1], "hostname": made[-1], **parts})
        return made[-1]

    yield make
    for client_id in made:
        demo.clients.delete(client_id)


@pytest.fixture
def new_action(demo):
    """Create actions through the API; remaining ones are deleted after the test."""
    made = []

    def make(backup_name: str, max_retries: int = 0, **options: object) -> str:
        action = {"action": "backup", "mode": "fs", "backup_name": backup_name, **options}
        made.append(demo.actions.create({"freezer_action": action, "max_retries": max_retries}))
        return made[-1]

    yield make
    for action_id in made:
        demo.actions.delete(action_id)


@pytest.fixture
def told(scenarios, request) -> dict:
    """Return what a scenario has seen."""
    return scenarios[request.param].result()


@pytest.fixture
def phase():
    """Seconds after each full STEP of `story` at which it runs; stories that go on at the same time
    have their own.
    """
    return 0


@pytest.fixture
def story(wired, demo, tmp_path, phase) -> Iterator[together.Story]:
    horizon = Horizon(wired.cloud.horizon_url, users.DEMO)
    with running(wired.cloud, tmp_path, together.MACHINES) as schedulers:
        told = together.Story(horizon, demo, schedulers, phase, tmp_path)
        yield told
        told.clean()
