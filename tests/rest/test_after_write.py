"""Freezer takes a write, and the reads after it are lost or nonsense: no success, and no denial."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
import requests

from tests.conftest import SCHEDULE
from tests.rest.horizon import Horizon

#: What tells that something was changed, or may have been.
DOUBT = re.compile(
    r"may have been made or not|was saved, but|only a part was done|were told to run|"
    r"could not be taken out|could not be looked at|No job was made: .*may have been",
    re.S,
)
#: Of each read after the first write.
FAULTS = {
    "down": ("status", {"status": 503}),
    "cut": ("cut", {}),
    "no JSON": ("status", {"status": 200}),
    "null": ("change", {"change": lambda _answer: None}),
    "a list": ("change", {"change": lambda _answer: [1]}),
    "another document": (
        "change",
        {"change": lambda answer: dict.fromkeys(answer, "odd") if answer else answer},
    ),
}


@dataclass
class World:
    """What a test may change."""

    session_id: str
    other_id: str
    job_id: str
    free_id: str
    action_id: str
    backup_id: str


BODY = {"description": "after", "hold_off": 60, "schedule": SCHEDULE}
ACTION = {"path_to_backup": "/srv", "backup_name": "after", "container": "/c", "storage": "local"}
JOB = {"description": "after", "clients": ["shop-db-1"], "action": ACTION}
STORIES: dict[str, Callable[[Horizon, World], requests.Response]] = {
    "create a session": lambda it, _its: it.post("sessions/", BODY),
    "edit a session": lambda it, its: it.patch(f"sessions/{its.session_id}", BODY),
    "delete a session": lambda it, its: it.delete(f"sessions/{its.session_id}"),
    "put a job in": lambda it, its: it.put(f"sessions/{its.session_id}/jobs/{its.free_id}"),
    "move a job": lambda it, its: it.put(
        f"sessions/{its.other_id}/jobs/{its.job_id}", {"from": its.session_id}
    ),
    "take a job out": lambda it, its: it.delete(f"sessions/{its.session_id}/jobs/{its.job_id}"),
    "run now": lambda it, its: it.post(
        f"sessions/{its.session_id}/action", {"kind": "run", "tag": 0}
    ),
    "start a job": lambda it, its: it.post(f"jobs/{its.free_id}/event", {"event": "start"}),
    "stop a job": lambda it, its: it.post(f"jobs/{its.free_id}/event", {"event": "stop"}),
    "create a job": lambda it, _its: it.post("jobs/", JOB),
    "delete a member": lambda it, its: it.delete(f"jobs/{its.job_id}"),
    "delete a job": lambda it, its: it.delete(f"jobs/{its.free_id}"),
    "delete an action": lambda it, its: it.delete(f"actions/{its.action_id}"),
    "delete a backup": lambda it, its: it.delete(f"backups/{its.backup_id}"),
}


@pytest.fixture
def world(demo, new_session, new_job):
    job_id = new_job("member")
    record = {"backup_name": "a", "hostname": "h", "container": "c", "time_stamp": 1_700_000_000}
    yield World(
        session_id=new_session("after", jobs=(job_id,)),
        other_id=new_session("after, other"),
        job_id=job_id,
        free_id=new_job("free"),
        action_id=demo.actions.create({"freezer_action": {"action": "backup"}}),
        backup_id=demo.backups.create(record),
    )
    for each in demo.sessions.list_all(limit=1000):
        if each["description"].startswith("after"):
            demo.sessions.delete(each["session_id"])
    for each in demo.jobs.list_all(limit=1000):
        if each["description"] == "after":
            demo.jobs.delete(each["job_id"])


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("story", STORIES)
def test_what_cannot_be_read_back_is_no_success_and_no_denial(as_demo, wired, world, story, fault):
    kind, options = FAULTS[fault]
    wired.freezer.reset()
    lost = wired.freezer.inject("GET", "/v2/", kind, nth=0, once_written=True, **options)
    answer = STORIES[story](as_demo, world)
    said = answer.text if answer.status_code == 204 else answer.json()
    if answer.ok:
        # Freezer's answer to the write itself was all there was to go by.
        assert lost.seen == 0, said
    else:
        assert answer.status_code != 500, said
        assert DOUBT.search(said["error"]) or answer.status_code in (404, 409), said
