"""Every place of ours that a tenant can come to, as walks: each goes from place to place, and gives
the name of the one that is on the screen.

    for place in places.panels(visit):
        picture(place)

Between two places the window may be resized, and has to be as it was for the next one. All walks
need the demo's web shop (`seeded_shop`), which has a session for each state.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from selenium.webdriver.common.keys import Keys

from stack import seed, shop
from tests.browser.browser import (
    ACTIONS,
    BACKUPS,
    BOARD,
    CLIENTS,
    JOBS,
    OVERVIEW,
    ROW,
    SESSIONS,
    UPCOMING,
    Browser,
    session_page,
)
from tests.conftest import HOST

#: No call is under way, and nothing moves.
IS_STILL = """
const http = angular.element(document.body).injector().get('$http');
return !http.pendingRequests.length && !$(':animated').length &&
  !document.getAnimations().some((each) => each instanceof CSSTransition) &&
  ![...document.querySelectorAll('.fa-spinner, .fa-spin')].some((each) => each.checkVisibility());
"""
NEXT = ".modal-footer .next"
#: Above a list: create a session, protect machines. By its place: a theme may have other letters.
FIRST = "hz-resource-table .hz-dynamic-table-actions button"
#: Each panel, and what is there once it is drawn.
PANELS = {
    "overview": (OVERVIEW, ".freezer-heat-row"),
    "board": (BOARD, ".freezer-card"),
    "upcoming": (UPCOMING, ".freezer-strip"),
    "sessions": (SESSIONS, ROW),
    "jobs": (JOBS, ROW),
    "clients": (CLIENTS, ROW),
    "actions": (ACTIONS, ROW),
    "backups": (BACKUPS, ROW),
}
#: Those whose rows can be opened.
LISTS = ("sessions", "jobs", "clients", "actions", "backups")
#: The tabs of a session's page.
TABS = {
    "run": ".freezer-run-row",
    "history": ".freezer-history-cell",
    "jobs": ".freezer-member",
    "schedule": ".freezer-next-words",
}
#: Sessions of the web shop: one with a run to judge, one with many runs behind it.
JUDGED, OLD = "Search and carts, weekly", "Shop, every night: orders and files"


@dataclass(frozen=True)
class Visit:
    """A window that is logged in, a Freezer client of the same project, and the embedded cloud."""

    browser: Browser
    demo: object
    wired: object

    def open(self, path: str, css: str) -> None:
        """A page, once this element can be seen and nothing moves."""
        self.browser.open(path)
        self.browser.one(css)
        self.still()

    def panel(self, name: str) -> None:
        self.open(*PANELS[name])

    def tab(self, name: str, description: str = JUDGED) -> None:
        """A tab of the page of this session."""
        self.open(session_page(self.session_named(description), name), TABS[name])

    def row(self) -> None:
        """Open the first row of the shown list."""
        self.browser.click("hz-resource-table .expander .fa, hz-resource-table [hz-expand-detail]")

    def restore(self, description: str = JUDGED) -> None:
        """The dialog that restores the last snapshot of this session."""
        self.tab("history", description)
        self.browser.click_nth(".freezer-history-head", -1)
        self.browser.click(".freezer-history-restore")
        self.browser.one(".freezer-restore-line")

    def still(self) -> None:
        self.browser.until(lambda: self.browser.driver.execute_script(IS_STILL))

    def session_named(self, description: str) -> str:
        found = self.demo.sessions.list_all(limit=1000)
        return next(each["session_id"] for each in found if each["description"] == description)


def wizard(visit: Visit) -> None:
    """A session is created, on working days."""
    browser = visit.browser
    visit.panel("sessions")
    browser.click(FIRST)
    browser.fill("#freezer-description", "Orders and customers, twice a day")
    browser.click(NEXT)
    browser.click_nth(".freezer-kinds label", 1)
    browser.click("#freezer-pick-kind option", "Working days")
    browser.one(".freezer-preview-words", "Monday to Friday")


def protect(visit: Visit) -> None:
    """Two machines are protected."""
    browser = visit.browser
    visit.panel("clients")
    browser.click(FIRST)
    browser.one(".freezer-protect-next")
    for client in ("shop-db-1", "shop-web-1"):
        browser.click(".freezer-protect-client", client)


@contextmanager
def seeded_shop(wired, demo) -> Iterator[None]:
    """The demo's web shop; taken away again, with what the other tests need put back."""
    seed.seed_once(wired.cloud)
    try:
        yield
    finally:
        sessions = {each["description"] for each in demo.sessions.list_all(limit=1000)}
        jobs = {each["description"] for each in demo.jobs.list_all(limit=1000)}
        seed.clear(demo, {*shop.MACHINES, seed.MARKER}, jobs, sessions)
        # The other tests' machine has a name of the shop's, and went when that was seeded.
        seed.register(demo, HOST, "Jobs are refused for a client that is not there")


def panels(visit: Visit) -> Iterator[str]:
    """Every panel, and an opened row of each list."""
    for name in PANELS:
        visit.panel(name)
        yield name
        if name == "overview":
            visit.browser.click(".freezer-health-toggle")
            yield "problems"
        elif name == "upcoming":
            visit.browser.click(".freezer-as-table")
            yield "upcoming-table"
        elif name in LISTS:
            visit.row()
            yield f"{name}-row"


def session(visit: Visit) -> Iterator[str]:
    """A session's page with its tabs, and what opens from it."""
    browser = visit.browser
    visit.tab("run")
    yield "session"
    for number in range(len(browser.all(".freezer-offers-toggle"))):
        browser.click_nth(".freezer-offers-toggle", number)
        yield f"session-offer-{number}"
    browser.click(".freezer-hint-toggle")
    browser.click(".freezer-run-as")
    yield "session-table"
    visit.tab("schedule")
    yield "session-schedule"
    visit.tab("jobs")
    browser.click(".freezer-toggle-add")
    yield "session-add"
    visit.tab("history")
    browser.click_nth(".freezer-history-head", -1)
    browser.one(".freezer-history-members")
    yield "session-snapshot"
    browser.click("#freezer-history-other option:nth-of-type(2)")
    yield "session-compared"
    browser.click_nth(".freezer-history-cell", 0)
    browser.one(".freezer-history-part")
    yield "session-part"
    visit.open(session_page("gone"), ".freezer-gone")
    yield "session-gone"
    visit.restore()
    yield "restore-snapshot"


def dialogs(visit: Visit) -> Iterator[str]:
    """Yield every dialog, with its steps, its help, and a refusal."""
    yield from _wizard(visit)
    yield from _forms(visit)
    yield from _protect(visit)
    browser = visit.browser
    visit.panel("board")
    browser.click(".freezer-card .freezer-card-line button")
    browser.one(".modal-dialog .freezer-targets")
    yield "move-to"
    visit.panel("backups")
    browser.click("hz-resource-table .actions_column button")
    browser.one(".freezer-restore-line")
    yield "restore"
    browser.click_nth(".freezer-restore-way label", -1)
    browser.click(".freezer-restore-next")
    yield "restore-check"


def _wizard(visit: Visit) -> Iterator[str]:
    browser = visit.browser
    visit.panel("board")
    browser.click(".freezer-sessions-side .freezer-toolbar button")
    browser.fill("#freezer-description", "1")
    yield "wizard-details"
    browser.click(".modal-content .help-toggle")
    yield "wizard-details-help"
    browser.click(".modal-content .help-toggle")
    browser.click(NEXT)
    for number in range(len(browser.all(".freezer-kinds label"))):
        browser.click_nth(".freezer-kinds label", number)
        yield f"wizard-schedule-{number}"
    _choose_kind(browser, "calendar")
    browser.click('#freezer-zone option[value="string:Asia/Tokyo"]')
    browser.one(".freezer-zone-words")
    yield "wizard-schedule-zone"
    _choose_kind(browser, "once")
    browser.fill("#freezer-schedule_date", "soon")
    browser.one("#freezer-schedule_date-error")
    yield "wizard-schedule-refused"
    _choose_kind(browser, "none")
    browser.click(NEXT)
    yield "wizard-jobs"
    visit.panel("sessions")
    browser.click("hz-resource-table thead .themable-checkbox label")
    browser.click(".hz-dynamic-table-actions .btn-danger")
    browser.one(".modal-dialog")
    yield "delete"


def _choose_kind(browser: Browser, kind: str) -> None:
    """Choose by position, which is the same in every language."""
    kinds = ("interval", "calendar", "once", "continuous", "none")
    browser.click_nth(".freezer-kinds label", kinds.index(kind))


def _forms(visit: Visit) -> Iterator[str]:
    browser = visit.browser
    visit.panel("jobs")
    browser.click("hz-resource-table .actions_column button")
    browser.one("#freezer-description")
    yield "job-form"
    browser.fill("#freezer-description", " ")
    browser.click(".freezer-job-save")
    browser.one("#freezer-description-error")
    yield "job-form-refused"
    browser.driver.refresh()
    visit.panel("actions")
    browser.click("hz-resource-table .actions_column button")
    browser.one(".freezer-action-save")
    for number in range(len(browser.all(".freezer-more-options"))):
        browser.click_nth(".freezer-more-options", number)
    yield "action-form"


def _protect(visit: Visit) -> Iterator[str]:
    browser = visit.browser
    visit.panel("clients")
    browser.press(browser.one(".freezer-protect-start, hz-resource-table .btn"), Keys.ENTER)
    browser.one(".freezer-protect-next")
    browser.click(".freezer-protect-next")
    yield "protect-refused"
    browser.click(".freezer-protect-all input")
    for number in range(len(browser.all(".freezer-more-options"))):
        browser.click_nth(".freezer-more-options", number)
    yield "protect"
    for name, value in {
        "path_to_backup": "/srv/{hostname}", "backup_name": "{hostname}", "container": "1",
    }.items():  # fmt: skip
        browser.fill(f'[id="freezer-action.{name}"]', value)
    browser.click(".freezer-protect-next")
    browser.one(".freezer-protect-places")
    yield "protect-schedule"
    browser.click(".freezer-protect-next")
    browser.one(".freezer-protect-check")
    yield "protect-check"


def broken(visit: Visit) -> Iterator[str]:
    """Yield pages of missing items and of a failing Freezer; the last walk, since its
    faults stay.
    """
    visit.open(f"{JOBS}gone", ".freezer-gone")
    yield "gone"
    visit.wired.freezer.inject("GET", "/sessions", "status", status=503, nth=0)
    visit.wired.freezer.inject("GET", "/jobs", "status", status=503, nth=0)
    for path in (SESSIONS, OVERVIEW, UPCOMING):
        visit.browser.driver.get(visit.browser.url + path)
        visit.browser.one(".freezer-feed-failure, .alert")
        yield f"failing-{path.strip('/').split('_')[-1]}"


#: In the order in which they can be walked one after another.
WALKS: tuple[Callable[[Visit], Iterator[str]], ...] = (panels, session, dialogs, broken)
