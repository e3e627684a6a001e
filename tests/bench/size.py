"""Bytes that the plugin adds to what a browser loads of Horizon.

Measured on Horizon's own bundles (collectstatic and django-compressor's offline compression, with
its JavaScript minifier and its SCSS compiler), which are built twice: as the stack serves them, and
with an empty package in the place of freezer_ui.enabled, so that Horizon knows nothing of us. What
is added to every page is the difference of the two, before and after gzip level 6 as web servers
use it; gzip packs each bundle as a whole, as it is served. A panel's own bundle (scripts.py) comes
on top, on its page. The rows of the Sessions page that come with the page itself are not in a
bundle and not in here.
"""

import gzip
import os
import tempfile
from pathlib import Path

from stack import dashboard, tool
from stack.cloud import STATIC_CACHE

LEVEL = 6
SCRIPTS, CSS = "js/output.*.js", "css/*.css"
#: A bundle of scripts that fill Angular's cache.
TEMPLATES = "js/angular_template_cache_preloads.*.js"


def measure() -> list[dict]:
    """A row for each kind of bundle, and for the page that loads most."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        ours, horizons = _with_us(home), _without_us(home)
        pages = len(_bundles(horizons, SCRIPTS))
        by_size = sorted(_bundles(ours, SCRIPTS), key=len, reverse=True)
        # Horizon's own bundles are the large ones; a panel's comes on top of them.
        everywhere, panels = by_size[:pages], by_size[pages:]
        scripts = _more(everywhere, _bundles(horizons, SCRIPTS))
        heaviest = _added(scripts, _bytes([max(panels, key=len)]))
        css = _more(_bundles(ours, CSS), _bundles(horizons, CSS))
        templates = _more(_bundles(ours, TEMPLATES), _bundles(horizons, TEMPLATES))
    rows = {
        "JavaScript, every page": scripts,
        "JavaScript, the panel with most": heaviest,
        "CSS": css,
        "JavaScript and CSS, every page": _added(scripts, css),
        "JavaScript and CSS, the panel with most": _added(heaviest, css),
        "templates": templates,
    }
    return [{"what": what, "raw": raw, "gzip": packed} for what, (raw, packed) in rows.items()]


def _bundles(static: Path, pattern: str) -> list[bytes]:
    contents = [path.read_bytes() for path in (static / "dashboard").glob(pattern)]
    assert contents, f"no bundle {pattern}"
    return contents


def _bytes(bundles: list[bytes]) -> tuple[int, int]:
    return sum(map(len, bundles)), sum(len(gzip.compress(each, LEVEL)) for each in bundles)


def _more(ours: list[bytes], horizons: list[bytes]) -> tuple[int, int]:
    here, there = _bytes(ours), _bytes(horizons)
    return here[0] - there[0], here[1] - there[1]


def _added(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int]:
    return one[0] + other[0], one[1] + other[1]


def _with_us(home: Path) -> Path:
    """The statics of every cloud, made if they are not."""
    STATIC_CACHE.mkdir(parents=True, exist_ok=True)
    static = dashboard.static_root(STATIC_CACHE)
    dashboard.prepare(home, static, home / "log")
    return static


def _without_us(home: Path) -> Path:
    static = home / "without"
    settings = dashboard.environment(home, static, "http://unused.invalid/v3", None)
    settings["PYTHONPATH"] = os.pathsep.join([str(_nobody(home)), settings["PYTHONPATH"]])
    for command in (["collectstatic", "--noinput"], ["compress", "--force"]):
        tool.run(["django-admin", *command], home / "log", settings)
    return static


def _nobody(home: Path) -> Path:
    """A folder with a freezer_ui in it that has no enabled files."""
    package = home / "nobody" / "freezer_ui" / "enabled"
    package.mkdir(parents=True)
    for folder in (package, package.parent):
        (folder / "__init__.py").touch()
    return home / "nobody"
