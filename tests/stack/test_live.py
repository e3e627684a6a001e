"""What is changed in a checkout is on the pages of a running Horizon after seconds."""

import os
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
import requests

from stack import ports, users
from stack.service import ROOT
from tests.conftest import Twin
from tests.rest.horizon import Horizon

SESSIONS = "/project/freezer_sessions/"
WITHIN = 240


@pytest.fixture
def checkout(tmp_path) -> Path:
    """A copy of what a Horizon is served from."""
    for part in ("freezer_ui", "enabled", "stack"):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


@pytest.fixture
def live(wired, checkout) -> Iterator[Horizon]:
    path = os.pathsep.join([str(checkout / "stack" / "horizon"), str(checkout)])
    environment = {"PYTHONPATH": path, "STACK_CHANGED_STATIC": str(checkout / "static")}
    (port,) = ports.unused(1)
    process = Twin(wired.cloud, port, "live", environment, checkout, module="stack.live")
    process.start()
    yield Horizon(process.url, users.DEMO)
    process.stop()


def served(horizon: Horizon) -> str:
    """A page with its scripts and styles, as one text; what there is while it begins again."""
    with suppress(requests.RequestException):
        page = horizon.page(SESSIONS).text
        files = re.findall(r'(?:src|href)="(/static/dashboard/(?:js|css)/[^"]+)"', page)
        return page + "".join(horizon.page(each).text for each in files)
    return ""


def put_in(path: Path, before: str, text: str) -> None:
    source = path.read_text()
    assert before in source
    path.write_text(source.replace(before, text + before, 1))


def test_a_changed_checkout_is_on_the_page(live, checkout):
    """Python, a template of the server's, a script, one of the browser's templates, a style."""
    product = checkout / "freezer_ui"
    ours = product / "static" / "dashboard" / "project" / "freezer"
    assert "made-new-" not in served(live)

    put_in(product / "content" / "sessions" / "panel.py", 'Sessions")', "made-new-python ")
    put_in(product / "templates" / "freezer_ui" / "sessions.html", "{% if rows %}", "made-new-page")
    put_in(ours / "core" / "core.module.js", "(function", "window.changed = 'made-new-script';\n")
    put_in(ours / "lists" / "list-panel.html", "<div", "<i>made-new-panel</i>")
    put_in(ours / "board" / "board.scss", ".freezer-board", ".made-new-style { top: 0; }\n")

    kinds = ("python", "page", "script", "panel", "style")
    deadline = time.monotonic() + WITHIN
    while missing := [kind for kind in kinds if f"made-new-{kind}" not in served(live)]:
        assert time.monotonic() < deadline, missing
        time.sleep(0.2)
