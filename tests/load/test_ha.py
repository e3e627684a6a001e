"""The life of the cloud that operators run: its members die and come back, and all end with it.

The tests build on each other.
"""

import os
import subprocess
import time
from contextlib import suppress

import pytest

from stack import ports, seed, users
from stack.clients import client_for
from stack.ha import Deployment
from tests.load.running import running
from tests.rest.horizon import Horizon

#: Seconds until a member is back, on a machine that is busy.
PATIENCE = 300
MEMBERS = (
    "keystone",
    "mariadb",
    "memcached-1",
    "memcached-2",
    "freezer-1",
    "freezer-2",
    "horizon-1",
    "horizon-2",
    "haproxy",
)


@pytest.fixture(scope="module")
def deployment(tmp_path_factory):
    chosen = ports.free()
    made = Deployment(
        tmp_path_factory.mktemp("ha"), chosen.keystone, chosen.freezer, chosen.horizon
    )
    with running(made):
        seed.seed_once(made)
        yield made


def test_a_member_that_is_killed_comes_back(deployment):
    services = {each.name: each for each in deployment.services()}
    assert tuple(services) == MEMBERS
    before = {name: deployment.pid(name) for name in MEMBERS}
    for name in MEMBERS:
        deployment.kill(name)
    end = time.monotonic() + PATIENCE
    for name in MEMBERS:
        while deployment.pid(name) == before[name] or not services[name].healthy():
            assert time.monotonic() < end, f"{name} does not come back"
            time.sleep(0.1)


def test_its_data_are_there_and_both_horizons_know_a_login(deployment):
    freezer = client_for(deployment, users.DEMO.name, users.DEMO.project)
    assert len(freezer.sessions.list_all(limit=100)) == 8
    horizon = Horizon(deployment.horizon_url, users.DEMO)
    # HAProxy gives them to the two in turn.
    assert [horizon.get("sessions/").status_code for _ in range(4)] == [200] * 4


def test_nothing_is_left_when_it_has_stopped(deployment):
    numbers = [deployment.pid(name) for name in MEMBERS]
    deployment.stop()
    for number in numbers:
        with suppress(ProcessLookupError):
            os.kill(number, 0)
            pytest.fail(f"process {number} runs")
    table = subprocess.run(
        ["ps", "-ww", "-eo", "args="],  # noqa: S607 wherever it is installed
        capture_output=True,
        text=True,
        check=True,
        timeout=30,
    ).stdout
    assert [line for line in table.splitlines() if str(deployment.data_dir) in line] == []
