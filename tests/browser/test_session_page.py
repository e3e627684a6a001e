"""A session's page: what it shows has an address, for Back, a reload and another tab alike."""

import time

import pytest
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select

from stack import agent
from stack.shop import SUCCESS, Run
from tests.browser.browser import SESSIONS, session_page

NAMES = ("orders", "uploads", "search")
DAY = 86400
IS_STILL = """
return !angular.element(document.body).injector().get('$http').pendingRequests.length;
"""


@pytest.fixture
def nightly(new_runs):
    """Two nights: all went well, then one failed."""
    last = int(time.time()) - 600
    return new_runs("Addressed shop", NAMES, {last - DAY: (), last: ("search",)})[0]


def at(browser, address: str):
    browser.until(lambda: browser.driver.current_url.endswith(address))


def test_every_view_has_an_address(browser, nightly):
    page = session_page(nightly)
    browser.open(SESSIONS)
    browser.driver.execute_script("window.sameDocument = true")
    browser.click("hz-resource-table hz-cell a", "Addressed shop")
    browser.one(".freezer-session-head h1", "Addressed shop")
    at(browser, page)
    assert browser.driver.execute_script("return window.sameDocument")
    browser.until(lambda: browser.driver.title.startswith("Addressed shop - "))
    browser.click(".freezer-run-as")
    browser.one(".freezer-run-table")
    at(browser, f"{page}?view=table")

    browser.click_tab("history")
    at(browser, f"{page}?tab=history")
    browser.click_nth(".freezer-history-head", -1)
    at(browser, f"{page}?tab=history&tag=2")
    browser.one(".freezer-history-members")
    Select(browser.one("#freezer-history-other")).select_by_index(1)
    browser.one(".freezer-history-differences li")
    shared = f"{page}?tab=history&tag=2&with=1"
    at(browser, shared)
    browser.driver.refresh()
    browser.one(".freezer-history-differences li")
    browser.driver.back()
    browser.one(".freezer-history-members")
    at(browser, f"{page}?tab=history&tag=2")
    browser.driver.back()
    browser.until(lambda: not browser.all(".freezer-history-panel"))
    browser.driver.back()
    browser.one(".freezer-run-table")
    at(browser, f"{page}?view=table")

    browser.click_tab("jobs")
    assert len(browser.until(lambda: browser.all(".freezer-member"))) == len(NAMES)
    tab = browser.one("#freezer-tab-jobs")
    browser.press(tab, Keys.ARROW_RIGHT, Keys.SPACE)
    at(browser, f"{page}?tab=schedule")
    browser.one(".freezer-next-run")
    assert browser.one("#freezer-tab-schedule").get_attribute("aria-selected") == "true"
    assert not browser.all(".freezer-member, .freezer-history-head, .freezer-run-row")

    browser.driver.switch_to.new_window("tab")
    try:
        browser.open(shared)
        browser.one(".freezer-history-differences li")
        assert (
            browser.all(
                ".freezer-chip",
            )
            != []
        )
    finally:
        browser.driver.close()
        browser.driver.switch_to.window(browser.driver.window_handles[0])


def test_it_is_read_for_its_head_ahead_for_its_members_and_once_by_the_browser(
    browser, wired, nightly
):
    """Horizon starts a page that is opened by its address twice."""

    def reads():
        wired.freezer.reset()
        browser.open_session(nightly, "jobs")
        browser.one(".freezer-member")
        browser.until(lambda: browser.driver.execute_script(IS_STILL))
        return sum(path.endswith(f"/sessions/{nightly}") for _verb, path in wired.freezer.calls)

    # on a slow machine, a refresh may come before the page is still
    assert any(reads() <= 3 for _load in range(4))


def test_its_head_is_there_before_any_script(browser, nightly):
    ask = browser.driver.execute_cdp_cmd
    ask("Network.enable", {})
    ask("Network.setBlockedURLs", {"urls": ["*/js/*"]})
    try:
        browser.driver.get(browser.url + session_page(nightly))
        browser.one(".freezer-early h1", "Addressed shop")
        assert browser.one(".freezer-early .freezer-chip", "ag 2").is_displayed()
    finally:
        ask("Network.setBlockedURLs", {"urls": []})
        assert browser.complaints()  # of what was blocked
    browser.open_session(nightly)
    browser.one(".freezer-run-row")
    browser.until(lambda: not browser.all(".freezer-early"))


def test_no_line_runs_through_the_words_of_a_member_that_did_not_run(
    browser, demo, new_session, new_job
):
    ran, session_id = new_job("ran"), new_session("Crossed", jobs=())
    for job_id in (ran, new_job("absent")):
        demo.sessions.add_job(session_id, job_id)
    agent.play(demo, session_id, {"ran": ran}, Run(int(time.time()) - 300, {"ran": SUCCESS}))
    browser.open_session(session_id)
    mark = browser.one(".freezer-run-mark", "Did not run")
    # the lines are drawn behind the row
    assert mark.value_of_css_property("background-color") == "rgba(255, 255, 255, 1)"


def test_a_link_to_a_session_that_is_gone_leads_on(browser):
    browser.driver.get(f"{browser.url}/ngdetails/OS::Freezer::Session/gone?nav=%2Fproject%2F")
    browser.one(".freezer-gone h1", "This session does not exist")
    at(browser, session_page("gone"))
    assert browser.one("#sidebar, .sidebar, nav", "Backup and Restore")
    browser.click(".freezer-gone-list")
    browser.one("hz-resource-table, .freezer-empty")
