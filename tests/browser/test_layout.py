"""Long words, other scripts and machine-made ids: no page becomes wider than its window, and the
buttons of a row stay in reach.
"""

import contextlib
from pathlib import Path

import pytest

from stack.seed import register
from tests.browser.browser import BACKUPS, BOARD, SESSIONS
from tests.browser.places import LISTS, PANELS
from tests.conftest import make_job, make_session

WIDTHS = (1400, 1024, 768)
PICTURES = Path(".test/layout")
WORD = "Nightlybackupofeverything" * 10
ARABIC = "نسخة احتياطية ليلية لجميع قواعد البيانات في المتجر الرئيسي والفرعي"
EMOJI = "🗄️💾👩‍💻🏳️‍🌈" * 12
PATH = "/srv/" + "a-very-long-folder-name-without-a-blank_" * 5
# Freezer's own default: the project's id before the host's name.
MACHINE = "35eb12da007e4463ab4f43e277e77221_accounting-database-primary-01"
PROJECT, _, HOST = MACHINE.partition("_")
#: What is drawn wider than the window, and what of a row is out of reach.
WIDER = """
const wide = document.documentElement.scrollWidth - window.innerWidth;
const out = [...document.querySelectorAll(
    '.freezer button, .freezer a.btn, .details-item-actions button, .modal-content button, ' +
    '.freezer .freezer-chip')]
  .filter(each => each.offsetParent && !each.closest('.freezer-history-grid, .sr-only'))
  .filter(each => {
    const at = each.getBoundingClientRect();
    return at.width && (at.right > window.innerWidth + 1 || at.left < -1);
  })
  .map(each => (each.className + ' ' + each.textContent).trim().replace(/\\s+/g, ' ').slice(0, 60));
const spilt = [...document.querySelectorAll(
    '.modal-title, .freezer-targets > *, .freezer .freezer-chip, .freezer td:not(.detail), ' +
    '.page-header .h1')]
  .filter(each => each.offsetParent && each.clientWidth && each.scrollWidth > each.clientWidth + 1)
  // cut, and whole on hover
  .filter(each => !(getComputedStyle(each).textOverflow === 'ellipsis' &&
    (each.title || each.querySelector('[title]'))))
  .map(each => 'spilt: ' + (each.className + ' ' + each.textContent).trim().slice(0, 60));
return (wide > 0 ? ['the page: ' + wide] : []).concat(out, spilt);
"""


@pytest.fixture(scope="module")
def crowded(wired, demo, as_demo_tab):
    """Sessions, jobs, a client, actions and backups with the longest names that may come."""
    register(demo, MACHINE, WORD, HOST)
    made = []

    def job(description: str, client_id: str = MACHINE) -> str:
        options = {"backup_name": WORD[:200], "path_to_backup": PATH, "container": PATH}
        made.append((demo.jobs, make_job(demo, description, client_id, options)))
        return made[-1][1]

    def session(description: str, jobs: list[str], schedule: dict) -> str:
        made.append((demo.sessions, make_session(demo, description, jobs, schedule=schedule)))
        return made[-1][1]

    daily = {"schedule_interval": "1 days", "event": "start"}
    long = {"schedule_minute": ",".join(map(str, range(0, 59, 2))) + "," * 0, "event": "start"}
    jobs = [job(WORD), job(ARABIC)]
    first = session(WORD, jobs, daily)
    session(ARABIC, [job(EMOJI)], long)
    session(EMOJI, [], daily)
    job(f"{WORD} in the pool")
    for job_id in jobs:
        demo.sessions.start_session(first, job_id, 0)
        record = {
            "backup_name": WORD[:200],
            "hostname": MACHINE,
            "container": PATH,
            "path_to_backup": PATH,
            "storage": "local",
            "mode": "fs",
            "job_id": job_id,
            "time_stamp": 1_795_000_000,
        }
        made.append((demo.backups, demo.backups.create(record)))
    demo.sessions.end_session(first, jobs[0], 1, "fail")
    # A write of ours drops what was read a moment ago.
    assert as_demo_tab.patch(f"sessions/{first}", {"hold_off": 90}).ok
    yield first
    for manager, key in reversed(made):
        with contextlib.suppress(Exception):
            manager.delete(key)
    demo.clients.delete(MACHINE)


@pytest.fixture
def sized(browser):
    """Windows of every width; what was seen is kept as a picture."""

    def each(name: str) -> dict[int, list[str]]:
        found = {}
        for width in WIDTHS:
            browser.driver.set_window_size(width, 1000)
            browser.until(
                lambda width=width: (
                    browser.driver.execute_script("return window.innerWidth") == width
                )
            )
            found[width] = browser.driver.execute_script(WIDER)
            PICTURES.mkdir(parents=True, exist_ok=True)
            browser.driver.save_screenshot(str(PICTURES / f"{name}-{width}.png"))
        browser.driver.set_window_size(WIDTHS[0], 1000)
        return {width: wrong for width, wrong in found.items() if wrong}

    return each


def is_called_by_its_hostname(browser):
    assert browser.one(f"[title='{MACHINE}']").text == HOST
    assert PROJECT not in browser.one(".freezer").text


@pytest.mark.parametrize("name", PANELS)
def test_a_panel_and_its_drawer_fit(browser, crowded, sized, name):
    path, css = PANELS[name]
    browser.open(path)
    browser.one(css)
    assert sized(name) == {}
    if name in ("overview", "board", "jobs", "clients"):
        is_called_by_its_hostname(browser)
    if name in LISTS:
        browser.click("hz-resource-table .expander .fa, hz-resource-table [hz-expand-detail]")
        browser.one(
            "hz-resource-table .detail-expanded, hz-resource-table .detail-row, .freezer-drawer"
        )
        browser.until(lambda: not browser.all(".fa-spinner"))
        assert sized(f"{name}-drawer") == {}


def test_a_session_s_page_fits(browser, crowded, sized):
    browser.open_session(crowded)
    browser.one(".freezer-run-row, .freezer-no-run")
    assert sized("session") == {}
    browser.click_tab("history")
    browser.one(".freezer-history-grid, .freezer-history-note")
    assert sized("session-history") == {}
    browser.click_tab("jobs")
    browser.one(".freezer-members-table tbody tr")
    assert sized("session-jobs") == {}
    is_called_by_its_hostname(browser)
    browser.click_tab("schedule")
    browser.one(".freezer-next-run, .freezer-next-note")
    assert sized("session-schedule") == {}


def _edit(browser):
    browser.open(SESSIONS)
    browser.click("hz-resource-table .actions_column button", "Edit Session")
    browser.one(".modal-content .freezer-step")


def _delete(browser):
    browser.open(SESSIONS)
    browser.one("hz-resource-table tbody tr")
    browser.click("hz-resource-table thead .themable-checkbox label")
    browser.click(".hz-dynamic-table-actions button", "Delete Sessions")


def _move(browser):
    browser.open(BOARD)
    browser.click(".freezer-card button", "Move to")
    browser.one(".modal-content .freezer-targets")


def _restore(browser):
    browser.open(BACKUPS)
    browser.click("hz-resource-table .actions_column button", "Restore Backup")
    browser.one(".modal-content input")


@pytest.mark.parametrize("show", [_edit, _delete, _move, _restore])
def test_a_dialog_fits(browser, crowded, sized, show):
    show(browser)
    browser.one(".modal-content .modal-footer button, .modal-content .btn")
    assert sized(f"dialog{show.__name__}") == {}
