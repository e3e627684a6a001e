"""Our REST compared with the bare API: what rules, words and rights cost on top of the same data.

Both sides decode the JSON inside the timed part (compare.py).
"""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from zoneinfo import ZoneInfo, available_timezones

import requests
from apscheduler.triggers.cron import CronTrigger

from freezer_ui.domain.schedules import timetable
from stack import users
from stack.cloud import Cloud
from tests.bench.bare import Bare
from tests.bench.compare import compare, decoded
from tests.rest.horizon import Horizon

#: Time zones in which nobody has asked yet.
_ZONES = iter(sorted(available_timezones()))


def measure(cloud: Cloud, _sessions: int) -> list[dict]:
    """A row for each kind of work whose cost may grow with the sessions there are."""
    bare, horizon = Bare(cloud), Horizon(cloud.horizon_url, users.DEMO)
    session_id = bare.get("sessions", limit=1).json()["sessions"][0]["session_id"]

    def ours(path: str, **query) -> Callable[[], requests.Response]:
        return lambda: horizon.get(path, **query)

    def theirs(path: str, **query) -> Callable[[], requests.Response]:
        return lambda: bare.get(path, **query)

    # Freezer cannot search or look ahead: beside it, a script that reads all and does so itself.
    all_of_them = theirs("sessions", limit=1000)

    def table(limit: int, **query) -> Callable[[], requests.Response]:
        """What the list of sessions asks for."""
        return ours("sessions/", form="table", limit=limit, **query)

    def floor(*calls: Callable[[], object]) -> Callable[[], requests.Response]:
        """The least that an answer can cost: these calls of a script, which reads none of the JSON,
        and an answer of Horizon that asks no service.
        """

        def ask() -> requests.Response:
            for call in calls:
                call()
            return settings()

        return ask

    def settings() -> requests.Response:
        return horizon.page("/api/settings/", headers={"X-Requested-With": "XMLHttpRequest"})

    document = theirs(f"sessions/{session_id}")
    jobs = [theirs(f"jobs/{job_id}") for job_id in document().json()["jobs"]]
    nightly = {"q": "nightly"}
    work = {
        "first 10 sessions": (theirs("sessions", limit=10), table(10)),
        "first 100 sessions": (theirs("sessions", limit=100), table(100)),
        "floor of first 100 sessions": (
            theirs("sessions", limit=100),
            floor(theirs("sessions", limit=100)),
        ),
        "all sessions": (all_of_them, table(1000)),
        "first 100, searched": (all_of_them, table(100, **nightly)),
        "first 100, sorted": (all_of_them, table(100, sort="time_start")),
        "the same, read just now": (all_of_them, table(100, **nightly, max_age=60)),
        "one session of 10 jobs": (document, ours(f"sessions/{session_id}", max_age=4)),
        "the same, jobs read anew": (document, ours(f"sessions/{session_id}")),
        "floor of one session of 10 jobs": (document, floor(document, *jobs)),
        "the same, beside 11 calls": (
            lambda: _with_jobs(bare, session_id),
            ours(f"sessions/{session_id}"),
        ),
        "a session's head": (document, ours(f"sessions/{session_id}", head=1)),
        "floor of a session's head": (document, floor(document)),
        "Horizon's settings, no service": (document, settings),
        "overview's sentence": (all_of_them, ours("overview/")),
        "upcoming, 7 days": (all_of_them, ours("upcoming/", limit=50, hours=168)),
        "first 100 jobs": (theirs("jobs", limit=100), ours("jobs/", limit=100)),
        "with their sessions": (theirs("jobs", limit=100), ours("jobs/", limit=100, homes=1)),
    }
    rows = [compare(name, *pair) for name, pair in work.items()]
    changed = _changed(bare, horizon, session_id)
    return [*rows, *changed, _overview(bare, horizon), _drop(bare, horizon, session_id)]


def measure_schedules(cloud: Cloud) -> list[dict]:
    """What has nothing to do with how many sessions there are."""
    horizon = Horizon(cloud.horizon_url, users.DEMO)
    return [_preview(horizon), _runs_in_process()]


def _with_jobs(bare: Bare, session_id: str) -> requests.Response:
    """Freezer tells of one job at a time."""
    answer = bare.get(f"sessions/{session_id}")
    for job_id in answer.json()["jobs"]:
        decoded(bare.get(f"jobs/{job_id}"))
    return answer


def _overview(bare: Bare, horizon: Horizon) -> dict:
    """The whole overview, beside the reads that it cannot be told without: half a minute each."""

    def theirs() -> requests.Response:
        for path in ("sessions", "clients", "backups"):
            decoded(bare.get(path, limit=1000))
        for offset in count(0, 1000):
            answer = bare.get("jobs", limit=1000, offset=offset)
            if len(answer.json()["jobs"]) < 1000:
                return answer
        raise AssertionError("There is an end to the jobs.")

    return compare("the whole overview", theirs, lambda: horizon.get("overview/details"), least=1)


def _changed(bare: Bare, horizon: Horizon, session_id: str) -> list[dict]:
    """All sessions and a week of their runs, where one has changed since they were last asked for;
    and where none of the rows was ever made, because nobody in that time zone has asked before.
    """
    numbers = count()
    query = {"form": "table", "limit": 1000}

    def change() -> None:
        bare.ask(
            "PATCH", f"sessions/{session_id}", json={"description": f"Nightly {next(numbers)}"}
        )

    def elsewhere() -> requests.Response:
        with horizon.in_zone(next(_ZONES)):
            return horizon.get("sessions/", **query)

    def a_week() -> requests.Response:
        return horizon.get("upcoming/", limit=50, hours=168)

    def theirs() -> requests.Response:
        return bare.get("sessions", limit=1000)

    def ours() -> requests.Response:
        return horizon.get("sessions/", **query)

    return [
        compare("all, one has changed", theirs, ours, after=change),
        compare("upcoming, one has changed", theirs, a_week, after=change),
        compare("all, never seen before", theirs, elsewhere, after=change),
    ]


def _drop(bare: Bare, horizon: Horizon, session_id: str) -> dict:
    """A job dropped into a session of ten, until it is verified: beside a PUT and two GETs."""
    job = bare.get("jobs", limit=1).json()["jobs"][0]
    fresh = {key: job[key] for key in ("client_id", "job_actions")} | {"job_schedule": {}}
    job_id = bare.post("jobs", fresh).json()["job_id"]
    member = f"sessions/{session_id}/jobs/{job_id}"

    def theirs() -> requests.Response:
        decoded(bare.ask("PUT", member))
        decoded(bare.get(f"jobs/{job_id}"))
        return bare.get(f"sessions/{session_id}")

    def ours() -> requests.Response:
        return horizon.put(member, {"from": None})

    def takes_out() -> None:
        """And its agent picks that up, or the next drop waits for it (membership.WRITE_BACK)."""
        bare.ask("DELETE", member)
        bare.ask("PATCH", f"jobs/{job_id}", json={"job_schedule": {"event": "", "status": "stop"}})

    try:
        return compare("a drop, verified", theirs, ours, after=takes_out)
    finally:
        bare.ask("DELETE", f"jobs/{job_id}")


NIGHTLY = {"schedule_day_of_week": "0-4", "schedule_hour": "2", "schedule_minute": "30"}


def _ten_runs() -> list:
    """With APScheduler alone, as an agent would."""
    fields = {key.removeprefix("schedule_"): value for key, value in NIGHTLY.items()}
    trigger = CronTrigger(**fields, timezone=ZoneInfo("Europe/Berlin"))
    found = [trigger.get_next_fire_time(None, datetime.now(UTC))]
    while len(found) < 10:
        found.append(trigger.get_next_fire_time(found[-1], found[-1]))
    return found


def _preview(horizon: Horizon) -> dict:
    """A preview over HTTP, with words and advice, beside ten runs in this process."""
    return compare(
        "preview, by HTTP",
        _ten_runs,
        lambda: horizon.post("schedule/preview", {"schedule": NIGHTLY}),
    )


def _runs_in_process() -> dict:
    """Ten runs by our rules compared with APScheduler alone."""
    now = int(time.time())
    return compare(
        "ten runs, in process",
        _ten_runs,
        lambda: timetable.runs(NIGHTLY, now, None, "Europe/Berlin", heard=now),
    )
