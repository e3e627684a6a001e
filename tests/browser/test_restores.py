"""The dialog that restores, clicked through with its defaults and followed to its end."""

import time

import pytest
from selenium.webdriver.common.keys import Keys

from stack import agent
from stack.shop import FAIL, SUCCESS
from tests.browser.access import violations
from tests.browser.browser import BACKUPS, ROW
from tests.rest.runs import back_up, restore_jobs

pytestmark = pytest.mark.usefixtures("no_backups")
BODY = ".modal-content .freezer-restore-body"
NAMES = ("orders", "uploads", "search")
DAY = 86400
NOW = int(time.time()) - 3600


@pytest.fixture
def nightly(new_runs):
    """Two nights; in the last one a job failed."""
    last = int(time.time()) - 600
    return new_runs("Whole shop", NAMES, {last - DAY: (), last: ("search",)})[0]


def open_snapshot(browser, session_id):
    browser.open_session(session_id, "history")
    browser.one(".freezer-history-cell")
    browser.click_nth(".freezer-history-head", -1)
    browser.click(".freezer-history-restore")
    browser.one(".freezer-restore-line")


def open_backup(browser, name):
    browser.open(BACKUPS)
    browser.click_in(ROW, name, ".//button[contains(., 'Restore Backup')]")
    browser.one(".freezer-restore-path")


def close(browser):
    browser.click(".freezer-restore-close")
    browser.until_closed()


def end(demo, name, result):
    """What its agent writes when a restore has ended."""
    (job,) = [job for job in restore_jobs(demo) if job["description"] == f"Restore of {name}"]
    agent.update_schedule(demo, job["job_id"], event="", status="completed", result=result)


def places(demo):
    """{backup's name: the folder that it is restored into}."""
    actions = [job["job_actions"][0]["freezer_action"] for job in restore_jobs(demo)]
    return {action["backup_name"]: action["restore_abs_path"] for action in actions}


def test_a_snapshot_with_the_defaults(browser, demo, nightly):
    open_snapshot(browser, nightly)
    browser.one(".freezer-restore-gaps", '"search" has no backup in Tag 2')
    root = browser.one(".freezer-restore-root").get_attribute("value")
    assert root.startswith("/srv/restored/Whole-shop/tag-2/restored-")
    paths = [box.get_attribute("value") for box in browser.all(".freezer-restore-path")]
    assert paths == [f"{root}/srv/orders", f"{root}/srv/uploads"]
    assert violations(browser, BODY) == []
    browser.click(".freezer-restore-next")
    browser.one(".freezer-restore-summary li", f"into {root}/srv/orders")
    assert restore_jobs(demo) == []
    browser.click(".freezer-restore-start", "Restore 2 backups")
    browser.one(".freezer-restore-job[data-state='waiting']", "Waiting for shop-db-1")
    assert places(demo) == {"orders": f"{root}/srv/orders", "uploads": f"{root}/srv/uploads"}
    end(demo, "orders", SUCCESS)
    browser.one(".freezer-restore-progress", "1 of 2 jobs ended")
    end(demo, "uploads", FAIL)
    browser.one(".freezer-restore-job[data-state='succeeded']", f"into {root}/srv/orders")
    browser.one(".freezer-restore-reasons li", f"{root}/srv/uploads was not empty")
    browser.one(".freezer-restore-log", "/root/.freezer/freezer.log on shop-db-1")
    browser.one(".freezer-restore-progress", "Restored 1 of 2 backups")
    assert violations(browser, BODY) == []
    browser.click(".freezer-restore-follow")
    browser.one("h1", "Restore of Whole shop tag 2")


def test_a_gap_is_filled_and_what_is_wrong_is_told(browser, demo, nightly):
    open_snapshot(browser, nightly)
    browser.fill(".freezer-restore-root", "not whole")
    browser.press(browser.one(".freezer-restore-root"), Keys.TAB)
    browser.click(".freezer-restore-older option", "older")
    browser.one(".freezer-restore-count", "3 backups")
    browser.click(".freezer-restore-next")
    browser.one(".freezer-restore-error", "starts with /")
    path = browser.one(".freezer-restore-path")
    browser.until(lambda: browser.focused == path)
    browser.fill(".freezer-restore-root", "/srv/my back")
    browser.click(".freezer-restore-next")
    browser.one(".freezer-restore-error", "The path contains a space")
    browser.fill(".freezer-restore-root", "/srv/back")
    browser.click(".freezer-restore-next")
    browser.one(".freezer-restore-warnings", "is not part of this snapshot")
    browser.one(".freezer-restore-summary li", "into /srv/back/srv/search")
    browser.click(".freezer-restore-back")
    close(browser)
    assert restore_jobs(demo) == []


def test_a_backup_with_the_defaults(browser, demo, new_job):
    back_up(demo, new_job("Orders job"), "orders", NOW)
    open_backup(browser, "orders")
    root = browser.one(".freezer-restore-root").get_attribute("value")
    assert root.startswith("/srv/restored/orders/made-")
    assert violations(browser, BODY) == []
    browser.click(".freezer-restore-next")
    browser.one(".freezer-restore-summary", f"into {root}/srv/orders")
    assert restore_jobs(demo) == []
    browser.press(browser.one(".freezer-restore-start"), Keys.ENTER)
    browser.one(".freezer-restore-job", "Restore of orders")
    assert places(demo) == {"orders": f"{root}/srv/orders"}
    end(demo, "orders", SUCCESS)
    browser.one(".freezer-restore-progress", "Restored the backup.")
    assert violations(browser, BODY) == []
    close(browser)


def test_over_the_originals_the_name_is_typed(browser, demo, new_job):
    back_up(demo, new_job("Orders job"), "orders", NOW)
    open_backup(browser, "orders")
    browser.click(".freezer-restore-way label", "Into the original folders")
    browser.one(".freezer-restore-from", "/srv/orders")
    browser.one("#freezer-restore-original-help", "deletes everything in these folders")
    browser.click(".freezer-restore-next")
    browser.one(".freezer-restore-overwrite", "deletes everything in these folders")
    box = browser.one(".freezer-restore-confirm")
    browser.until(lambda: browser.focused == box)
    assert violations(browser, BODY) == []
    browser.fill(".freezer-restore-confirm", "order")
    browser.click(".freezer-restore-start")
    browser.one(".freezer-restore-error", "Type orders to confirm")
    assert restore_jobs(demo) == []
    assert violations(browser, BODY) == []
    browser.fill(".freezer-restore-confirm", "orders")
    browser.click(".freezer-restore-start")
    browser.one(".freezer-restore-job", "Restore of orders")
    assert places(demo) == {"orders": "/srv/orders"}
    close(browser)
