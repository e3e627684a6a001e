"""A cache that hangs or refuses: pages and lists are answered, nothing is written without it."""

import time
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from stack import ports, users
from tests.conftest import Twin
from tests.faults.relay import Relay
from tests.rest.horizon import Horizon

#: Horizon's own, other than ours, and ours.
PAGES = ("/auth/login/", "/settings/", "/project/freezer_sessions/", "/project/freezer_jobs/")
LISTS = ("sessions/", "jobs/?homes=1&max_age=30", "backups/?max_age=30", "health/", "overview/")


@dataclass
class Without:
    """A Horizon of its own, with a relay before memcached."""

    horizon: Horizon
    cache: Relay


@pytest.fixture(scope="module")
def without(wired) -> Iterator[Without]:
    port, twin = ports.unused(2)
    cache = Relay(wired.cloud._cache_port, port)
    environment = {"STACK_MEMCACHED": f"127.0.0.1:{port}"}
    process = Twin(wired.cloud, twin, "without-cache", environment)
    process.start()
    yield Without(Horizon(process.url, users.DEMO), cache)
    process.stop()
    cache.close()


@pytest.mark.parametrize("fault", ["hang", "refuse"])
def test_without_the_cache_all_is_shown_and_nothing_written(
    without, wired, demo, new_session, new_job, fault
):
    session_id, job_id = new_session(), new_job()
    path = f"sessions/{session_id}/jobs/{job_id}"
    horizon = without.horizon
    assert all(horizon.page(each).ok for each in PAGES)
    getattr(without.cache, fault)()
    try:
        for each in PAGES:
            page = horizon.page(each)
            assert page.status_code == 200, f"{each}: {page.text[:300]}"
        for each in LISTS:
            answer = horizon.get(each)
            assert answer.status_code == 200, f"{each}: {answer.text[:300]}"
        with wired.freezer.only_reads():
            refused = [
                horizon.put(path, {"from": None}),
                horizon.patch(f"sessions/{session_id}", {"description": "Never"}),
                horizon.delete(f"jobs/{job_id}"),
            ]
            for answer in refused:
                assert answer.status_code == 502, answer.text
                assert "Horizon's cache cannot be reached" in answer.json()["error"]
                assert "may or may not have been made" not in answer.json()["error"]
    finally:
        without.cache.pass_on()
    end = time.monotonic() + 60
    while not (answer := horizon.put(path, {"from": None})).ok:
        assert time.monotonic() < end, answer.text
    assert list(demo.sessions.get(session_id)["jobs"]) == [job_id]
