"""No script, handler or style of ours is inline: a Content-Security-Policy may forbid them."""

import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "freezer_ui"
SOURCES = [
    path
    for path in sorted(PACKAGE.rglob("*"))
    if path.suffix in (".html", ".js") and ".spec" not in path.name and ".mock" not in path.name
]
#: django-compressor makes a file of a style in SCSS.
INLINE = re.compile(
    r"<script(?![^>]*\ssrc=)|<style(?! type=\"text/scss\")|\s(?:style|on[a-z]+)=[\"']|javascript:"
    r"|setAttribute\(['\"](?:style|on[a-z]+)['\"]|document\.write|new Function",
    re.I,
)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_nothing_is_inline(path):
    assert INLINE.findall(path.read_text()) == []
