"""The browser's time zone, offered to who has chosen none in Horizon's settings."""

import pytest

from tests.browser.browser import ROW, SESSIONS

COOKIE = "django_timezone"
OFFER = ".freezer-zone-offer"


@pytest.fixture
def place(browser):
    """Puts the browser into a time zone, with no choice in Horizon's settings."""

    def put(zone: str) -> None:
        browser.driver.delete_cookie(COOKIE)
        browser.driver.execute_cdp_cmd("Emulation.setTimezoneOverride", {"timezoneId": zone})

    yield put
    put("")


def chosen(browser) -> str | None:
    cookie = browser.driver.get_cookie(COOKIE)
    return cookie and cookie["value"]


def next_run(browser) -> list[str]:
    return browser.cells("In the morning")


def test_it_is_taken_over_and_times_are_told_in_it(browser, place, new_session, new_job):
    new_session("In the morning", [new_job()], schedule={"schedule_hour": "2"})
    place("Asia/Tokyo")
    browser.open(SESSIONS)
    browser.one(OFFER, "Your browser is in the time zone Asia/Tokyo.")
    before = next_run(browser)
    browser.click(f"{OFFER} button", "Use this time zone")
    browser.until(lambda: browser.all(ROW) and not browser.all(OFFER))
    assert chosen(browser) == "Asia/Tokyo"
    browser.until(lambda: next_run(browser) != before)


def test_utc_can_be_kept(browser, place):
    place("America/Argentina/Buenos_Aires")
    browser.open(SESSIONS)
    browser.click(f"{OFFER} button", "Keep UTC")
    browser.until(lambda: not browser.all(OFFER))
    assert chosen(browser) == "UTC"
    browser.open(SESSIONS)
    assert not browser.all(OFFER)


def test_nothing_is_offered_in_utc(browser, place):
    place("UTC")
    browser.open(SESSIONS)
    assert not browser.all(OFFER)
