"""Compiles the translations of this checkout; git contains only their sources."""

import os
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from stack.service import ROOT


def compile_changed() -> None:
    """Compile each catalogue that has changed since it was last compiled."""
    for source in sorted((ROOT / "freezer_ui" / "locale").rglob("*.po")):
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            _compile(source, compiled)


def _compile(source: Path, compiled: Path) -> None:
    """Replace the compiled file atomically: another process may be reading it."""
    half_done = compiled.with_suffix(f".{os.getpid()}")
    with source.open("rb") as text, half_done.open("wb") as output:
        write_mo(output, read_po(text))
    half_done.rename(compiled)
