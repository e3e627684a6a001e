"""Runs a cloud with time to start, on a machine that may be busy."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

from stack.cloud import Cloud

#: Seconds.
STARTING = 400
AnyCloud = TypeVar("AnyCloud", bound=Cloud)


@contextmanager
def running(cloud: AnyCloud) -> Iterator[AnyCloud]:
    """Run the cloud in this context."""
    cloud.prepare()
    try:
        cloud.start(STARTING)
        yield cloud
    finally:
        cloud.stop()
