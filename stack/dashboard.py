"""Horizon with the plugin, its translations compiled, its statics collected and compressed."""

import hashlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from stack import catalogues, stamp, tool
from stack.ports import HOST
from stack.service import ROOT, Application

#: Files of the plugin and of the stack that determine Horizon's statics.
SOURCES = (
    "freezer_ui/static",
    "freezer_ui/content",
    "freezer_ui/templates",
    "freezer_ui/templatetags",
    "freezer_ui/scripts.py",
    "enabled",
    "stack/horizon",
)


def url(port: int) -> str:
    """Return Horizon's root URL."""
    return f"http://{HOST}:{port}/"


def environment(
    home: Path, static: Path, keystone: str, freezer: str | None, memcached: str | None = None
) -> dict[str, str]:
    """Return the environment that stack.horizon's settings read.

    With `freezer` None, Freezer's URL comes from the catalog. `memcached` has addresses separated
    by commas; with None, the cache is the process's own. STACK_COVERAGE names a configuration of
    coverage.py, with which Horizon is measured.
    """
    measured = os.environ.get("STACK_COVERAGE")
    return {
        **({"COVERAGE_PROCESS_START": measured} if measured else {}),
        "DJANGO_SETTINGS_MODULE": "openstack_dashboard.settings",
        "PYTHONPATH": os.pathsep.join([str(ROOT / "stack" / "horizon"), str(ROOT)]),
        "STACK_KEYSTONE_URL": keystone,
        "STACK_FREEZER_URL": freezer or "",
        "STACK_MEMCACHED": memcached or "",
        "STACK_SECRET_KEY_FILE": str(home / "secret-key"),
        "STACK_STATIC_ROOT": str(static),
        "STACK_CHANGED_STATIC": str(home / "static"),
    }


def static_root(cache: Path) -> Path:
    """Return the folder below `cache` for the statics of exactly these sources and this Horizon."""
    digest = hashlib.sha256(stamp.version("horizon", "django-compressor").encode())
    for path in _sources():
        digest.update(str(path.relative_to(ROOT)).encode())
        digest.update(path.read_bytes())
    return cache / digest.hexdigest()[:16]


def prepare(home: Path, static: Path, log: Path) -> None:
    """Compile the translations, and build the statics in `static` unless they exist. Raises
    StackError if that fails.
    """
    home.mkdir(parents=True, exist_ok=True)
    with stamp.alone():
        catalogues.compile_changed()
        if not static.is_dir():
            _build(home, static, log)


def _build(home: Path, static: Path, log: Path) -> None:
    building = static.with_name("building")
    settings = environment(home, building, "http://unused.invalid/v3", None)
    shutil.rmtree(building, ignore_errors=True)
    for command in (["collectstatic", "--noinput"], ["compress", "--force"]):
        tool.run(["django-admin", *command], log, settings)
    building.rename(static)
    others = (path for path in static.parent.iterdir() if path != static)
    # Running clouds may use older builds, so the last few are kept.
    for old in sorted(others, key=lambda path: path.stat().st_mtime, reverse=True)[5:]:
        shutil.rmtree(old)


def service(
    port: int, environment: dict[str, str], name: str = "horizon", *, live: bool = False
) -> Application:
    """Return the service; a live one picks up changes in the checkout."""
    return Application(
        name=name,
        module="stack.live" if live else "stack.serve",
        application="stack.wsgi.horizon:application",
        port=port,
        health=f"{url(port)}auth/login/",
        threads=8,
        environment=environment,
    )


def _sources() -> Iterator[Path]:
    for source in map(ROOT.joinpath, SOURCES):
        for path in [source] if source.is_file() else sorted(source.rglob("*")):
            compiled = "__pycache__" in path.parts
            of_tests = path.name.endswith((".spec.js", ".mock.js"))
            if path.is_file() and not compiled and not of_tests:
                yield path
