"""Does a slow step only once."""

import fcntl
import hashlib
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import metadata
from pathlib import Path

from stack.service import ROOT

#: Files that all clouds of a checkout share.
CACHE = ROOT / ".cache"


def version(*distributions: str) -> str:
    """Return the installed versions, as the text of a stamp."""
    return " ".join(f"{name}=={metadata.version(name)}" for name in distributions)


def is_done(folder: Path, text: str) -> bool:
    """Whether the step that fills `folder` has finished for this `text`."""
    stamp = folder / ".done"
    return stamp.is_file() and stamp.read_text() == text


def done(folder: Path, text: str) -> None:
    """Note that the step has finished."""
    (folder / ".done").write_text(text)


def fill(folder: Path, text: str, make: Callable[[Path], None]) -> None:
    """Fill `folder` once for this `text`, with what `make` writes into the folder that it is given.

    A new folder gets a copy, so that many clouds that start at the same time make it once. A folder
    that was filled for an older text keeps its files, and `make` updates them.
    """
    if is_done(folder, text):
        return
    if (folder / ".done").exists():
        make(folder)
    else:
        made, ignore = _made(folder.name, text, make), shutil.ignore_patterns(".done")
        shutil.copytree(made, folder, ignore=ignore, dirs_exist_ok=True)
    done(folder, text)


def _made(name: str, text: str, make: Callable[[Path], None]) -> Path:
    folder = CACHE / f"{name}-{hashlib.sha256(text.encode()).hexdigest()[:16]}"
    with alone():
        if not is_done(folder, text):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            make(folder)
            done(folder, text)
    return folder


@contextmanager
def alone() -> Iterator[None]:
    """Hold the lock of this checkout, for one process at a time. It is also held by commands that
    run in this context (tool.run).
    """
    CACHE.mkdir(exist_ok=True)
    with (CACHE / "lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
