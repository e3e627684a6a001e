"""The board: every drag has its twin for keys and for clicks, and none shows what is not true."""

from selenium.webdriver import ActionChains
from selenium.webdriver.common.keys import Keys

from tests.browser.browser import BOARD, PATIENCE
from tests.browser.test_main_job import card, press_move, settled


def said(browser, text):
    """Until the live region for screen readers has said it."""

    def heard():
        spoken = browser.driver.find_element("css selector", ".freezer-announcement")
        return text in (spoken.get_attribute("textContent") or "")

    browser.until(heard)


def test_a_drag_moves_the_job_between_sessions_and_back_to_the_pool(
    browser, demo, new_session, new_job
):
    job_id = new_job("Movable")
    old, new = new_session("Old home", jobs=(job_id,)), new_session("New home")
    browser.open(BOARD)
    browser.drag(card(browser, old, job_id), browser.one(f"#freezer-zone-{new} .freezer-cards"))
    card(browser, new, job_id)
    settled(browser)
    assert demo.sessions.get(old)["jobs"] == {}
    assert list(demo.sessions.get(new)["jobs"]) == [job_id]
    said(browser, "Movable is now in New home")
    pool = browser.one("#freezer-zone-pool .freezer-zone-head")
    browser.drag(card(browser, new, job_id), pool)
    card(browser, "pool", job_id)
    settled(browser)
    assert demo.jobs.get(job_id)["session_id"] == ""


def test_keys_pick_up_carry_and_drop_and_escape_cancels(browser, wired, demo, new_session, new_job):
    job_id = new_job("Carried")
    session_id = new_session("AAA first on the board")
    browser.open(BOARD)
    carried = card(browser, "pool", job_id)
    browser.still()
    with wired.freezer.only_reads():
        browser.press(carried, Keys.SPACE, Keys.ARROW_RIGHT, Keys.ESCAPE)
        said(browser, "Cancelled: Carried stays in the pool")
    assert demo.jobs.get(job_id)["session_id"] in ("", None)
    browser.press(card(browser, "pool", job_id), Keys.SPACE)
    said(browser, "Picked up Carried")
    browser.press(card(browser, "pool", job_id), Keys.ARROW_RIGHT)
    said(browser, "Over AAA first on the board")
    browser.press(card(browser, "pool", job_id), Keys.ENTER)
    card(browser, session_id, job_id)
    settled(browser)
    said(browser, "Carried is now in AAA first on the board")
    assert demo.jobs.get(job_id)["session_id"] == session_id


def test_move_to_finds_a_session_by_name(browser, demo, new_session, new_job):
    job_id = new_job("By menu")
    session_id = new_session("Needle in the haystack")
    browser.open(BOARD)
    press_move(browser, "pool", job_id)
    browser.fill("#freezer-move-search", "needle")
    browser.until(lambda: len(browser.all(".freezer-targets [data-zone]")) == 1)
    browser.press(browser.one("#freezer-move-search"), Keys.ENTER)
    card(browser, session_id, job_id)
    settled(browser)
    assert demo.jobs.get(job_id)["session_id"] == session_id


def test_a_refused_move_goes_back_and_says_why(browser, demo, wired, new_session, new_job):
    job_id = new_job("Refused")
    session_id = new_session("Broken target")
    browser.open(BOARD)
    wired.freezer.inject("PUT", "/jobs/", "status", status=500)
    target = browser.one(f"#freezer-zone-{session_id} .freezer-cards")
    browser.drag(card(browser, "pool", job_id), target)
    browser.toast("Freezer failed")
    card(browser, "pool", job_id)
    assert demo.jobs.get(job_id)["session_id"] in ("", None)


def test_a_card_is_pending_until_freezer_has_answered(browser, wired, new_session, new_job):
    job_id = new_job("Slow")
    session_id = new_session("Slow target")
    browser.open(BOARD)
    held = wired.freezer.inject("PUT", "/jobs/", "delay")
    target = browser.one(f"#freezer-zone-{session_id} .freezer-cards")
    browser.drag(card(browser, "pool", job_id), target)
    browser.one(f"#freezer-zone-{session_id} .freezer-pending", "Slow")
    held.released.set()
    settled(browser)
    card(browser, session_id, job_id)


def test_a_job_someone_else_moved_is_shown_where_it_is(browser, demo, new_session, new_job):
    job_id = new_job("Contested")
    mine, theirs = new_session("Mine"), new_session("Theirs")
    browser.open(BOARD)
    browser.click(".freezer-pause")
    demo.sessions.add_job(theirs, job_id)
    target = browser.one(f"#freezer-zone-{mine} .freezer-cards")
    browser.drag(card(browser, "pool", job_id), target)
    browser.toast("was moved meanwhile")
    card(browser, theirs, job_id)
    assert demo.jobs.get(job_id)["session_id"] == theirs


def test_a_refresh_that_takes_a_dragged_card_away_leaves_the_board_usable(
    browser, demo, new_session, new_job
):
    gone, kept = new_job("Taken away"), new_job("Left here")
    session_id = new_session("Refreshed under the hand", jobs=(gone, kept))
    browser.open(BOARD)
    held = card(browser, session_id, gone)
    browser.still()
    drag = ActionChains(browser.driver)
    drag.click_and_hold(held).move_by_offset(40, 40).move_by_offset(40, 40).perform()
    browser.one(".freezer-dragging")
    demo.sessions.remove_job(session_id, gone)
    # None begins while a card is held: this is one that was under way.
    browser.driver.execute_script("document.querySelector('.freezer-refresh').click()")
    browser.until(lambda: not browser.all(f"#freezer-zone-{session_id} [data-job='{gone}']"))
    ActionChains(browser.driver).release().perform()
    browser.until(lambda: not browser.all(".freezer-dragging"))
    said(browser, "A job you picked up is gone")

    # Keys, Escape and the refresh by itself work as before.
    left = card(browser, session_id, kept)
    browser.press(left, "x")
    browser.one(".freezer-selection", "1 job")
    browser.press(left, Keys.ESCAPE)
    browser.until(lambda: not browser.all(".freezer-selection"))
    later = new_session("Seen without a click")
    browser.until(lambda: browser.all(f"#freezer-zone-{later}"), 2 * PATIENCE)
    browser.drag(card(browser, "pool", gone), browser.one(f"#freezer-zone-{later} .freezer-cards"))
    card(browser, later, gone)
    settled(browser)
    assert list(demo.sessions.get(later)["jobs"]) == [gone]
