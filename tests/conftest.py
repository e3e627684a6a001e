"""The embedded cloud, with a proxy between Horizon and each service; one cloud for a whole test
run.

Its Horizon shares memcached with a second one, `twin`, like the processes of an operator.
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

# Property tests use the same examples each time, on a machine that may be busy; SEED=… uses new
# ones.
settings.register_profile(
    "same",
    derandomize="SEED" not in os.environ,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("same")

HOST, THEIR_HOST = "shop-db-1", "their-db-1"
#: A full hour, two or three hours ahead, so that no job is about to run while a test changes it.
AHEAD = datetime.now(UTC).replace(minute=0, second=0, microsecond=0) + timedelta(hours=3)
_HOURS = range(AHEAD.hour % 6, 24, 6)
#: The schedule of tests' sessions, every sixth hour, and its words.
SCHEDULE = {"schedule_hour": ",".join(map(str, _HOURS))}
TIMES = "{:02}:00, {:02}:00, {:02}:00 and {:02}:00".format(*_HOURS)
WHEN = f"every day at {TIMES}, agents' time"


@dataclass(frozen=True)
class Wired:
    """A running cloud, and the proxies through which its Horizon calls Keystone and freezer-api."""

    cloud: Cloud
    keystone: Proxy
    freezer: Proxy
    #: Seconds that Horizon waits for freezer-api: short for a silent one, long enough for a busy
    #: one.
    read_timeout: float = float(os.environ.get("STACK_FREEZER_READ_TIMEOUT", "10"))
    #: The interval of agents' polls in Horizon's settings; the tests' agents are quicker.
    agent_poll: int = 5


class Twin:
    """A second process of a cloud's Horizon, which can be killed. It has the same settings except
    those of `environment`, runs the checkout in `folder`, and is a Service with `changes`.
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
        """Start it and return once it answers; does nothing if it runs."""
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
        """Send SIGTERM, after which coverage is saved. Does nothing if it does not run."""
        if self._process:
            self._process.terminate()
            self._process.wait(30)

    def kill(self) -> None:
        """Send SIGKILL: whatever it is doing ends half-way. Does nothing if it does not run."""
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
    # Many tests inject faults, which must not open the circuit; tests/rest/test_outage.py has a
    # Horizon whose circuit opens.
    os.environ["STACK_FREEZER_CIRCUIT_FAILURES"] = "1000000"
    os.environ["STACK_FREEZER_WAITING_REQUESTS"] = "1000"
    with cloud:
        yield Wired(cloud, keystone, freezer)
    keystone.close()
    freezer.close()


@pytest.fixture(scope="session")
def twin(wired) -> Iterator[Twin]:
    """Run the twin when a test begins, whatever the previous test did to it."""
    second = Twin(wired.cloud, *ports.unused(1))
    second.start()
    yield second
    second.stop()


@pytest.fixture(scope="session")
def demo(wired):
    """python-freezerclient as the member `demo`, calling Freezer directly."""
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
    """Create a job through the API, of one action with additional `options`; return its id."""
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
    """Create a session with these jobs through the API; return its id."""
    schedule = {**SCHEDULE, "event": "start"}
    document = {"description": description, "hold_off": 60, "schedule": schedule, **parts}
    session_id = demo.sessions.create(document)
    for job_id in jobs:
        demo.sessions.add_job(session_id, job_id)
    return session_id


def delete_job(demo, job_id: str) -> None:
    """Delete a job with its actions: Freezer keeps these, and their list would grow beyond
    a page.
    """
    job = demo.jobs.get(job_id)
    demo.jobs.delete(job_id)
    for action in (job or {}).get("job_actions") or []:
        with suppress(ApiClientException):  # an action of another job, deleted with that job
            demo.actions.delete(action["action_id"])


@pytest.fixture
def new_job(demo):
    """make_job; what it created is deleted after the test."""
    made = []

    def make(*arguments, **parts) -> str:
        made.append(make_job(demo, *arguments, **parts))
        return made[-1]

    yield make
    for job_id in made:
        delete_job(demo, job_id)


@pytest.fixture
def no_backups(demo):
    """Without backups of other tests, before and after: they would be taken for those of new jobs
    and sessions.
    """
    forget_backups(demo)
    yield
    forget_backups(demo)


@pytest.fixture
def new_session(demo):
    """make_session; what is left of what it created is deleted after the test."""
    made = []

    def make(*arguments, **parts) -> str:
        made.append(make_session(demo, *arguments, **parts))
        return made[-1]

    yield make
    for session_id in made:
        demo.sessions.delete(session_id)


@pytest.fixture
def new_runs(demo, new_job, new_session):
    """Create a session with a job for each of `names`, and play its runs. `failed` has the names of
    failed jobs by the start of their run. Returns the id of the session, and those of its jobs by
    name.
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
    """With KEEP=1, a failed test keeps its cloud with everything in it until Ctrl-C."""
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
    """Undo what a test may leave behind: recorded calls, faults, and a killed Horizon."""
    yield
    if "wired" in request.fixturenames:
        wired = request.getfixturevalue("wired")
        wired.freezer.reset()
        wired.keystone.reset()
    if "twin" in request.fixturenames:
        request.getfixturevalue("twin").start()
