"""CONTRIBUTING.md says where things are: each file and each command that it names is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FRONT_END = ROOT / "freezer_ui" / "static" / "dashboard" / "project" / "freezer"
TEXT = (ROOT / "CONTRIBUTING.md").read_text()
#: Where a path may begin.
PLACES = (ROOT, ROOT / "freezer_ui", FRONT_END, ROOT / "tests")
#: A file, or a folder.
_PATH = re.compile(r"[\w.*/-]+(?:\.(?:py|js|json|ya?ml|md|html|\*)|/)")
_ROWS = [row.strip("|").split("|") for row in TEXT.splitlines() if row.startswith("| ")]


def paths(cell: str) -> list[str]:
    found = [text.replace("static/…/", "") for text in re.findall(r"`([^`]+)`", cell)]
    return [text for text in found if _PATH.fullmatch(text) and text != "freezer/"]


def places(before: Path | None) -> list[Path]:
    """A name alone stands beside the file that was named before."""
    return [*PLACES, *([before if before.is_dir() else before.parent] if before else [])]


@pytest.mark.parametrize("cell", [cell for row in _ROWS for cell in row if paths(cell)])
def test_what_a_table_names_is_there(cell):
    last = None
    for path in paths(cell):
        found = [each for place in places(last) for each in place.glob(path.rstrip("/"))]
        assert found, path
        last = found[-1]


def test_what_a_text_names_is_there():
    text = "\n".join(line for line in TEXT.splitlines() if not line.startswith("|"))
    for path in paths(text):
        # folders that tests make are not
        if not path.startswith("."):
            found = [each for place in places(None) for each in place.glob(path.rstrip("/"))]
            deeper = (each for place in PLACES[1:] for each in place.rglob(path))
            assert found or any(deeper), path


def test_every_command_of_make_is_there():
    makefile = (ROOT / "Makefile").read_text()
    targets = set(re.findall(r"^([\w-]+):", makefile, re.M))
    # `make lint`, `test-unit`: further ones stand alone
    named = re.findall(r"`make ([\w-]+)", TEXT) + re.findall(r"`(test-[\w-]+)`", TEXT)
    assert set(named) <= targets
