"""What the product is for, from an empty list to a session with jobs, and back."""

import pytest
from selenium.webdriver.common.keys import Keys

from freezer_ui.domain.schedules.schedule import own
from tests.browser.browser import BOARD, SESSIONS
from tests.conftest import AHEAD, TIMES


def find(demo, description):
    found = demo.sessions.list_all(limit=1000)
    return next((s for s in found if s["description"] == description), None)


def followed(browser, demo, jobs, schedule):
    """The jobs are written after the workflow has closed."""
    browser.until(lambda: all(own(demo.jobs.get(job)["job_schedule"]) == schedule for job in jobs))


def card(browser, zone, job_id):
    return browser.one(f"#freezer-zone-{zone} [data-job='{job_id}']")


def press_move(browser, zone, job_id):
    """A card's "Move to…"."""
    browser.click(f"#freezer-zone-{zone} [data-job='{job_id}'] .freezer-move")


def settled(browser):
    browser.until(lambda: not browser.all(".freezer-pending"))


@pytest.fixture
def shop(demo):
    """The name of a session that the workflow makes; a test that fails leaves none to the next."""
    name = "Shop of the test"
    yield name
    for session in demo.sessions.list_all(limit=1000):
        if session["description"].startswith(name):
            demo.sessions.delete(session["session_id"])


def run_every(browser, hours):
    """Fill in the interval, from a full hour that is ahead."""
    browser.click(".freezer-kinds label", "At an interval")
    browser.fill("#freezer-schedule_interval", str(hours))
    browser.fill("#freezer-schedule_start_date", f"{AHEAD:%Y-%m-%d %H:%M}")


def test_create_fill_empty_edit_and_delete_a_session(browser, demo, new_job, shop):
    orders, pictures = new_job("Orders"), new_job("Pictures")

    # Create it through the workflow, with one job to start with.
    browser.open(SESSIONS)
    browser.click("button", "Create Session")
    browser.fill("#freezer-description", shop)
    browser.fill("#freezer-hold_off", "90")
    browser.click(".modal-footer .next")
    run_every(browser, 6)
    browser.one(".freezer-preview-words", f"every day at {TIMES}")
    browser.click(".modal-footer .next")
    browser.click(f".freezer-pool [data-job='{orders}'] .freezer-choose")
    browser.click(".modal-footer .finish")
    browser.until(lambda: find(demo, shop))
    browser.one("hz-resource-table tr", f"every day at {TIMES}")
    session = find(demo, shop)
    session_id = session["session_id"]
    assert (session["hold_off"], list(session["jobs"])) == (90, [orders])
    # Calendar times, which the jobs keep when an agent is restarted.
    assert set(session["schedule"]) == {"schedule_hour", "schedule_minute", "event"}

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
    browser.open_session(session_id, "jobs")
    remove = browser.one(f".freezer-member[data-job='{orders}'] .freezer-remove")
    browser.press(remove, Keys.ENTER)
    browser.until(lambda: not browser.all(f".freezer-member[data-job='{orders}']"))
    assert list(demo.sessions.get(session_id)["jobs"]) == [pictures]
    assert demo.jobs.get(orders)["session_id"] == ""

    # Edit it: the member follows.
    browser.open(SESSIONS)
    browser.click_edit(shop)
    browser.until(lambda: browser.one("#freezer-description").get_attribute("value"))
    browser.fill("#freezer-description", f"{shop}, twice a day")
    browser.click(".modal-footer .next")
    browser.one(".freezer-kinds label.active", "At calendar times")
    run_every(browser, 12)
    twice = "every day at {:02}:00 and {:02}:00".format(*range(AHEAD.hour % 12, 24, 12))
    browser.one(".freezer-preview-words", twice)
    browser.click(".modal-footer .finish")
    browser.until_closed()
    browser.one("hz-resource-table tr", f"{shop}, twice a day")
    schedule = own(demo.sessions.get(session_id)["schedule"])
    assert set(schedule) == {"schedule_hour", "schedule_minute"}
    followed(browser, demo, [pictures], schedule)

    # Delete it: its job is free again.
    browser.click_in(
        "hz-resource-table tr",
        f"{shop}, twice a day",
        ".//*[contains(@class, 'dropdown-toggle')]",
    )
    browser.click(".dropdown-menu a, .dropdown-menu button", "Delete Session")
    browser.click(".modal-footer .btn-danger, .modal-footer .btn-primary", "Delete")
    browser.until(lambda: demo.sessions.get(session_id) is None)
    assert demo.jobs.get(pictures)["session_id"] == ""
    browser.until(lambda: f"{shop}, twice a day" not in browser.driver.page_source)


def test_bad_input_is_told_at_its_field_and_nothing_is_written(browser, demo, wired):
    browser.open(SESSIONS)
    browser.click("button", "Create Session")
    browser.fill("#freezer-description", "Wrong in two places")
    browser.fill("#freezer-hold_off", "soon")
    browser.click(".modal-footer .next")
    browser.click(".freezer-kinds label", "At an interval")
    browser.fill("#freezer-schedule_interval", "0")
    browser.one("#freezer-schedule_interval-error", "at least 1")
    with wired.freezer.only_reads():
        browser.click(".modal-footer .finish")
        browser.one("#freezer-hold_off-error", "whole number of seconds")
        field = browser.one("#freezer-hold_off")
    assert field.get_attribute("aria-invalid") == "true"
    assert "freezer-hold_off-error" in field.get_attribute("aria-describedby")
    assert browser.one("#freezer-description").get_attribute("value") == "Wrong in two places"
    browser.click(".modal-footer .pull-left")
    browser.until_closed()
    assert find(demo, "Wrong in two places") is None
