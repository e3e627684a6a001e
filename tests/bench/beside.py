"""Two Horizons on the same Keystone and freezer-api: one with freezer-web-ui, one with us."""

from collections.abc import Iterator
from contextlib import contextmanager

from stack import ports
from stack.cloud import Cloud
from tests.bench import web_ui
from tests.conftest import Twin


@contextmanager
def fresh(cloud: Cloud) -> Iterator[tuple[str, str]]:
    """The URLs of theirs and ours, both just started."""
    their_port, our_port = ports.unused(2)
    twin = Twin(cloud, our_port)
    try:
        twin.start()
        with web_ui.running(cloud, their_port) as theirs:
            yield theirs.rstrip("/"), twin.url.rstrip("/")
    finally:
        twin.kill()
