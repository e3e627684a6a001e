"""The list: paging, search, its address, and bad times."""

from tests.browser.browser import SESSIONS, session_page


def shown(browser):
    return [link.text for link in browser.all("hz-resource-table hz-cell a")]


def test_every_session_is_reached_by_paging(browser, new_session):
    for number in range(25):
        new_session(f"Page {number:02}")
    browser.open(SESSIONS)
    browser.until(lambda: len(shown(browser)) == 20)
    seen = set(shown(browser))
    browser.click("hz-resource-table st-pagination a", "Next")
    browser.until(lambda: shown(browser) and not set(shown(browser)) & seen)
    seen |= set(shown(browser))
    assert {f"Page {number:02}" for number in range(25)} <= seen


def test_a_full_text_search_finds_the_one(browser, new_session):
    for name in ("Alpha shop", "Beta shop", "Gamma store"):
        new_session(name)
    browser.open(SESSIONS)
    browser.fill("hz-resource-table .search-input", "gamma")
    browser.until(lambda: shown(browser) == ["Gamma store"])


def test_what_is_shown_is_in_the_address(browser, demo, new_session, new_job):
    job_id = new_job("fails")
    failed = new_session("Zebras failed", jobs=(job_id,))
    demo.sessions.start_session(failed, job_id, 0)
    demo.sessions.end_session(failed, job_id, 1, "fail")
    new_session("Nothing in it")
    new_session("Waits", jobs=(new_job("waits"),))
    browser.open(f"{SESSIONS}?surprise=1&sort=gone&page=99&verdict=nonsense")
    # what needs somebody comes first
    browser.until(lambda: shown(browser) == ["Zebras failed", "Nothing in it", "Waits"])
    browser.click("[data-chip=never]")
    browser.until(lambda: shown(browser) == ["Waits"])
    browser.until(lambda: browser.driver.current_url.endswith("?surprise=1&verdict=never"))
    browser.driver.refresh()
    browser.until(lambda: shown(browser) == ["Waits"])
    assert browser.one("[data-chip=never]").get_attribute("aria-pressed") == "true"
    browser.click("a.freezer-session-link", "Waits")
    browser.one(".h1, h1", "Waits")
    browser.driver.back()
    browser.until(lambda: shown(browser) == ["Waits"])
    browser.driver.back()
    browser.until(lambda: len(shown(browser)) == 3)
    # the remedy of what failed is its row's first button
    browser.click("hz-resource-table .actions_column button", "Retry")
    browser.one(".freezer-offers-toggle[data-kind=retry][aria-expanded=true]")


def test_a_freezer_that_fails_is_said_and_what_was_shown_is_kept(browser, wired, new_session):
    new_session("Still here")
    browser.open(SESSIONS)
    browser.until(lambda: "Still here" in shown(browser))
    wired.freezer.inject("GET", "/sessions", "status", status=503, nth=0)
    browser.click(".freezer-refresh")
    browser.one(".freezer-feed-failure", "Freezer failed")
    assert "Still here" in shown(browser)
    new_session("New meanwhile")
    wired.freezer.reset()
    # By itself, without a click.
    browser.until(lambda: "New meanwhile" in shown(browser))
    browser.until(lambda: not browser.all(".freezer-feed-failure"))


def test_a_freezer_that_is_down_at_first_is_said_and_recovers(browser, wired, new_session):
    new_session("After the storm")
    wired.freezer.inject("GET", "/sessions", "cut", nth=0)
    browser.driver.get(browser.url + SESSIONS)
    browser.one(".freezer-feed-failure", "cannot be reached")
    wired.freezer.reset()
    browser.until(lambda: "After the storm" in shown(browser))


def test_the_first_rows_are_there_before_any_script(browser, new_session):
    session_id = new_session("Aaa early")
    ask = browser.driver.execute_cdp_cmd
    ask("Network.enable", {})
    ask("Network.setBlockedURLs", {"urls": ["*/js/*"]})
    try:
        browser.driver.get(browser.url + SESSIONS)
        link = browser.one(".freezer-early a", "Aaa early")
        assert link.get_attribute("href").endswith(session_page(session_id))
        assert browser.one(".freezer-early .freezer-chip", "No jobs").is_displayed()
    finally:
        ask("Network.setBlockedURLs", {"urls": []})
        assert browser.complaints()  # of what was blocked
    browser.open(SESSIONS)
    browser.one("a.freezer-session-link", "Aaa early")
    browser.until(lambda: not browser.all(".freezer-early"))
