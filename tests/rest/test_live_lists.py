"""List, board and page of a session that three real agents run: they say the same.

Freezer loses the start of one of two agents that begin at once, so this is what every list
of a healthy session meets. LOOKS=60 compares them for ten minutes (`make compare-lists`).
"""

import os
import statistics
import time
from dataclasses import dataclass, field

import pytest

from freezer_ui.domain.runs import run
from stack import users
from tests.rest.horizon import Horizon
from tests.rest.machines import create_jobs, every, running, until

MACHINES = ("list-1", "list-2", "list-3")
LOOKS = int(os.environ.get("LOOKS", "9"))
#: Seconds between two looks, two runs, and until the first one.
APART, AGAIN, SOON = 10, 30 if LOOKS < 30 else 60, 15
HOLD_OFF = 10
#: Seconds in which a row in sight is confirmed, or never.
CONFIRMED = 10
#: States of a row that are no news of a run that is complete.
RED = ("incomplete", "unknown", "overdue")


@dataclass
class Comparison:
    """What was seen in all looks."""

    looks: int = 0
    #: Looks at whose first list the row was in doubt, and seconds until it was not.
    doubts: int = 0
    seconds: list[float] = field(default_factory=list)
    complete: int = 0
    #: Looks at a complete run that the session's document does not tell: Freezer lost a start.
    lost: int = 0
    reds: list[str] = field(default_factory=list)
    contradictions: list[str] = field(default_factory=list)
    never: int = 0

    def __str__(self) -> str:
        took = self.seconds or [0]
        return (
            f"{self.looks} looks, {self.complete} at a complete run, {self.lost} of them with a "
            f"start or an end that Freezer lost; in doubt at first: {self.doubts}; not confirmed: "
            f"{self.never}; red while complete: {len(self.reds)}; contradictions: "
            f"{len(self.contradictions)}; seconds to confirmation: median "
            f"{statistics.median(took):.2f}, most {max(took):.2f}"
        )


@pytest.fixture
def session_id(wired, demo, tmp_path):
    """It is run by three agents at once, again and again."""
    horizon = Horizon(wired.cloud.horizon_url, users.DEMO)
    with running(wired.cloud, tmp_path, MACHINES) as schedulers:
        jobs = create_jobs(demo, tmp_path, MACHINES)
        body = {"description": "Compared", "hold_off": HOLD_OFF, "schedule": every(AGAIN, SOON)}
        made = horizon.post("sessions/", body).json()["id"]
        for job_id in jobs:
            assert horizon.put(f"sessions/{made}/jobs/{job_id}", {"from": None}).ok
        until(lambda: demo.sessions.get(made)["session_tag"] > 1, schedulers)
        yield made
        horizon.delete(f"sessions/{made}")
    for job_id in jobs:
        demo.jobs.delete(job_id)


def test_list_board_and_page_of_a_live_session_say_the_same(wired, demo, session_id):
    horizon = Horizon(wired.cloud.horizon_url, users.DEMO)
    found = Comparison()
    began = time.monotonic()
    for number in range(LOOKS):
        until(lambda number=number: time.monotonic() >= began + number * APART, ())
        look(horizon, demo, session_id, found)
    print(found)
    assert found.complete
    assert (found.reds, found.contradictions, found.never) == ([], [], 0)


def look(horizon, demo, session_id, found):
    """One look as the pages have it, at a session that does not change meanwhile."""
    while True:
        before = demo.sessions.get(session_id)
        first = table_row(horizon, session_id)
        seconds = confirm(horizon, session_id, first)
        listed, board = table_row(horizon, session_id), board_row(horizon, session_id)
        page = answer(horizon, f"sessions/{session_id}")
        state, words = page["verdict"]["state"], page["verdict"]["words"]
        by_state = answer(horizon, "sessions/", state=state, q=session_id)["items"]
        if demo.sessions.get(session_id) == before:
            break
    found.looks += 1
    found.complete += state == "complete"
    found.doubts += not first["confirmed"]
    if seconds is None:
        found.never += 1
    elif not first["confirmed"]:
        found.seconds.append(seconds)
    if state == "complete":
        found.lost += bool(run.judge(before, None, int(time.time())).unproved)
        found.reds += [
            f"{row['verdict']['words']} / {words}"
            for row in (first, listed, board)
            if row["verdict"]["state"] in RED
        ]
    for row in (listed, board):
        if row["verdict"]["state"] != state or row["verdict"]["words"] != words:
            found.contradictions.append(f"{row['verdict']['words']} / {words}")
    if [item["id"] for item in by_state] != [session_id]:
        found.contradictions.append(f"not found by {state} / {words}")


def confirm(horizon, session_id, row):
    """Ask as a page does for what is in sight, until it is confirmed: after how many seconds; None
    for never.
    """
    began = time.monotonic()
    while not row["confirmed"]:
        if time.monotonic() > began + CONFIRMED:
            return None
        row = row_of(answer(horizon, "sessions/", ids=session_id, form="table"), session_id)
    return time.monotonic() - began


def table_row(horizon, session_id):
    return row_of(answer(horizon, "sessions/", limit=1000, form="table"), session_id)


def row_of(table, session_id):
    rows = [dict(zip(table["columns"], row, strict=True)) for row in table["rows"]]
    (row,) = [row for row in rows if row["id"] == session_id]
    return {"confirmed": False} | row


def board_row(horizon, session_id):
    query = {"limit": 1000, "members": 1, "sort": "description", "dir": "asc"}
    items = answer(horizon, "sessions/", **query)["items"]
    return next(item for item in items if item["id"] == session_id)


def answer(horizon, path, **query):
    """What a page shows: it asks again where Freezer did not answer in time."""
    return until(lambda: (told := horizon.get(path, **query)).ok and told.json(), ())
