"""A session is run now; its next regular run comes when its page had said before."""

import time

import pytest

from tests.journeys.pages import next_run, open_from_list, verdict
from tests.journeys.project import DB, FILES, WEB, interval

NAME = "Theatre, counts from a moment"
JOBS = {WEB: "Programme of the theatre", DB: "Seats of the theatre", FILES: "Stage plans"}
PERIOD = 220


@pytest.fixture
def page(new_window, notes):
    """A window that stays on the session's page until the run is over."""
    if not hasattr(notes, "page"):
        notes.page = new_window()
    return notes.page


@pytest.fixture
def theatre(project, notes):
    """A session that has run."""
    if not hasattr(notes, "session"):
        jobs = [project.new_job(machine, name, "theatre") for machine, name in JOBS.items()]
        notes.first = int(time.time()) + 20
        notes.session = project.new_session(NAME, interval(PERIOD, notes.first), *jobs)
        project.until(lambda: project.has_run(notes.session), "the first run")
    return notes


def test_it_runs_now(page, theatre, project):
    open_from_list(page, NAME)
    theatre.since, theatre.due = int(time.time()), next_run(page)
    assert theatre.due % PERIOD == theatre.first % PERIOD
    page.click(".freezer-offers-toggle", "Run")
    page.click(".freezer-offer[data-kind='run'] .freezer-offer-go")
    page.one(".freezer-offers-said", "runs at")


def test_the_next_regular_run_comes_when_the_page_had_said(page, theatre, project):
    page.one(".freezer-offers-said", "schedule of their session again")
    assert verdict(page, "Complete")
    project.until(lambda: project.has_run(theatre.session, theatre.due - 1), "the regular run")
    for job_id in project.members(theatre.session):
        now, *regular = project.starts(job_id, theatre.since)
        assert now < theatre.due - 30
        assert [each - theatre.due for each in regular] == [pytest.approx(10, abs=15)]
    assert project.freezer.sessions.get(theatre.session)["session_tag"] == 3
    assert verdict(page, "tag 3") == "Complete: 3 of 3 in tag 3"
    assert next_run(page) == theatre.due + PERIOD
