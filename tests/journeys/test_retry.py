"""One of 200 sessions failed last night: it is found, and the member that failed is retried."""

import tarfile
import time
from types import SimpleNamespace

from tests.browser.browser import SESSIONS
from tests.journeys.pages import ROW, verdict
from tests.journeys.project import DB, FILES, HOLD_OFF, interval

NAME, GOOD, BAD = "Cinema, every night", "Tickets of the cinema", "Films of the cinema"
FOLDER, DAY = "cinema", 86400


def prepare(project):
    """A session that is about to run, with a member whose disk is not mounted."""
    good, bad = project.new_job(DB, GOOD, FOLDER), project.new_job(FILES, BAD, FOLDER)
    disk = project.data(FILES, FOLDER)
    disk.rename(disk.with_name("not-mounted"))
    project.wait_until_read(good, bad)
    session_id = project.new_session(NAME, interval(DAY, time.time() + 30), good, bad)
    return SimpleNamespace(session=session_id, disk=disk, good=good)


def test_a_failed_member_is_found_and_retried(browser, project, notes):
    project.until(lambda: project.has_run(notes.session), "the run that fails")
    browser.open(SESSIONS)
    only_not_complete(browser)
    assert "Shop 0" not in browser.one("hz-resource-table tbody").text
    browser.click(f"{ROW} hz-cell a", NAME)
    browser.click_tab("jobs")
    browser.one(".freezer-member", "Failed in this run")

    notes.disk.with_name("not-mounted").rename(notes.disk)
    # until then an agent may still begin in the run's tag
    began = project.freezer.sessions.get(notes.session)["time_start"]
    project.until(lambda: time.time() > began + HOLD_OFF + 5, "the end of the hold-off")
    browser.click(".freezer-offers-toggle", "Retry")
    browser.one(".freezer-offer[data-kind='retry'] li", BAD)
    browser.click(".freezer-offer[data-kind='retry'] .freezer-offer-go")
    browser.click(".freezer-offers-follow")
    browser.one("h1", "Retry of")
    assert verdict(browser, "Complete") == "Complete: 1 of 1 in tag 1"

    retried = browser.driver.current_url.rsplit("/", 1)[1]
    (job_id,) = project.members(retried)
    (backup,) = project.backups(job_id)
    assert backup["path_to_backup"] == str(notes.disk)
    archive = project.archives(FILES, FOLDER)[-1]
    with tarfile.open(archive) as tar:
        # tar's --incremental has times where Python reads a prefix
        assert any(name.endswith("/page.txt") for name in tar.getnames())
    # whoever had succeeded was left alone
    assert len(project.starts(notes.good)) == len(project.archives(DB, FOLDER)) == 1


def only_not_complete(browser):
    """Horizon's search: a field, then one of its values."""
    browser.click("hz-resource-table .search-input")
    browser.click("hz-resource-table .dropdown-menu a", "Last Run")
    browser.click("hz-resource-table .dropdown-menu a", "Failed or incomplete")
