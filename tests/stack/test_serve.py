"""One service answers beside many connections that nobody closes."""

import fcntl
import socket
import subprocess
import sys
import time
from contextlib import ExitStack, suppress

import pytest
import requests

from stack import ports
from stack.service import ROOT

#: Some fifty pages of Horizon open a hundred to Keystone, and leave them open.
LEFT_OPEN = 300


@pytest.fixture
def served(tmp_path):
    (port,) = ports.unused(1)
    lifeline = tmp_path / "lifeline"
    with lifeline.open("a") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        options = {"port": port, "log": tmp_path / "log", "lifeline": lifeline, "threads": 2}
        options["application"] = "wsgiref.simple_server:demo_app"
        command = [part for key, value in options.items() for part in (f"--{key}", str(value))]
        serving = subprocess.Popen(  # noqa: S603 our own module
            [sys.executable, "-m", "stack.serve", *command, "--"], cwd=ROOT
        )
        try:
            yield serving, port
        finally:
            serving.kill()
            serving.wait(10)


def test_connections_that_are_left_open_keep_nobody_out(served):
    serving, port = served
    url, deadline = f"http://127.0.0.1:{port}/", time.monotonic() + 60
    while True:
        with suppress(requests.ConnectionError):
            assert requests.get(url, timeout=30).ok
            break
        assert serving.poll() is None
        assert time.monotonic() < deadline
    with ExitStack() as left_open:
        for _ in range(LEFT_OPEN):
            left_open.enter_context(socket.create_connection(("127.0.0.1", port), timeout=30))
        assert requests.get(url, timeout=30).ok
