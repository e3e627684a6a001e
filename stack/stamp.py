"""Do a slow step once."""

from importlib import metadata
from pathlib import Path


def version(*distributions: str) -> str:
    """The installed versions, as the text of a stamp."""
    return " ".join(f"{name}=={metadata.version(name)}" for name in distributions)


def is_done(folder: Path, text: str) -> bool:
    """Whether the step that fills `folder` finished for this `text`."""
    stamp = folder / ".done"
    return stamp.is_file() and stamp.read_text() == text


def done(folder: Path, text: str) -> None:
    """Note that it did."""
    (folder / ".done").write_text(text)
