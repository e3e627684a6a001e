"""Panels that many people open at once do not hold up Horizon."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Timer

import pytest

from tests.rest.horizon import Horizon
from tests.rest.runs import back_up

PANELS = ("overview", "sessions", "board", "upcoming", "jobs", "clients", "actions", "backups")
LISTS = (
    "sessions/",
    "jobs/",
    "backups/",
    "clients/",
    "actions/",
    "upcoming/",
    "health/",
    "overview/details",
)
#: How many loads at once, by panel: always more than Horizon and a pool have threads. A page of
#: Backups reads most ahead.
AT_ONCE = {**dict.fromkeys(PANELS, 16), "backups": 32}
#: Seconds, less than Horizon waits for Freezer: so long no read ends, and more and more begin.
SLOW = 2
#: Seconds for a load among many on a busy machine; what hangs does so until it is restarted.
PATIENCE = 300


@pytest.fixture
def users(as_demo, as_reader, as_other, as_admin) -> list[Horizon]:
    return [as_demo, as_reader, as_other, as_admin]


@contextmanager
def slow_at_first(wired) -> Iterator[None]:
    fault = wired.freezer.inject("GET", "/v2/", "delay", nth=0)
    timer = Timer(SLOW, fault.released.set)
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        wired.freezer.reset()


def load_at_once(users: list[Horizon], path: str, times: int) -> list[int]:
    """The status of each load, by one user after the other, each on a connection of its own; a load
    that is not answered in time raises.
    """

    def load(number: int) -> int:
        with users[number * len(users) // times].new_window() as window:
            return window.page(path, PATIENCE).status_code

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(load, range(times)))


def test_horizon_answers_everything_after_many_loads_of_each_panel_at_once(
    users, wired, demo, new_job, new_session
):
    """Each backup of a job makes its page ask for that job: calls within a prefetch."""
    new_session(jobs=(new_job(),))
    made = [back_up(demo, new_job(f"Job {n}"), f"loads-{n}", 1_700_000_000 + n) for n in range(10)]
    try:
        for panel, times in AT_ONCE.items():
            with slow_at_first(wired):
                statuses = load_at_once(users, f"/project/freezer_{panel}/", times)
            assert statuses == [200] * times, panel
        for user in users:
            for panel in PANELS:
                assert user.page(f"/project/freezer_{panel}/").status_code == 200, panel
            for path in LISTS:
                assert user.get(path).status_code == 200, path
            assert user.page("/auth/login/").ok
            assert user.page("/static/horizon/lib/jquery/jquery.js").ok
    finally:
        for backup_id in made:
            demo.backups.delete(backup_id)
