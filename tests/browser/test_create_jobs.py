"""The dialog that makes jobs, one for each client, from the list of jobs."""

import pytest
from selenium.webdriver.common.keys import Keys

from tests.browser.browser import BOARD, JOBS
from tests.browser.test_access import violations

ROW = "hz-resource-table tbody tr"
DIALOG = ".modal-content .freezer-create-body"
MACHINES = ("create-1", "create-2")
#: More than the dialog has places for the focus.
MOST_TABS = 60


@pytest.fixture(autouse=True)
def machines(demo):
    """Clients as their schedulers register them; what the dialog made for them goes with them."""
    for name in MACHINES:
        demo.clients.create({"client_id": name, "hostname": name})
    yield
    for job in demo.jobs.list_all(limit=1000):
        if job["client_id"] in MACHINES:
            demo.jobs.delete(job["job_id"])
    for name in MACHINES:
        demo.clients.delete(name)


def field(name):
    return f'[id="freezer-action.{name}"]'


def open_dialog(browser):
    browser.open(JOBS)
    browser.click("hz-resource-table .btn", "Create Jobs")
    browser.one("#freezer-clients")


def choose(browser, *names):
    for name in names:
        browser.click(".freezer-create-client", name)
    browser.one(".freezer-create-count", f"{len(names)} client")


def fill(browser, path="/srv/{hostname}"):
    browser.fill(field("path_to_backup"), path)
    browser.fill(field("backup_name"), "files of {hostname}")
    browser.fill(field("container"), "nightly")


def made(demo):
    """{client: (the job's name, what it backs up)}"""
    return {
        job["client_id"]: (
            job["description"],
            job["job_actions"][0]["freezer_action"]["path_to_backup"],
        )
        for job in demo.jobs.list_all(limit=1000)
        if job["client_id"] in MACHINES
    }


BOTH = {name: (f"Backup of {name}", f"/srv/{name}") for name in MACHINES}


def focused(browser):
    return browser.driver.switch_to.active_element


def wait_for_focus(browser, css):
    browser.until(lambda: focused(browser) == browser.one(css))


def press(browser, *keys):
    focused(browser).send_keys(*keys)


def tab_to(browser, css):
    for _ in range(MOST_TABS):
        if focused(browser) == browser.one(css):
            return
        press(browser, Keys.TAB)
    raise AssertionError(f"Tab does not come to {css}")


def test_two_clients_get_a_job_each(browser, demo, new_job):
    new_job("Already there")
    open_dialog(browser)
    choose(browser, *MACHINES)
    fill(browser)
    assert violations(browser, DIALOG) == []
    browser.click(".freezer-create-next")
    browser.one(".freezer-create-check", "2 jobs will be created")
    shown = [row.text for row in browser.all(".freezer-create-job")]
    assert all(f"/srv/{name}" in row for name, row in zip(MACHINES, shown, strict=True))
    assert "Object storage (Swift)" in shown[0]
    assert made(demo) == {}
    assert violations(browser, DIALOG) == []
    browser.click(".freezer-create-start", "Create 2 jobs")
    browser.one(".freezer-create-made", "2 jobs were created.")
    assert made(demo) == BOTH
    assert violations(browser, DIALOG) == []
    browser.click(".freezer-create-close")
    browser.until(lambda: not browser.all(".modal-dialog"))
    for name in MACHINES:
        browser.one(ROW, f"Backup of {name}")
    # they are in the pool, where the dialog says that they are
    browser.open(BOARD)
    browser.one(".freezer-card", "Backup of create-1")


def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(browser, demo, new_job):
    new_job("Already there")
    open_dialog(browser)
    fill(browser, path="srv")
    browser.click(".freezer-create-next")
    browser.one("#freezer-clients-error", "Choose at least one client.")
    browser.one('[id="freezer-action.path_to_backup-error"]', "Write the whole path")
    wait_for_focus(browser, "#freezer-clients")
    assert violations(browser, DIALOG) == []
    choose(browser, "create-1")
    browser.click(".freezer-create-next")
    wait_for_focus(browser, field("path_to_backup"))
    browser.fill(field("path_to_backup"), "/srv/right")
    browser.until(lambda: not browser.all(".freezer-field-error"))
    browser.click(".freezer-create-next")
    browser.one(".freezer-create-check", "1 job will be created")
    browser.click(".freezer-create-back")
    assert browser.one(field("path_to_backup")).get_attribute("value") == "/srv/right"
    browser.one(".freezer-create-count", "1 client is chosen.")
    # what is behind "More options" is shown when it is wrong
    browser.click(".freezer-more-options")
    browser.fill(field("max_retries"), "101")
    browser.click(".freezer-more-options")
    browser.until(lambda: not browser.all(field("max_retries")))
    browser.click(".freezer-create-next")
    browser.one('[id="freezer-action.max_retries-error"]', "from 0 to 100")
    wait_for_focus(browser, field("max_retries"))
    assert violations(browser, DIALOG) == []
    assert made(demo) == {}
    browser.click(".freezer-create-close")
    browser.until(lambda: not browser.all(".modal-dialog"))


def test_the_first_jobs_are_made_with_the_keyboard_alone(browser, demo):
    browser.open(JOBS)
    browser.one(".freezer-empty", "No jobs yet")
    browser.press(browser.one(".freezer-create-first"), Keys.ENTER)
    wait_for_focus(browser, "#freezer-clients")
    press(browser, "create-")
    tab_to(browser, ".freezer-create-all input")
    press(browser, Keys.SPACE)
    browser.one(".freezer-create-count", "2 clients are chosen.")
    for name, value in (
        ("path_to_backup", "/srv/{hostname}"),
        ("backup_name", "files"),
        ("container", "nightly"),
    ):
        tab_to(browser, field(name))
        press(browser, value)
    tab_to(browser, ".freezer-create-next")
    press(browser, Keys.ENTER)
    wait_for_focus(browser, ".freezer-create-start")
    press(browser, Keys.ENTER)
    wait_for_focus(browser, ".freezer-create-close")
    assert made(demo) == BOTH
    press(browser, Keys.ENTER)
    browser.until(lambda: not browser.all(".modal-dialog"))
    for name in MACHINES:
        browser.one(ROW, f"Backup of {name}")


def test_it_is_offered_to_those_who_may(readers_browser):
    readers_browser.open(JOBS)
    readers_browser.one(".freezer-empty", "Jobs that members of this project create")
    assert not readers_browser.all(".freezer-create-first")
