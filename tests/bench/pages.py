"""Our pages beside freezer-web-ui's, on the server and in Chromium, with the same data.

In Chromium, "seen" is until a frame with the rows was drawn, and "usable" until the load event is
over as well and, with us, Horizon's table is there with its buttons.

Both are started anew for each row (beside.py).
"""

from collections.abc import Callable

from stack import users
from stack.cloud import Cloud
from tests.bench import stopwatch, web_ui
from tests.bench.beside import fresh
from tests.bench.compare import by_itself, compare
from tests.bench.stopwatch import Mark
from tests.browser.browser import JOBS, SESSIONS, Browser, logged_in
from tests.rest.horizon import Horizon

ROUNDS = 9
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
    theirs, ours = min(sessions, THEIR_ROWS), min(sessions, OUR_ROWS)
    seen = Mark(THEIR_ROW, theirs), Mark(OUR_FIRST_ROW, ours)
    jobs = Mark(THEIR_ROW, THEIR_ROWS), Mark(OUR_JOB, OUR_ROWS)
    usable = Mark(THEIR_ROW, theirs, loaded=True), Mark(OUR_ROW, ours, loaded=True)
    return [
        _on_the_server(cloud, "first 100 sessions, server", web_ui.SESSIONS, SESSIONS, "sessions/"),
        _on_the_server(cloud, "first 100 jobs, server", web_ui.JOBS, JOBS, JOBS_ASKED),
        _in_chromium(cloud, "sessions seen, Chromium", SESSION_PAGES, seen),
        _in_chromium(cloud, "sessions usable, Chromium", SESSION_PAGES, usable),
        _in_chromium(cloud, "jobs seen, Chromium", JOB_PAGES, jobs),
    ]


def _on_the_server(cloud: Cloud, work: str, their_path: str, our_path: str, rest: str) -> dict:
    """What a browser asks for before it can show rows: a page; ours, and what its script asks."""
    with fresh(cloud) as urls:
        theirs, ours = (Horizon(url, users.DEMO) for url in urls)
        return compare(work, _their_page(theirs, their_path), _our_page(ours, our_path, rest))


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


def _in_chromium(cloud: Cloud, work: str, paths: tuple[str, str], marks: tuple[Mark, Mark]) -> dict:
    with (
        fresh(cloud) as (their_url, our_url),
        logged_in(their_url) as theirs,
        logged_in(our_url) as ours,
    ):
        return compare(
            work,
            lambda: _seconds(theirs, paths[0], marks[0]),
            lambda: _seconds(ours, paths[1], marks[1]),
            rounds=ROUNDS,
            timed=by_itself,
        )


def _seconds(browser: Browser, path: str, mark: Mark) -> float:
    with stopwatch.opened(browser, path, {"rows": mark}):
        return stopwatch.at(browser, "rows")
