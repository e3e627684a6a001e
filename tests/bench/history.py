"""What drawing costs the browser: a session of 200 members, and its History of 50 tags of them.

By Chromium's own counters (CDP Performance.getMetrics), which begin anew in each tab. Each row is
the median of what was spent on

- the page: from the navigation to the session's page until its run picture is drawn and the load
  event is over, less the same of a session without members, which is Horizon's start and ours;
- the picture alone: shown again in the place of its table, which the page was told to show before;
- the History: from its tab until the 10,000 cells of its grid are drawn.

A layout that a script forces is counted in script and in layout. The longest task is how long a
click has to wait at worst; the page of no members has one as well, given beside.
"""

import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager

from tests.bench import long_session, stopwatch
from tests.bench.clouds import one_cloud
from tests.bench.stopwatch import Mark
from tests.browser.browser import Browser, logged_in, session_page

MEMBERS, TAGS = 200, 50
ROUNDS = 5
#: Seconds in which the page of no members comes to rest: the other one takes longer to be read.
REST = 2
EMPTY = {"drawn": Mark(".freezer-session .freezer-facts dd", 5, loaded=True)}
FULL = {
    "drawn": Mark(".freezer-run-row", MEMBERS, loaded=True),
    "history": Mark(".freezer-history-cell", MEMBERS * TAGS),
}
COUNTERS = {
    "script": "ScriptDuration",
    "layout": "LayoutDuration",
    "style": "RecalcStyleDuration",
}
Spent = dict[str, float]


def measure() -> list[dict]:
    """A row for each, in milliseconds."""
    with one_cloud() as cloud:
        session_id = long_session.make(cloud, MEMBERS, TAGS)
        empty_id = long_session.make_empty(cloud)
        with logged_in(cloud.horizon_url) as browser:
            return _rows(browser, _path(session_id), _path(empty_id))


def _path(session_id: str) -> str:
    return session_page(session_id)


def _rows(browser: Browser, path: str, empty_path: str) -> list[dict]:
    rounds = []
    for number in range(ROUNDS + 1):
        found = _empty(browser, empty_path) | _full(browser, path)
        if number:  # the first round fills the browser's cache
            rounds.append(found)
    spent = {what: _median([each[what] for each in rounds]) for what in rounds[0]}
    empty = spent["empty"]
    page = spent["page"] | {key: spent["page"][key] - empty[key] for key in COUNTERS}
    return [
        _row(f"page of {MEMBERS} members", page) | {"empty_longest_ms": _ms(empty["longest"])},
        _row(f"History, {TAGS} tags of {MEMBERS}", spent["history"]),
        _row(f"run picture of {MEMBERS} alone", spent["picture"]),
    ]


def _empty(browser: Browser, path: str) -> dict[str, Spent]:
    with _tab(browser), stopwatch.opened(browser, path, EMPTY):
        stopwatch.at(browser, "drawn")
        time.sleep(REST)
        return {"empty": _spent(browser)}


def _full(browser: Browser, path: str) -> dict[str, Spent]:
    with _tab(browser), stopwatch.opened(browser, path, FULL):
        stopwatch.at(browser, "drawn")
        page = _spent(browser)
        _show_other(browser)
        table = _spent(browser)
        _show_other(browser)
        picture = _spent(browser)
        browser.driver.execute_script("document.querySelector('#freezer-tab-history').click()")
        stopwatch.at(browser, "history")
        history = _spent(browser)
    return {
        "page": page,
        "picture": _between(table, picture),
        "history": _between(picture, history),
    }


@contextmanager
def _tab(browser: Browser) -> Iterator[None]:
    """Open a new tab, whose counters start at zero."""
    driver = browser.driver
    before = driver.current_window_handle
    driver.switch_to.new_window("tab")
    try:
        driver.execute_cdp_cmd("Performance.enable", {})
        yield
    finally:
        driver.close()
        driver.switch_to.window(before)


def _show_other(browser: Browser) -> None:
    """The table in the place of the picture, or the other way round, until it is drawn."""
    browser.driver.execute_script("document.querySelector('.freezer-run-as').click()")
    stopwatch.until_drawn(browser)


def _spent(browser: Browser) -> Spent:
    """Seconds so far in this tab, and the longest task since it was last asked."""
    found = browser.driver.execute_cdp_cmd("Performance.getMetrics", {})["metrics"]
    seconds = {each["name"]: each["value"] for each in found}
    longest = max(stopwatch.tasks(browser), default=0)
    return {key: seconds[name] for key, name in COUNTERS.items()} | {"longest": longest}


def _between(before: Spent, after: Spent) -> Spent:
    return after | {key: after[key] - before[key] for key in COUNTERS}


def _median(rounds: list[Spent]) -> Spent:
    return {key: statistics.median(each[key] for each in rounds) for key in rounds[0]}


def _row(what: str, spent: Spent) -> dict:
    return {"what": what, **{f"{key}_ms": _ms(value) for key, value in spent.items()}}


def _ms(seconds: float) -> float:
    return round(1000 * seconds, 1)
