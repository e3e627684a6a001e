"""Bytes that the plugin adds to what a browser loads of Horizon.

Measured on Horizon's own bundles (collectstatic and django-compressor's offline compression, with
its JavaScript minifier and its SCSS compiler), which are built twice: as the stack serves them, and
with an empty package in the place of freezer_ui.enabled, so that Horizon knows nothing of us. What
is added to every page is what Horizon's own bundles have more, before and after gzip level 6 as web
servers use it; gzip packs each bundle as a whole, as it is served. Our pages load bundles of ours
(scripts.py): one that is common to all, and a panel's own. What comes with a page itself is not in
a bundle and not in here.
"""

import gzip
import os
import tempfile
from pathlib import Path

from stack import dashboard, tool
from stack.cloud import STATIC_CACHE

LEVEL = 6
SCRIPTS, CSS = "js/output.*.js", "css/*.css"
#: Bundles of scripts that fill Angular's cache: Horizon's, and one for each panel.
TEMPLATES, PANELS_TEMPLATES = "js/angular_template_cache_preloads.*.js", "js/freezer_*.js"
#: What the common one has, and no other.
COMMON = b"horizon.app').requires.push("


def measure() -> list[dict]:
    """A row for each kind of bundle, and for the page that loads most."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        ours, horizons = _with_us(home), _without_us(home)
        everywhere = _added(
            _everywhere(ours, horizons, SCRIPTS), _everywhere(ours, horizons, TEMPLATES)
        )
        everywhere_css = _everywhere(ours, horizons, CSS)
        own = _own(ours, horizons, SCRIPTS)
        (common,) = [bundle for bundle in own if COMMON in bundle]
        panel = max((bundle for bundle in own if bundle != common), key=len)
        scripts = _added(everywhere, _bytes([common, panel]))
        css = _added(everywhere_css, _bytes([max(_own(ours, horizons, CSS), key=len)]))
        templates = _bytes([max(_bundles(ours, PANELS_TEMPLATES), key=len)])
    rows = {
        "JavaScript, every page": everywhere,
        "JavaScript, the panel with most": scripts,
        "CSS, every page": everywhere_css,
        "CSS, our pages": css,
        "JavaScript and CSS, every page": _added(everywhere, everywhere_css),
        "JavaScript and CSS, the panel with most": _added(scripts, css),
        "templates, the panel with most": templates,
    }
    return [{"what": what, "raw": raw, "gzip": packed} for what, (raw, packed) in rows.items()]


def _bundles(static: Path, pattern: str) -> list[bytes]:
    contents = [path.read_bytes() for path in (static / "dashboard").glob(pattern)]
    assert contents, f"no bundle {pattern}"
    return contents


def _bytes(bundles: list[bytes]) -> tuple[int, int]:
    return sum(map(len, bundles)), sum(len(gzip.compress(each, LEVEL)) for each in bundles)


def _everywhere(ours: Path, horizons: Path, pattern: str) -> tuple[int, int]:
    """What Horizon's own bundles have more: nothing, if each is the same with us as without."""
    with_us, without = _bundles(ours, pattern), _bundles(horizons, pattern)
    return (0, 0) if set(without) <= set(with_us) else _more(with_us, without)


def _own(ours: Path, horizons: Path, pattern: str) -> list[bytes]:
    """Those that Horizon without us does not have."""
    without = set(_bundles(horizons, pattern))
    return [bundle for bundle in _bundles(ours, pattern) if bundle not in without]


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
