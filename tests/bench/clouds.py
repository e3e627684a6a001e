"""A cloud to measure on: empty, in a temporary folder, on free ports."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from stack import ports
from stack.cloud import Cloud


@contextmanager
def one_cloud() -> Iterator[Cloud]:
    chosen = ports.free()
    with (
        tempfile.TemporaryDirectory() as folder,
        Cloud(folder, chosen.keystone, chosen.freezer, chosen.horizon) as cloud,
    ):
        yield cloud
