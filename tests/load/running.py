"""A cloud that is given time to start: what is measured may be a busy machine."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

from stack.cloud import Cloud

#: Seconds.
STARTING = 400
AnyCloud = TypeVar("AnyCloud", bound=Cloud)


@contextmanager
def running(cloud: AnyCloud) -> Iterator[AnyCloud]:
    """The cloud while the block lasts."""
    cloud.prepare()
    try:
        cloud.start(STARTING)
        yield cloud
    finally:
        cloud.stop()
