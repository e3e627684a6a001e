"""Ports of clouds that are started side by side."""

import subprocess
import sys

from stack import ports
from stack.service import ROOT

ANOTHER = "from stack import ports; ports._SET_ASIDE = range({0}, {0} + 8); print(ports.unused(8))"


def test_no_port_is_given_twice(monkeypatch):
    """Not to a second call, nor to another process, before anybody listens on it."""
    (first,) = ports.unused(1)
    monkeypatch.setattr(ports, "_SET_ASIDE", range(first, first + 8))
    mine = ports.unused(3)
    command = [sys.executable, "-c", ANOTHER.format(first)]
    theirs = subprocess.run(  # noqa: S603 our own module
        command, cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout
    assert first not in mine
    assert not {first, *mine} & set(map(int, theirs.strip("[]\n").split(", ")))
