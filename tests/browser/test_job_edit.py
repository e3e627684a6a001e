"""A job edited from its row: name, actions, schedule."""

from selenium.webdriver.common.keys import Keys

from tests.browser.access import violations
from tests.browser.browser import JOBS, ROW

DIALOG = ".freezer-job-edit .modal-body"


def open_edit(browser, name):
    browser.open(JOBS)
    browser.click_in(ROW, name, ".//button[normalize-space()='Edit Job']")
    browser.until(lambda: browser.one("#freezer-description").get_attribute("value") == name)


def saved(browser):
    browser.click(".freezer-job-save")
    browser.until_closed()


def test_name_actions_and_schedule(browser, demo, new_job):
    shared = demo.actions.create(
        {
            "freezer_action": {"action": "admin", "backup_name": "old ones", "storage": "local"},
            "max_retries": 0,
        }
    )
    job_id = new_job("Orders of today")
    try:
        open_edit(browser, "Orders of today")
        browser.until(lambda: violations(browser, DIALOG) == [])
        browser.fill("#freezer-description", "Orders of the shop")
        browser.click("#freezer-actions option", "old ones · admin")
        browser.one(".freezer-job-action", "2 old ones")
        browser.press(browser.all(".freezer-job-up")[1], Keys.ENTER)
        browser.one(".freezer-job-action", "1 old ones")
        one, two = browser.all(".freezer-job-action")
        browser.drag(one, two)
        browser.one(".freezer-job-action", "2 old ones")
        browser.press(
            browser.one(".freezer-job-action", "old ones").find_element(
                "css selector", ".freezer-job-up"
            ),
            Keys.ARROW_UP,
        )
        browser.one(".freezer-job-action", "1 old ones")
        browser.click(".freezer-kinds label", "At calendar times")
        browser.one(".freezer-preview-words", "every day at")
        browser.until(lambda: violations(browser, DIALOG) == [])
        saved(browser)
        browser.one(ROW, "Orders of the shop")
        job = demo.jobs.get(job_id)
        names = [each["freezer_action"]["backup_name"] for each in job["job_actions"]]
        assert names == ["old ones", "Orders of today"]
        assert "schedule_interval" not in job["job_schedule"]
        assert job["job_schedule"]["event"] == "start"
    finally:
        demo.jobs.update(job_id, {"job_schedule": {"event": "stop"}, "job_actions": []})
        demo.actions.delete(shared)


def test_a_member_keeps_its_sessions_schedule(browser, demo, new_job, new_session):
    job_id = new_job("Orders of a session")
    new_session(jobs=(job_id,))
    before = demo.jobs.get(job_id)["job_schedule"]
    open_edit(browser, "Orders of a session")
    browser.one(".freezer-job-member", "the schedule of its session")
    browser.fill("#freezer-description", "")
    browser.click(".freezer-job-save")
    browser.one("#freezer-description-error", "Give the job a name")
    browser.fill("#freezer-description", "Renamed member")
    saved(browser)
    browser.one(ROW, "Renamed member")
    assert demo.jobs.get(job_id)["job_schedule"] == before
