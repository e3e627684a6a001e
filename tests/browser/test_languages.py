"""In a language that is longer than English, all words are translated, and none is cut off.

One walk through every panel, an opened row of each list, each dialog and an error, at two widths.
The language is made for it (pseudo.py): whatever has a plain letter was not translated.
"""

from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

import pytest
from selenium.webdriver.common.keys import Keys

from stack import ports, seed, shop, users
from tests.browser import pseudo
from tests.browser.browser import (
    ACTIONS,
    BACKUPS,
    BOARD,
    CLIENTS,
    JOBS,
    OVERVIEW,
    SESSIONS,
    UPCOMING,
    Browser,
    session_page,
)
from tests.conftest import HOST, Twin

WIDTHS = (1400, 1024)
PICTURES = Path(".test/languages")
CHECK = (Path(__file__).parent / "words.js").read_text()
#: No call is under way, and nothing moves.
IS_STILL = """
const http = angular.element(document.body).injector().get('$http');
return !http.pendingRequests.length && !$(':animated').length &&
  !document.getAnimations().some((each) => each instanceof CSSTransition) &&
  ![...document.querySelectorAll('.fa-spinner, .fa-spin')].some((each) => each.checkVisibility());
"""
ROW = "hz-resource-table tbody tr"
NEXT, BACK = ".modal-footer .next", ".modal-footer .back"
#: What is the same in every language, as patterns: zones, ids, and words of Freezer's documents.
SAME = (
    r"\bUTC\b",
    r"\b[0-9a-f]{32}\b|\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b",
    r"\{hostname\}",
    r"/(srv|var)(/[\w.-]+)+",
    r"\b(backup|restore|admin|exec|fs|mysql|local|swift|s3|tar|rsync|available)\b",
    r"\b(completed|running) / (success|fail)\b",
)


@pytest.fixture(scope="module")
def shop_names(wired, demo) -> Iterator[list[str]]:
    """The names in the demo's web shop, which has a session for each state; the longest first."""
    seed.seed_once(wired.cloud)
    names = set()
    for document in (
        *demo.sessions.list_all(limit=1000),
        *demo.jobs.list_all(limit=1000),
        *demo.actions.list(limit=1000),
        *(each["client"] for each in demo.clients.list(limit=1000)),
    ):
        names |= set(_names(document))
    yield sorted(names, key=len, reverse=True)
    sessions = {each["description"] for each in demo.sessions.list_all(limit=1000)}
    jobs = {each["description"] for each in demo.jobs.list_all(limit=1000)}
    seed.clear(demo, {*shop.MACHINES, seed.MARKER}, jobs, sessions)
    # The other tests' machine has a name of the shop's, and went when that was seeded.
    seed.register(demo, HOST, "Jobs are refused for a client that is not there")


def _names(document: Mapping) -> Iterator[str]:
    """What people called things, and where things are."""
    keys = ("description", "hostname", "client_id", "backup_name", "container", "path_to_backup")
    for key, value in document.items():
        if isinstance(value, Mapping):
            yield from _names(value)
        elif isinstance(value, list):
            for each in value:
                if isinstance(each, Mapping):
                    yield from _names(each)
        elif key in keys and isinstance(value, str) and value:
            yield value


class Walk:
    """What was wrong on the way, in `findings`: {place: [what]}."""

    def __init__(self, browser: Browser, names: list[str]):
        self.browser, self._names = browser, names
        self.findings: dict[str, list[str]] = {}

    def see(self, place: str) -> None:
        """The page as it is, at every width."""
        browser = self.browser
        for width in WIDTHS:
            browser.driver.set_window_size(width, 1000)
            browser.until(
                lambda width=width: (
                    browser.driver.execute_script("return window.innerWidth") == width
                )
            )
            browser.until(lambda: browser.driver.execute_script(IS_STILL))
            found = browser.driver.execute_script(CHECK, self._names, SAME)
            if found:
                self.findings[f"{place} at {width}"] = found
                PICTURES.mkdir(parents=True, exist_ok=True)
                browser.driver.save_screenshot(str(PICTURES / f"{place}-{width}.png"))
        browser.driver.set_window_size(WIDTHS[0], 1000)

    def open(self, path: str, css: str) -> None:
        self.browser.open(path)
        self.browser.one(css)
        self.browser.until(lambda: self.browser.driver.execute_script(IS_STILL))

    def leave(self) -> None:
        """Close what is open over the page."""
        self.browser.driver.refresh()


@pytest.fixture(scope="module")
def pseudo_browser(wired, tmp_path_factory) -> Iterator[Browser]:
    (port,) = ports.unused(1)
    environment = pseudo.environment(
        tmp_path_factory.mktemp("pseudo"), wired.cloud.horizon(port).environment
    )
    horizon = Twin(wired.cloud, port, "pseudo", environment)
    horizon.start()
    with closing(Browser(horizon.url.rstrip("/"), WIDTHS[0])) as window:
        window.log_in(users.DEMO)
        window.driver.add_cookie({"name": "horizon_language", "value": pseudo.LANGUAGE})
        yield window
    horizon.stop()


@pytest.fixture
def walk(pseudo_browser, shop_names) -> Walk:
    return Walk(pseudo_browser, shop_names)


def session_named(demo, description: str) -> str:
    found = demo.sessions.list_all(limit=1000)
    return next(each["session_id"] for each in found if each["description"] == description)


def test_panels_and_opened_rows(walk):
    walk.open(OVERVIEW, ".freezer-heat-row")
    walk.see("overview")
    walk.browser.click(".freezer-health-toggle")
    walk.see("problems")
    walk.open(BOARD, ".freezer-card")
    walk.see("board")
    walk.open(UPCOMING, ".freezer-strip")
    walk.see("upcoming")
    walk.browser.click(".freezer-as-table")
    walk.see("upcoming-table")
    for path in (SESSIONS, JOBS, CLIENTS, ACTIONS, BACKUPS):
        name = path.strip("/").split("_")[-1]
        walk.open(path, ROW)
        walk.see(name)
        walk.browser.click("hz-resource-table .expander .fa, hz-resource-table [hz-expand-detail]")
        walk.see(f"{name}-row")
    assert walk.findings == {}


def test_the_page_of_a_session(walk, demo):
    browser = walk.browser
    session_id = session_named(demo, "Search and carts, weekly")
    walk.open(session_page(session_id), ".freezer-run-row")
    walk.see("session")
    for number in range(len(browser.all(".freezer-offers-toggle"))):
        browser.click_nth(".freezer-offers-toggle", number)
        walk.see(f"session-offer-{number}")
    browser.click(".freezer-hint-toggle")
    browser.click(".freezer-run-as")
    walk.see("session-table")
    walk.open(session_page(session_id, "schedule"), ".freezer-next-words")
    walk.see("session-schedule")
    walk.open(session_page(session_id, "jobs"), ".freezer-member")
    browser.click(".freezer-toggle-add")
    walk.see("session-add")
    walk.open(session_page(session_id, "history"), ".freezer-history-cell")
    browser.click_nth(".freezer-history-head", -1)
    browser.one(".freezer-history-members")
    walk.see("session-snapshot")
    browser.click("#freezer-history-other option:nth-of-type(2)")
    walk.see("session-compared")
    walk.open(session_page("gone"), ".freezer-gone")
    walk.see("session-gone")
    walk.open(session_page(session_id, "history"), ".freezer-history-cell")
    browser.click_nth(".freezer-history-head", -1)
    browser.click(".freezer-history-restore")
    browser.one(".freezer-restore-line")
    walk.see("restore-snapshot")
    assert walk.findings == {}


def test_dialogs(walk):
    browser = walk.browser
    walk.open(BOARD, ".freezer-card")
    browser.click(".freezer-sessions-side .freezer-toolbar button")
    browser.fill("#freezer-description", "1")
    walk.see("wizard-details")
    browser.click(".modal-content .help-toggle")
    walk.see("wizard-details-help")
    browser.click(".modal-content .help-toggle")
    browser.click(NEXT)
    for number in range(len(browser.all(".freezer-kinds label"))):
        browser.click_nth(".freezer-kinds label", number)
        walk.see(f"wizard-schedule-{number}")
    browser.click(NEXT)
    walk.see("wizard-jobs")
    walk.open(SESSIONS, ROW)
    browser.click("hz-resource-table thead .themable-checkbox label")
    browser.click(".hz-dynamic-table-actions .btn-danger")
    browser.one(".modal-dialog")
    walk.see("delete")

    walk.open(JOBS, ROW)
    browser.click("hz-resource-table .actions_column button")
    browser.one("#freezer-description")
    walk.see("job-form")
    browser.fill("#freezer-description", " ")
    browser.click(".freezer-job-save")
    browser.one("#freezer-description-error")
    walk.see("job-form-refused")
    walk.leave()
    _protect(walk)

    walk.open(ACTIONS, ROW)
    browser.click("hz-resource-table .actions_column button")
    browser.one(".freezer-action-save")
    for number in range(len(browser.all(".freezer-more-options"))):
        browser.click_nth(".freezer-more-options", number)
    walk.see("action-form")

    walk.open(BOARD, ".freezer-card")
    browser.click(".freezer-card .freezer-card-line button")
    browser.one(".modal-dialog .freezer-targets")
    walk.see("move-to")

    walk.open(BACKUPS, ROW)
    browser.click("hz-resource-table .actions_column button")
    browser.one(".freezer-restore-line")
    walk.see("restore")
    browser.click_nth(".freezer-restore-way label", -1)
    browser.click(".freezer-restore-next")
    walk.see("restore-check")
    assert walk.findings == {}


def _protect(walk):
    browser = walk.browser
    walk.open(CLIENTS, ROW)
    browser.press(browser.one(".freezer-protect-start, hz-resource-table .btn"), Keys.ENTER)
    browser.one(".freezer-protect-next")
    browser.click(".freezer-protect-next")
    walk.see("protect-refused")
    browser.click(".freezer-protect-all input")
    for number in range(len(browser.all(".freezer-more-options"))):
        browser.click_nth(".freezer-more-options", number)
    walk.see("protect")
    for name, value in {
        "path_to_backup": "/srv/{hostname}", "backup_name": "{hostname}", "container": "1",
    }.items():  # fmt: skip
        browser.fill(f'[id="freezer-action.{name}"]', value)
    browser.click(".freezer-protect-next")
    browser.one(".freezer-protect-places")
    walk.see("protect-schedule")
    browser.click(".freezer-protect-next")
    browser.one(".freezer-protect-check")
    walk.see("protect-check")


def test_what_is_gone_and_a_freezer_that_fails(walk, wired):
    walk.open(f"{JOBS}gone", ".freezer-gone")
    walk.see("gone")
    wired.freezer.inject("GET", "/sessions", "status", status=503, nth=0)
    wired.freezer.inject("GET", "/jobs", "status", status=503, nth=0)
    for path in (SESSIONS, OVERVIEW, UPCOMING):
        walk.browser.driver.get(walk.browser.url + path)
        walk.browser.one(".freezer-feed-failure, .alert")
        walk.see(f"failing-{path.strip('/').split('_')[-1]}")
    assert walk.findings == {}
