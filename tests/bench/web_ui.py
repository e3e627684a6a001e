"""freezer-web-ui, the released plugin that ours replaces, in a Horizon and a venv of its own.

Both plugins install a package `freezer_ui`, so they cannot be in one environment.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import metadata
from pathlib import Path

import requests

from stack import dashboard, stamp
from stack.cloud import Cloud
from stack.ports import HOST
from stack.service import ROOT

WHEEL = "freezer-web-ui==19.0.0"
SESSIONS, JOBS = "/project/freezer-sessions/", "/project/freezer-jobs/"
HOME = ROOT / ".cache" / "web-ui"
#: As ours is served, in the versions that ours is served with.
BESIDE = ("horizon", "waitress", "whitenoise", "pymemcache", "python-freezerclient")
INSTALLING, STARTING = 600, 60


@contextmanager
def running(cloud: Cloud, port: int) -> Iterator[str]:
    """Run its Horizon next to the cloud's own, on the same Keystone and freezer-api; yields
    its URL.
    """
    python = _installed()
    environment = _environment(cloud)
    log = HOME / "horizon.log"
    with log.open("wb") as output:
        _prepare(python, environment, output)
        arguments = (
            f"--listen={HOST}:{port}",
            "--threads=8",
            "openstack_dashboard.wsgi:application",
        )
        process = subprocess.Popen(  # noqa: S603 our own command
            [python, "-m", "waitress", *arguments],
            env=environment, cwd=HOME, stdin=subprocess.DEVNULL, stdout=output, stderr=output,
        )  # fmt: skip
        try:
            _wait(dashboard.url(port), process)
            yield dashboard.url(port)
        finally:
            process.terminate()
            process.wait(10)


def _installed() -> Path:
    """The Python of its environment, made once for these versions."""
    wanted = [WHEEL, *(f"{name}=={metadata.version(name)}" for name in BESIDE)]
    venv = HOME / "venv"
    if not stamp.is_done(HOME, " ".join(wanted)):
        print("installing freezer-web-ui and a Horizon for it", flush=True)
        _run([sys.executable, "-m", "venv", "--clear", str(venv)])
        _run([str(venv / "bin" / "pip"), "install", "-qq", *wanted])
        stamp.done(HOME, " ".join(wanted))
    return venv / "bin" / "python"


def _environment(cloud: Cloud) -> dict[str, str]:
    """The stack's own settings, of which `freezer_ui` is here the other plugin."""
    path = HOME / "path"
    path.mkdir(parents=True, exist_ok=True)
    if not (path / "stack").exists():
        (path / "stack").symlink_to(ROOT / "stack")
    settings = dashboard.environment(HOME, HOME / "static", cloud.keystone_url, None)
    settings["PYTHONPATH"] = os.pathsep.join([str(path / "stack" / "horizon"), str(path)])
    return {**os.environ, **settings}


def _prepare(python: Path, environment: dict[str, str], output) -> None:
    if (HOME / "static").is_dir():
        return
    for command in (["collectstatic", "--noinput"], ["compress", "--force"]):
        _run([str(python.with_name("django-admin")), *command], environment, output)


def _run(command: list[str], environment: dict[str, str] | None = None, output=None) -> None:
    subprocess.run(  # noqa: S603 our own commands
        command, env=environment, check=True, timeout=INSTALLING, stdin=subprocess.DEVNULL,
        stdout=output, stderr=output,
    )  # fmt: skip


def _wait(url: str, process: subprocess.Popen) -> None:
    deadline = time.monotonic() + STARTING
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if requests.get(f"{url}auth/login/", timeout=5).ok:
                return
        except requests.ConnectionError:
            time.sleep(0.2)
    raise RuntimeError(f"freezer-web-ui's Horizon does not answer; its log is {HOME}/horizon.log")
