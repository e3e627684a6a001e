"""The schedule part of the workflow: picks, fields, dates in the user's zone, advice, followers."""

import pytest
from selenium.webdriver import ActionChains
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select

from freezer_ui.domain.schedules.schedule import own
from stack.seed import register
from tests.browser.browser import SESSIONS
from tests.browser.test_main_job import find, followed

BERLIN = {"name": "django_timezone", "value": "Europe/Berlin"}
SECOND_HOST = "shop-web-7"
_HAS_FOCUS = """
const focused = document.activeElement;
return focused.matches(arguments[0]) && focused.innerText.includes(arguments[1]);
"""
#: As a CLI writes it: each agent counts from its own poll.
UNALIGNED = {"schedule_interval": "6 hours", "event": "start"}


@pytest.fixture
def in_berlin(browser):
    """The user's zone, as Horizon's settings page keeps it."""
    browser.open(SESSIONS)
    browser.driver.add_cookie(BERLIN)
    yield
    browser.driver.delete_cookie(BERLIN["name"])


@pytest.fixture(scope="module")
def second_host(demo):
    register(demo, SECOND_HOST, "So that two jobs need not wait for each other")
    return SECOND_HOST


def edit(browser, description):
    browser.open(SESSIONS)
    browser.click_edit(description)
    browser.until(lambda: browser.one("#freezer-description").get_attribute("value"))


def to_schedule(browser):
    browser.click(".modal-footer .next")
    browser.one(".freezer-kinds")


def save(browser):
    browser.click(".modal-footer .finish")
    browser.until_closed()


def choose(browser, css, label):
    Select(browser.one(css)).select_by_visible_text(label)


def chosen(browser, css):
    return Select(browser.one(css)).first_selected_option.text


def pressed_days(browser):
    buttons = browser.all(".freezer-days button")
    return [
        b.get_attribute("data-day") for b in buttons if b.get_attribute("aria-pressed") == "true"
    ]


def test_a_calendar_is_picked_written_and_read_back(browser, demo, in_berlin):
    browser.open(SESSIONS)
    browser.click("button", "Create Session")
    browser.fill("#freezer-description", "Picked in Berlin")
    to_schedule(browser)
    browser.click(".freezer-kinds label", "At calendar times")
    choose(browser, "#freezer-pick-kind", "Days of the week")
    browser.click(".freezer-days button", "Thu")
    choose(browser, "#freezer-pick-hour", "22")
    choose(browser, "#freezer-pick-minute", "30")
    browser.click("#freezer-zone option[value='string:']")  # by the agents' clock
    browser.fill("#freezer-schedule_start_date", "2037-06-01 02:00")
    browser.one(".freezer-preview-words", "every Monday and Thursday at 22:30")
    # That is a Monday; agents are in UTC, and Berlin is in summer.
    browser.one(".freezer-next-run", "2 Jun 2037 00:30 CEST")
    save(browser)
    session = browser.until(lambda: find(demo, "Picked in Berlin"))
    try:
        assert session["schedule"] == {
            "schedule_day_of_week": "mon,thu",
            "schedule_hour": "22",
            "schedule_minute": "30",
            "schedule_start_date": "2037-06-01T00:00:00Z",
            "event": "start",
        }
        edit(browser, "Picked in Berlin")
        to_schedule(browser)
        assert chosen(browser, "#freezer-pick-kind") == "Days of the week"
        assert pressed_days(browser) == ["mon", "thu"]
        assert chosen(browser, "#freezer-pick-hour") == "22"
        assert chosen(browser, "#freezer-pick-minute") == "30"
        start = browser.one("#freezer-schedule_start_date")
        assert start.get_attribute("value") == "2037-06-01 02:00"
        # A field that is typed is read back into the picks, and the other way round.
        browser.fill("#freezer-schedule_day_of_week", "mon-fri")
        assert chosen(browser, "#freezer-pick-kind") == "Working days, Monday to Friday"
        browser.fill("#freezer-schedule_second", "30")
        assert chosen(browser, "#freezer-pick-kind") == "Custom fields"
        choose(browser, "#freezer-pick-kind", "Day of the month")
        choose(browser, "#freezer-pick-month-day", "the last day")
        start.clear()
        browser.one(".freezer-preview-words", "on the last day of every month at 22:30")
        save(browser)
        assert own(demo.sessions.get(session["session_id"])["schedule"]) == {
            "schedule_day": "last",
            "schedule_hour": "22",
            "schedule_minute": "30",
        }
    finally:
        demo.sessions.delete(session["session_id"])


def test_an_odd_schedule_of_a_cli_is_shown_raw_and_left_alone(browser, demo, new_session):
    odd = {"schedule_interval": "6 hours", "schedule_hour": "3"}
    session_id = new_session("Odd", schedule=odd)
    edit(browser, "Odd")
    to_schedule(browser)
    browser.one(".freezer-kinds label.active", "No change")
    raw = browser.one(".freezer-raw").text
    assert all(name in raw and value.split()[0] in raw for name, value in odd.items())
    browser.one(".freezer-preview-words")
    assert not browser.all(".freezer-field-error")
    browser.click(".modal-footer .back")
    browser.fill("#freezer-description", "Odd, but known")
    save(browser)
    browser.one("hz-resource-table hz-cell a", "Odd, but known")
    assert demo.sessions.get(session_id)["schedule"] == odd


def test_a_date_that_was_only_looked_at_is_not_written(browser, demo, in_berlin, new_session):
    date = {"schedule_date": "2030-07-01T00:30:00", "event": "start"}
    session_id = new_session("Looked at", schedule=date)
    edit(browser, "Looked at")
    to_schedule(browser)
    assert browser.one("#freezer-schedule_date").get_attribute("value") == "2030-07-01 02:30"
    browser.click(".freezer-kinds label", "At an interval")
    browser.click(".freezer-kinds label", "Once")
    browser.click(".modal-footer .back")
    browser.fill("#freezer-description", "Looked at well")
    save(browser)
    assert demo.sessions.get(session_id)["description"] == "Looked at well"
    assert demo.sessions.get(session_id)["schedule"] == date


def test_advice_is_taken_over_with_a_click(browser, demo, new_session, new_job, second_host):
    jobs = new_job("One"), new_job("Two", client_id=second_host)
    session_id = new_session("Too narrow", jobs=jobs, hold_off=30, schedule=UNALIGNED)
    # On its page, into the workflow, saved.
    browser.open_session(session_id, "schedule")
    browser.click(".freezer-apply", "Set the hold-off to 60 seconds")
    browser.one(".freezer-applied", "Set the hold-off to 60 seconds")
    assert browser.one("#freezer-hold_off").get_attribute("value") == "60"
    assert demo.sessions.get(session_id)["hold_off"] == 30
    save(browser)
    assert demo.sessions.get(session_id)["hold_off"] == 60
    browser.until(lambda: browser.one(".freezer-hints-words").text == "1 hint about the schedule")


def test_advice_of_the_schedule_is_taken_over_and_back_in_the_workflow(
    browser, demo, new_session, new_job, second_host
):
    jobs = new_job("Three"), new_job("Four", client_id=second_host)
    session_id = new_session("Not aligned", jobs=jobs, hold_off=30, schedule=UNALIGNED)
    edit(browser, "Not aligned")
    to_schedule(browser)
    browser.click(".freezer-apply", "Start on")
    browser.one(".freezer-preview-words", "every day at")
    browser.until(lambda: browser.all(".freezer-applied:focus"))
    browser.click(".freezer-unapply")
    browser.until(lambda: browser.one(".freezer-preview-words").text == "every 6 hours")
    browser.click(".freezer-apply", "Start on")
    browser.one(".freezer-follow", "2 jobs get the new schedule when you save:")
    browser.one(".freezer-follow-names", "Three")
    browser.one(".freezer-follow-names", "Four")
    save(browser)
    stored = own(demo.sessions.get(session_id)["schedule"])
    # Six hours are calendar times, which agents keep.
    assert set(stored) == {"schedule_hour", "schedule_minute"}
    followed(browser, demo, jobs, stored)


def test_a_time_that_does_not_exist_is_told_at_its_field(browser, demo, wired, in_berlin):
    browser.open(SESSIONS)
    browser.click("button", "Create Session")
    browser.fill("#freezer-description", "In the gap")
    to_schedule(browser)
    browser.click(".freezer-kinds label", "Once")
    browser.fill("#freezer-schedule_date", "2027-03-28 02:30")
    browser.one("#freezer-schedule_date-error", "There is no 02:30 on 28 March 2027")
    with wired.freezer.only_reads():
        browser.click(".modal-footer .finish")
        browser.one(".error-message", "There is no 02:30")
        browser.one("#freezer-schedule_date:focus")
    assert find(demo, "In the gap") is None
    # In autumn it comes twice, and both can be said.
    browser.fill("#freezer-schedule_date", "2037-10-25 02:30")
    browser.one("#freezer-schedule_date-error", "exists twice")
    browser.fill("#freezer-schedule_date", "2037-10-25 02:30+02:00")
    browser.one(".freezer-next-run", "02:30 CEST")
    browser.click(".modal-footer .pull-left")
    browser.until_closed()


def test_keys_alone_pick_and_take_advice_over(browser, demo, new_session, new_job, second_host):
    jobs = new_job("Five"), new_job("Six", client_id=second_host)
    session_id = new_session("By keys", jobs=jobs, hold_off=30, schedule=UNALIGNED)
    edit(browser, "By keys")
    keys = Keyboard(browser)
    browser.driver.execute_script("document.querySelector('.modal-footer .next').focus()")
    keys.press(Keys.ENTER)
    browser.one(".freezer-advised")
    # From the kinds to the picks, and to every field of a schedule.
    browser.driver.execute_script("document.querySelector('.freezer-radio').focus()")
    keys.press(Keys.ARROW_RIGHT)
    browser.one("#freezer-pick-kind")
    keys.to("freezer-pick-kind")
    keys.press(Keys.ARROW_DOWN, Keys.ARROW_DOWN)
    keys.to_css("[data-day='tue']")
    keys.press(Keys.SPACE)
    keys.to("freezer-pick-hour")
    keys.press("0", "5")
    browser.one(".freezer-preview-words", "every Monday and Tuesday at 05:00")
    # Back, and the advice.
    browser.driver.execute_script("document.querySelector('.freezer-radio').focus()")
    browser.one(".freezer-kinds label.active", "At calendar times")
    browser.press(
        browser.driver.find_elements("css selector", ".freezer-radio")[1], Keys.ARROW_LEFT
    )
    browser.one(".freezer-apply", "Set the hold-off")
    keys.to_css(".freezer-apply[class*=btn]", "Set the hold-off to 60 seconds")
    keys.press(Keys.ENTER)
    browser.until(lambda: browser.all(".freezer-applied:focus"))
    keys.to_css(".freezer-unapply")
    keys.to_css(".finish")
    keys.press(Keys.ENTER)
    browser.until_closed()
    assert demo.sessions.get(session_id)["hold_off"] == 60


def test_the_next_runs_of_a_row_open_by_keys(browser, new_session, new_job):
    new_session(
        "Look ahead",
        jobs=(new_job("Looked at"),),
        schedule={"schedule_hour": "4", "event": "start"},
    )
    browser.open(SESSIONS)
    row = browser.one("hz-resource-table tr", "Look ahead")
    chevron = row.find_element("css selector", "[hz-expand-detail]")
    browser.until(lambda: chevron.get_attribute("tabindex") == "0")
    browser.press(chevron, Keys.ENTER)
    browser.until(lambda: len(browser.all(".freezer-next-run")) == 10)
    assert chevron.get_attribute("aria-expanded") == "true"
    browser.press(chevron, Keys.SPACE)
    browser.until(lambda: not browser.all(".freezer-next-run"))


def test_a_job_that_did_not_follow_is_named_and_tried_again(
    browser, demo, wired, new_session, new_job
):
    jobs = new_job("Seven"), new_job("Eight")
    session_id = new_session("Second try", jobs=jobs, hold_off=90)
    edit(browser, "Second try")
    to_schedule(browser)
    browser.click(".freezer-kinds label", "At an interval")
    browser.fill("#freezer-schedule_interval", "3")
    browser.one(".freezer-preview-words", "every day at 00:00, 03:00, 06:00")
    fault = wired.freezer.inject("PUT", f"/jobs/{jobs[1]}", "status", status=500, nth=0)
    browser.click(".modal-footer .finish")
    browser.one(".freezer-work-failure", "Eight")
    assert len(browser.all(".freezer-work-failure")) == 1
    fault.nth = -1
    browser.click(".freezer-work-again")
    new = {"schedule_hour": "*/3", "schedule_minute": "0"}
    assert own(demo.sessions.get(session_id)["schedule"]) == new
    followed(browser, demo, jobs, new)


class Keyboard:
    """A user without a pointer."""

    def __init__(self, browser):
        self._browser = browser

    def press(self, *keys: str) -> None:
        for key in keys:
            ActionChains(self._browser.driver).send_keys(key).perform()

    def to(self, element_id: str) -> None:
        self.to_css(f"#{element_id}")

    def to_css(self, css: str, text: str = "") -> None:
        """Tab until the focus is there; within one round of a wizard. One look at a time: what has
        the focus may be drawn again.
        """
        for _ in range(60):
            if self._browser.driver.execute_script(_HAS_FOCUS, css, text):
                return
            self.press(Keys.TAB)
        raise AssertionError(f"{css} cannot be reached by Tab")
