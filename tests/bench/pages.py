"""Our pages beside freezer-web-ui's, on the server and in Chromium, with the same data."""

import statistics
import time
from collections.abc import Callable

from stack import ports, users
from stack.cloud import Cloud
from tests.bench import web_ui
from tests.browser.browser import SESSIONS, Browser
from tests.rest.horizon import Horizon

ROUNDS, PAGES = 15, 7
#: Rows that have to be there; ours lists all, and shows Horizon's page of them.
THEIR_ROWS, OUR_ROWS = 100, 20
_ROWS = "return document.querySelectorAll(arguments[0]).length"


def measure(cloud: Cloud) -> list[dict]:
    """A row for each page: medians in milliseconds, theirs and ours, and the ratio."""
    with web_ui.running(cloud, *ports.unused(1)) as url:
        return [_on_the_server(cloud, url), *_in_chromium(cloud, url)]


def _on_the_server(cloud: Cloud, url: str) -> dict:
    """What a browser asks for before it can show rows: a page; ours an empty one, and REST."""
    theirs, ours = Horizon(url, users.DEMO), Horizon(cloud.horizon_url, users.DEMO)

    def our_page() -> None:
        assert ours.page(SESSIONS).ok
        assert ours.get("sessions/", limit=100).ok

    def their_page() -> None:
        answer = theirs.page(web_ui.SESSIONS)
        assert answer.text.count("<tr") > THEIR_ROWS, answer.text[:500]

    return _compare("sessions, first 100, server", their_page, our_page, ROUNDS)


def _in_chromium(cloud: Cloud, url: str) -> list[dict]:
    """From the navigation until rows are there."""
    theirs, ours = Browser(url.rstrip("/")), Browser(cloud.horizon_url.rstrip("/"))
    try:
        for browser in (theirs, ours):
            browser.log_in(users.DEMO)
        return [
            _compare(
                "sessions, until rows, Chromium",
                lambda: _open(theirs, web_ui.SESSIONS, "table tbody tr[data-object-id]", 100),
                lambda: _open(ours, SESSIONS, "hz-resource-table hz-cell a", OUR_ROWS),
                PAGES,
            ),
        ]
    finally:
        theirs.close()
        ours.close()


def _open(browser: Browser, path: str, css: str, count: int) -> None:
    browser.driver.get(browser.url + path)
    deadline = time.monotonic() + 60
    while browser.driver.execute_script(_ROWS, css) < count:
        assert time.monotonic() < deadline, f"{path} shows no rows"
        time.sleep(0.005)


def _compare(name: str, theirs: Callable, ours: Callable, rounds: int) -> dict:
    seconds: dict[str, list[float]] = {"theirs": [], "ours": []}
    for number in range(rounds + 1):
        for key, call in (("theirs", theirs), ("ours", ours)):
            begun = time.perf_counter()
            call()
            if number:  # the first round fills caches
                seconds[key].append(time.perf_counter() - begun)
    medians = {key: 1000 * statistics.median(values) for key, values in seconds.items()}
    return {
        "work": name,
        "web_ui_ms": round(medians["theirs"], 1),
        "ours_ms": round(medians["ours"], 1),
        "spread_ms": [round(1000 * bound(seconds["ours"]), 1) for bound in (min, max)],
        "ratio": round(medians["ours"] / medians["theirs"], 2),
    }


def table(rows: list[dict]) -> str:
    lines = [f"{'page':<32}{'freezer-web-ui ms':>18}{'ours ms':>9}{'ratio':>7}"]
    lines += [
        f"{row['work']:<32}{row['web_ui_ms']:>18}{row['ours_ms']:>9}{row['ratio']:>7}"
        for row in rows
    ]
    return "\n".join(lines)
