"""The embedded cloud, with a proxy between Horizon and each service; one for a whole test run.

Its Horizon shares memcached with a second one, `twin`, as the processes of an operator do.
"""

import os
import subprocess
import time
from collections.abc import Container, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from freezerclient.exceptions import ApiClientException
from hypothesis import HealthCheck, settings

from stack import dashboard, ports, users
from stack.clients import client_for
from stack.cloud import START_TIMEOUT, Cloud
from stack.seed import register
from stack.service import ROOT
from stack.shop import FAIL, SUCCESS
from tests.faults.proxy import Proxy
from tests.rest.runs import forget_backups, play

# Properties are tried with the same examples each time, on a machine that may be busy; SEED=… has
# them tried with new ones.
settings.register_profile(
    "same",
    derandomize="SEED" not in os.environ,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("same")

HOST, THEIR_HOST = "shop-db-1", "their-db-1"
#: A full hour, two or three hours ahead: no job is about to run while a test changes it.
AHEAD = datetime.now(UTC).replace(minute=0, second=0, microsecond=0) + timedelta(hours=3)
_HOURS = range(AHEAD.hour % 6, 24, 6)
#: What sessions of tests run on, every sixth hour, and in words.
SCHEDULE = {"schedule_hour": ",".join(map(str, _HOURS))}
TIMES = "{:02}:00, {:02}:00, {:02}:00 and {:02}:00".format(*_HOURS)
WHEN = f"every day at {TIMES}, agents' time"


@dataclass(frozen=True)
class Wired:
    """A running cloud, and what its Horizon calls Keystone and freezer-api through."""

    cloud: Cloud
    keystone: Proxy
    freezer: Proxy
    #: Seconds Horizon waits for freezer-api: a slow one is soon given up, a busy one is not.
    read_timeout: float = float(os.environ.get("STACK_FREEZER_READ_TIMEOUT", "10"))
    #: Seconds in which Horizon believes that every agent polls; the tests' agents are quicker.
    agent_poll: int = 5


class Twin:
    """A second process of a cloud's Horizon, with the same settings but those of `environment`,
    that can be killed; of the checkout in `folder`, and a Service with `changes`.
    """

    def __init__(
        self,
        cloud: Cloud,
        port: int,
        name: str = "twin",
        environment: Mapping[str, str] | None = None,
        folder: Path = ROOT,
        **changes: str,
    ):
        horizon = cloud.horizon(port)
        changed = {**horizon.environment, **(environment or {})}
        self._service = replace(horizon, name=name, environment=changed, **changes)
        self._folder = folder
        self._described = cloud.described(self._service)
        self._process: subprocess.Popen | None = None
        self.log = Path(self._described["log"])
        self.url = dashboard.url(port)

    def start(self) -> None:
        """Return once it answers; harmless if it runs."""
        if self._process and self._process.poll() is None:
            return
        command, environment = self._described["command"], self._described["environment"]
        self._process = subprocess.Popen(  # noqa: S603 our own module
            command, cwd=self._folder, env=environment, start_new_session=True
        )
        deadline = time.monotonic() + START_TIMEOUT
        while not self._service.healthy():
            said = f"its log is {self._described['log']}"
            assert self._process.poll() is None, f"The second Horizon ended; {said}"
            assert time.monotonic() < deadline, f"The second Horizon does not answer; {said}"
            time.sleep(0.1)

    def stop(self) -> None:
        """SIGTERM: what it did is measured. Harmless if it does not run."""
        if self._process:
            self._process.terminate()
            self._process.wait(30)

    def kill(self) -> None:
        """SIGKILL: whatever it is doing ends in the middle. Harmless if it does not run."""
        if self._process:
            self._process.kill()
            self._process.wait(10)


@pytest.fixture(scope="session")
def wired(tmp_path_factory) -> Iterator[Wired]:
    listening = ports.free()
    before_keystone, before_freezer, cache = ports.unused(3)
    keystone = Proxy(f"http://127.0.0.1:{listening.keystone}/v3", before_keystone)
    freezer = Proxy(f"http://127.0.0.1:{listening.freezer}", before_freezer)
    cloud = Cloud(
        tmp_path_factory.mktemp("cloud"),
        listening.keystone,
        listening.freezer,
        listening.horizon,
        horizon_keystone_url=keystone.url,
        horizon_freezer_url=freezer.url,
        cache_port=cache,
        swift_port=listening.swift,
    )
    os.environ["STACK_FREEZER_READ_TIMEOUT"] = str(Wired.read_timeout)
    os.environ["STACK_FREEZER_AGENT_POLL"] = str(Wired.agent_poll)
    # Faults are injected one test after the other, on a machine that may be slow:
    # tests/rest/test_outage.py has a Horizon whose circuit opens, and that refuses who would wait.
    os.environ["STACK_FREEZER_CIRCUIT_FAILURES"] = "1000000"
    os.environ["STACK_FREEZER_WAITING_REQUESTS"] = "1000"
    with cloud:
        yield Wired(cloud, keystone, freezer)
    keystone.close()
    freezer.close()


@pytest.fixture(scope="session")
def twin(wired) -> Iterator[Twin]:
    """It runs when a test begins, whatever the one before did to it."""
    second = Twin(wired.cloud, *ports.unused(1))
    second.start()
    yield second
    second.stop()


@pytest.fixture(scope="session")
def demo(wired):
    """python-freezerclient as the member `demo`, straight to freezer-api."""
    client = client_for(wired.cloud, users.DEMO.name, users.DEMO.project)
    register(client, HOST, "Jobs are refused for a client that is not there")
    return client


@pytest.fixture(scope="session")
def other(wired):
    """python-freezerclient as a member of another project."""
    client = client_for(wired.cloud, users.OTHER.name, users.OTHER.project)
    register(client, THEIR_HOST, "Jobs are refused for a client that is not there")
    return client


def make_job(
    demo,
    description: str = "orders",
    client_id: str = HOST,
    options: Mapping[str, object] | None = None,
    **schedule: str,
) -> str:
    """A job made through the API, of one action with these `options` besides; its id."""
    action = {"action": "backup", "mode": "fs", "backup_name": description, "storage": "local"}
    return demo.jobs.create(
        {
            "client_id": client_id,
            "description": description,
            "job_schedule": schedule or {"schedule_interval": "1 days", "event": "start"},
            "job_actions": [{"freezer_action": {**action, **(options or {})}}],
        }
    )


def make_session(
    demo, description: str = "Shop nightly", jobs: Iterable[str] = (), **parts: object
) -> str:
    """A session made through the API, with these jobs; its id."""
    schedule = {**SCHEDULE, "event": "start"}
    document = {"description": description, "hold_off": 60, "schedule": schedule, **parts}
    session_id = demo.sessions.create(document)
    for job_id in jobs:
        demo.sessions.add_job(session_id, job_id)
    return session_id


def delete_job(demo, job_id: str) -> None:
    """With its actions: Freezer keeps them, and a list of them would grow beyond a page."""
    job = demo.jobs.get(job_id)
    demo.jobs.delete(job_id)
    for action in (job or {}).get("job_actions") or []:
        with suppress(ApiClientException):  # another job's, deleted with it
            demo.actions.delete(action["action_id"])


@pytest.fixture
def new_job(demo):
    """make_job, and what it made is deleted after the test."""
    made = []

    def make(*arguments, **parts) -> str:
        made.append(make_job(demo, *arguments, **parts))
        return made[-1]

    yield make
    for job_id in made:
        delete_job(demo, job_id)


@pytest.fixture
def no_backups(demo):
    """None of other tests, and none for them: no job or session takes them along."""
    forget_backups(demo)
    yield
    forget_backups(demo)


@pytest.fixture
def new_session(demo):
    """make_session, and what is left of what it made is deleted after the test."""
    made = []

    def make(*arguments, **parts) -> str:
        made.append(make_session(demo, *arguments, **parts))
        return made[-1]

    yield make
    for session_id in made:
        demo.sessions.delete(session_id)


@pytest.fixture
def new_runs(demo, new_job, new_session):
    """Make a session of a job for each of `names`, and play its runs: `failed` has the names of
    jobs that failed, by the moment when the run began. Its id, and those of its jobs by name.
    """

    def make(description: str, names: Iterable[str], failed: Mapping[int, Container[str]]):
        jobs = {name: new_job(name) for name in names}
        session_id = new_session(description, jobs.values())
        for began, who in failed.items():
            ends = {name: FAIL if name in who else SUCCESS for name in jobs}
            play(demo, session_id, jobs, began, ends)
        return session_id, jobs

    return make


def pytest_exception_interact(node, report):
    """KEEP=1: a failed test leaves its cloud, with what it made there, until Ctrl-C."""
    wired = getattr(node, "funcargs", {}).get("wired")
    if wired is None or not os.environ.get("KEEP"):
        return
    capture = node.config.pluginmanager.getplugin("capturemanager")
    with capture.global_and_fixture_disabled(), suppress(KeyboardInterrupt):
        print(f"\n{report.longreprtext}\n\n{node.nodeid} failed. Until Ctrl-C:")
        print(f"  Horizon  {wired.cloud.horizon_url}   logs in {wired.cloud.logs}")
        for user in users.PEOPLE:
            print(f"  {user.name:<8} password {users.PASSWORD}   {user.role} of {user.project}")
        wired.cloud.watch()


@pytest.fixture(autouse=True)
def _as_found(request):
    """No test sees another's calls or faults, nor a Horizon that it killed."""
    yield
    if "wired" in request.fixturenames:
        wired = request.getfixturevalue("wired")
        wired.freezer.reset()
        wired.keystone.reset()
    if "twin" in request.fixturenames:
        request.getfixturevalue("twin").start()
