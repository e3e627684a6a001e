"""Lists that are longer than the screen: drawn in part, reachable in whole."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from selenium.webdriver.common.keys import Keys

from tests.browser.browser import BOARD
from tests.browser.test_main_job import card, settled

MANY = 150
POOL = "#freezer-zone-pool"
LIST = f"{POOL} .freezer-scrolls"


@pytest.fixture
def many(new_job):
    with ThreadPoolExecutor(4) as pool:
        return list(pool.map(lambda number: new_job(f"Long {number:03}"), range(MANY)))


def scroll_to_end(browser):
    browser.driver.execute_script(
        "const list = document.querySelector(arguments[0]); list.scrollTop = list.scrollHeight",
        LIST,
    )


def places(browser):
    return [int(each.get_attribute("aria-posinset")) for each in drawn(browser)]


def focused(browser):
    return browser.driver.switch_to.active_element


def drawn(browser):
    return browser.driver.find_elements("css selector", f"{POOL} .freezer-card")


def all_read(browser):
    """Scrolls on until the pool has no more to read, as somebody does whose Freezer is busy."""
    scroll_to_end(browser)
    for again in browser.all(f"{POOL} .freezer-pool-failure button"):
        again.click()
    badge = browser.one(f"{POOL} .badge").text
    return badge == str(MANY) and places(browser)[-1:] == [MANY]


def test_a_long_pool_is_read_as_it_is_scrolled_and_drawn_in_part(
    browser, as_demo_tab, demo, new_session, many
):
    session_id = new_session("Last of the long ones")
    # a write of ours: what others have read of the jobs a minute ago is no use any more
    written = {"description": "AAA for the last of the long ones"}
    assert as_demo_tab.patch(f"sessions/{session_id}", written).ok
    browser.open(BOARD)
    browser.fill("#freezer-pool-search", "Long ")
    browser.until(lambda: all_read(browser), 120)
    browser.until(lambda: len(drawn(browser)) < 60)

    # The last one is dragged, and is where it was put.
    # Freezer promises no order: the last one is the one in the last place.
    last = drawn(browser)[-1]
    job_id = last.get_attribute("data-job")
    assert last.get_attribute("aria-posinset") == str(MANY)
    browser.drag(last, browser.one(f"#freezer-zone-{session_id} .freezer-cards"))
    card(browser, session_id, job_id)
    settled(browser)
    assert list(demo.sessions.get(session_id)["jobs"]) == [job_id]

    # Keys find the way back from far away.
    browser.still()
    browser.press(drawn(browser)[0], Keys.ARROW_DOWN)
    browser.until(lambda: focused(browser).get_attribute("aria-posinset") == "2")
    assert focused(browser).is_displayed()


def test_a_session_of_many_jobs_is_drawn_in_part_and_searched(browser, demo, new_session, many):
    session_id = new_session("Long session", jobs=tuple(many))
    browser.open_session(session_id, "jobs")
    browser.one(".freezer-member")
    assert len(browser.all(".freezer-member")) < 60
    table = browser.one(".freezer-members-table")
    columns = [head.size["width"] for head in table.find_elements("tag name", "th")]

    def at_the_last():
        browser.driver.execute_script("arguments[0].scrollIntoView({block: 'end'})", table)
        return browser.all(".freezer-member")[-1].get_attribute("aria-rowindex") == str(MANY + 1)

    browser.until(at_the_last)
    assert len(browser.all(".freezer-member")) < 60
    now = [head.size["width"] for head in table.find_elements("tag name", "th")]
    assert all(abs(width - was) <= 2 for width, was in zip(now, columns, strict=True))

    # A search finds one that is far away, and it is taken out.
    browser.fill("#freezer-members-search", "long 077")
    browser.until(lambda: [row.text for row in browser.all(".freezer-member")][1:] == [])
    browser.until(lambda: browser.driver.current_url.endswith("?tab=jobs&q=long%20077"))
    browser.click(".freezer-member .freezer-remove")
    browser.one(".freezer-members-table .no-rows-help", "No job matches the search.")
    assert len(demo.sessions.get(session_id)["jobs"]) == MANY - 1
