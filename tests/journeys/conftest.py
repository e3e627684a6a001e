"""One project for the suite: the demo's, with its agents at work, and 200 sessions more. Who begins
with nothing (test_protect.py) has an empty one.

A journey is a file, its tests are the steps. Most of a journey is waiting for a run. So what each
finds there, `prepare(project)`, is made before the first step of any; and the journeys take turns,
a step each: what a step waits for has happened meanwhile, or nearly.
"""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from stack import crowd, ports, seed, users, wiki
from stack.cloud import Cloud
from tests.browser.browser import Browser
from tests.browser.conftest import (
    errors_on_the_console,
    pytest_runtest_makereport,  # noqa: F401 a hook
)
from tests.journeys.project import Project

#: Seconds between two polls of an agent; Horizon is told of it. Each reads all jobs of the project:
#: more often, they would keep a busy Freezer busy. No run comes at a multiple of it: an agent whose
#: poll overlaps a start forgets its tag, and would do so in each run.
POLL = 11
#: Sessions beside the demo's and the journeys' own, of one job each.
OTHERS = 200
EVERY = "100 seconds"
#: A Freezer that these machines keep busy is slow, and does not hang: Horizon waits for it, and
#: neither refuses who waits as well, nor stops asking.
HORIZON = {
    "STACK_FREEZER_READ_TIMEOUT": "45",
    "STACK_FREEZER_WAITING_REQUESTS": "1000",
    "STACK_FREEZER_CIRCUIT_FAILURES": "1000000",
    "STACK_FREEZER_AGENT_POLL": str(POLL),
}
#: Seconds that a page may take on a machine whose schedulers and other tests are at work.
PATIENCE = 90
_NONE = 10 * OTHERS
HERE = Path(__file__).parent


def pytest_collection_modifyitems(items):
    """First the first step of each journey, then the second of each, and so on."""
    ours = [item for item in items if item.path.parent == HERE]
    taken, steps = Counter(), {}
    for item in ours:
        steps[item] = taken[item.path]
        taken[item.path] += 1
    rest = [item for item in items if item not in steps]
    items[:] = [*rest, *sorted(ours, key=steps.get)]


def pytest_runtest_logreport(report):
    if report.failed:
        _failed.add(_journey(report.nodeid))


def pytest_runtest_setup(item):
    if _journey(item.nodeid) in _failed:
        pytest.skip("an earlier step of this journey failed")


_failed: set[str] = set()


def _journey(nodeid: str) -> str:
    return nodeid.split("::")[0]


@pytest.fixture(scope="session")
def cloud(tmp_path_factory) -> Iterator[Cloud]:
    listening = ports.free()
    home = tmp_path_factory.mktemp("cloud")
    with pytest.MonkeyPatch.context() as patch:
        for name, value in HORIZON.items():
            patch.setenv(name, value)
        cloud = Cloud(
            home,
            listening.keystone,
            listening.freezer,
            listening.horizon,
            swift_port=listening.swift,
        )
        with cloud:
            yield cloud


@pytest.fixture(scope="session")
def project(cloud, tmp_path_factory) -> Iterator[Project]:
    seed.seed_once(cloud, say=_quietly)
    crowd.make(cloud, OTHERS, 1, say=_quietly, failed_each=_NONE)
    home = tmp_path_factory.mktemp("machines")
    with wiki.running(cloud, home, EVERY, POLL) as schedulers:
        yield Project(cloud, home, schedulers)


@pytest.fixture(autouse=True)
def _no_errors_on_the_console(request):
    """A window stays where it is: the next step of its journey goes on there."""
    yield
    assert errors_on_the_console(request.node) == []


@pytest.fixture(scope="session")
def new_window(cloud) -> Iterator:
    """Open a window of Chromium in which a tenant has logged in."""
    opened = []

    def make(user: users.User = users.DEMO) -> Browser:
        window = Browser(cloud.horizon_url, patience=PATIENCE)
        opened.append(window)
        window.log_in(user)
        return window

    yield make
    for window in opened:
        window.close()


@pytest.fixture(scope="session")
def browser(new_window, project) -> Browser:
    """The window of every step that leaves nothing open for the next one."""
    return new_window()


@pytest.fixture(scope="session")
def _prepared(request, project) -> dict[str, SimpleNamespace]:
    modules = {item.module for item in request.session.items if item.path.parent == HERE}
    return {
        module.__name__: module.prepare(project) for module in modules if hasattr(module, "prepare")
    }


@pytest.fixture
def notes(request, _prepared) -> SimpleNamespace:
    """What a step of a journey finds there, and what the earlier ones wrote down for it."""
    return _prepared[request.module.__name__]


@pytest.fixture
def board(new_window, notes) -> Browser:
    """The window of a journey on the board: a move can be undone as long as it is open."""
    if not hasattr(notes, "board"):
        notes.board = new_window()
    return notes.board


def _quietly(_text: str) -> None:
    pass
