"""A job is dragged out of its session, and its machine leaves it alone; after undo it runs again,
together with the other one.
"""

import time
from types import SimpleNamespace

from tests.browser.test_main_job import card, settled
from tests.journeys.pages import next_run, open_board, open_session
from tests.journeys.project import DB, WEB, interval

NAME = "Zoo, counts from a moment"
TAKEN, STAYS = "Animals of the zoo", "Tickets of the zoo"
#: Seconds between two runs; and from a run's moment until its members have surely begun.
PERIOD, BEGUN = 300, 60


def prepare(project):
    """A session that is about to run for the first time."""
    taken, stays = project.new_job(DB, TAKEN, "zoo"), project.new_job(WEB, STAYS, "zoo")
    project.wait_until_read(taken, stays)
    first = int(time.time()) + 30
    session_id = project.new_session(NAME, interval(PERIOD, first), taken, stays)
    return SimpleNamespace(session=session_id, taken=taken, stays=stays, first=first)


def test_it_is_dragged_to_the_pool(board, browser, project, notes):
    before_change(browser, project, notes)
    open_board(board, NAME)
    board.fill("#freezer-pool-search", TAKEN)
    pool = board.one("#freezer-zone-pool .freezer-zone-head")
    board.drag(card(board, notes.session, notes.taken), pool)
    card(board, "pool", notes.taken)
    settled(board)
    assert set(project.members(notes.session)) == {notes.stays}


def test_its_machine_leaves_it_alone_until_that_is_undone(board, browser, project, notes):
    out_since = notes.since
    ran_whole(project, notes)
    before_change(browser, project, notes)
    assert project.starts(notes.taken, out_since) == []
    board.click(".freezer-undo-do")
    card(board, notes.session, notes.taken)
    settled(board)
    assert set(project.members(notes.session)) == {notes.taken, notes.stays}


def test_it_runs_with_the_others_again(project, notes):
    ran_whole(project, notes)


def before_change(browser, project, notes):
    """Nothing is due for a while; what is known then."""
    project.until(
        lambda: project.is_between_runs(notes.session, notes.first, PERIOD, BEGUN),
        "a time in which nothing is due",
    )
    notes.tag = project.freezer.sessions.get(notes.session)["session_tag"]
    notes.since = int(time.time())
    open_session(browser, notes.session)
    notes.due = next_run(browser)


def ran_whole(project, notes):
    project.ran_together(notes.session, notes.since, notes.tag, notes.due, PERIOD)
