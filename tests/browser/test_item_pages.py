"""Each job, action, client and backup has a page with an address of its own."""

from tests.browser.access import violations
from tests.browser.browser import ACTIONS, BACKUPS, CLIENTS, JOBS
from tests.conftest import HOST

PAGE = ".freezer-item"


def address(browser) -> str:
    return browser.driver.current_url.split("/project/")[1]


def test_a_job_leads_to_its_client_and_back_to_the_list(browser, new_job):
    job_id = new_job("Orders with a page")
    browser.open(JOBS)
    browser.click("a.freezer-item-link", "Orders with a page")
    browser.one(f"{PAGE} h1", "Orders with a page")
    assert address(browser) == f"freezer_jobs/{job_id}"
    browser.one(".freezer-item-facts dd", "every day")
    browser.one(".freezer-item-details a[href*='freezer_actions/']", "Orders with a page")
    browser.until(lambda: browser.driver.title.startswith("Orders with a page - "))
    browser.until(lambda: violations(browser, PAGE) == [])
    browser.click(".freezer-item-record")
    browser.one(".freezer-item-json", f'"job_id": "{job_id}"')
    browser.until(lambda: violations(browser, PAGE) == [])
    browser.driver.refresh()
    browser.one(f"{PAGE} h1", "Orders with a page")
    browser.click(".freezer-item-facts a", HOST)
    browser.one(f"{PAGE} h1", HOST)
    assert address(browser) == f"freezer_clients/{HOST}"
    browser.one(".freezer-client-job a", "Orders with a page")
    browser.until(lambda: violations(browser, PAGE) == [])
    browser.click(".page-breadcrumb a", "Clients")
    browser.one("hz-resource-table tbody tr", HOST)


def test_what_can_be_done_with_it_is_done_on_its_page(browser, demo, new_job):
    job_id = new_job("Stopped on its page")
    browser.open(f"{JOBS}{job_id}")
    browser.click(".freezer-item-actions .dropdown-toggle")
    browser.click(".freezer-item-actions a", "Stop Job")
    browser.one(".freezer-item-facts dd", "Stopped")
    assert demo.jobs.get(job_id)["job_schedule"]["event"] == "stop"


def test_an_action_leads_to_the_jobs_that_use_it(browser, demo, new_job):
    job_id = new_job("Uses an action")
    action_id = demo.jobs.get(job_id)["job_actions"][0]["action_id"]
    browser.open(f"{ACTIONS}{action_id}")
    browser.one(f"{PAGE} h1", "Uses an action")
    browser.one(".freezer-action-fields", "storage")
    browser.until(lambda: violations(browser, PAGE) == [])
    browser.click(".freezer-action-job a", "Uses an action")
    browser.until(lambda: address(browser) == f"freezer_jobs/{job_id}")


def test_what_is_gone_has_a_page_that_says_so(browser):
    for panel, words in {
        JOBS: "This job does not exist",
        ACTIONS: "This action does not exist",
        CLIENTS: "This client does not exist",
        BACKUPS: "This backup does not exist",
    }.items():
        browser.open(f"{panel}gone")
        browser.one(".freezer-gone", words)
    browser.click(".freezer-gone-list")
    browser.one("hz-resource-table, .freezer-empty")
