"""One cloud's life: started, seeded, stopped, started again elsewhere, and losing a service.

The tests of a class build on each other, as starts of one data folder do.
"""

import os
import re
import signal
import subprocess
import sys
import time

import pytest

from freezer_ui.domain.membership import health
from freezer_ui.domain.runs import run
from freezer_ui.domain.schedules.arming import Agents
from stack import catalog, ports, seed, users
from stack.clients import client_for
from stack.cloud import Cloud
from stack.errors import StackError

#: A process that starts a cloud and is then killed.
OWNER = """
import sys, threading
from stack.cloud import Cloud
with Cloud(sys.argv[1], *map(int, sys.argv[2:5]), cache_port=int(sys.argv[5])):
    print("up", flush=True)
    threading.Event().wait()
"""


def owner_arguments(cloud: Cloud) -> list[str]:
    chosen = cloud.ports
    numbers = (chosen.keystone, chosen.freezer, chosen.horizon, cache_port_of(cloud))
    return [str(cloud.data_dir), *map(str, numbers)]


def cache_port_of(cloud: Cloud) -> int:
    return next(service.port for service in cloud.services() if service.name == "memcached")


def sessions_of(cloud: Cloud, user: users.User) -> list[dict]:
    return client_for(cloud, user.name, user.project).sessions.list_all(limit=100)


def processes_of(cloud: Cloud) -> dict[int, str]:
    """Command lines by process id of everything that runs for this cloud."""
    table = subprocess.run(
        ["ps", "-ww", "-eo", "pid=,args="],  # noqa: S607 wherever it is installed
        capture_output=True,
        text=True,
        check=True,
        timeout=10,
    )
    found = (line.split(maxsplit=1) for line in table.stdout.splitlines())
    # memcached's own command line has no folder.
    ours = re.compile(rf"{re.escape(str(cloud.data_dir))}|^memcached .*-p {cache_port_of(cloud)} ")
    return {int(pid): command for pid, command in found if ours.search(command)}


@pytest.fixture(scope="module")
def make_cloud(tmp_path_factory):
    """Clouds of one data folder, each on ports of its own; all are stopped at the end."""
    folder, made = tmp_path_factory.mktemp("life"), []

    def make() -> Cloud:
        *listening, cache = ports.unused(4)
        made.append(Cloud(folder, *listening, cache_port=cache))
        return made[-1]

    yield make
    for cloud in made:
        cloud.stop()


@pytest.fixture(scope="module")
def first(make_cloud):
    cloud = make_cloud()
    cloud.prepare()
    cloud.start()
    seed.seed_once(cloud)
    return cloud


@pytest.fixture(scope="module")
def second(first, make_cloud):
    first.stop()
    cloud = make_cloud()
    cloud.prepare()
    cloud.start()
    return cloud


class TestLife:
    def test_every_state_is_seeded(self, first):
        client = client_for(first, users.DEMO.name, users.DEMO.project)
        verdicts = {}
        for session in client.sessions.list_all(limit=100):
            jobs = {job_id: client.jobs.get(job_id) for job_id in session.get("jobs", {})}
            judged = run.judge(session, jobs, int(time.time()))
            verdicts[session["description"]] = (judged.state, {*judged.members.values()})
        assert verdicts == {
            "Shop, every night: orders and files": ("complete", {"succeeded"}),
            "Search and carts, weekly": ("incomplete", {"succeeded", "failed"}),
            "Customers and their mails": ("incomplete", {"succeeded", "missing"}),
            "Access logs": ("running", {"succeeded", "running"}),
            "Configuration of the web nodes": ("complete", {"succeeded"}),
            "Invoices at the end of the month": ("never", {"waiting"}),
            "Before the new price lists": ("never", {"waiting"}),
            "By hand, before maintenance": ("empty", set()),
        }

    def test_one_member_drifted(self, first):
        agents = Agents(poll=60, zone="UTC", now=int(time.time()))
        client = client_for(first, users.DEMO.name, users.DEMO.project)
        drifted = [
            client.jobs.get(job_id)["description"]
            for session in client.sessions.list_all(limit=100)
            for job_id in session.get("jobs", {})
            if health.drifts(session, client.jobs.get(job_id), agents)
        ]
        assert drifted == ["Configuration, second node"]

    def test_the_neighbour_has_its_own(self, first):
        assert [s["description"] for s in sessions_of(first, users.OTHER)] == [
            "Bakery, every night"
        ]

    def test_a_reader_sees_the_project(self, first):
        assert len(sessions_of(first, users.READER)) == 8

    def test_seeding_again_adds_nothing(self, first):
        before = sessions_of(first, users.DEMO)
        seed.seed_once(first)
        assert sessions_of(first, users.DEMO) == before

    def test_one_data_folder_has_one_cloud(self, first, make_cloud, monkeypatch):
        monkeypatch.setattr("stack.cloud.LIFELINE_TIMEOUT", 0)
        with pytest.raises(StackError, match="Another cloud runs from"):
            make_cloud().start()

    def test_a_second_start_keeps_the_data(self, first, request):
        before = sessions_of(first, users.DEMO)
        first.stop()
        assert processes_of(first) == {}
        second = request.getfixturevalue("second")
        assert sessions_of(second, users.DEMO) == before

    def test_the_catalog_names_the_new_ports(self, second):
        session = catalog.password_session(second.keystone_url, users.DEMO.name, users.DEMO.project)
        for interface in ("public", "internal", "admin"):
            assert session.get_endpoint(service_type="backup", interface=interface) == (
                second.freezer_url
            )

    def test_a_dead_service_is_named_and_the_others_end(self, second):
        (freezer,) = (
            pid
            for pid, command in processes_of(second).items()
            if "stack.wsgi.freezer" in command and "--port" in command
        )
        os.kill(freezer, signal.SIGKILL)
        with pytest.raises(StackError) as caught:
            second.watch()
        assert re.fullmatch(
            r"freezer was ended by signal 9; its log is \S+/logs/freezer\.log", str(caught.value)
        )
        assert processes_of(second) == {}

    def test_services_end_with_a_cloud_that_was_killed(self, second):
        second.stop()
        owner = subprocess.Popen(  # noqa: S603 our own code
            [sys.executable, "-c", OWNER, *owner_arguments(second)],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert owner.stdout.readline() == "up\n"
        assert len(processes_of(second)) > 3
        owner.kill()
        owner.communicate(timeout=60)
        deadline = time.monotonic() + 60
        while processes_of(second) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert processes_of(second) == {}
