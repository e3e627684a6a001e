"""A session that somebody else saves while its form is open."""

from tests.browser.access import violations
from tests.browser.browser import SESSIONS

DIALOG = ".modal-body"


def open_edit(browser, name):
    browser.open(SESSIONS)
    browser.click_edit(name)
    browser.until(lambda: browser.one("#freezer-description").get_attribute("value") == name)


def finish(browser):
    browser.click(".modal-footer .finish")


def rows(browser):
    return [row.text for row in browser.all(".freezer-differences tbody tr")]


def test_both_are_shown_and_saving_again_keeps_what_was_typed(
    browser, as_demo_tab, demo, new_session
):
    session_id = new_session("Orders at night")
    open_edit(browser, "Orders at night")
    assert as_demo_tab.patch(f"sessions/{session_id}", {"description": "Renamed elsewhere"}).ok
    browser.fill("#freezer-hold_off", "90")
    finish(browser)
    browser.one(".error-message", "Someone changed this session after you opened it.")
    browser.one(".freezer-differences tbody tr", "Hold-off")
    assert rows(browser) == [
        "Description Renamed elsewhere Renamed elsewhere",
        "Hold-off 90 60",
    ]
    browser.until(lambda: violations(browser, DIALOG) == [])
    assert demo.sessions.get(session_id)["hold_off"] == 60
    finish(browser)
    browser.until_closed()
    kept = demo.sessions.get(session_id)
    assert (kept["description"], kept["hold_off"]) == ("Renamed elsewhere", 90)


def test_what_was_saved_can_be_taken(browser, as_demo_tab, demo, new_session):
    session_id = new_session("Mails at night")
    open_edit(browser, "Mails at night")
    assert as_demo_tab.patch(f"sessions/{session_id}", {"description": "Theirs"}).ok
    browser.fill("#freezer-description", "Mine")
    finish(browser)
    browser.one(".freezer-differences tbody tr", "Mine Theirs")
    browser.click(".freezer-differences-theirs")
    browser.until(lambda: not browser.all(".freezer-differences"))
    assert browser.one("#freezer-description").get_attribute("value") == "Theirs"
    finish(browser)
    browser.until_closed()
    assert demo.sessions.get(session_id)["description"] == "Theirs"
