"""Our pages, as all journeys use them."""

from datetime import datetime

from selenium.webdriver.remote.webelement import WebElement

from tests.browser.browser import BOARD, ROW, SESSIONS, Browser

VERDICT = ".freezer-verdict .freezer-chip"
#: Seconds until the page shows what it follows, a run or a restore, on a machine that does much
#: else.
FOLLOWED = 400


def open_session(browser: Browser, session_id: str, tab: str = "") -> None:
    browser.open_session(session_id, tab)
    browser.one(VERDICT)


def open_from_list(browser: Browser, description: str) -> None:
    """Find a session in the list and open its page."""
    find_in_list(browser, description)
    browser.click(f"{ROW} a.freezer-session-link, {ROW} hz-cell a", description)
    browser.one(VERDICT)


def find_in_list(browser: Browser, description: str) -> WebElement:
    """The row of a session, found among all."""
    browser.open(SESSIONS)
    browser.fill("hz-resource-table .search-input", description)
    return browser.one(ROW, description)


def open_board(browser: Browser, search: str) -> None:
    """The board with the sessions that have this text in their descriptions."""
    browser.open(BOARD)
    # The shop has a job that drifted: what is broken pushes the cards down when it is found.
    browser.one(".freezer-problems")
    browser.fill("#freezer-session-search", search)


def next_run(browser: Browser) -> int:
    """What the page of a session says, epoch seconds."""
    found = browser.one(".freezer-facts time.freezer-time")
    return int(datetime.fromisoformat(found.get_attribute("datetime")).timestamp())


def verdict(browser: Browser, words: str) -> str:
    """What the page of a session says of its last run, once it has these words in it."""
    return browser.until(
        lambda: next((e.text for e in browser.all(VERDICT) if words in e.text), None), FOLLOWED
    )


def decided(browser: Browser, chip: str = VERDICT) -> str:
    """What a chip says of a run, once that is not checked any more."""
    return browser.until(
        lambda: (text := browser.one(chip).text) and not text.startswith("Checking") and text,
        FOLLOWED,
    )
