"""A session is run now; its next regular run comes when its page had said before."""

import time
from types import SimpleNamespace

import pytest

from tests.journeys.pages import FOLLOWED, next_run, open_from_list, verdict
from tests.journeys.project import DB, FILES, HOLD_OFF, WEB, interval

NAME = "Theatre, counts from a moment"
JOBS = {WEB: "Programme of the theatre", DB: "Seats of the theatre", FILES: "Stage plans"}
#: Seconds between two runs; and from a run now to its start, by when the last run's hold-off is
#: over.
PERIOD, HEADWAY = 300, 30


def prepare(project):
    """A session that is about to run for the first time."""
    jobs = [project.new_job(machine, name, "theatre") for machine, name in JOBS.items()]
    project.wait_until_read(*jobs)
    first = int(time.time()) + 30
    session_id = project.new_session(NAME, interval(PERIOD, first), *jobs)
    return SimpleNamespace(session=session_id, first=first)


@pytest.fixture
def page(new_window, notes):
    """A window that stays on the session's page until the run is over."""
    if not hasattr(notes, "page"):
        notes.page = new_window()
    return notes.page


def test_it_runs_now(page, project, notes):
    project.until(
        lambda: project.is_between_runs(notes.session, notes.first, PERIOD, HOLD_OFF - HEADWAY),
        "a time in which nothing is due",
    )
    open_from_list(page, NAME)
    notes.since, notes.due = int(time.time()), next_run(page)
    notes.tag = project.freezer.sessions.get(notes.session)["session_tag"]
    assert notes.due % PERIOD == notes.first % PERIOD
    page.click(".freezer-offers-toggle", "Run")
    page.click(".freezer-offer[data-kind='run'] .freezer-offer-go")
    page.one(".freezer-offers-said", "runs at")


def test_the_next_regular_run_comes_when_the_page_had_said(page, project, notes):
    said = ".freezer-offers-said"
    page.until(
        lambda: any("back on their session's schedule" in e.text for e in page.all(said)), FOLLOWED
    )
    project.ran_together(notes.session, notes.due - 1, notes.tag + 1, notes.due, PERIOD)
    asked = [project.starts(job_id, notes.since) for job_id in project.members(notes.session)]
    at = [start for starts in asked for start in starts if start < notes.due - 1]
    assert len(at) == len(JOBS)
    assert max(at) - min(at) <= HOLD_OFF
    assert verdict(page, "Complete: 3 of 3 in tag ")
    assert next_run(page) % PERIOD == notes.due % PERIOD
