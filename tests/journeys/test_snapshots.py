"""Two snapshots are compared, one is pinned, and one is taken away as a file."""

import csv
import io

import pytest
from selenium.webdriver.support.ui import Select

from stack import wiki
from tests.journeys.pages import open_session

HEAD, FAILURE = ".freezer-history-head", ".freezer-history-failure"


@pytest.fixture
def downloads(browser, tmp_path):
    behavior = {"behavior": "allow", "downloadPath": str(tmp_path)}
    browser.driver.execute_cdp_cmd("Browser.setDownloadBehavior", behavior)
    return tmp_path


def test_compared_pinned_and_exported(browser, project, downloads):
    session = project.session(wiki.EVERY)
    session_id = session["session_id"]
    jobs = project.members(session_id)
    # A busy machine may be late for a run.
    tag, name = project.until(
        lambda: project.can_start(session_id) and two_whole(browser, session_id),
        "two whole snapshots",
    )

    browser.click_on(lambda: labelled(browser, tag))
    browser.one(".freezer-history-review")
    Select(browser.one("#freezer-history-other")).select_by_visible_text(name)
    browser.one(".freezer-history-differences li")
    # machines that are busy start apart
    said = [each.text for each in browser.all(".freezer-history-differences li")]
    assert all("same members" in each or "Members started within" in each for each in said), said
    assert len(browser.all(".freezer-history-compare-row")) == 3
    browser.click(".freezer-history-back")

    browser.click(".freezer-history-pin-do")
    browser.one(".freezer-history-said", f"Tag {tag} is pinned")
    browser.one(".freezer-history-panel", "pinned")
    for job_id in jobs:
        records = project.backups(job_id)
        pins = [(each.get("session_id"), each.get("session_tag")) for each in records]
        assert pins.count((session_id, int(tag))) == 1
        assert pins.count((None, None)) == len(pins) - 1

    browser.click(".freezer-history-csv")
    (file,) = browser.until(lambda: list(downloads.glob("*.csv")))
    rows = list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8-sig"))))
    assert len(rows) == 3
    assert {row["client"] for row in rows} == {job["client_id"] for job in jobs.values()}


def two_whole(browser, session_id):
    """The tag of a snapshot that can be pinned, all members in it, and the name of another one;
    None as long as the page does not show them.
    """
    open_session(browser, session_id, "history")
    browser.until(lambda: browser.all(f"{HEAD}, {FAILURE}"))
    if browser.all(FAILURE):
        return None
    heads = browser.until(lambda: [told(head) for head in browser.all(HEAD)])
    whole = [
        (tag, words.split(",")[0], "freezer-history-exact" in classes)
        for tag, words, classes in heads
        if words.endswith("3 of 3 backed up") or "Complete: 3 of 3" in words
    ]
    exact = next((each for each in whole if each[2]), None)
    rest = [each for each in whole if each != exact]
    return (exact[0], rest[0][1]) if exact and rest else None


def told(head):
    return tag_of(head), head.get_attribute("aria-label"), head.get_attribute("class").split()


def tag_of(head):
    return head.find_element("css selector", ".freezer-history-tag").text.strip()


def labelled(browser, tag):
    return next(head for head in browser.all(HEAD) if tag_of(head) == tag)
