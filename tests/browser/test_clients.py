"""The panel of clients: what protects each machine, its jobs, and what can be done with it."""

import pytest
from selenium.webdriver.common.keys import Keys

from stack.seed import register
from tests.browser.access import violations
from tests.browser.browser import CLIENTS, ROW

SPARE = "spare-1"


@pytest.fixture
def spare(demo):
    """A machine without jobs."""
    register(demo, SPARE, "Nothing on it yet")
    yield SPARE
    demo.clients.delete(SPARE)


@pytest.fixture
def look(as_demo_tab, new_session):
    """Open the panel on what is there now: a write of ours drops what was read a moment ago."""
    session_id = new_session("Written to")

    def opened(browser):
        written = as_demo_tab.patch(f"sessions/{session_id}", {"description": "Written"})
        assert written.status_code == 200
        browser.open(CLIENTS)

    return opened


def names(browser):
    return [cell.text for cell in browser.all(f"{ROW} td:nth-of-type(4)")]


def protection(browser, name):
    return browser.cells(name)[0]


def remove(browser, name, sure="Delete Client"):
    browser.choose(name, "Delete Client")
    browser.one(".freezer-work-list", name)
    browser.click(".modal-footer .btn", sure)


def test_clients_are_listed_with_what_protects_them_and_found(browser, look, spare, new_job):
    new_job("Orders")
    look(browser)
    # what nothing protects comes first
    browser.until(lambda: names(browser) == [SPARE, "shop-db-1"])
    browser.until(lambda: protection(browser, "shop-db-1") == "1 of 1 backup job active")
    assert protection(browser, SPARE) == "Not backed up · no jobs"
    assert browser.one(".freezer-chip[data-state=unprotected] .fa-exclamation-triangle")
    assert browser.cells(SPARE)[1:3] == [SPARE, "Nothing on it yet"]
    assert browser.one(".freezer-total").text.startswith("2 clients")
    browser.fill("hz-resource-table .search-input", "nothing on it")
    browser.until(lambda: names(browser) == [SPARE])


def test_a_client_is_opened_with_its_jobs_by_keys(browser, look, new_session, new_job):
    new_session("Shop at night", jobs=(new_job("Member"),))
    new_job("Stopped one", schedule_interval="1 days", event="stop")
    look(browser)
    browser.one(ROW, "active")
    chevron = browser.one(f"{ROW} [hz-expand-detail][tabindex='0']")
    assert chevron.get_attribute("aria-label") == "Details of shop-db-1"
    browser.press(chevron, Keys.ENTER)
    browser.one(".freezer-drawer", "tar, rsync")
    assert chevron.get_attribute("aria-expanded") == "true"
    assert violations(browser) == []
    listed = [row.text for row in browser.all(".freezer-client-job")]
    assert [text.split()[0] for text in listed] == ["Member", "Stopped"]
    assert "None Stopped" in listed[1]
    browser.click(".freezer-client-job a", "Shop at night")
    browser.one("h1", "Shop at night")


def test_a_client_is_deleted_unless_jobs_need_it(browser, look, demo, spare, new_job):
    new_job("Needs it")
    look(browser)
    remove(browser, "shop-db-1")
    browser.not_done('shop-db-1 has the job "Needs it".')
    assert demo.clients.get("shop-db-1") is not None
    assert "shop-db-1" in names(browser)
    remove(browser, SPARE, "Cancel")
    browser.until_closed()
    assert demo.clients.get(SPARE) is not None
    remove(browser, SPARE)
    browser.toast(f"Deleted client {SPARE}.")
    browser.until(lambda: SPARE not in names(browser))
    assert demo.clients.get(SPARE) is None


def test_clients_are_there_while_their_jobs_cannot_be_read(browser, look, wired, spare):
    wired.freezer.inject("GET", "/jobs", "status", status=503, nth=0)
    look(browser)
    browser.one(".freezer-progress [role=alert]", "Freezer failed")
    assert protection(browser, SPARE) == "Not known yet"
    wired.freezer.reset()
    browser.click(".freezer-progress-go-on")
    browser.until(lambda: protection(browser, SPARE).startswith("Not backed up"))
    browser.until(lambda: not browser.all(".freezer-progress"))
