"""What `make demo` says when it cannot start: one sentence, no traceback, a non-zero exit."""

import os
import socket
import subprocess
import sys

import pytest

from stack import ports
from stack.errors import StackError
from stack.service import ROOT


def demo(**environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "stack.demo"],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture
def taken():
    with socket.create_server((ports.HOST, 0)) as server:
        yield server.getsockname()[1]


@pytest.mark.parametrize(
    "variable", [f"{name}_PORT" for name in ("HORIZON", "KEYSTONE", "FREEZER", "SWIFT", "CINDER")]
)
def test_a_taken_port_is_one_sentence(variable, taken):
    free = ports.free()
    environment = {
        "HORIZON_PORT": str(free.horizon),
        "KEYSTONE_PORT": str(free.keystone),
        "FREEZER_PORT": str(free.freezer),
        "SWIFT_PORT": str(free.swift),
        "CINDER_PORT": str(free.cinder),
        variable: str(taken),
    }

    done = demo(**environment)

    assert done.returncode == 1
    (sentence,) = done.stderr.splitlines()
    assert f"127.0.0.1:{taken} (Address already in use)" in sentence
    assert f"{variable}=..." in sentence
    assert done.stdout == ""


@pytest.mark.parametrize("port", ["http", "0", "65536", "-1"])
def test_what_is_no_port_is_refused(port):
    with pytest.raises(StackError, match="HORIZON_PORT must be a port number"):
        ports.from_environment({"HORIZON_PORT": port})


def test_two_services_cannot_share_a_port():
    with pytest.raises(StackError, match="must differ"):
        ports.from_environment({"HORIZON_PORT": "5000"})


def test_an_empty_variable_is_the_default():
    assert ports.from_environment({"HORIZON_PORT": ""}) == ports.Ports()
