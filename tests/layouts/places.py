"""What is looked at: the places, as short walks, and the layouts that each is seen in."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.browser.browser import (
    BACKUPS,
    BOARD,
    CLIENTS,
    JOBS,
    OVERVIEW,
    SESSIONS,
    session_page,
)
from tests.browser.places import NEXT, ROW, Visit

#: Above a list: create a session, protect machines. By its place: material has other letters.
FIRST = "hz-resource-table .hz-dynamic-table-actions button"
#: Of the demo's web shop: one with a run to judge, one with many runs behind it.
JUDGED, OLD = "Search and carts, weekly", "Shop, every night: orders and files"


@dataclass(frozen=True)
class Layout:
    """A window: width in pixels, Horizon's theme, the language, and which way that is written."""

    width: int = 1400
    theme: str = "default"
    direction: str = "ltr"
    language: str = "en"


#: Horizon 27 has no dark theme.
LAYOUTS = {
    "1400": Layout(),
    "1024": Layout(1024),
    "768": Layout(768),
    "material": Layout(theme="material"),
    "right-to-left": Layout(direction="rtl"),
}


def _panel(path: str, css: str) -> Callable[[Visit], None]:
    return lambda visit: visit.open(path, css)


def _tab(tab: str, css: str, description: str = JUDGED) -> Callable[[Visit], None]:
    return lambda visit: visit.open(session_page(visit.session_named(description), tab), css)


def _wizard(visit: Visit) -> None:
    browser = visit.browser
    visit.open(SESSIONS, ROW)
    browser.click(FIRST)
    browser.fill("#freezer-description", "Orders and customers, twice a day")
    browser.click(NEXT)
    browser.click_nth(".freezer-kinds label", 1)
    browser.click("#freezer-pick-kind option", "Working days")
    browser.one(".freezer-preview-words", "Monday to Friday")


def _protect(visit: Visit) -> None:
    browser = visit.browser
    visit.open(CLIENTS, ROW)
    browser.click(FIRST)
    browser.one(".freezer-protect-next")
    for client in ("shop-db-1", "shop-web-1"):
        browser.click(".freezer-protect-client", client)


def _restore(visit: Visit) -> None:
    browser = visit.browser
    _tab("history", ".freezer-history-cell", OLD)(visit)
    browser.click_nth(".freezer-history-head", -1)
    browser.click(".freezer-history-restore")
    browser.one(".freezer-restore-line")


#: By name, in the order in which they are walked.
PLACES: dict[str, Callable[[Visit], None]] = {
    "overview": _panel(OVERVIEW, ".freezer-heat-row"),
    "sessions": _panel(SESSIONS, ROW),
    "session-run": _tab("run", ".freezer-run-row"),
    "session-history": _tab("history", ".freezer-history-cell", OLD),
    "session-jobs": _tab("jobs", ".freezer-member"),
    "session-schedule": _tab("schedule", ".freezer-next-words"),
    "board": _panel(BOARD, ".freezer-card"),
    "wizard": _wizard,
    "jobs": _panel(JOBS, ROW),
    "backups": _panel(BACKUPS, ROW),
    "clients": _panel(CLIENTS, ROW),
    "protect": _protect,
    "restore": _restore,
}
