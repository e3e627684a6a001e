"""Bytes that the plugin adds to what a browser loads of Horizon.

Measured on Horizon's own bundles (collectstatic and django-compressor's offline compression, with
its JavaScript minifier and its SCSS compiler), which are built twice: as the stack serves them, and
with an empty package in the place of freezer_ui.enabled, so that Horizon knows nothing of us. A
row is the difference of the two, before and after gzip level 6 as web servers use it; gzip packs
each bundle as a whole, as it is served. The rows of the Sessions page that come with the page
itself are not in a bundle and not in here.
"""

import gzip
import os
import tempfile
from pathlib import Path

from stack import dashboard, tool
from stack.cloud import STATIC_CACHE

LEVEL = 6
#: Bundles below `dashboard`. Templates are in a bundle of scripts that fill Angular's cache.
BUNDLES = {
    "JavaScript": ("js/output.*.js",),
    "templates": ("js/angular_template_cache_preloads.*.js",),
    "CSS": ("css/*.css",),
    "JavaScript and CSS": ("js/output.*.js", "css/*.css"),
    "JavaScript, templates and CSS": ("js/*.js", "css/*.css"),
}


def measure() -> list[dict]:
    """A row for each kind of bundle, and one for all."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        bundles = [_with_us(home), _without_us(home)]
        return [_row(what, patterns, *bundles) for what, patterns in BUNDLES.items()]


def _row(what: str, patterns: tuple[str, ...], ours: Path, horizons: Path) -> dict:
    added = [
        here - there
        for here, there in zip(_bytes(ours, patterns), _bytes(horizons, patterns), strict=True)
    ]
    return {"what": what, "raw": added[0], "gzip": added[1]}


def _bytes(static: Path, patterns: tuple[str, ...]) -> tuple[int, int]:
    contents = [
        path.read_bytes() for pattern in patterns for path in (static / "dashboard").glob(pattern)
    ]
    assert contents, f"no bundle {patterns}"
    return sum(map(len, contents)), sum(len(gzip.compress(each, LEVEL)) for each in contents)


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
