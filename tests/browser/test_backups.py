"""The panel of all backups: what it lists, how one is restored, and what deleting one means."""

import time

import pytest
from selenium.webdriver.common.keys import Keys

from tests.browser.access import violations
from tests.browser.browser import BACKUPS, ROW
from tests.rest.runs import back_up

pytestmark = pytest.mark.usefixtures("no_backups")
NOW = int(time.time()) - 3600


def names(browser):
    return [cells[0] for cells in table(browser)]


def table(browser):
    rows = [row.find_elements("tag name", "hz-cell") for row in browser.all(ROW)]
    return [[cell.text for cell in cells] for cells in rows if cells]


def test_backups_are_listed_newest_first_and_opened_by_keys(browser, demo, new_job, new_session):
    member, free = new_job("Orders job"), new_job("Free job")
    session_id = new_session("Shop at night", jobs=(member,))
    backup_id = back_up(demo, member, "orders", NOW)
    back_up(demo, member, "timeless", -1)
    back_up(demo, free, "uploads", NOW + 60, session_id=session_id, session_tag=7)
    back_up(demo, "f" * 32, "left", NOW - 60, hostname="gone-1")
    browser.open(BACKUPS)
    browser.until(
        lambda: (
            [each.split("\n")[0] for each in names(browser)]
            == ["uploads", "orders", "left", "timeless"]
        )
    )
    _uploads, orders, left, timeless = table(browser)
    assert orders[2:6] == ["shop-db-1", "Orders job", "Shop at night", "local: /var/backups/orders"]
    assert left[2:5] == ["gone-1", "Deleted job", "None"]
    assert browser.one(".freezer-total").text.startswith("4 backups")
    # It stands last, and is not restored.
    assert timeless[0].startswith("timeless\nFreezer has no time for this backup")
    assert timeless[1] == "-"
    assert "Restore Backup" not in browser.one(ROW, "timeless").text
    assert violations(browser) == []
    chevron = browser.one("[aria-label='Details of orders'][tabindex='0']")
    browser.press(chevron, Keys.ENTER)
    # it slides open
    for text in (backup_id, "/srv/orders", "19.0.0"):
        browser.one(".freezer-drawer", text)
    assert violations(browser) == []
    browser.fill("hz-resource-table .search-input", "tag 7")
    browser.until(lambda: names(browser) == ["uploads"])
    browser.click(f"{ROW} hz-cell a", "Shop at night, tag 7")
    browser.one("h1", "Shop at night")


def test_a_record_is_deleted_and_what_that_means_is_said(browser, demo, new_job):
    job_id = new_job("Orders job")
    back_up(demo, job_id, "goes", NOW)
    back_up(demo, job_id, "stays", NOW - 60)
    browser.open(BACKUPS)
    browser.choose("goes", "Delete Backup")
    browser.confirm("The data stays in the storage", "Delete Backup")
    browser.toast("Deleted backup goes.")
    browser.until(lambda: names(browser) == ["stays"])
    assert [row["backup_metadata"]["backup_name"] for row in demo.backups.list()] == ["stays"]


def test_many_are_deleted_and_what_failed_stays(browser, demo, wired, new_job):
    job_id = new_job("Orders job")
    made = [back_up(demo, job_id, f"b{number}", NOW + number) for number in range(3)]
    browser.open(BACKUPS)
    browser.until(lambda: names(browser) == ["b2", "b1", "b0"])
    wired.freezer.inject("DELETE", f"/backups/{made[1]}", "status", status=500, nth=0)
    browser.click("label[for=hz-table-select-all]")
    browser.click("hz-resource-table actions button", "Delete Backups")
    browser.one(".freezer-work-list", "b2\nb1\nb0")
    browser.click(".modal-footer .btn", "Delete Backups")
    browser.not_done("b1")
    browser.until(lambda: names(browser) == ["b1"])
    assert [row["backup_id"] for row in demo.backups.list()] == [made[1]]


def test_that_there_is_none_is_said(browser):
    browser.open(BACKUPS)
    browser.one(".freezer-empty", "No backups yet")
    assert violations(browser) == []


def test_a_failure_is_no_empty_list_and_one_can_try_again(
    browser, wired, demo, as_demo_tab, new_job
):
    job_id = new_job("Orders job")
    back_up(demo, job_id, "orders", NOW)
    # A write of ours drops what others have read a moment ago.
    assert as_demo_tab.delete(f"backups/{back_up(demo, job_id, 'gone', NOW)}").status_code == 204
    wired.freezer.inject("GET", r"/backups/\?", "status", status=503, nth=0)
    browser.driver.get(browser.url + BACKUPS)
    browser.one(".freezer-feed-failure", "Freezer failed")
    assert browser.all(".freezer-empty") == []
    assert violations(browser) == []
    wired.freezer.reset()
    browser.click(".freezer-retry")
    browser.until(lambda: names(browser) == ["orders"])
