"""What the product is for, from an empty list to a session with jobs, and back."""

import pytest
from selenium.webdriver.common.keys import Keys

from freezer_ui.domain.schedules.schedule import own
from tests.browser.browser import BOARD, SESSIONS


def find(demo, description):
    found = demo.sessions.list_all(limit=1000)
    return next((s for s in found if s["description"] == description), None)


def card(browser, zone, job_id):
    return browser.one(f"#freezer-zone-{zone} [data-job='{job_id}']")


def press_move(browser, zone, job_id):
    """A card's "Move to…"."""
    browser.click(f"#freezer-zone-{zone} [data-job='{job_id}'] .freezer-move")


def settled(browser):
    browser.until(lambda: not browser.all(".freezer-pending"))


@pytest.mark.unsettled
def test_create_fill_empty_edit_and_delete_a_session(browser, demo, new_job):
    orders, pictures = new_job("Orders"), new_job("Pictures")

    # Create it through the workflow, with one job to start with.
    browser.open(SESSIONS)
    browser.click("button", "Create Session")
    browser.fill("#freezer-description", "Shop of the test")
    browser.fill("#freezer-hold_off", "90")
    browser.click(".modal-footer .next")
    browser.click(".freezer-kinds label", "Every so often")
    browser.fill("#freezer-schedule_interval", "6")
    browser.one(".freezer-preview-words", "every day at 00:00, 06:00, 12:00 and 18:00")
    browser.click(".modal-footer .next")
    browser.click(f".freezer-pool [data-job='{orders}'] .freezer-choose")
    browser.click(".modal-footer .finish")
    browser.until(lambda: find(demo, "Shop of the test"))
    browser.one("hz-resource-table hz-cell a", "Shop of the test")
    session = find(demo, "Shop of the test")
    session_id = session["session_id"]
    assert (session["hold_off"], list(session["jobs"])) == (90, [orders])
    # Calendar times, which the jobs keep when an agent is restarted.
    assert session["schedule"] == {
        "schedule_hour": "*/6",
        "schedule_minute": "0",
        "event": "start",
    }

    # Drag a job in, and see it in Freezer.
    browser.open(BOARD)
    browser.drag(
        card(browser, "pool", pictures), browser.one(f"#freezer-zone-{session_id} .freezer-cards")
    )
    card(browser, session_id, pictures)
    settled(browser)
    assert set(demo.sessions.get(session_id)["jobs"]) == {orders, pictures}
    assert demo.jobs.get(pictures)["session_id"] == session_id

    # Take the other out by keyboard alone, from its page.
    browser.open(f"/ngdetails/OS::Freezer::Session/{session_id}")
    remove = browser.one(f".freezer-member[data-job='{orders}'] .freezer-remove")
    browser.press(remove, Keys.ENTER)
    browser.until(lambda: not browser.all(f".freezer-member[data-job='{orders}']"))
    assert list(demo.sessions.get(session_id)["jobs"]) == [pictures]
    assert demo.jobs.get(orders)["session_id"] == ""

    # Edit it: the member follows.
    browser.open(SESSIONS)
    browser.click_edit("Shop of the test")
    browser.until(lambda: browser.one("#freezer-description").get_attribute("value"))
    browser.fill("#freezer-description", "Shop of the test, hourly")
    browser.click(".modal-footer .next")
    browser.fill("#freezer-schedule_interval", "1")
    browser.one(".freezer-preview-words", "every hour")
    browser.click(".modal-footer .finish")
    browser.one("hz-resource-table hz-cell a", "Shop of the test, hourly")
    assert own(demo.jobs.get(pictures)["job_schedule"]) == {"schedule_interval": "1 hours"}

    # Delete it: its job is free again.
    browser.click_in(
        "hz-resource-table tr",
        "Shop of the test, hourly",
        ".//*[contains(@class, 'dropdown-toggle')]",
    )
    browser.click(".dropdown-menu a, .dropdown-menu button", "Delete Session")
    browser.click(".modal-footer .btn-danger, .modal-footer .btn-primary", "Delete")
    browser.until(lambda: demo.sessions.get(session_id) is None)
    assert demo.jobs.get(pictures)["session_id"] == ""
    browser.until(lambda: "Shop of the test, hourly" not in browser.driver.page_source)


def test_bad_input_is_told_at_its_field_and_nothing_is_written(browser, demo, wired):
    browser.open(SESSIONS)
    browser.click("button", "Create Session")
    browser.fill("#freezer-description", "Wrong in two places")
    browser.fill("#freezer-hold_off", "soon")
    browser.click(".modal-footer .next")
    browser.click(".freezer-kinds label", "Every so often")
    browser.fill("#freezer-schedule_interval", "0")
    browser.one("#freezer-schedule_interval-error", "at least 1")
    wired.freezer.reset()
    browser.click(".modal-footer .finish")
    browser.one("#freezer-hold_off-error", "whole number of seconds")
    field = browser.one("#freezer-hold_off")
    assert field.get_attribute("aria-invalid") == "true"
    assert "freezer-hold_off-error" in field.get_attribute("aria-describedby")
    assert {verb for verb, _path in wired.freezer.calls} <= {"GET"}
    assert browser.one("#freezer-description").get_attribute("value") == "Wrong in two places"
    browser.click(".modal-footer .pull-left")
    browser.until(lambda: not browser.all(".modal-dialog"))
    assert find(demo, "Wrong in two places") is None
