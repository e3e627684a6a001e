"""The translations of this checkout, compiled: in git there are only their sources."""

import os
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from stack.service import ROOT


def compile_changed() -> None:
    """Compile each catalogue that was changed since it was compiled last, or never was."""
    for source in sorted((ROOT / "freezer_ui" / "locale").rglob("*.po")):
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            _compile(source, compiled)


def _compile(source: Path, compiled: Path) -> None:
    """In one step: another process may be reading."""
    half_done = compiled.with_suffix(f".{os.getpid()}")
    with source.open("rb") as text, half_done.open("wb") as output:
        write_mo(output, read_po(text))
    half_done.rename(compiled)
