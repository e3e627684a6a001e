"""Two jobs are moved to another session and back; both sessions go on to run whole."""

import time
from types import SimpleNamespace

from selenium.webdriver import ActionChains
from selenium.webdriver.common.keys import Keys

from tests.browser.test_board import said
from tests.browser.test_main_job import card, settled
from tests.browser.test_many import cards_of, select
from tests.journeys.pages import next_run, open_board, open_session
from tests.journeys.project import DB, FILES, WEB, interval, next_minute

WORD = "Museum"
COUNTING, CALENDAR = "Museum, counts from a moment", "Museum, by the calendar"
#: Seconds between two runs of either, and from the one's to the other's.
PERIOD, APART = 300, 20
#: Seconds until the first run, at least; and before a run, for a move to reach the agents in time.
SOON, IN_TIME = 20, 60


def prepare(project):
    """A session by an interval and one by the calendar, each with jobs."""
    movers = [
        project.new_job(WEB, "Tickets of the museum", "tickets"),
        project.new_job(DB, "Visitors of the museum", "visitors"),
    ]
    stays = project.new_job(FILES, "Paintings of the museum", "paintings")
    there = project.new_job(FILES, "Guards of the museum", "guards")
    project.wait_until_read(*movers, stays, there)
    first = next_minute(SOON)
    minutes = f"{first.minute % (PERIOD // 60)}-59/{PERIOD // 60}"
    counts = interval(PERIOD, first.timestamp() + APART)
    return SimpleNamespace(
        movers=movers,
        first=int(first.timestamp()),
        counting=project.new_session(COUNTING, counts, *movers, stays),
        calendar=project.new_session(CALENDAR, {"schedule_minute": minutes}, there),
    )


def test_two_are_dragged(board, browser, project, notes):
    before_move(browser, project, notes)
    open_board(board, WORD)
    select(board, *(card(board, notes.counting, job_id) for job_id in notes.movers))
    board.one(".freezer-selection", "2 jobs")
    source = card(board, notes.counting, notes.movers[0])
    board.drag(source, board.one(cards_of(board, notes.calendar)))
    arrived(board, notes, notes.calendar)
    told(browser, project, notes)


def test_both_ran_whole_then_keys_a_menu_and_undo(board, browser, project, notes):
    ran_whole(project, notes)
    before_move(browser, project, notes)
    open_board(board, WORD)

    first, second = (card(board, notes.calendar, job_id) for job_id in notes.movers)
    for found in (first, second):
        found.find_element("css selector", ".freezer-select input").click()
    board.press(first, Keys.SPACE)
    said(board, "2 jobs")
    carry_to(board, COUNTING)
    arrived(board, notes, notes.counting)

    in_time(browser, project, notes)
    for job_id in notes.movers:
        box = card(board, notes.counting, job_id)
        # away from what lies over the end of the page: the toast, the bar
        board.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", box)
        box.find_element("css selector", ".freezer-select input").click()
    board.click(".freezer-selection-move")
    board.fill("#freezer-move-search", "calendar")
    board.click(f".freezer-targets [data-zone='{notes.calendar}']")
    arrived(board, notes, notes.calendar)

    in_time(browser, project, notes)
    undo = ActionChains(board.driver).key_down(Keys.CONTROL).send_keys("z").key_up(Keys.CONTROL)
    undo.perform()
    arrived(board, notes, notes.counting)
    told(browser, project, notes)


def test_both_ran_whole_again(project, notes):
    ran_whole(project, notes)


def before_move(browser, project, notes):
    """Both have run and nothing is due for a while: what is known before the move."""
    both = (notes.counting, notes.calendar)

    def is_quiet():
        return all(project.is_between_runs(each, notes.first, PERIOD, APART) for each in both)

    project.until(is_quiet, "a time in which nothing is due")
    notes.tags = {each: project.freezer.sessions.get(each)["session_tag"] for each in both}
    notes.since = int(time.time())
    notes.due = pages_say(browser, both)


def in_time(browser, project, notes):
    """For another move: on a machine that is busy the last one may have taken until the runs."""
    if min(notes.due.values()) - time.time() < IN_TIME:
        before_move(browser, project, notes)


def arrived(board, notes, zone):
    for job_id in notes.movers:
        card(board, zone, job_id)
    settled(board)


def told(browser, project, notes):
    """After the move the pages say the same next run as before, if that did not begin meanwhile."""
    lists = {each: set(project.members(each)) for each in notes.due}
    assert sum(map(len, lists.values())) == 4
    for session_id, due in pages_say(browser, notes.due).items():
        before = notes.due[session_id]
        assert due == before or (before <= time.time() and (due - before) % PERIOD == 0)


def pages_say(browser, sessions):
    due = {}
    for session_id in sessions:
        open_session(browser, session_id)
        due[session_id] = next_run(browser)
    return due


def ran_whole(project, notes):
    for session_id, due in notes.due.items():
        project.ran_together(session_id, notes.since, notes.tags[session_id], due, PERIOD)


def carry_to(board, description):
    """With what is picked up, arrow by arrow to a session; Enter drops."""
    for _ in range(5):
        board.press(board.focused, Keys.ARROW_RIGHT)
        spoken = board.driver.find_element("css selector", ".freezer-announcement")
        if f"Over {description}" in spoken.get_attribute("textContent"):
            board.press(board.focused, Keys.ENTER)
            return
    raise AssertionError(f"{description} cannot be reached by arrows")
