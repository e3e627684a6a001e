"""The login ends in a wizard, a restore, a drag, a bulk: nothing is lost, and all goes on."""

import time
from collections.abc import Iterator

import pytest
from selenium.webdriver.common.by import By

from stack import users
from tests.browser.browser import SESSIONS, Browser, logged_in
from tests.browser.test_main_job import card, find, run_every, settled, shop  # noqa: F401
from tests.browser.test_many import cards_of, pool_of, select
from tests.browser.test_restores import close, open_backup, places
from tests.rest.runs import back_up, restore_jobs

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
    no_backups,
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

    # a restore: the folder that was typed stays
    back_up(demo, new_job("Orders job"), "orders", int(time.time()) - 3600)
    open_backup(browser, "orders")
    browser.fill(".freezer-restore-root", "/srv/typed")
    end_login(browser)
    browser.click(".freezer-restore-next")
    browser.one(".modal-dialog .freezer-login", "what you typed is kept")
    log_in_again(browser)
    browser.click(".freezer-restore-next")
    browser.one(".freezer-restore-summary", "into /srv/typed/srv/orders")
    end_login(browser)
    browser.click(".freezer-restore-start")
    browser.one(".modal-dialog .freezer-login")
    assert restore_jobs(demo) == []
    log_in_again(browser)
    browser.click(".freezer-restore-start")
    browser.one(".freezer-restore-job", "Restore of orders")
    assert places(demo) == {"orders": "/srv/typed/srv/orders"}
    close(browser)

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
