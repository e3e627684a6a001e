"""Every screen of ours, judged by axe-core against WCAG 2.1 AA."""

import time
from pathlib import Path

import pytest
from selenium.webdriver.common.keys import Keys

from stack.shop import FAIL, SUCCESS
from tests.browser.browser import BOARD, JOBS, SESSIONS, UPCOMING
from tests.rest.runs import play

AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
HORIZONS = ("search-input", "themable-checkbox", "hz-table-select-all", "st-pagination")
DAY = 86400
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]


def violations(browser, within=".freezer"):
    """What axe-core finds inside our part of the page; Horizon's frame is Horizon's."""
    browser.driver.execute_script(AXE.read_text())
    found = browser.driver.execute_async_script(
        """
        var done = arguments[arguments.length - 1];
        axe.run(arguments[0], {runOnly: {type: 'tag', values: arguments[1]}})
          .then(function (results) { done(results.violations); });
        """,
        within,
        RULES,
    )
    return [
        (rule["id"], node["html"][:160])
        for rule in found
        for node in rule["nodes"]
        if not _horizons(rule["id"], node)
    ]


def _horizons(rule: str, node: dict) -> bool:
    """Horizon's own widgets, and the colours of its theme for links, buttons and addons."""
    html, place = node["html"], " ".join(map(str, node["target"]))
    # an <ng-transclude> is what the words of Horizon's action buttons stand in
    theirs = ("<a ", "<ng-transclude", '<span class="input-group-addon')
    themed = rule == "color-contrast" and html.startswith(theirs)
    return themed or any(mark in html + place for mark in HORIZONS)


@pytest.fixture
def shop(new_session, new_job):
    return new_session("Access", jobs=(new_job("Readable"),))


@pytest.mark.parametrize("path", [SESSIONS, BOARD])
def test_list_and_board(browser, shop, path):
    browser.open(path)
    browser.one(".freezer", "Access")
    assert violations(browser) == []


def test_the_upcoming_runs(browser, shop):
    browser.open(UPCOMING)
    browser.one(".freezer-strip-row", "Access")
    assert violations(browser) == []
    browser.click(".freezer-as-table")
    browser.one(".freezer-upcoming-run", "Access")
    assert violations(browser) == []


def press_expander(browser, name: str) -> bool:
    row = browser.one("hz-resource-table tbody tr", name)
    browser.press(row.find_element("css selector", "[hz-expand-detail][tabindex]"), Keys.ENTER)
    return True


def test_the_jobs(browser, shop, new_job):
    new_job("Free")
    browser.open(JOBS)
    browser.one("hz-resource-table tr", "Free")
    assert violations(browser) == []
    # By keys: a row moves while the drawer above it opens, and a click misses it.
    for name in ("Free", "Readable"):
        browser.until(lambda name=name: press_expander(browser, name))
        browser.one(".freezer-drawer", f"backup {name}")
    assert violations(browser) == []


def test_a_sessions_page(browser, shop):
    browser.open_session(shop, "jobs")
    browser.click(".freezer-toggle-add")
    browser.one(".freezer-add .freezer-job-list")
    assert violations(browser) == []


def test_a_run_its_history_and_what_can_be_done(browser, demo, new_session, new_job):
    names = {name: new_job(name) for name in ("Orders", "Uploads")}
    session_id = new_session("Reviewed", jobs=tuple(names.values()))
    for back in (DAY, 600):
        outcome = {"Orders": SUCCESS, "Uploads": FAIL}
        play(demo, session_id, names, int(time.time()) - back, outcome)
    browser.open_session(session_id)
    browser.one(".freezer-run-row")
    browser.click(".freezer-offers-toggle")
    browser.one(".freezer-offer")
    browser.click(".freezer-hint-toggle")
    assert violations(browser) == []
    browser.click(".freezer-run-as")
    assert violations(browser) == []
    browser.click_tab("history")
    browser.click_nth(".freezer-history-head", -1)
    browser.one(".freezer-history-members")
    assert violations(browser) == []
    browser.click_nth(".freezer-history-cell", 0)
    browser.one(".freezer-history-part")
    assert violations(browser) == []
    browser.click(".freezer-history-whole")
    browser.click(".freezer-history-restore")
    browser.one(".freezer-restore-line")
    assert violations(browser, ".modal-content .freezer-restore-body") == []
    browser.click(".freezer-restore-close")
    browser.until(lambda: not browser.all(".modal-dialog"))


def test_the_workflow(browser, shop):
    browser.open(SESSIONS)
    browser.click("button", "Create Session")
    for _step in range(3):
        browser.until(lambda: browser.all(".freezer-step"))
        assert violations(browser, ".modal-content .freezer-step:not(.ng-hide)") == []
        browser.click(".modal-footer .next") if _step < 2 else None
    browser.click(".modal-footer .pull-left")


def test_next_runs_and_advice_on_the_list_and_the_page(browser, new_session, new_job):
    jobs = new_job("First"), new_job("Second")
    schedule = {"schedule_minute": "*/5", "event": "start"}
    session_id = new_session("Advised", jobs=jobs, hold_off=5, schedule=schedule)
    browser.open(SESSIONS)
    browser.one("hz-resource-table tr", "Advised")
    browser.until(lambda: browser.all("[hz-expand-detail][tabindex]"))
    for chevron in browser.all("[hz-expand-detail]"):
        chevron.click()
    browser.one(".freezer-drawer .freezer-apply")
    assert violations(browser) == []
    browser.open_session(session_id, "schedule")
    browser.one(".freezer-hints-open")
    assert violations(browser) == []


@pytest.mark.parametrize("kind", ["At an interval", "At calendar times", "Once", "No schedule"])
def test_each_kind_of_schedule(browser, new_session, new_job, kind):
    new_session("Kinds", jobs=(new_job("Third"), new_job("Fourth")), hold_off=5)
    browser.open(SESSIONS)
    browser.click_edit("Kinds")
    browser.until(lambda: browser.one("#freezer-description").get_attribute("value"))
    browser.click(".modal-footer .next")
    browser.click(".freezer-kinds label", kind)
    if kind == "Once":
        browser.fill("#freezer-schedule_date", "soon")
        browser.one(".freezer-field-error")
    browser.until(lambda: not browser.all(".freezer-previewing"))
    assert violations(browser, ".modal-content .freezer-step:not(.ng-hide)") == []
    browser.click(".modal-footer .pull-left")
    browser.until(lambda: not browser.all(".modal-dialog"))
