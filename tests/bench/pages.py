"""Our pages beside freezer-web-ui's, on the server and in Chromium, with the same data.

In Chromium, "seen" is until a frame with the rows was drawn, and "usable" until the load event is
over as well and, with us, Horizon's table is there with its buttons.

Both are started for these rows, which share them and their browsers (beside.py).
"""

from collections.abc import Callable
from functools import partial

from stack import users
from stack.cloud import Cloud
from tests.bench import stopwatch, web_ui
from tests.bench.beside import fresh
from tests.bench.compare import by_itself, compare
from tests.bench.stopwatch import Mark
from tests.browser.browser import JOBS, SESSIONS, Browser, logged_in
from tests.rest.horizon import Horizon

#: Theirs and ours.
SESSION_PAGES, JOB_PAGES = (web_ui.SESSIONS, SESSIONS), (web_ui.JOBS, JOBS)
#: The most rows that are there at once; ours lists all, and shows Horizon's page of them.
THEIR_ROWS, OUR_ROWS = 100, 20
THEIR_ROW = "table tbody tr[data-object-id]"
#: Rows that come with the page itself, or those of Horizon's table.
OUR_FIRST_ROW = ".freezer-early tbody a, hz-resource-table hz-cell a"
OUR_ROW = "html:not(:has(.freezer-early)) hz-resource-table hz-cell a"
#: As the panel's script asks, which is answered from what the page has begun to read.
JOBS_ASKED = "jobs/?homes=1&max_age=4"
OUR_JOB = "hz-resource-table hz-cell [ng-bind='item.name']"


def measure(cloud: Cloud, sessions: int) -> list[dict]:
    """A row for each page."""
    with fresh(cloud) as urls:
        on_server = _on_the_server(*(Horizon(url, users.DEMO) for url in urls))
        with logged_in(urls[0]) as theirs, logged_in(urls[1]) as ours:
            return [*on_server, *_in_chromium(theirs, ours, sessions)]


def _on_the_server(theirs: Horizon, ours: Horizon) -> list[dict]:
    """What a browser asks for before it can show rows: a page; ours, and what its script asks."""
    pages = {
        "first 100 sessions, server": (web_ui.SESSIONS, SESSIONS, "sessions/"),
        "first 100 jobs, server": (web_ui.JOBS, JOBS, JOBS_ASKED),
    }
    return [
        compare(work, _their_page(theirs, their_path), _our_page(ours, our_path, rest))
        for work, (their_path, our_path, rest) in pages.items()
    ]


def _their_page(horizon: Horizon, path: str) -> Callable[[], None]:
    def load() -> None:
        answer = horizon.page(path)
        assert answer.text.count("data-object-id") > 1, answer.text[:500]

    return load


def _our_page(horizon: Horizon, path: str, rest: str) -> Callable[[], None]:
    def load() -> None:
        assert horizon.page(path).ok
        assert horizon.get(rest, limit=100).json()["items"]

    return load


def _in_chromium(theirs: Browser, ours: Browser, sessions: int) -> list[dict]:
    their_rows, our_rows = min(sessions, THEIR_ROWS), min(sessions, OUR_ROWS)
    seen = Mark(THEIR_ROW, their_rows), Mark(OUR_FIRST_ROW, our_rows)
    usable = Mark(THEIR_ROW, their_rows, loaded=True), Mark(OUR_ROW, our_rows, loaded=True)
    jobs = Mark(THEIR_ROW, THEIR_ROWS), Mark(OUR_JOB, OUR_ROWS)
    rows = {
        "sessions seen, Chromium": (SESSION_PAGES, seen),
        "sessions usable, Chromium": (SESSION_PAGES, usable),
        "jobs seen, Chromium": (JOB_PAGES, jobs),
    }
    return [
        compare(
            work,
            partial(_seconds, theirs, paths[0], marks[0]),
            partial(_seconds, ours, paths[1], marks[1]),
            timed=by_itself,
        )
        for work, (paths, marks) in rows.items()
    ]


def _seconds(browser: Browser, path: str, mark: Mark) -> float:
    with stopwatch.opened(browser, path, {"rows": mark}):
        return stopwatch.at(browser, "rows")
