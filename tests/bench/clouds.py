"""A cloud to measure on: empty, in a temporary folder, on free ports. And a browser in it."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from stack import ports, users
from stack.cloud import Cloud
from tests.browser.browser import Browser


@contextmanager
def one_cloud() -> Iterator[Cloud]:
    chosen = ports.free()
    with (
        tempfile.TemporaryDirectory() as folder,
        Cloud(folder, chosen.keystone, chosen.freezer, chosen.horizon) as cloud,
    ):
        yield cloud


@contextmanager
def logged_in(url: str) -> Iterator[Browser]:
    """Chromium as `demo` on the Horizon there."""
    browser = Browser(url.rstrip("/"))
    try:
        browser.log_in(users.DEMO)
        yield browser
    finally:
        browser.close()
