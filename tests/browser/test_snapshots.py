"""A session's runs: the picture of the last one, the history, what can be done about them."""

import time

import pytest
from selenium.webdriver.common.keys import Keys

from stack.shop import RUNNING, SUCCESS
from tests.browser.browser import SESSIONS
from tests.rest.runs import play

NAMES = ("orders", "uploads", "search")
DAY = 86400


@pytest.fixture
def nightly(new_runs):
    """Three nights: all went well, one had no backup of one job, in the last one failed."""
    last, bad = int(time.time()) - 600, ("search",)
    return new_runs("Whole shop", NAMES, {last - 2 * DAY: (), last - DAY: bad, last: bad})


def open_history(browser, session_id):
    browser.open_session(session_id, "history")
    browser.one(".freezer-history-cell")


def test_the_last_run_is_a_picture_and_a_table(browser, nightly):
    browser.open_session(nightly[0])
    assert browser.one("#freezer-run-title").text == "Last run: tag 3"
    rows = browser.all(".freezer-run-row")
    assert len(rows) == len(NAMES)
    bars = browser.all(".freezer-run-bar")
    assert all(bar.size["width"] >= 3 for bar in bars)
    wide = bars[0].size["width"]
    browser.press(rows[0], "+")
    browser.until(lambda: browser.all(".freezer-run-bar")[0].size["width"] > 1.5 * wide)
    browser.press(rows[0], "0", Keys.ARROW_DOWN)
    assert browser.focused.get_attribute("data-job") == rows[1].get_attribute("data-job")
    browser.click(".freezer-run-as")
    browser.one(".freezer-run-table tr", "Failed in this run")


def test_the_history_is_walked_by_keys_pinned_and_compared(browser, demo, nightly):
    session_id, names = nightly
    open_history(browser, session_id)
    tags = [head.text for head in browser.all(".freezer-history-head .freezer-history-tag")]
    assert tags == ["~1", "~2", "3"] or tags == ["1", "2", "3"]
    newest = browser.all(".freezer-history-head")[-1]
    browser.press(newest, Keys.ARROW_DOWN, Keys.ARROW_LEFT)
    assert "job" not in browser.focused.get_attribute("class")
    browser.press(browser.focused, Keys.ENTER)
    browser.one(".freezer-history-part .freezer-history-backup", "/srv/orders")
    browser.press(browser.focused, Keys.ESCAPE)
    browser.until(lambda: not browser.all(".freezer-history-panel"))

    browser.click(".freezer-history-offer-do", "tag 3")
    browser.one(".freezer-history-said", "Tag 3 is pinned")
    pinned = [
        backup["backup_metadata"]
        for backup in demo.backups.list(limit=1000)
        if backup["backup_metadata"].get("session_id") == session_id
    ]
    assert {each["job_id"] for each in pinned} == {names["orders"], names["uploads"]}
    assert {each["session_tag"] for each in pinned} == {3}

    browser.click_nth(".freezer-history-head", -1)
    browser.one(".freezer-history-panel", "pinned")
    browser.click("#freezer-history-other option", "1")
    browser.one(".freezer-history-changed", "Failed")
    browser.click(".freezer-history-back")
    browser.click(".freezer-history-unpin")
    browser.click(".freezer-history-unpin-do")
    browser.one(".freezer-history-said", "no longer pinned")


def test_running_now_says_what_it_writes_and_gives_it_back(browser, demo, nightly):
    session_id, names = nightly
    browser.open_session(session_id)
    before = demo.jobs.get(names["orders"])["job_schedule"]
    browser.click(".freezer-offers-toggle", "Retry 1 failed")
    browser.one(".freezer-offer[data-kind='retry'] li", '"search"')
    browser.click(".freezer-offers-toggle", "Run now")
    browser.one(".freezer-offer[data-kind='run'] li", "as tag 4")
    assert demo.jobs.get(names["orders"])["job_schedule"] == before
    browser.click(".freezer-offer[data-kind='run'] .freezer-offer-go")
    browser.one(".freezer-offers-said", "runs at")
    assert demo.jobs.get(names["orders"])["job_schedule"] != before
    browser.click(".freezer-offers-give")
    browser.one(".freezer-offers-said", "back on their session's schedule")
    browser.until(lambda: not browser.all(".freezer-problems"))


def test_the_page_follows_a_run_without_a_reload(browser, demo, nightly):
    session_id, names = nightly
    browser.open_session(session_id)
    browser.one(".freezer-run-row")
    browser.driver.execute_script("window.stillHere = true")
    now = int(time.time()) - 2
    play(demo, session_id, names, now, {**dict.fromkeys(NAMES, SUCCESS), "search": RUNNING})
    browser.one(".freezer-chip", "Running tag 4")
    browser.one("#freezer-run-title", "Current run: tag 4")
    spoken = browser.driver.find_element("css selector", ".freezer-announcement")
    assert "Running tag 4" in spoken.get_attribute("textContent")
    demo.sessions.end_session(session_id, names["search"], 4, "success")
    browser.click_tab("history")
    browser.one(".freezer-history-tag", "4")
    assert browser.driver.execute_script("return window.stillHere")


def test_the_list_follows_too_and_can_be_paused(browser, demo, nightly):
    session_id, names = nightly
    browser.open(SESSIONS)
    browser.one("hz-resource-table tr", "Tag 3")
    browser.click(".freezer-pause")
    browser.one(".freezer-updated", "Paused")
    now = int(time.time()) - 2
    play(demo, session_id, names, now, {**dict.fromkeys(NAMES, SUCCESS), "search": RUNNING})
    browser.click(".freezer-pause")
    browser.one("hz-resource-table tr", "Running tag 4")
