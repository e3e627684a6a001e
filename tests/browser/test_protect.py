"""From machines to the session that backs them up, in one dialog."""

import pytest
from selenium.webdriver.common.keys import Keys

from tests.browser.access import violations
from tests.browser.browser import BOARD, CLIENTS, JOBS, ROW

DIALOG = ".modal-content .freezer-protect-body"
MACHINES = ("create-1", "create-2")
ADDED = "create-3"
#: The dialog's own name for a new session.
NIGHTLY = "Nightly backup"
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
    for session in demo.sessions.list_all(limit=1000):
        if session["description"] == NIGHTLY:
            demo.sessions.delete(session["session_id"])
    for action in demo.actions.list(limit=1000):
        demo.actions.delete(action["action_id"])


def field(name):
    return f'[id="freezer-action.{name}"]'


def open_dialog(browser):
    browser.open(JOBS)
    browser.click("hz-resource-table .btn", "Protect Machines")
    browser.one("#freezer-clients")


def choose(browser, *names):
    for name in names:
        browser.click(".freezer-protect-client", name)
    browser.one(".freezer-protect-count", f"{len(names)} client")


def fill(browser, path="/srv/{hostname}"):
    browser.fill(field("path_to_backup"), path)
    browser.fill(field("backup_name"), "files of {hostname}")
    browser.fill(field("container"), "nightly")


def schedule(browser):
    """To the step of the schedule, whose default is every night."""
    browser.click(".freezer-protect-next")
    browser.one(".freezer-preview-words", "02:30")


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


def wait_for_focus(browser, css):
    browser.until(lambda: browser.focused == browser.one(css))


def press(browser, *keys):
    browser.focused.send_keys(*keys)


def tab_to(browser, css):
    for _ in range(MOST_TABS):
        if browser.focused == browser.one(css):
            return
        press(browser, Keys.TAB)
    raise AssertionError(f"Tab does not come to {css}")


def actions(demo):
    """The names of all actions: Freezer keeps them when their job is deleted."""
    return [each["freezer_action"]["backup_name"] for each in demo.actions.list(limit=1000)]


def sessions(demo):
    """The sessions that the dialog made, by their jobs' clients and hour."""
    return [
        (
            sorted(entry["client_id"] for entry in session["jobs"].values()),
            session["schedule"]["schedule_hour"],
        )
        for session in demo.sessions.list_all(limit=1000)
        if session["description"] == NIGHTLY
    ]


def test_machines_are_protected_every_night_and_it_can_be_undone(browser, demo, new_job):
    new_job("Already there")
    open_dialog(browser)
    choose(browser, *MACHINES)
    fill(browser)
    browser.until(lambda: violations(browser, DIALOG) == [])
    schedule(browser)
    browser.until(lambda: violations(browser, DIALOG) == [])
    browser.click(".freezer-protect-next")
    plan = browser.one(".freezer-protect-check", "2 jobs and session Nightly backup will be")
    assert "First run:" in plan.text
    browser.one(".freezer-protect-retention", "no backup is deleted")
    shown = [row.text for row in browser.all(".freezer-protect-job")]
    assert all(f"/srv/{name}" in row for name, row in zip(MACHINES, shown, strict=True))
    assert "Object storage (Swift)" in shown[0]
    assert made(demo) == {}
    assert sessions(demo) == []
    browser.until(lambda: violations(browser, DIALOG) == [])
    browser.click(".freezer-protect-start", "Create session and 2 jobs")
    browser.one(".freezer-protect-made", "2 jobs were created.")
    assert made(demo) == BOTH
    assert sessions(demo) == [(list(MACHINES), "2")]
    browser.until(lambda: violations(browser, DIALOG) == [])
    browser.click(".freezer-protect-undo")
    browser.one(".freezer-protect-made", "Everything that was created is deleted again.")
    assert made(demo) == {}
    assert sessions(demo) == []
    assert not [name for name in actions(demo) if name.startswith("files of create-")]


def test_the_session_opens_from_the_dialog(browser, demo, new_job):
    new_job("Already there")
    open_dialog(browser)
    choose(browser, "create-1")
    fill(browser)
    schedule(browser)
    browser.click(".freezer-protect-next")
    browser.click(".freezer-protect-start", "Create session and 1 job")
    browser.click(".freezer-protect-opened")
    browser.click_tab("jobs")
    browser.one(".freezer-members-table tbody tr", "Backup of create-1")


def test_jobs_come_into_a_session_that_is_there(browser, demo, new_session):
    session_id = new_session(
        "Weekly of the shop", schedule={"schedule_hour": "4", "event": "start"}
    )
    browser.open(CLIENTS)
    browser.click("hz-resource-table .btn", "Protect Machines")
    browser.one("#freezer-clients")
    choose(browser, *MACHINES)
    fill(browser)
    schedule(browser)
    browser.click(".freezer-protect-place", "In an existing session")
    browser.click(".freezer-protect-next")
    browser.one("#freezer-session_id-error", "Choose one of the sessions.")
    browser.click("#freezer-session_id option", "Weekly of the shop")
    browser.click(".freezer-protect-next")
    browser.one(".freezer-protect-check", "2 jobs will be created in session Weekly of the shop.")
    browser.click(".freezer-protect-start", "Create 2 jobs")
    browser.one(".freezer-protect-made", "2 jobs were created.")
    entries = demo.sessions.get(session_id)["jobs"].values()
    assert sorted(entry["client_id"] for entry in entries) == list(MACHINES)
    browser.click(".freezer-protect-close")
    browser.one("hz-resource-table tr", "1 of 1 backup job active")


def test_a_cut_plan_is_finished_with_nothing_twice(browser, demo, wired, new_job):
    """Freezer fails at the second PUT: its job is there, outside of the session."""
    new_job("Already there")
    open_dialog(browser)
    choose(browser, *MACHINES)
    fill(browser)
    schedule(browser)
    browser.click(".freezer-protect-next")
    browser.one(".freezer-protect-start")
    wired.freezer.inject("PUT", "/jobs/[^/]+$", "status", status=503, nth=2)
    browser.click(".freezer-protect-start")
    browser.one(".freezer-protect-made", "1 of 2 jobs were created.")
    browser.one(".freezer-protect-failed li", "create-2")
    browser.click(".freezer-protect-rest", "Create the rest")
    browser.one(".freezer-protect-made", "2 jobs were created.")
    assert made(demo) == BOTH
    assert sessions(demo) == [(list(MACHINES), "2")]


def test_a_job_is_copied_to_a_different_machine(browser, demo, new_job):
    new_job("Orders of the shop")
    browser.open(JOBS)
    browser.click_in(ROW, "Orders of the shop", ".//*[contains(@class, 'dropdown-toggle')]")
    browser.click(".dropdown-menu a", "Copy Job")
    value = browser.until(lambda: browser.one("#freezer-description").get_attribute("value"))
    assert value == "Orders of the shop copy"
    choose(browser, "create-1")
    browser.fill(field("path_to_backup"), "/srv/orders")
    browser.fill(field("container"), "/var/backups")
    browser.click(".freezer-protect-next")
    browser.click(".freezer-protect-place", "Not yet")
    browser.click(".freezer-protect-next")
    browser.click(".freezer-protect-start", "Create 1 job")
    browser.one(".freezer-protect-made", "1 job was created.")
    assert made(demo) == {"create-1": ("Orders of the shop copy", "/srv/orders")}


def test_jobs_can_wait(browser, demo, new_job):
    new_job("Already there")
    open_dialog(browser)
    choose(browser, *MACHINES)
    fill(browser)
    schedule(browser)
    browser.click(".freezer-protect-place", "Not yet")
    browser.click(".freezer-protect-next")
    browser.click(".freezer-protect-start", "Create 2 jobs")
    browser.one(".freezer-protect-then", "The jobs do not run until you add them to a session")
    assert made(demo) == BOTH
    browser.click(".freezer-protect-close")
    browser.until_closed()
    for name in MACHINES:
        browser.one(ROW, f"Backup of {name}")
    # they are in the pool, where the dialog says that they are
    browser.open(BOARD)
    browser.one(".freezer-card", "Backup of create-1")


def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(browser, demo, new_job):
    new_job("Already there")
    open_dialog(browser)
    fill(browser, path="srv")
    browser.click(".freezer-protect-next")
    browser.one("#freezer-clients-error", "Choose at least one client.")
    browser.one('[id="freezer-action.path_to_backup-error"]', "Enter the whole path")
    wait_for_focus(browser, "#freezer-clients")
    browser.until(lambda: violations(browser, DIALOG) == [])
    choose(browser, "create-1")
    browser.click(".freezer-protect-next")
    wait_for_focus(browser, field("path_to_backup"))
    browser.fill(field("path_to_backup"), "/srv/right")
    browser.until(lambda: not browser.all(".freezer-field-error"))
    schedule(browser)
    browser.fill(".freezer-protect-name", "")
    browser.click(".freezer-protect-next")
    browser.one("#freezer-description-error", "Enter a description")
    wait_for_focus(browser, "#freezer-description")
    browser.click(".freezer-protect-back")
    assert browser.one(field("path_to_backup")).get_attribute("value") == "/srv/right"
    browser.one(".freezer-protect-count", "1 client selected")
    # what is behind "More options" is shown when it is wrong
    browser.click(".freezer-more-options")
    browser.fill(field("max_retries"), "101")
    browser.click(".freezer-more-options")
    browser.until(lambda: not browser.all(field("max_retries")))
    browser.click(".freezer-protect-next")
    browser.one('[id="freezer-action.max_retries-error"]', "from 0 to 100")
    wait_for_focus(browser, field("max_retries"))
    browser.until(lambda: violations(browser, DIALOG) == [])
    assert made(demo) == {}
    browser.click(".freezer-protect-close")
    browser.until_closed()


def test_the_first_jobs_are_made_with_the_keyboard_alone(browser, demo):
    browser.open(JOBS)
    browser.one(".freezer-empty", "No jobs yet")
    browser.press(browser.one(".freezer-first"), Keys.ENTER)
    wait_for_focus(browser, "#freezer-clients")
    press(browser, "create-")
    tab_to(browser, ".freezer-protect-all input")
    press(browser, Keys.SPACE)
    browser.one(".freezer-protect-count", "2 clients selected")
    for name, value in (
        ("path_to_backup", "/srv/{hostname}"),
        ("backup_name", "files"),
        ("container", "nightly"),
    ):
        tab_to(browser, field(name))
        press(browser, value)
    tab_to(browser, ".freezer-protect-next")
    press(browser, Keys.ENTER)
    wait_for_focus(browser, ".freezer-protect-places input")
    tab_to(browser, ".freezer-protect-next")
    press(browser, Keys.ENTER)
    wait_for_focus(browser, ".freezer-protect-start")
    press(browser, Keys.ENTER)
    wait_for_focus(browser, ".freezer-protect-close")
    assert made(demo) == BOTH
    press(browser, Keys.ENTER)
    browser.until_closed()
    for name in MACHINES:
        browser.one(ROW, f"Backup of {name}")


def test_a_machine_that_is_added_is_chosen(browser, demo):
    """From the list of clients: the commands, the machine that registers, and its plan."""
    browser.open(CLIENTS)
    browser.click("hz-resource-table .btn", "Add Machine")
    browser.one(".freezer-machine-commands", "os_auth_url")
    browser.until(lambda: violations(browser, ".freezer-machine .modal-body") == [])
    browser.one(".freezer-machine-state", "Waiting for the machine to register…")
    demo.clients.create({"client_id": ADDED, "hostname": ADDED})
    try:
        browser.one(".freezer-machine-state", f"{ADDED} has registered.")
        browser.click(".freezer-machine-protect")
        browser.one(".freezer-protect-count", "1 client")
        # and from the dialog itself, where it is one more
        browser.click(".freezer-protect-machine")
        browser.one(".freezer-machine-login", "asks for the password of demo")
        browser.click(".freezer-machine-close")
        browser.one(".freezer-protect-count", "1 client")
        browser.click(".freezer-protect-close")
    finally:
        demo.clients.delete(ADDED)
