"""Actions made, edited and copied in their form."""

import pytest
from selenium.webdriver.common.keys import Keys

from tests.browser.access import violations
from tests.browser.browser import ACTIONS
from tests.rest.runs import back_up

ROW = "hz-resource-table tbody tr"
DIALOG = ".freezer-action-form .modal-content"
NOW = 1_700_000_000


@pytest.fixture(autouse=True)
def leave_nothing(demo):
    yield
    for action in demo.actions.list(limit=1000):
        demo.actions.delete(action["action_id"])


def field(name):
    return f'[id="freezer-action.{name}"]'


def kept(demo) -> dict:
    """{name: its freezer_action}"""
    return {
        action["freezer_action"]["backup_name"]: action["freezer_action"]
        for action in demo.actions.list(limit=1000)
    }


def open_page(browser, action_id, what):
    """Its own page: a list may be as old as a minute, and this was not made here."""
    browser.open(f"{ACTIONS}{action_id}")
    if what == "Edit Action":
        browser.click(".freezer-item-actions button", what)
    else:
        browser.click(".freezer-item-actions .dropdown-toggle")
        browser.click(".freezer-item-actions a", what)
    browser.one(field("backup_name"))


def saved(browser):
    browser.click(".freezer-action-save")
    browser.until_closed()


def store(demo, name, **keys) -> str:
    """One of another tool."""
    action = {"action": "backup", "mode": "fs", "engine_name": "tar", "backup_name": name}
    action |= {"path_to_backup": "/srv/orders", "storage": "swift", "container": "shop", **keys}
    return demo.actions.create({"freezer_action": action, "max_retries": 3})


def test_the_first_action_is_made_of_the_fields_that_apply(browser, demo):
    browser.open(ACTIONS)
    # there may be actions of deleted jobs
    first = browser.one(".freezer-first, hz-resource-table .btn", "Create Action")
    browser.press(first, Keys.ENTER)
    browser.until(lambda: browser.focused == browser.one(field("action")))
    browser.until(lambda: violations(browser, DIALOG) == [])
    browser.click(f"{field('mode')} option", "Volume, kept by Cinder")
    browser.until(lambda: not browser.all(field("storage")))
    browser.click(f"{field('mode')} option", "Files and folders")
    browser.fill(field("path_to_backup"), "/srv/new")
    browser.fill(field("backup_name"), "new {x}")
    browser.fill(field("container"), "shop")
    browser.click(".freezer-action-save")
    browser.one('[id="freezer-action.backup_name-error"]', "Remove the braces")
    assert "new" not in kept(demo)
    browser.fill(field("backup_name"), "new")
    saved(browser)
    browser.fill("hz-resource-table .search-input", "/srv/new")
    browser.one(ROW, "/srv/new")
    assert kept(demo)["new"]["max_level"] == 6


def test_an_edit_keeps_the_rest_and_warns_of_what_ends_the_agent(browser, demo):
    action_id = store(demo, "edited", no_incremental=True, cinderbrick_vol_id="3")
    open_page(browser, action_id, "Edit Action")
    browser.one(".freezer-action-other", "no_incremental yes")
    browser.one(".freezer-action-other .freezer-warning", "jobs with it fail")
    browser.until(lambda: violations(browser, DIALOG) == [])
    browser.fill(field("path_to_backup"), "/srv/moved")
    browser.click(".freezer-action-other label", "no_incremental")
    saved(browser)
    browser.one(".freezer-item-facts dd", "/srv/moved")
    after = kept(demo)["edited"]
    assert "no_incremental" not in after
    assert after["cinderbrick_vol_id"] == "3"


def test_a_restore_names_a_backup_that_is_there(browser, demo):
    made = [back_up(demo, "f" * 32, "orders", at) for at in (NOW, NOW + 7200)]
    browser.open(ACTIONS)
    browser.click(".freezer-first, hz-resource-table .btn", "Create Action")
    browser.click(f"{field('action')} option", "Restore")
    browser.fill(field("backup_name"), "orders")
    browser.fill(field("hostname"), "shop-db-1")
    browser.fill(field("restore_abs_path"), "/srv/back")
    browser.fill(field("container"), "shop")
    browser.click(f"{field('restore_from_date')} option", "Enter a time")
    browser.fill(".freezer-offered-typed", "yesterday")
    browser.click(".freezer-action-save")
    browser.one('[id="freezer-action.restore_from_date-error"]')
    browser.until(lambda: violations(browser, DIALOG) == [])
    browser.click(f"{field('restore_from_date')} option", "14 November 2023 22:13:20 UTC")
    saved(browser)
    # the second time of the agent, which is later than the record's
    assert kept(demo)["orders"]["restore_from_date"] == "2023-11-14T22:14:20"
    for backup_id in made:
        demo.backups.delete(backup_id)


def test_a_copy_starts_from_the_fields_of_its_source(browser, demo):
    open_page(browser, store(demo, "source"), "Copy Action")
    browser.until(lambda: browser.one(field("backup_name")).get_attribute("value") == "source copy")
    saved(browser)
    assert kept(demo)["source copy"]["path_to_backup"] == "/srv/orders"


def test_two_who_edit_one_action_see_both_versions(browser, demo):
    action_id = store(demo, "shared")
    open_page(browser, action_id, "Edit Action")
    browser.fill(field("path_to_backup"), "/srv/mine")
    stored = demo.actions.get(action_id)
    changed = {**stored["freezer_action"], "path_to_backup": "/srv/theirs"}
    demo.actions.update(
        action_id, {"freezer_action": changed, "max_retries": 3, "max_retries_interval": 60}
    )
    browser.click(".freezer-action-save")
    row = browser.one(".freezer-differences tbody tr", "Folder or file")
    assert row.text == "Folder or file /srv/mine /srv/theirs"
    browser.until(lambda: violations(browser, DIALOG) == [])
    assert kept(demo)["shared"]["path_to_backup"] == "/srv/theirs"
    saved(browser)
    assert kept(demo)["shared"]["path_to_backup"] == "/srv/mine"
