"""Data comes back: a snapshot beside the originals and over them, and one backup alone."""

import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.browser.browser import BACKUPS
from tests.journeys.pages import FOLLOWED, ROW, open_session
from tests.journeys.project import DB, FILES, WEB, interval

NAME, BACKUP = "Archive, made once", "papers"
JOBS = {WEB: "Letters of the archive", DB: "Index of the archive", FILES: "Maps of the archive"}
DAY = 86400
BEFORE, AFTER, NEWER = "as it was\n", "changed since\n", "of today\n"
#: Where the dialog would restore to; only root may write there.
DEFAULT = "/srv/restored"


def prepare(project):
    """A session that is about to run, and not again until tomorrow."""
    jobs = [project.new_job(machine, name, BACKUP) for machine, name in JOBS.items()]
    archive = SimpleNamespace(folders=[project.data(machine, BACKUP) for machine in JOBS])
    write(archive, BEFORE)
    project.wait_until_read(*jobs)
    archive.session = project.new_session(NAME, interval(DAY, time.time() + 30), *jobs)
    return archive


@pytest.fixture
def archive(project, notes):
    """Its files have changed since that run, and new ones lie beside them."""
    project.until(lambda: project.has_run(notes.session), "the run")
    write(notes, AFTER)
    for folder in notes.folders:
        (folder / "new.txt").write_text(NEWER)
    return notes


def test_a_snapshot_is_restored_beside_the_originals(browser, archive, tmp_path):
    open_snapshot(browser, archive)
    restored = beside(browser, tmp_path)
    assert len(set(restored)) == len(JOBS)
    start(browser)
    followed(browser, len(JOBS))
    assert [(folder / "page.txt").read_text() for folder in restored] == [BEFORE] * len(JOBS)
    assert pages(archive) == [AFTER] * len(JOBS)


def test_a_snapshot_is_restored_over_the_originals(browser, archive):
    open_snapshot(browser, archive)
    browser.click(".freezer-restore-original")
    browser.click(".freezer-restore-next")
    browser.one(".freezer-restore-overwrite", "deletes everything in these folders")
    assert not browser.one(".freezer-restore-start").is_enabled()
    browser.fill(".freezer-restore-confirm", browser.one(".freezer-restore-phrase").text)
    browser.click(".freezer-restore-start")
    followed(browser, len(JOBS))
    assert pages(archive) == [BEFORE] * len(JOBS)
    # Agents extract with tar's --incremental, which empties a folder of what it did not have.
    assert [(folder / "new.txt").exists() for folder in archive.folders] == [False] * len(JOBS)


def test_one_backup_is_restored_and_followed_to_its_end(browser, archive, tmp_path):
    browser.open(BACKUPS)
    browser.fill("hz-resource-table .search-input", JOBS[DB])
    browser.click_in(ROW, JOBS[DB], ".//button[contains(., 'Restore Backup')]")
    (restored,) = beside(browser, tmp_path)
    start(browser)
    followed(browser, 1)
    assert (restored / "page.txt").read_text() == BEFORE
    assert pages(archive) == [AFTER] * len(JOBS)
    browser.click(".freezer-restore-close")
    browser.until_closed()


def open_snapshot(browser, archive):
    open_session(browser, archive.session, "history")
    browser.click_nth(".freezer-history-head", -1)
    browser.click(".freezer-history-restore")


def beside(browser, folder: Path) -> list[Path]:
    """Leave the dialog as it is, but for the first part of the path; where data will be found."""
    root = browser.one(".freezer-restore-root").get_attribute("value")
    assert root.startswith(f"{DEFAULT}/")
    browser.fill(".freezer-restore-root", root.replace(DEFAULT, str(folder)))
    paths = [each.get_attribute("value") for each in browser.all(".freezer-restore-path")]
    assert all(path.startswith(f"{folder}/") for path in paths), paths
    return [Path(path) for path in paths]


def start(browser):
    browser.click(".freezer-restore-next")
    browser.one(".freezer-restore-summary")
    browser.click(".freezer-restore-start")


def followed(browser, count):
    """The dialog shows each member until its restore has ended."""
    job = ".freezer-restore-job"
    browser.until(lambda: len(browser.all(f"{job}[data-state='succeeded']")) == count, FOLLOWED)
    assert len(browser.all(job)) == count
    browser.one(".freezer-restore-progress", "Restored")


def write(archive, words):
    for folder in archive.folders:
        (folder / "page.txt").write_text(words)


def pages(archive):
    return [(folder / "page.txt").read_text() for folder in archive.folders]
