"""From three machines to a session that backs them up, in one dialog; and back."""

import time
from types import SimpleNamespace

import pytest
from selenium.webdriver.support.ui import Select

from tests.browser.browser import CLIENTS
from tests.journeys.pages import FOLLOWED, decided, open_from_list
from tests.journeys.project import DB, FILES, HOLD_OFF, WEB, moment, next_minute

NAME = "Museum, every night"
MACHINES = (WEB, DB, FILES)
#: Seconds for the dialog.
AHEAD = 240
#: Seconds from a machine's start to Freezer's for it.
CLOSE = 5


def prepare(project):
    for machine in MACHINES:
        folder = project.data(machine, "museum")
        folder.mkdir(parents=True)
        (folder / "vase.txt").write_text(f"Vases of {machine}\n")
    return SimpleNamespace(page=None)


@pytest.fixture
def page(new_window, notes):
    """A window in which the dialog stays open until all is undone."""
    notes.page = notes.page or new_window()
    return notes.page


def test_three_machines_are_protected(page, project, notes):
    template = str(project.data("{hostname}", "museum"))
    page.open(CLIENTS)
    page.click("hz-resource-table .btn", "Protect Machines")
    page.one("#freezer-clients")
    for machine in MACHINES:
        page.click(".freezer-protect-client", machine)
    page.click(_field("storage") + " option", "A folder on the client")
    page.fill(_field("path_to_backup"), template)
    page.fill(_field("backup_name"), "museum of {hostname}")
    page.fill(_field("container"), template.replace("museum", "museum-backups"))
    page.click(".freezer-protect-next")
    page.fill(".freezer-protect-name", NAME)
    due = next_minute(AHEAD)
    for part, value in (("hour", f"{due:%H}"), ("minute", f"{due:%M}")):
        Select(page.one(f"#freezer-pick-{part}")).select_by_visible_text(value)
    page.one(".freezer-preview-words", f"every day at {due:%H:%M}")
    page.click(".freezer-protect-next")
    page.one(".freezer-protect-check", f"3 jobs and session {NAME} will be created.")
    assert project.session(NAME) is None
    page.click(".freezer-protect-start")
    page.one(".freezer-protect-made", "3 jobs were created.")

    session = project.session(NAME)
    members = project.members(session["session_id"]).values()
    clients = {project.client_id(machine) for machine in MACHINES}
    assert {job["client_id"] for job in members} == clients
    assert time.time() < due.timestamp(), "Too slow to see the first run."
    # they do more than this on a machine of tests; what a tenant would be advised
    project.freezer.sessions.update(session["session_id"], {"hold_off": HOLD_OFF})
    notes.session, notes.due = session["session_id"], int(due.timestamp())
    notes.jobs = list(session["jobs"])


def test_the_first_run_is_complete(browser, project, notes):
    project.until(lambda: project.has_run(notes.session, notes.due - 1), "the run")
    began = {job_id: project.starts(job_id, notes.due - AHEAD) for job_id in notes.jobs}
    assert all(len(each) == 1 and each[0] >= notes.due - 1 for each in began.values()), began
    open_from_list(browser, NAME)
    said = browser.until(lambda: "Running" not in (text := decided(browser)) and text, FOLLOWED)
    # it comes once: a machine that is too busy for its hold-off is late, and the page says so
    at = [each for (each,) in began.values()]
    is_late = max(at) - min(at) > HOLD_OFF - CLOSE
    assert said == "Complete: 3 of 3 in tag 1" or is_late, (said, list(map(moment, at)))
    for machine in MACHINES:
        stored = project.data(machine, "museum-backups")
        assert [each for each in stored.rglob(f"*museum of {machine}*") if any(each.iterdir())]


def test_it_is_undone_and_the_backups_stay(page, project, notes):
    page.click(".freezer-protect-undo")
    page.one(".freezer-protect-made", "What was created is deleted again.")
    assert project.session(NAME) is None
    assert [project.freezer.jobs.get(job_id) for job_id in notes.jobs] == [None] * 3
    assert all(project.backups(job_id) for job_id in notes.jobs)


def _field(name):
    return f'[id="freezer-action.{name}"]'
