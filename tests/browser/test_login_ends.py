"""The login ends in the middle of a wizard, a drag and a bulk: nothing is lost, and all goes on."""

from collections.abc import Iterator

import pytest
from selenium.webdriver.common.by import By

from stack import users
from tests.browser.browser import SESSIONS, Browser, logged_in
from tests.browser.test_main_job import card, find, run_every, settled, shop  # noqa: F401
from tests.browser.test_many import cards_of, pool_of, select

#: An answer that is under way would bring the login's cookie back.
UNDER_WAY = """
    return angular.element(document.body).injector().get('$http').pendingRequests.length;
"""


@pytest.fixture(scope="module")
def browser(wired) -> Iterator[Browser]:
    """One of its own: if the test fails, the other tests stay logged in."""
    with logged_in(wired.cloud.horizon_url) as window:
        yield window


def end_login(browser):
    """As if its time were over."""
    browser.until(lambda: browser.driver.execute_script(UNDER_WAY) == 0)
    browser.driver.delete_cookie("sessionid")


def log_in_again(browser):
    """In a tab of its own, and back."""
    driver = browser.driver
    first = driver.current_window_handle
    browser.click(".freezer-login-link")
    browser.until(lambda: len(driver.window_handles) == 2)
    (other,) = set(driver.window_handles) - {first}
    driver.switch_to.window(other)
    browser.one("#loginBtn")
    driver.find_element(By.NAME, "username").send_keys(users.DEMO.name)
    driver.find_element(By.NAME, "password").send_keys(users.PASSWORD)
    driver.find_element(By.ID, "loginBtn").click()
    browser.until(lambda: "/auth/login" not in driver.current_url)
    driver.close()
    driver.switch_to.window(first)


def test_what_was_begun_is_there_after_the_next_login(
    browser,
    demo,
    new_session,
    new_job,
    shop,  # noqa: F811
):
    # the workflow: what was typed stays, and is saved by the same button
    browser.open(SESSIONS)
    browser.click("button", "Create Session")
    browser.fill("#freezer-description", shop)
    browser.click(".modal-footer .next")
    run_every(browser, 6)
    end_login(browser)
    browser.click(".modal-footer .finish")
    browser.one(".modal-dialog .freezer-login", "what you typed is kept")
    assert find(demo, shop) is None
    log_in_again(browser)
    browser.click(".modal-footer .finish")
    browser.until(lambda: find(demo, shop))
    browser.until(lambda: not browser.all(".modal-dialog, .freezer-login"))

    # a drag: the card is back where it was, and goes on the second time
    session_id = new_session("After the login")
    jobs = pool_of(browser, new_job, 3, "carried on")
    target = cards_of(browser, session_id)
    end_login(browser)
    browser.drag(card(browser, "pool", jobs[0]), browser.one(target))
    browser.toast("Could not move")
    card(browser, "pool", jobs[0])
    browser.one(".freezer-login", "Log in again")
    log_in_again(browser)
    browser.drag(card(browser, "pool", jobs[0]), browser.one(target))
    card(browser, session_id, jobs[0])
    settled(browser)
    browser.until(lambda: not browser.all(".freezer-login"))

    # many: it stops at the first, says what is left, and keeps that selected
    select(browser, *(card(browser, "pool", each) for each in jobs[1:]))
    end_login(browser)
    browser.drag(card(browser, "pool", jobs[1]), browser.one(target))
    browser.one(".freezer-login")
    browser.one(".freezer-selection", "2 jobs")
    assert set(demo.sessions.get(session_id)["jobs"]) == {jobs[0]}
    log_in_again(browser)
    browser.drag(card(browser, "pool", jobs[1]), browser.one(target))
    browser.until(lambda: set(demo.sessions.get(session_id)["jobs"]) == set(jobs))
    settled(browser)
