"""The runs to come: bars, clashes, keys, the table and the files, all telling the same."""

import csv
import io
import time
from pathlib import Path

import pytest
from selenium.webdriver.common.keys import Keys

from stack.seed import register
from tests.browser.browser import UPCOMING
from tests.conftest import HOST

FROM_MIDNIGHT = {"schedule_interval": "6 hours", "schedule_start_date": "2026-01-01T00:00:00"}


def bars(browser, session_id):
    """The starts of the bars in a session's row."""
    found = browser.all(f"[data-session='{session_id}'] .freezer-bar")
    return [int(bar.get_attribute("data-start")) for bar in found]


def told(browser, text):
    return browser.one(".freezer-told-run", text).text


@pytest.fixture
def meeting(new_session, new_job):
    """Two sessions that need the same client at the same time, and their ids."""
    return [
        new_session(name, (new_job(f"job of {name}"),), schedule=dict(FROM_MIDNIGHT, event="start"))
        for name in ("Meets at noon", "Meets at noon too")
    ]


@pytest.fixture
def alone(demo, new_session, new_job):
    """A session that shares its client with nobody."""
    register(demo, "lonely-1", "Nobody else uses it")
    job_id = new_job("Lonely", client_id="lonely-1")
    schedule = dict(FROM_MIDNIGHT, schedule_interval="12 hours", event="start")
    return new_session("Runs alone", (job_id,), schedule=schedule)


def test_every_run_has_a_bar_at_its_time(browser, alone):
    browser.open(UPCOMING)
    browser.until(lambda: len(bars(browser, alone)) == 2)
    first, second = bars(browser, alone)
    assert first % 43_200 == 0
    assert second - first == 43_200
    assert 0 < first - time.time() <= 43_200
    browser.click(".freezer-hours-168")
    browser.until(lambda: len(bars(browser, alone)) == 14)
    assert browser.all(f"[data-session='{alone}'] .freezer-bar-clash") == []
    assert browser.one(f"[data-session='{alone}'] a").get_attribute("href").endswith(alone)


def test_two_sessions_on_one_client_are_marked_and_listed(browser, meeting, alone):
    browser.open(UPCOMING)
    for session_id in meeting:
        browser.until(
            lambda found=session_id: (
                len(browser.all(f"[data-session='{found}'] .freezer-bar-clash")) == 4
            )
        )
        # Told by a sign too, not by colour alone.
        assert browser.all(f"[data-session='{session_id}'] .freezer-clash-mark")
    words = browser.one(".freezer-clash", "Meets at noon too").text
    assert HOST in words
    assert "4 times, first on" in words
    browser.click(".freezer-as-table")
    browser.click(".freezer-clash-show")
    assert "Same time as" in told(browser, "Meets at noon")
    assert browser.focused.get_attribute("role") == "application"


def test_the_keyboard_goes_from_run_to_run_and_opens_the_session(browser, meeting):
    browser.open(UPCOMING)
    browser.fill("#freezer-upcoming-search", "Meets at noon")
    browser.until(lambda: len(browser.all(".freezer-strip-row")) == 2)
    strip = browser.one(".freezer-strip")
    browser.press(strip, Keys.HOME)
    first = told(browser, "Meets at noon")
    assert "about" in first
    assert "Expected length not known yet." in first
    browser.press(strip, Keys.ARROW_RIGHT)
    second = browser.until(lambda: browser.one(".freezer-told-run").text != first and first)
    browser.press(strip, Keys.ARROW_LEFT)
    browser.until(lambda: browser.one(".freezer-told-run").text == second)
    browser.press(strip, Keys.ARROW_DOWN)
    browser.until(lambda: browser.one(".freezer-told-run").text != first)
    spoken = browser.driver.find_element("css selector", ".freezer-announcement")
    assert browser.one(".freezer-told-when").text in spoken.get_attribute("textContent")
    browser.press(strip, Keys.END, Keys.ENTER)
    browser.until(
        lambda: any(browser.driver.current_url.endswith(session_id) for session_id in meeting)
    )
    browser.one("h1", "Meets at noon")


def test_the_table_has_the_runs_of_the_bars(browser, meeting, alone):
    browser.open(UPCOMING)
    browser.one(f"[data-session='{alone}'] .freezer-bar")
    drawn = {
        (session_id, start)
        for session_id in (*meeting, alone)
        for start in bars(browser, session_id)
    }
    browser.click(".freezer-as-table")
    rows = browser.until(lambda: browser.all(".freezer-upcoming-run[data-start]"))
    listed = [(row.get_attribute("data-session"), row.get_attribute("data-start")) for row in rows]
    starts = [int(start) for _session_id, start in listed if start]
    assert starts == sorted(starts)
    ours = {
        (session_id, int(start))
        for session_id, start in listed
        if session_id in (*meeting, alone) and start
    }
    assert ours == drawn
    assert len(drawn) == 10


def test_the_export_is_a_table_of_the_same_runs(browser, alone, tmp_path):
    browser.driver.execute_cdp_cmd(
        "Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(tmp_path)}
    )
    browser.open(UPCOMING)
    browser.fill("#freezer-upcoming-search", "Runs alone")
    browser.until(lambda: browser.one(".freezer-count").text == "1 session")
    browser.one(".freezer-no-clash", "No two sessions use the same client at the same time.")
    browser.click(".freezer-export-csv")
    rows = list(csv.DictReader(io.StringIO(arrived(browser, tmp_path / "upcoming-runs.csv"))))
    assert [row["session"] for row in rows] == ["Runs alone"] * 2
    assert all(row["start_utc"].endswith(":00:00+00:00") for row in rows)
    browser.click(".freezer-export-ics")
    assert arrived(browser, tmp_path / "upcoming-runs.ics").count("BEGIN:VEVENT") == 2


def arrived(browser, path: Path) -> str:
    browser.until(path.exists)
    return path.read_text()


def test_a_freezer_that_fails_is_said_and_what_was_shown_is_kept(browser, wired, alone):
    browser.open(UPCOMING)
    browser.one(f"[data-session='{alone}'] .freezer-bar")
    wired.freezer.inject("GET", "/sessions", "status", status=503, nth=0)
    browser.click(".freezer-export-csv")
    assert "Freezer failed" in browser.toast("Unable to export the upcoming runs.")
    browser.click(".freezer-refresh")
    browser.one(".freezer-feed-failure", "Freezer failed")
    assert len(bars(browser, alone)) == 2
    wired.freezer.reset()
    browser.until(lambda: not browser.all(".freezer-feed-failure"))
