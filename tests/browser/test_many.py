"""Undo, many jobs at once, two windows, and what is broken: on the board, by all hands."""

from selenium.webdriver import ActionChains
from selenium.webdriver.common.actions.action_builder import ActionBuilder
from selenium.webdriver.common.actions.interaction import POINTER_TOUCH
from selenium.webdriver.common.actions.pointer_input import PointerInput
from selenium.webdriver.common.keys import Keys

from freezer_ui.domain.schedules.schedule import own
from stack.seed import register
from tests.browser.browser import BOARD
from tests.browser.test_board import said
from tests.browser.test_main_job import card, press_move, settled
from tests.conftest import SCHEDULE

DAILY = ({"schedule_interval": "1 days"}, "start")


def runs(demo, job_id):
    """What a job runs on, and what it is told to do."""
    schedule = demo.jobs.get(job_id)["job_schedule"]
    return own(schedule), schedule["event"]


def pool_of(browser, new_job, count, word):
    """So many jobs, alone in the pool's search; their cards."""
    jobs = [new_job(f"{word} {number}") for number in range(count)]
    browser.open(BOARD)
    browser.fill("#freezer-pool-search", word)
    browser.until(lambda: len(browser.all("#freezer-zone-pool .freezer-card")) == count)
    return jobs


def cards_of(browser, zone):
    return f"#freezer-zone-{zone} .freezer-cards"


def select(browser, *elements):
    browser.still()
    chain = ActionChains(browser.driver).key_down(Keys.CONTROL)
    for element in elements:
        chain = chain.click(element.find_element("css selector", ".freezer-job-name"))
    chain.key_up(Keys.CONTROL).perform()


def test_a_drop_is_undone_from_its_toast_with_the_jobs_own_schedule(
    browser, demo, new_session, new_job
):
    job_id, session_id = new_job("Regretted"), new_session("A mistake")
    browser.open(BOARD)
    browser.drag(card(browser, "pool", job_id), browser.one(cards_of(browser, session_id)))
    browser.one(".freezer-undo-words", "Regretted is now in A mistake")
    assert runs(demo, job_id) == (SCHEDULE, "start")
    browser.click(".freezer-undo-do")
    card(browser, "pool", job_id)
    settled(browser)
    assert runs(demo, job_id) == DAILY


def test_control_z_undoes_one_after_the_other(browser, demo, new_session, new_job):
    job_id = new_job("Travels")
    first, second = new_session("First stop"), new_session("Second stop")
    browser.open(BOARD)
    browser.drag(card(browser, "pool", job_id), browser.one(cards_of(browser, first)))
    browser.one(".freezer-undo-words", "First stop")
    browser.drag(card(browser, first, job_id), browser.one(cards_of(browser, second)))
    browser.one(".freezer-undo-words", "Second stop")
    for place in (first, "pool"):
        undo = ActionChains(browser.driver).key_down(Keys.CONTROL).send_keys("z")
        undo.key_up(Keys.CONTROL).perform()
        card(browser, place, job_id)
        settled(browser)
    assert runs(demo, job_id) == DAILY
    assert demo.sessions.get(first)["jobs"] == demo.sessions.get(second)["jobs"] == {}


def test_many_are_dragged_and_undone_together(browser, demo, new_session, new_job):
    session_id = new_session("Takes many")
    jobs = pool_of(browser, new_job, 4, "several")
    select(browser, *(card(browser, "pool", job_id) for job_id in jobs[:3]))
    browser.one(".freezer-selection", "3 jobs")
    browser.drag(card(browser, "pool", jobs[1]), browser.one(cards_of(browser, session_id)))
    browser.one(".freezer-undo-words", "3 jobs")
    assert set(demo.sessions.get(session_id)["jobs"]) == set(jobs[:3])
    assert demo.jobs.get(jobs[3])["session_id"] in ("", None)
    browser.click(".freezer-undo-do")
    browser.until(lambda: demo.sessions.get(session_id)["jobs"] == {})
    settled(browser)
    assert [runs(demo, job_id) for job_id in jobs] == [DAILY] * 4


def test_many_by_keyboard_alone(browser, demo, new_session, new_job):
    """Shift and arrows lasso, Space picks all up, an arrow carries, Enter drops."""
    session_id = new_session("AAA for the keyboard")
    jobs = pool_of(browser, new_job, 3, "lasso")
    browser.fill("#freezer-session-search", "AAA for the keyboard")
    first = card(browser, "pool", jobs[0])
    browser.driver.execute_script("arguments[0].focus()", first)
    keys = ActionChains(browser.driver).key_down(Keys.SHIFT)
    keys.send_keys(Keys.ARROW_DOWN, Keys.ARROW_DOWN).key_up(Keys.SHIFT).perform()
    browser.one(".freezer-selection", "3 jobs")
    ActionChains(browser.driver).send_keys(Keys.SPACE).perform()
    said(browser, "3 jobs")
    ActionChains(browser.driver).send_keys(Keys.ARROW_RIGHT).perform()
    said(browser, "Over AAA for the keyboard")
    ActionChains(browser.driver).send_keys(Keys.ENTER).perform()
    browser.until(lambda: set(demo.sessions.get(session_id).get("jobs") or {}) == set(jobs))
    settled(browser)


def test_what_fails_among_many_is_told_once_with_its_reason(
    browser, demo, wired, new_session, new_job
):
    session_id = new_session("Takes some")
    jobs = pool_of(browser, new_job, 3, "partly")
    wired.freezer.inject("PUT", f"/jobs/{jobs[1]}", "status", status=500, nth=0)
    select(browser, *(card(browser, "pool", job_id) for job_id in jobs))
    browser.drag(card(browser, "pool", jobs[0]), browser.one(cards_of(browser, session_id)))
    summary = browser.one(".freezer-summary", "partly 1").text
    assert "2 jobs are now in Takes some. 1 job could not be moved." in summary
    assert "Freezer failed" in summary
    assert set(demo.sessions.get(session_id)["jobs"]) == {jobs[0], jobs[2]}
    assert runs(demo, jobs[1]) == DAILY


def test_many_can_be_stopped_between_two(browser, demo, wired, new_session, new_job):
    session_id = new_session("Stopped half-way")
    jobs = pool_of(browser, new_job, 3, "stopped")
    held = wired.freezer.inject("PUT", f"/jobs/{jobs[0]}", "delay")
    select(browser, *(card(browser, "pool", job_id) for job_id in jobs))
    browser.drag(card(browser, "pool", jobs[0]), browser.one(cards_of(browser, session_id)))
    browser.one(".freezer-batch-count", "of 3")
    browser.click(".freezer-batch-stop")
    held.released.set()
    browser.until(lambda: not browser.all(".freezer-batch"))
    settled(browser)
    assert list(demo.sessions.get(session_id)["jobs"]) == [jobs[0]]
    assert [runs(demo, job_id) for job_id in jobs[1:]] == [DAILY] * 2


def test_out_of_a_session_a_job_stops_or_runs_alone(
    browser, as_demo_tab, demo, new_session, new_job
):
    stops, goes_on = new_job("Stops"), new_job("Runs alone")
    session_id = new_session("Loses two")
    for job_id in (stops, goes_on):
        as_demo_tab.put(f"sessions/{session_id}/jobs/{job_id}", {"from": None})
    browser.open(BOARD)
    for job_id, place in ((stops, "pool"), (goes_on, "pool:run")):
        press_move(browser, session_id, job_id)
        browser.click(f".freezer-targets [data-zone='{place}']")
        card(browser, "pool", job_id)
        settled(browser)
    assert runs(demo, stops) == (DAILY[0], "stop")
    assert runs(demo, goes_on) == DAILY


def test_two_windows_side_by_side(browser, second_browser, demo, new_session, new_job):
    """The slower one is told where the job is now, and shows it."""
    job_id = new_job("Wanted by two")
    mine, theirs = new_session("Window one"), new_session("Window two")
    for window in (browser, second_browser):
        window.open(BOARD)
        window.click(".freezer-pause")
        card(window, "pool", job_id)
    browser.drag(card(browser, "pool", job_id), browser.one(cards_of(browser, mine)))
    card(browser, mine, job_id)
    settled(browser)
    target = second_browser.one(cards_of(second_browser, theirs))
    second_browser.drag(card(second_browser, "pool", job_id), target)
    second_browser.toast('The job is in "Window one" now.')
    card(second_browser, mine, job_id)
    assert list(demo.sessions.get(mine)["jobs"]) == [job_id]
    assert not demo.sessions.get(theirs).get("jobs")


def test_a_finger_that_scrolls_picks_nothing_up(browser, wired, new_job):
    """Upwards: sideways is Chromium's own gesture for the page before."""
    job_id = new_job("Touched")
    browser.open(BOARD)
    touched = card(browser, "pool", job_id)
    browser.still()
    with wired.freezer.only_reads():
        finger = PointerInput(POINTER_TOUCH, "finger")
        gesture = ActionBuilder(browser.driver, mouse=finger, duration=200)
        gesture.pointer_action.move_to(touched).pointer_down().pause(0.7)
        gesture.pointer_action.move_by(0, -150).pointer_up()
        gesture.perform()
        assert not is_draggable(browser, touched)
        assert not browser.all(".freezer-dragging, .freezer-pending")
        card(browser, "pool", job_id)
    # The same card under a mouse can be picked up.
    ActionChains(browser.driver).click_and_hold(touched).perform()
    assert is_draggable(browser, touched)
    ActionChains(browser.driver).release().perform()


def is_draggable(browser, element):
    return browser.driver.execute_script("return arguments[0].draggable", element)


def test_problems_are_shown_and_repaired_on_the_board(browser, demo, new_session, new_job):
    """A job in two sessions, and one whose session was deleted."""
    twice, orphan = new_job("Twice"), new_job("Orphan")
    first, second = new_session("One home", jobs=(twice,)), new_session("Two homes", jobs=(twice,))
    gone = demo.sessions.create({"description": "x", "schedule": {"schedule_interval": "1 days"}})
    demo.sessions.add_job(gone, orphan)
    demo.sessions.delete(gone)
    browser.open(BOARD)
    browser.click(".freezer-health-toggle")
    browser.one(".freezer-problem", '"Twice" is listed in "One home" but belongs to "Two homes"')
    browser.one(".freezer-problem", 'The session of "Orphan" was deleted')
    browser.click(".freezer-repair-all")
    browser.one(".modal-body", 'Removes "Twice" from "One home"')
    browser.click(".modal-footer .btn-primary, .modal-footer .btn-danger")
    browser.until(lambda: not browser.all(".freezer-problems"))
    assert demo.sessions.get(first)["jobs"] == {}
    assert list(demo.sessions.get(second)["jobs"]) == [twice]
    assert demo.jobs.get(orphan)["session_id"] == ""


def test_a_client_that_is_gone_is_named_on_the_card(browser, demo, new_job):
    register(demo, "vanished-1", "Removed before the drop")
    job_id = new_job("Nobody runs it", client_id="vanished-1")
    demo.clients.delete("vanished-1")
    browser.open(BOARD)
    browser.until(lambda: "vanished-1 is not registered" in card(browser, "pool", job_id).text)
