"""Two snapshots are compared, one is pinned, and one is taken away as a file."""

import csv
import io

import pytest

from stack import wiki
from tests.journeys.pages import open_session

HEAD = ".freezer-history-head"


@pytest.fixture
def downloads(browser, tmp_path):
    behavior = {"behavior": "allow", "downloadPath": str(tmp_path)}
    browser.driver.execute_cdp_cmd("Browser.setDownloadBehavior", behavior)
    return tmp_path


def test_compared_pinned_and_exported(browser, project, downloads):
    session = project.session(wiki.EVERY)
    session_id = session["session_id"]
    jobs = project.members(session_id)
    project.until(lambda: min(len(project.backups(each)) for each in jobs) >= 2, "two runs")
    open_session(browser, session_id)
    browser.until(lambda: len(browser.all(HEAD)) >= 2)

    browser.click_nth(HEAD, 0)
    browser.one(".freezer-history-review")
    browser.click_nth("#freezer-history-other option", 1)
    browser.one(".freezer-history-differences li", "same members")
    assert len(browser.all(".freezer-history-compare-row")) == 3
    browser.click(".freezer-history-back")

    browser.click(".freezer-history-pin-do")
    browser.one(".freezer-history-said", "Tag 1 is pinned")
    browser.one(".freezer-history-panel", "pinned")
    for job_id in jobs:
        first = project.backups(job_id)[0]
        assert (first["session_id"], first["session_tag"]) == (session_id, 1)

    browser.click(".freezer-history-csv")
    (file,) = browser.until(lambda: list(downloads.glob("*.csv")))
    rows = list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8-sig"))))
    assert len(rows) == 3
    assert {row["client"] for row in rows} == {job["client_id"] for job in jobs.values()}
