"""Data comes back: a snapshot beside the originals and over them, and one backup alone."""

import time

import pytest

from tests.journeys.pages import open_session, verdict
from tests.journeys.project import DB, FILES, WEB, interval

NAME = "Archive, to be restored"
JOBS = {WEB: "Letters of the archive", DB: "Index of the archive", FILES: "Maps of the archive"}
BEFORE, AFTER = "as it was\n", "changed since\n"


@pytest.fixture
def archive(project, notes):
    """A session whose files have changed since its only run."""
    if not hasattr(notes, "session"):
        jobs = [project.new_job(machine, name, "archive-of") for machine, name in JOBS.items()]
        notes.pages = [project.data(machine, "archive-of") / "page.txt" for machine in JOBS]
        for page in notes.pages:
            page.write_text(BEFORE)
        notes.session = project.new_session(NAME, interval(86400, time.time() + 20), *jobs)
        project.until(lambda: project.has_run(notes.session), "the run")
        for page in notes.pages:
            page.write_text(AFTER)
    return notes


def test_a_snapshot_is_restored_beside_the_originals(browser, project, archive, tmp_path):
    open_restore(browser, archive)
    start(browser)
    follow(browser, 3)
    assert [page.read_text() for page in archive.pages] == [AFTER] * 3


def open_restore(browser, archive):
    open_session(browser, archive.session)
    browser.click_nth(".freezer-history-head", -1)
    browser.click(".freezer-history-restore")
    browser.one(".freezer-restore-line")


def start(browser):
    browser.click(".freezer-restore-next")
    browser.click(".freezer-restore-start")


def follow(browser, count):
    browser.click(".freezer-restore-follow")
    assert verdict(browser, "in tag 1") == f"Complete: {count} of {count} in tag 1"
