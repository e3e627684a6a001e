"""The board with a pool of 10,000 jobs: the longest task while it is scrolled, and while a card is
dragged over it.

The pool is read to its end first, by itself. Then its list goes from end to end in equal steps of
two frames; and a card of its middle is held at its lower edge, where the list scrolls by itself. A
task of over 50 ms is a frame that was late.
"""

import time
from concurrent.futures import ThreadPoolExecutor

from selenium.webdriver import ActionChains

from stack.clients import Reachable
from tests.bench import long_session, stopwatch
from tests.bench.bare import Bare
from tests.bench.clouds import one_cloud
from tests.bench.stopwatch import Mark
from tests.browser.browser import BOARD, Browser, logged_in

JOBS, THREADS = 10_000, 4
STEPS = 60
POOL = "#freezer-zone-pool"
MARKS = {"cards": Mark(f"{POOL} .freezer-card", 12, loaded=True)}
#: Pixels by which the list scrolls while the card is held.
MOVED = 500
PATIENCE = 300
_LIST = f"document.querySelector('{POOL} .freezer-scrolls')"
#: A card in the middle of the list, and the pixels from its centre to the list's lower edge.
_HELD = f"""var box = {_LIST}.getBoundingClientRect(), bottom = Math.min(box.bottom, innerHeight);
var middle = (box.top + bottom) / 2;
var card = document.elementFromPoint(box.left + 60, middle).closest('.freezer-card');
var at = card.getBoundingClientRect();
return [card, Math.round(bottom - 20 - (at.top + at.bottom) / 2)];"""
_SCROLL = f"""var done = arguments[arguments.length - 1], count = arguments[0];
var list = {_LIST}, at = 0;
(function step() {{
  list.scrollTop = list.scrollHeight * at++ / count;
  if (at <= count) {{ requestAnimationFrame(function() {{ requestAnimationFrame(step); }}); }}
  else {{ setTimeout(done, 200); }}
}})();"""
_COUNT = f"return document.querySelector('{POOL} .badge').textContent"


def measure() -> dict:
    """Seconds until all are read, cards drawn then, and the longest tasks in milliseconds."""
    with one_cloud() as cloud:
        make(cloud)
        with logged_in(cloud.horizon_url) as browser, stopwatch.opened(browser, BOARD, MARKS):
            return _measured(browser)


def make(cloud: Reachable) -> None:
    long_session.make_machines(Bare(cloud))
    long_session.make_empty(cloud)
    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(lambda first: _make_jobs(cloud, first), range(THREADS)))


def _make_jobs(cloud: Reachable, first: int) -> None:
    api = Bare(cloud)
    for number in range(first, JOBS, THREADS):
        schedule = {"schedule_interval": "1 days", "event": "stop"}
        long_session.make_job(api, number, job_schedule=schedule)


def _measured(browser: Browser) -> dict:
    first = stopwatch.at(browser, "cards")
    began = time.monotonic()
    browser.until(lambda: browser.driver.execute_script(_COUNT) == str(JOBS), PATIENCE)
    read = time.monotonic() - began
    reading = max(stopwatch.tasks(browser), default=0)
    browser.driver.execute_async_script(_SCROLL, STEPS)
    scrolling = max(stopwatch.tasks(browser), default=0)
    drawn = len(browser.driver.find_elements("css selector", f"{POOL} .freezer-card"))
    return {
        "jobs": JOBS,
        "first_ms": round(first * 1000, 1),
        "read_s": round(read, 1),
        "drawn": drawn,
        "reading_longest_ms": round(reading * 1000, 1),
        "scrolling_longest_ms": round(scrolling * 1000, 1),
        "dragging_longest_ms": round(_dragging(browser) * 1000, 1),
    }


def _dragging(browser: Browser) -> float:
    """A card is held at the list's lower edge, where it scrolls, then let go in its own pool."""
    browser.driver.execute_script(f"{_LIST}.scrollTop = {_LIST}.scrollHeight / 2")
    stopwatch.until_drawn(browser)
    card, to_edge = browser.driver.execute_script(_HELD)
    place = f"return {_LIST}.scrollTop"
    end = browser.driver.execute_script(place) + MOVED
    stopwatch.tasks(browser)
    held = ActionChains(browser.driver).click_and_hold(card)
    # Chromium's driver tells the page of a move with the next one
    held.move_by_offset(0, 10).move_by_offset(0, to_edge - 10).move_by_offset(0, 1).perform()
    browser.until(lambda: browser.driver.execute_script(place) >= end, PATIENCE)
    ActionChains(browser.driver).release().perform()
    return max(stopwatch.tasks(browser), default=0)
