"""Who may only read is shown all of it, and offered nothing that writes."""

import time

from stack.seed import register
from tests.browser.browser import (
    ACTIONS,
    BACKUPS,
    BOARD,
    CLIENTS,
    JOBS,
    OVERVIEW,
    SESSIONS,
    UPCOMING,
    session_page,
)

NAME, SPARE = "Look, do not touch", "spare-1"
WRITES = (
    "Add", "Copy", "Create", "Delete", "Edit", "Join", "Move", "Pin", "Protect", "Remove", "Repair",
    "Restore", "Retry", "Run now", "Start", "Stop",
)  # fmt: skip
#: The words of all that can be pressed, menus that are closed included, and of what can be dragged.
OFFERED = """
const buttons = [...document.querySelectorAll('button, a.btn, [role=menuitem]')]
  .filter((each) => each.checkVisibility() || each.matches('[role=menuitem]'));
const words = (each) => each.textContent.trim().replace(/\\s+/g, ' ');
return [...buttons.map(words), ...[...document.querySelectorAll('[draggable=true]')]
  .map((each) => `drag ${words(each)}`)];
"""


def test_every_page_is_shown_and_offers_no_write(
    readers_browser, demo, as_demo_tab, new_job, new_runs
):
    browser = readers_browser
    browser.open(JOBS)
    browser.one(".freezer-empty", "Jobs that members of this project create")
    assert offered(browser) == []
    began = int(time.time()) - 3600
    session_id, _jobs = new_runs(NAME, ("orders", "mails"), {began: ("mails",)})
    new_job("Free to look at")
    register(demo, SPARE, "Nothing on it yet")
    try:
        # A write of ours drops what was read a moment ago.
        assert as_demo_tab.patch(f"sessions/{session_id}", {"hold_off": 90}).ok
        shown = {
            OVERVIEW: (f".freezer-line[data-session='{session_id}']", "Open session"),
            SESSIONS: ("hz-resource-table hz-cell a", NAME),
            BOARD: (".freezer-card", "Free to look at"),
            UPCOMING: (".freezer-strip-row", NAME),
            JOBS: ("hz-resource-table hz-cell a", "Free to look at"),
            CLIENTS: ("hz-resource-table hz-cell", SPARE),
            ACTIONS: ("hz-resource-table hz-cell", "Free to look at"),
            BACKUPS: ("hz-resource-table hz-cell", "orders"),
            session_page(session_id): (".freezer-run-row", "mails"),
            session_page(session_id, "jobs"): (".freezer-member", "mails"),
        }
        for path, (css, text) in shown.items():
            browser.open(path)
            browser.one(css, text)
            browser.still()
            assert (path, offered(browser)) == (path, [])
        browser.open_session(session_id, "history")
        browser.click_nth(".freezer-history-head", -1)
        browser.one(".freezer-history-csv")
        assert offered(browser) == []
    finally:
        demo.clients.delete(SPARE)


def offered(browser):
    """What could be pressed, or dragged, to write something."""
    found = browser.driver.execute_script(OFFERED)
    return [words for words in found if words.startswith((*WRITES, "drag"))]
