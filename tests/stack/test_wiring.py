"""The plugin's real enabled files are loaded: Horizon says nothing when they are not."""

import re
from pathlib import Path

import pytest
import requests

import freezer_ui
from freezer_ui import scripts
from stack import users
from tests.rest.horizon import Horizon

SESSIONS, BOARD = "/project/freezer_sessions/", "/project/freezer_board/"
#: Pages of Horizon's: of a panel of each kind, and one that asks who one is.
OTHERS = ("/project/api_access/", "/project/containers/", "/settings/", "/identity/", "/nothing/")
#: How a panel's module is made, as compressed.
MODULE = r"\.module\(FREEZER ?\+ ?'\.%s', ?\["
STATIC = Path(freezer_ui.__file__).parent / "static/dashboard/project/freezer"


@pytest.fixture(scope="module")
def logged_in(wired):
    return Horizon(wired.cloud.horizon_url, users.DEMO)


@pytest.fixture(scope="module")
def landing(logged_in):
    return logged_in.page("/")


def loaded(load, page) -> str:
    """All scripts, styles and texts that a page has, in it and from files."""
    files = re.findall(r'(?:src|href)="(/(?:static|i18n)/[^"]+?(?:\.js|\.css|/))"', page.text)
    assert len(files) > 3
    texts = [load(file) for file in files]
    assert {answer.status_code for answer in texts} == {200}
    inline = re.findall(r"<(script|style)[^>]*>(.*?)</\1>", page.text, re.DOTALL)
    return "".join([*files, *(answer.text for answer in texts), *(text for _tag, text in inline)])


def statics(logged_in, path):
    page = logged_in.page(path)
    assert page.status_code == 200
    return loaded(logged_in.page, page)


def test_login_lands_on_the_overview(landing):
    assert landing.status_code == 200
    assert landing.url.endswith("/project/freezer_overview/")


def test_both_panels_stand_under_backup_and_restore(landing):
    assert "Backup and Restore" in landing.text
    assert {SESSIONS, BOARD} <= set(re.findall(r'href="([^"]+)"', landing.text))


def test_no_panel_of_an_absent_service_is_shown(landing):
    panels = set(re.findall(r'href="/(?:project|admin)/(\w+)/"', landing.text))
    names = ("overview", "sessions", "board", "upcoming", "jobs", "clients", "actions", "backups")
    # the object storage has a panel of Horizon's
    assert panels == {"api_access", "containers", *(f"freezer_{name}" for name in names)}


@pytest.mark.parametrize("theme", ["default", "material"])
def test_the_compressed_files_have_ours_in_every_theme(logged_in, theme):
    logged_in.choose_theme(theme)
    together = statics(logged_in, SESSIONS)
    assert "horizon.dashboard.project.freezer" in together
    assert ".freezer-" in together
    # each theme has its own look: Horizon alone compiles one for all
    assert ("Material Design Icons" in together) == (theme == "material")


@pytest.mark.parametrize("panel", scripts.PANELS)
def test_a_panels_scripts_and_templates_are_on_its_own_page_only(logged_in, panel):
    found = statics(logged_in, f"/project/freezer_{panel}/")
    assert re.search(MODULE % panel, found)
    assert f"freezer/{panel}/" in found
    for other in scripts.PANELS:
        if other != panel:
            assert not re.search(MODULE % other, found)
            assert f"freezer/{other}/" not in found


@pytest.mark.parametrize("theme", ["default", "material"])
def test_horizons_other_pages_have_nothing_of_ours(logged_in, theme):
    logged_in.choose_theme(theme)
    pages = [logged_in.page(path) for path in OTHERS]
    assert [page.status_code for page in pages] == [200, 200, 200, 200, 404]
    for page in pages:
        text = loaded(logged_in.page, page)
        assert "horizon.app" in text
        assert "freezer" not in text.lower(), page.url


def test_the_login_has_nothing_of_ours(wired):
    root = wired.cloud.horizon_url.rstrip("/")
    page = requests.get(f"{root}/auth/login/", timeout=60)
    text = loaded(lambda file: requests.get(root + file, timeout=60), page)
    assert "horizon.app" in text
    assert "freezer" not in text.lower()


def folders_in(text: str) -> set[str]:
    """The folders whose modules, or what these have, are named there."""
    named = r"(?:FREEZER \+ '|'horizon\.dashboard\.project\.freezer)\.([a-z-]+)(?=['.])"
    return set(re.findall(named, text))


def test_a_panel_loads_and_requires_every_module_that_its_own_needs():
    """In Angular a module that is missing stops the whole page."""
    needs: dict[str, set[str]] = {}
    for path in STATIC.rglob("*.js"):
        if not path.name.endswith((".spec.js", ".mock.js")) and path.parent != STATIC:
            folder = path.relative_to(STATIC).parts[0]
            needs.setdefault(folder, set()).update(folders_in(path.read_text()))
    assert set(needs) == {*scripts.COMMON, *scripts.SHARED, *scripts.PANELS} - {""}
    modules = {
        path.parent.name: folders_in(path.read_text()) for path in STATIC.rglob("*.module.js")
    }
    assert modules[STATIC.name] == {*scripts.COMMON} - {""}
    for panel in scripts.PANELS:
        shared = {folder for folder, panels in scripts.SHARED.items() if panel in panels}
        loaded = {*scripts.COMMON, *shared, panel} - {""}
        required = {*scripts.COMMON, panel} - {""}
        for _step in scripts.SHARED:
            required |= set().union(*(modules[folder] for folder in required))
        assert set().union(*(needs[folder] for folder in loaded)) <= loaded, panel
        assert required == loaded, panel


def test_compressed_files_are_kept_by_the_browser(logged_in, landing):
    script = re.search(r'src="(/static/dashboard/js/output[^"]+)"', landing.text)[1]
    assert "immutable" in logged_in.page(script).headers["Cache-Control"]
