"""The wheel, built and installed into a Horizon of its own as the README says, shows the panels."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

import pytest
import requests

from stack import dashboard, ports, users
from tests.rest.horizon import Horizon

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = """
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1"]
SECRET_KEY = "only for this test"
OPENSTACK_KEYSTONE_URL = "{keystone}"
CACHES = {{"default": {{"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}}}
SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
STATIC_ROOT = "{static}"
COMPRESS_OFFLINE = True
AVAILABLE_THEMES = [("default", "Default", "themes/default")]
"""


#: What the wheel is built from.
PARTS = ("freezer_ui", "enabled", "setup.py", "setup.cfg", "pyproject.toml", "README.md", "LICENSE")
#: A language of Horizon's that nobody translates us into: here it has every text in brackets.
PSEUDO = "eo"


def run(
    *command: str | Path,
    timeout: int = 400,
    cwd: Path | None = None,
    env: dict[str, str] | None = None,
) -> str:
    done = subprocess.run(  # noqa: S603 our own commands
        [str(part) for part in command],
        # Not the checkout: its packages would be found before the installed ones.
        cwd=cwd or tempfile.gettempdir(),
        env=env,
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
    )
    assert done.returncode == 0, f"{command}: {done.stdout[-3000:]}{done.stderr[-3000:]}"
    return done.stdout


@pytest.fixture(scope="module")
def translated(tmp_path_factory) -> Path:
    """The sources with catalogues that Horizon's own commands made of them."""
    folder = tmp_path_factory.mktemp("sources")
    for part in (*PARTS, "babel-django.cfg", "babel-djangojs.cfg"):
        copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copy
        copy(ROOT / part, folder / part)
    (folder / f"freezer_ui/locale/{PSEUDO}/LC_MESSAGES").mkdir(parents=True)
    home = tmp_path_factory.mktemp("home")
    django = {**os.environ, **dashboard.environment(home, home, "http://unused.invalid/v3", None)}
    admin = Path(sys.executable).with_name("django-admin")
    run(admin, "extract_messages", "-v0", "-m", "freezer_ui", cwd=folder, env=django)
    arguments = ("--pseudo", "-l", PSEUDO, "-m", "freezer_ui")
    run(admin, "update_catalog", *arguments, cwd=folder, env=django)
    return folder


@pytest.fixture(scope="module")
def wheel(translated, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", folder, translated)
    return next(folder.glob("freezer_ui-*.whl"))


@pytest.fixture(scope="module")
def clean(wheel, tmp_path_factory) -> Path:
    """A virtual environment with Horizon and our wheel, and nothing of this checkout."""
    venv = tmp_path_factory.mktemp("clean") / "venv"
    run(sys.executable, "-m", "venv", "--without-pip", venv)
    pip = (sys.executable, "-m", "pip", "--python", venv / "bin" / "python")
    # most of it is never imported
    run(*pip, "install", "-q", "--no-compile", "horizon==27.0.0", wheel)
    run(*pip, "check")
    return venv


@pytest.fixture(scope="module")
def clean_horizon(clean, wired, tmp_path_factory):
    """Horizon of that environment, serving; the URL."""
    find = "import openstack_dashboard as o, freezer_ui.enabled as e; print(o.__path__[0]); "
    openstack_dashboard, enabled = map(
        Path, run(clean / "bin/python", "-c", find + "print(e.__path__[0])").split()
    )
    for file in enabled.glob("_*.py"):
        if file.name != "__init__.py":
            (openstack_dashboard / "local/enabled" / file.name).write_text(file.read_text())
    static = tmp_path_factory.mktemp("static")
    settings = SETTINGS.format(keystone=wired.cloud.keystone_url, static=static)
    (openstack_dashboard / "local/local_settings.py").write_text(settings)
    admin, using = clean / "bin/django-admin", "--settings=openstack_dashboard.settings"
    run(admin, "collectstatic", "--noinput", "-v0", using)
    run(admin, "compress", "--force", "-v0", using)
    url = f"http://127.0.0.1:{ports.free().horizon}"
    with (static / "horizon.log").open("w") as log:
        serving = subprocess.Popen(  # noqa: S603 our own command
            [admin, "runserver", "--noreload", "--insecure", url[7:], using],
            cwd=tempfile.gettempdir(),
            stdout=log,
            stderr=log,
        )
    try:
        _wait_for(f"{url}/auth/login/", serving)
        yield url
    finally:
        serving.terminate()
        serving.wait(20)


def _wait_for(url: str, serving: subprocess.Popen, seconds: int = 60) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        assert serving.poll() is None, "Horizon ended"
        try:
            if requests.get(url, timeout=30).ok:
                return
        except requests.ConnectionError:
            continue
    pytest.fail("Horizon did not answer")


def test_the_wheel_has_what_it_needs_and_no_specs(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    statics = [name for name in names if name.startswith("freezer_ui/static/")]
    assert any(name.endswith("freezer.scss") for name in statics)
    assert any(name.endswith("panel.html") for name in statics)
    assert "freezer_ui/enabled/_5050_freezer_panel_group.py" in names
    assert "freezer_ui/conf/default_policies/freezer.yaml" in names
    catalogues = f"freezer_ui/locale/{PSEUDO}/LC_MESSAGES"
    assert {f"{catalogues}/django.mo", f"{catalogues}/djangojs.mo"} <= set(names)
    assert [name for name in names if name.endswith((".spec.js", ".mock.js"))] == []
    assert [name for name in names if name.startswith(("tests", "stack", "enabled"))] == []
    sources = {str(path.relative_to(ROOT)) for path in (ROOT / "freezer_ui").rglob("*.py")}
    assert sources <= set(names)


def test_a_clean_horizon_shows_the_panels(clean_horizon):
    horizon = Horizon(clean_horizon, users.DEMO)
    for panel in (
        "overview",
        "sessions",
        "board",
        "upcoming",
        "jobs",
        "backups",
        "clients",
        "actions",
    ):
        page = horizon.page(f"/project/freezer_{panel}/")
        assert page.status_code == 200
        assert "Backup and Restore" in page.text
    scripts = re.findall(r'src="(/static/[^"]+\.js)"', page.text)
    assert any("horizon.dashboard.project.freezer" in horizon.page(path).text for path in scripts)
    sheets = re.findall(r'href="(/static/[^"]+\.css)"', page.text)
    assert any(".freezer-chip-good" in horizon.page(path).text for path in sheets)


def test_a_clean_horizon_speaks_the_users_language(clean_horizon):
    horizon = Horizon(clean_horizon, users.DEMO)
    horizon.speak(PSEUDO)
    page = horizon.page("/project/freezer_sessions/")
    assert "[~Backup and Restore~" in page.text
    (catalogue,) = re.findall(r'src="(/i18n/js/[^"]+)"', page.text)
    assert '"Pause live updates": "[~Pause live updates~' in horizon.page(catalogue).text
    assert horizon.get("sessions/", limit="no").json()["error"].startswith("[~Enter a whole number")


def test_a_clean_horizon_answers_our_rest(clean_horizon):
    horizon = Horizon(clean_horizon, users.DEMO)
    assert horizon.get("sessions/").status_code == 200
    reader = Horizon(clean_horizon, users.READER)
    answer = reader.post("sessions/", {"description": "x", "hold_off": 1, "schedule": {}})
    assert answer.status_code == 403


def test_it_refuses_to_start_beside_freezer_web_ui(clean, tmp_path):
    """Both install a package named freezer_ui."""
    fake = tmp_path / "freezer_web_ui-19.0.0.dist-info"
    fake.mkdir()
    (fake / "METADATA").write_text("Metadata-Version: 2.1\nName: freezer-web-ui\nVersion: 19.0.0\n")
    done = subprocess.run(  # noqa: S603 our own command
        [clean / "bin/django-admin", "check", "--settings=openstack_dashboard.settings"],
        env={"PYTHONPATH": str(tmp_path), "PATH": ""},
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert done.returncode != 0
    assert "freezer-web-ui 19.0.0 is installed beside freezer-ui" in done.stderr
