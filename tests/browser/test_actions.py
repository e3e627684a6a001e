"""The panel of actions: what they do, who uses them, and what can be done with one."""

import pytest
from selenium.webdriver.common.keys import Keys

from tests.browser.access import violations
from tests.browser.browser import ACTIONS, ROW

FREE, TEXT = "free-one", "<script>alert(1)</script> {{7*7}} {$ 7*7 $}"


@pytest.fixture
def look(as_demo_tab, new_session):
    """Open the panel on what is there now, and on one name: jobs that are deleted leave their
    actions. A write of ours drops what was read a moment ago.
    """
    session_id = new_session("Written to")

    def opened(browser, name):
        written = as_demo_tab.patch(f"sessions/{session_id}", {"description": "Written"})
        assert written.status_code == 200
        browser.open(ACTIONS)
        browser.fill("hz-resource-table .search-input", name)
        browser.until(lambda: names(browser) == [name])

    return opened


@pytest.fixture
def free(demo):
    """An action that no job uses, with a password."""
    what = {
        "action": "backup",
        "backup_name": FREE,
        "path_to_backup": TEXT,
        "ssh_password": "sesame",
    }
    action_id = demo.actions.create({"freezer_action": what})
    yield action_id
    demo.actions.delete(action_id)


def names(browser):
    return [cell.text for cell in browser.all(f"{ROW} td:nth-of-type(3)")]


def remove(browser, name):
    browser.choose(name, "Delete Action")
    browser.one(".freezer-work-list", name)
    browser.click(".modal-footer .btn", "Delete Action")


def test_an_action_is_listed_with_how_many_use_it_and_then_not_deleted(browser, look, new_job):
    new_job("used-here")
    look(browser, "used-here")
    browser.until(lambda: browser.cells("used-here")[6] == "1")
    assert browser.cells("used-here")[:5] == ["used-here", "backup", "fs", "", "local"]
    remove(browser, "used-here")
    browser.not_done('The job "used-here" uses this action.')
    assert names(browser) == ["used-here"]


def test_an_action_is_opened_with_keys_and_keeps_its_password(browser, look, free):
    look(browser, FREE)
    chevron = browser.one(f"{ROW} [hz-expand-detail][tabindex='0']")
    assert chevron.get_attribute("aria-label") == f"Details of {FREE}"
    browser.press(chevron, Keys.ENTER)
    drawer = browser.one(".freezer-drawer", "No job uses this action.")
    assert chevron.get_attribute("aria-expanded") == "true"
    assert browser.one(".freezer-action-fields tr", "ssh_password").text == "ssh_password hidden"
    assert TEXT in drawer.text
    assert "sesame" not in browser.driver.page_source
    assert violations(browser) == []


def test_an_action_that_no_job_uses_is_deleted(browser, look, demo, free):
    look(browser, FREE)
    remove(browser, FREE)
    browser.toast(f"Deleted action {FREE}.")
    browser.until(lambda: names(browser) == [])
    assert not demo.actions.get(free)
