"""The first page: what it counts is what the lists and Freezer's own documents have."""

import time

import pytest
from selenium.webdriver.common.keys import Keys

from stack import agent, users
from stack.seed import register
from tests.browser.access import violations
from tests.browser.browser import OVERVIEW, ROW, logged_in
from tests.rest.runs import back_up

pytestmark = pytest.mark.usefixtures("no_backups")
NOW = int(time.time())
HOUR, DAY = 3600, 86_400


@pytest.fixture
def machine(demo):
    register(demo, "night-db-1", "Only here")
    yield "night-db-1"
    demo.clients.delete("night-db-1")


@pytest.fixture(scope="module")
def empty_browser(wired):
    """Of a project in which there is nothing."""
    with logged_in(wired.cloud.horizon_url, users.ADMIN) as window:
        yield window


@pytest.fixture
def bad_night(new_runs):
    """Two sessions of last night, one of which failed; their ids."""
    good, _orders = new_runs("Orders, every night", ["orders"], {NOW - HOUR: ()})
    bad, _mails = new_runs("Mails, every night", ["mails"], {NOW - HOUR: ["mails"]})
    return good, bad


def counter(browser, name):
    return browser.one(f"[data-counter='{name}'] .freezer-counter-number").text


@pytest.fixture
def write(demo, as_demo_tab):
    """A write of ours: what was read before is dropped."""

    def written():
        gone = back_up(demo, "0" * 32, "gone", NOW)
        assert as_demo_tab.delete(f"backups/{gone}").status_code == 204

    return written


@pytest.fixture
def whole(write):
    """Open the page, as it is now, and wait until the machines are there, too."""

    def opened(browser, query=""):
        write()
        browser.open(OVERVIEW + query)
        browser.one(".freezer-heat-row")

    return opened


def cells(browser, machine):
    return browser.all(f".freezer-heat-row[data-machine='{machine}'] a[data-col]")


def test_each_counter_leads_to_the_list_that_it_counts(browser, whole, demo, machine, bad_night):
    whole(browser)
    browser.one(".freezer-overview-words", "1 of 2 sessions complete. 1 needs you.")
    # What came with the page is gone.
    assert browser.all(".freezer-early") == []
    assert len(browser.all(".page-header h1, hz-page-header h1")) == 1
    assert violations(browser) == []
    documents = demo.sessions.list_all(limit=100)
    assert counter(browser, "complete") == "1"
    assert counter(browser, "incomplete") == "1"
    results = [document["result"] for document in documents if document["result"]]
    assert sorted(results) == ["fail", "success"]
    jobs = demo.jobs.list_all(limit=1000)
    failed = [job for job in jobs if (job["job_schedule"] or {}).get("result") == "fail"]
    assert counter(browser, "failed") == str(len(failed)) == "1"
    unprotected = int(counter(browser, "unprotected"))
    browser.click("[data-counter='incomplete']")
    browser.until(
        lambda: [link.text for link in browser.all(f"{ROW} hz-cell a")] == ["Mails, every night"]
    )
    whole(browser)
    browser.click("[data-counter='failed']")
    browser.one(f"{ROW} hz-cell", "mails")
    browser.until(lambda: "result=fail" in browser.driver.current_url)
    browser.until(lambda: len(browser.all(f"{ROW} .freezer-item-link")) == 1)
    assert "orders" not in browser.one("hz-resource-table tbody").text
    whole(browser)
    browser.click("[data-counter='unprotected']")
    browser.one(f"{ROW} hz-cell", "Not backed up")
    browser.until(lambda: len(browser.all(f"{ROW} .freezer-item-link")) == unprotected)
    rows = [row for row in browser.all(ROW) if row.find_elements("tag name", "hz-cell")]
    assert all("Not backed up" in row.text for row in rows)


def test_a_red_line_has_its_remedy_beside_it(browser, whole, machine, bad_night):
    _good, bad = bad_night
    whole(browser)
    line = browser.one(f".freezer-line[data-session='{bad}']")
    assert "failed" in line.text
    browser.click(f".freezer-line[data-machine='{machine}'] .freezer-protect-one")
    chosen = browser.one(".freezer-protect-client", machine)
    assert chosen.find_element("tag name", "input").is_selected()
    browser.click(".freezer-protect-close")
    browser.until_closed()
    browser.click(f".freezer-line[data-session='{bad}'] .freezer-line-do")
    browser.one("h1", "Mails, every night")
    browser.until(lambda: browser.driver.title.startswith("Mails, every night - "))
    browser.one(".freezer-offers-toggle", "Retry 1 failed")


def test_the_nights_are_those_of_the_records(browser, whole, demo, machine, new_job):
    job_id = new_job("night", client_id=machine, schedule_hour="2")
    agent.adopt(demo, job_id)
    made = [NOW - back * DAY for back in (2, 2, 4)]
    for number, at in enumerate(made):
        back_up(demo, job_id, "night", at + number, hostname=machine)
    back_up(demo, job_id, "night", NOW - 6 * DAY, hostname=machine, dry_run=True)
    whole(browser)
    row = cells(browser, machine)
    records = [record["backup_metadata"] for record in demo.backups.list(limit=100)]
    for cell in row:
        query = cell.get_attribute("href").split("?")[1]
        span = dict(part.split("=") for part in query.split("&"))
        first, end = int(span["from"]), int(span["until"])
        assert 23 * HOUR <= end - first <= 25 * HOUR
        good = [
            record
            for record in records
            if first <= record["time_stamp"] < end and not record.get("dry_run")
        ]
        assert int(cell.get_attribute("data-backups")) == len(good)
    states = [cell.get_attribute("data-state") for cell in row]
    assert states.count("made") == 2
    assert states.count("unusable") == 1
    assert "missed" in states
    # read to who does not see colours
    told = next(cell for cell in row if cell.get_attribute("data-backups") == "2")
    assert told.get_attribute("aria-label").startswith(f"{machine}, ")
    assert told.get_attribute("aria-label").endswith(": 2 backups")
    assert violations(browser) == []


def test_a_night_is_walked_to_and_opened_with_the_keyboard(browser, whole, demo, machine, new_job):
    job_id = new_job("night", client_id=machine, schedule_hour="2")
    back_up(demo, job_id, "night", NOW - 2 * DAY, hostname="called-otherwise")
    back_up(demo, job_id, "night", NOW - 9 * DAY, hostname="called-otherwise")
    whole(browser)
    (stop,) = browser.all(".freezer-heat [tabindex='0']")
    browser.press(stop, Keys.HOME, Keys.CONTROL + Keys.HOME)
    focused = browser.focused
    assert (focused.get_attribute("data-row"), focused.get_attribute("data-col")) == ("0", "0")
    (target,) = [
        cell
        for cell in cells(browser, machine)
        if cell.get_attribute("data-backups") == "1" and int(cell.get_attribute("data-col")) > 7
    ]
    down, right = (int(target.get_attribute(f"data-{way}")) for way in ("row", "col"))
    browser.press(focused, *[Keys.ARROW_DOWN] * down, *[Keys.ARROW_RIGHT] * right)
    assert browser.focused == target
    assert len(browser.all(".freezer-heat [tabindex='0']")) == 1
    browser.press(target, Keys.ENTER)
    browser.one(".freezer-list-part", f"Only the backups of {machine} from")
    browser.one(".freezer-total", "1 backup")
    browser.click(".freezer-list-part a")
    browser.one(".freezer-total", "2 backups")


def test_what_is_asked_for_stands_in_the_address(browser, whole, demo, machine, new_job):
    job_id = new_job("night", client_id=machine)
    agent.adopt(demo, job_id)
    back_up(demo, job_id, "night", NOW - 3 * HOUR, hostname=machine)
    whole(browser)
    row = f".freezer-heat-row[data-machine='{machine}']"
    assert browser.one(row).get_attribute("data-state") == "fresh"
    whole(browser, "?older=2&nights=30&surprise=1")
    browser.until(lambda: browser.one(row).get_attribute("data-state") == "overdue")
    assert len(cells(browser, machine)) >= 30
    browser.one(".freezer-overview-words", "younger than 2 h.")
    browser.click(".freezer-nights-14")
    browser.until(lambda: len(cells(browser, machine)) < 20)
    assert "older=2" in browser.driver.current_url
    assert "nights" not in browser.driver.current_url
    browser.driver.back()
    browser.until(lambda: len(cells(browser, machine)) >= 30)
    browser.click(".freezer-by-sessions")
    browser.until(lambda: "by=sessions" in browser.driver.current_url)


def test_an_empty_project_is_told_what_to_do(empty_browser):
    empty_browser.open(OVERVIEW)
    empty_browser.one(".freezer-overview-empty h2", "Nothing is backed up in this project yet")
    assert len(empty_browser.all(".freezer-overview-steps .btn")) == 3
    assert empty_browser.all(".freezer-counters") == []
    assert violations(empty_browser) == []
    assert empty_browser.complaints() == []


def test_a_freezer_that_answers_half_still_tells_of_sessions(browser, wired, write, bad_night):
    write()
    wired.freezer.inject("GET", r"/backups/\?", "status", status=503, nth=0)
    browser.driver.get(browser.url + OVERVIEW)
    browser.one(".freezer-feed-failure", "Freezer failed")
    browser.one(".freezer-overview-words", "1 of 2 sessions complete.")
    assert counter(browser, "unprotected") == "…"
    assert browser.all(".freezer-overview-empty, .freezer-overview-calm") == []
    wired.freezer.reset()
    browser.click(".freezer-retry")
    browser.one(".freezer-heat-row")
