"""Lists that are longer than the screen: drawn in part, reachable in whole."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from selenium.webdriver.common.keys import Keys

from tests.browser.browser import BOARD, JOBS
from tests.browser.test_main_job import card, settled
from tests.conftest import delete_job, make_job

MANY = 150
POOL = "#freezer-zone-pool"
LIST = f"{POOL} .freezer-scrolls"
#: In the list of jobs.
NAMES = "hz-resource-table tbody tr td:nth-of-type(4)"


@pytest.fixture(scope="module")
def many(demo) -> Iterator[list[str]]:
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda number: make_job(demo, f"Long {number:03}"), range(MANY)))
        yield made
        list(pool.map(lambda job_id: delete_job(demo, job_id), made))


def scroll_to_end(browser):
    browser.driver.execute_script(
        "const list = document.querySelector(arguments[0]); list.scrollTop = list.scrollHeight",
        LIST,
    )


def places(browser):
    return [int(each.get_attribute("aria-posinset")) for each in drawn(browser)]


def drawn(browser):
    return browser.driver.find_elements("css selector", f"{POOL} .freezer-card")


def all_read(browser):
    """Scrolls on until the pool has no more to read, as somebody does whose Freezer is busy."""
    scroll_to_end(browser)
    for again in browser.all(f"{POOL} .freezer-pool-failure button"):
        again.click()
    badge = browser.one(f"{POOL} .badge").text
    return badge == str(MANY) and places(browser)[-1:] == [MANY]


def test_a_failure_in_the_middle_of_a_long_list_is_said_and_one_can_go_on(
    browser, as_demo_tab, wired, many
):
    # A write of ours drops what others have read of the later stretches a moment ago.
    assert as_demo_tab.post(f"jobs/{many[0]}/event", {"event": "start"}).status_code == 200
    wired.freezer.inject("GET", r"/jobs/\?.*offset=100", "status", status=503, nth=0)
    browser.open(JOBS)
    browser.one(".freezer-progress [role=alert]", "Freezer failed")
    browser.one(".freezer-progress-words", "100 jobs loaded so far")
    browser.until(lambda: len(browser.all(NAMES)) == 20)
    browser.until(lambda: browser.total() == 100)
    wired.freezer.reset()
    browser.click(".freezer-progress-go-on")
    browser.until(lambda: browser.total() == MANY)
    browser.until(lambda: not browser.all(".freezer-progress"))
    # Freezer promises no order: each of them can be found.
    for number in (0, MANY // 2, MANY - 1):
        browser.fill("hz-resource-table .search-input", f"long {number:03}")
        browser.until(
            lambda wanted=f"Long {number:03}": (
                [each.text for each in browser.all(NAMES)] == [wanted]
            )
        )


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
    browser.until(lambda: browser.focused.get_attribute("aria-posinset") == "2")
    assert browser.focused.is_displayed()


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
