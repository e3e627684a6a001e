"""Two jobs are moved to another session and back; both sessions go on to run whole."""

import time

import pytest
from selenium.webdriver import ActionChains
from selenium.webdriver.common.keys import Keys

from tests.browser.test_board import said
from tests.browser.test_main_job import card, settled
from tests.browser.test_many import cards_of, select
from tests.journeys.pages import next_run, open_board, open_session
from tests.journeys.project import DB, FILES, QUIET, WEB, interval

WORD = "Museum"
COUNTING, CALENDAR = "Museum, counts from a moment", "Museum, by the calendar"
#: Seconds between two runs of either, and from the one's to the other's.
PERIOD, APART = 120, 20


@pytest.fixture
def board(new_window, notes):
    """A window of its own: what can be undone is known as long as it is open."""
    if not hasattr(notes, "board"):
        notes.board = new_window()
    return notes.board


@pytest.fixture
def museum(project, notes):
    """A session by an interval and one by the calendar, each with jobs; both have run."""
    if not hasattr(notes, "counting"):
        now = int(time.time())
        first = now - now % PERIOD + APART
        first += PERIOD if first < now + 10 else 0
        notes.movers = [
            project.new_job(WEB, "Tickets of the museum", "tickets"),
            project.new_job(DB, "Visitors of the museum", "visitors"),
        ]
        stays = project.new_job(FILES, "Paintings of the museum", "paintings")
        there = project.new_job(FILES, "Guards of the museum", "guards")
        counts = interval(PERIOD, first)
        notes.counting = project.new_session(COUNTING, counts, *notes.movers, stays)
        notes.calendar = project.new_session(CALENDAR, {"schedule_minute": "*/2"}, there)
        both = (notes.counting, notes.calendar)
        project.until(lambda: all(map(project.has_run, both)), "the first run of both")
    return notes


def test_a_drag(board, project, museum):
    moved(board, project, museum)
    open_board(board, WORD)
    select(board, *(card(board, museum.counting, job_id) for job_id in museum.movers))
    board.one(".freezer-selection", "2 jobs")
    source = card(board, museum.counting, museum.movers[0])
    board.drag(source, board.one(cards_of(board, museum.calendar)))
    arrived(board, museum, museum.calendar)
    told(board, project, museum)


def test_both_ran_whole_then_keys_a_menu_and_undo(board, project, museum):
    ran_whole(project, museum)
    moved(board, project, museum)
    open_board(board, WORD)

    first, second = (card(board, museum.calendar, job_id) for job_id in museum.movers)
    for found in (first, second):
        found.find_element("css selector", ".freezer-select input").click()
    board.press(first, Keys.SPACE)
    said(board, "2 jobs")
    carry_to(board, COUNTING)
    arrived(board, museum, museum.counting)

    for job_id in museum.movers:
        box = card(board, museum.counting, job_id)
        box.find_element("css selector", ".freezer-select input").click()
    board.click(".freezer-selection-move")
    board.fill("#freezer-move-search", "calendar")
    board.click(f".freezer-targets [data-zone='{museum.calendar}']")
    arrived(board, museum, museum.calendar)

    undo = ActionChains(board.driver).key_down(Keys.CONTROL).send_keys("z").key_up(Keys.CONTROL)
    undo.perform()
    arrived(board, museum, museum.counting)
    told(board, project, museum)


def test_both_ran_whole_again(project, museum):
    ran_whole(project, museum)


def moved(board, project, museum):
    """Both have run and nothing is due for a while: what is known before the move."""

    def quiet():
        past = time.time() % PERIOD
        return APART + 15 <= past <= PERIOD - QUIET and all(map(project.has_run, both))

    both = (museum.counting, museum.calendar)
    project.until(quiet, "a time in which nothing is due")
    museum.tags = {each: project.freezer.sessions.get(each)["session_tag"] for each in both}
    museum.since = int(time.time())
    museum.before = pages_say(board, both)


def arrived(board, museum, zone):
    for job_id in museum.movers:
        card(board, zone, job_id)
    settled(board)


def told(board, project, museum):
    """After the move the pages say the same next run as before."""
    both = (museum.counting, museum.calendar)
    lists = {each: set(project.members(each)) for each in both}
    assert sum(map(len, lists.values())) == 4
    museum.due = pages_say(board, both)
    assert museum.due == museum.before


def pages_say(board, sessions):
    due = {}
    for session_id in sessions:
        open_session(board, session_id)
        due[session_id] = next_run(board)
    return due


def ran_whole(project, museum):
    for session_id, due in museum.due.items():
        project.ran_together(session_id, museum.since, museum.tags[session_id], due, PERIOD)


def carry_to(board, description):
    """With what is picked up, arrow by arrow to a session; Enter drops."""
    for _ in range(5):
        board.press(board.driver.switch_to.active_element, Keys.ARROW_RIGHT)
        spoken = board.driver.find_element("css selector", ".freezer-announcement")
        if f"Over {description}" in spoken.get_attribute("textContent"):
            board.press(board.driver.switch_to.active_element, Keys.ENTER)
            return
    raise AssertionError(f"{description} cannot be reached by arrows")
