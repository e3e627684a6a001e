"""`make bench`: our REST beside the bare API, and our pages beside freezer-web-ui's, in one run.

Prints tables of medians and their ratios, and writes them as JSON to the path given (default
.test/bench.json). Interleaved, so that a machine that slows down slows both. Nothing here passes or
fails.
"""

import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import requests
from apscheduler.triggers.cron import CronTrigger

from freezer_ui.sessions import timetable
from stack import catalog, crowd, ports, users
from stack.cloud import Cloud
from tests.bench import pages
from tests.rest.horizon import Horizon

ROUNDS = 15
SESSIONS, JOBS = 1000, 10


def main(report: Path) -> None:
    chosen = ports.free()
    with (
        tempfile.TemporaryDirectory() as folder,
        Cloud(folder, chosen.keystone, chosen.freezer, chosen.horizon) as cloud,
    ):
        crowd.make(cloud, SESSIONS, JOBS)
        rows = measure(cloud)
        print(table(rows), flush=True)
        shown = pages.measure(cloud)
        print(pages.table(shown))
    report.parent.mkdir(parents=True, exist_ok=True)
    report.write_text(json.dumps({"rest": rows, "pages": shown}, indent=2))


def measure(cloud: Cloud) -> list[dict]:
    """A row for each kind of work: medians in seconds, bytes before compression, ratios."""
    bare, horizon = Bare(cloud), Horizon(cloud.horizon_url, users.DEMO)
    session_id = bare.get("sessions", limit=1).json()["sessions"][0]["session_id"]

    def ours(path: str, **query) -> Callable[[], requests.Response]:
        return lambda: horizon.get(path, **query)

    def theirs(path: str, **query) -> Callable[[], requests.Response]:
        return lambda: bare.get(path, **query)

    work = {
        "10 sessions": (theirs("sessions", limit=10), ours("sessions/", limit=10)),
        "100 sessions": (theirs("sessions", limit=100), ours("sessions/", limit=100)),
        "1000 sessions": (theirs("sessions", limit=1000), ours("sessions/", limit=1000)),
        "100 of 1000, searched": (
            theirs("sessions", limit=1000),
            ours("sessions/", limit=100, q="nightly"),
        ),
        "the same, read just now": (
            theirs("sessions", limit=1000),
            ours("sessions/", limit=100, q="nightly", max_age=60),
        ),
        "one session of 10": (theirs(f"sessions/{session_id}"), ours(f"sessions/{session_id}")),
        "upcoming, 7 days": (
            theirs("sessions", limit=1000),
            ours("upcoming/", limit=50, hours=168),
        ),
        "100 jobs": (theirs("jobs", limit=100), ours("jobs/", limit=100)),
    }
    return [
        *(compare(name, *pair) for name, pair in work.items()),
        drop(bare, horizon, session_id),
        preview(horizon),
        runs_in_process(),
    ]


def drop(bare: "Bare", horizon: Horizon, session_id: str) -> dict:
    """A job dropped into a session of ten, until it is verified: beside a PUT and two GETs."""
    job = bare.get("jobs", limit=1).json()["jobs"][0]
    fresh = {key: job[key] for key in ("client_id", "job_actions")} | {"job_schedule": {}}
    job_id = bare.ask("POST", "jobs", json=fresh).json()["job_id"]
    member = f"sessions/{session_id}/jobs/{job_id}"

    def theirs() -> requests.Response:
        bare.ask("PUT", member)
        bare.get(f"jobs/{job_id}")
        return bare.get(f"sessions/{session_id}")

    def ours() -> requests.Response:
        return horizon.put(member, {"from": None})

    return compare("a drop, verified", theirs, ours, after=lambda: bare.ask("DELETE", member))


NIGHTLY = {"schedule_day_of_week": "0-4", "schedule_hour": "2", "schedule_minute": "30"}


def ten_runs() -> list:
    """With APScheduler alone, as an agent would."""
    fields = {key.removeprefix("schedule_"): value for key, value in NIGHTLY.items()}
    trigger = CronTrigger(**fields, timezone=ZoneInfo("Europe/Berlin"))
    found = [trigger.get_next_fire_time(None, datetime.now(UTC))]
    while len(found) < 10:
        found.append(trigger.get_next_fire_time(found[-1], found[-1]))
    return found


def preview(horizon: Horizon) -> dict:
    """A preview over HTTP, with words and advice, beside ten runs in this process."""
    return compare(
        "preview, by HTTP",
        ten_runs,
        lambda: horizon.post("schedule/preview", {"schedule": NIGHTLY}),
    )


def runs_in_process() -> dict:
    """The heart's ten runs beside the same: what its rules cost."""
    now = int(time.time())
    return compare(
        "ten runs, in process",
        ten_runs,
        lambda: timetable.runs(NIGHTLY, now, None, "Europe/Berlin", heard=now),
    )


class Bare:
    """freezer-api as `demo`, on one kept connection."""

    def __init__(self, cloud: Cloud):
        session = catalog.password_session(cloud.keystone_url, users.DEMO.name, users.DEMO.project)
        self._root = f"{cloud.freezer_url}/v2/{session.get_project_id()}"
        self._http = requests.Session()
        self._http.headers["X-Auth-Token"] = session.get_token()

    def get(self, path: str, **query) -> requests.Response:
        return self.ask("GET", path, params=query)

    def ask(self, verb: str, path: str, **options) -> requests.Response:
        answer = self._http.request(verb, f"{self._root}/{path}", timeout=60, **options)
        answer.raise_for_status()
        return answer


def compare(
    name: str, bare: Callable, ours: Callable, after: Callable[[], object] = lambda: None
) -> dict:
    """`after` each measured call sets back what it wrote."""
    seconds: dict[str, list[float]] = {"bare": [], "ours": []}
    size = {}
    for number in range(ROUNDS + 1):
        for key, call in (("bare", bare), ("ours", ours)):
            begun = time.perf_counter()
            answer = call()
            taken = time.perf_counter() - begun
            if number:  # the first round warms caches and connections up
                seconds[key].append(taken)
            after()
            size[key] = _size(answer)
    medians = {key: statistics.median(values) for key, values in seconds.items()}
    return {
        "work": name,
        "bare_ms": round(medians["bare"] * 1000, 2),
        "ours_ms": round(medians["ours"] * 1000, 2),
        "spread_ms": [round(1000 * bound(seconds["ours"]), 1) for bound in (min, max)],
        "ratio": round(medians["ours"] / medians["bare"], 2),
        "bare_bytes": size["bare"],
        "ours_bytes": size["ours"],
    }


def _size(answer: object) -> int:
    """Bytes of an answer, which must be a good one; 0 for what was no request."""
    if not isinstance(answer, requests.Response):
        return 0
    answer.raise_for_status()
    return len(answer.content)


def table(rows: list[dict]) -> str:
    lines = [f"{'work':<24}{'bare ms':>9}{'ours ms':>9}{'ratio':>7}{'bare bytes':>12}{'ours':>10}"]
    lines += [
        f"{row['work']:<24}{row['bare_ms']:>9}{row['ours_ms']:>9}{row['ratio']:>7}"
        f"{row['bare_bytes']:>12}{row['ours_bytes']:>10}"
        for row in rows
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else ".test/bench.json"))
