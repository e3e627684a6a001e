"""The plugin's real enabled files are loaded: Horizon says nothing when they are not."""

import re

import pytest

from freezer_ui import scripts
from stack import users
from tests.rest.horizon import Horizon

SESSIONS, BOARD = "/project/freezer_sessions/", "/project/freezer_board/"


@pytest.fixture(scope="module")
def logged_in(wired):
    return Horizon(wired.cloud.horizon_url, users.DEMO)


@pytest.fixture(scope="module")
def landing(logged_in):
    return logged_in.page("/")


def statics(logged_in, path):
    """The text of all bundles of a page."""
    page = logged_in.page(path)
    assert page.status_code == 200
    files = re.findall(r'(?:src|href)="(/static/dashboard/(?:js|css)/[^"]+)"', page.text)
    texts = [logged_in.page(file) for file in files]
    assert {answer.status_code for answer in texts} == {200}
    return "".join(answer.text for answer in texts)


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


@pytest.mark.parametrize("theme", ["default", "material"])
@pytest.mark.parametrize("panel", scripts.PANELS)
def test_a_panels_scripts_are_on_its_own_page_only(logged_in, theme, panel):
    logged_in.choose_theme(theme)
    module = f"freezer_{panel}"
    assert f"project/{module}'" in statics(logged_in, f"/project/{module}/")
    for other in scripts.PANELS:
        if other != panel:
            page = f"/project/freezer_{other}/"
            assert f"project/{module}'" not in statics(logged_in, page)


def test_compressed_files_are_kept_by_the_browser(logged_in, landing):
    script = re.search(r'src="(/static/dashboard/js/output[^"]+)"', landing.text)[1]
    assert "immutable" in logged_in.page(script).headers["Cache-Control"]
