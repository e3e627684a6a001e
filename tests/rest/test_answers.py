"""The specs of the front end stand on real answers: `make answers` writes them, this finds what is
different since.

Ids are numbered, and times are counted from one moment, so that two runs answer the same.
"""

import json
import os
import re
import time

import pytest

from stack.service import ROOT
from stack.shop import FAIL, SUCCESS
from tests.conftest import HOST
from tests.rest.runs import back_up, play
from tests.rest.stories import clear

FRONT_END = ROOT / "freezer_ui/static/dashboard/project/freezer"
ANSWERS = FRONT_END / "spec/answers.mock.js"
HEAD = """/* Real answers of our REST; `make answers` writes them (tests/rest/test_answers.py). */
/* eslint-disable */
window.freezerAnswers = """
#: When the run of the session began.
BEGAN = 1_700_000_000
#: What depends on the moment at which it is asked, and its place in that time.
MOMENTS = {"next_run": 21_600, "now": 7200, "read": 7200, "changes_at": 21_600}
_ID = re.compile(r"[0-9a-f]{32}(?!_)")


@pytest.fixture(scope="module")
def answers(demo, as_demo) -> dict[str, object]:
    clear(demo)
    jobs = {name: _job(demo, name) for name in ("orders", "wiki", "free")}
    session = {"description": "Shop nightly", "hold_off": 60}
    session_id = demo.sessions.create({**session, "schedule": {"schedule_hour": "2"}})
    members = {name: jobs[name] for name in ("orders", "wiki")}
    for job_id in members.values():
        demo.sessions.add_job(session_id, job_id)
    began = int(time.time()) - 7200
    play(demo, session_id, members, began, {"orders": SUCCESS, "wiki": FAIL})
    backup_id = back_up(demo, jobs["free"], "free", began + 90)
    known = {session_id: "session", backup_id: "backup"}
    known |= {job_id: f"job-{name}" for name, job_id in jobs.items()}
    found = {
        "sessions": as_demo.get("sessions/", members="1").json(),
        "session": as_demo.get(f"sessions/{session_id}").json(),
        "history": as_demo.get(f"sessions/{session_id}/snapshots/").json(),
        "jobs": as_demo.get("jobs/", homes="1").json(),
        "backups": as_demo.get("backups/").json(),
    }
    found["jobs"]["items"].sort(key=lambda job: job["description"])
    clear(demo)
    return _settled(found, known, began)


def _job(demo, name: str) -> str:
    action = {"action": "backup", "mode": "fs", "backup_name": name, "storage": "local"}
    place = {"path_to_backup": f"/srv/{name}", "container": f"/var/backups/{name}"}
    return demo.jobs.create(
        {
            "client_id": HOST,
            "description": name,
            "job_schedule": {"schedule_interval": "1 days", "event": "start"},
            "job_actions": [{"freezer_action": {**action, **place}}],
        }
    )


def _settled(value, known: dict[str, str], began: int, name: str = ""):
    """The same for every run."""
    if isinstance(value, dict):
        return {
            _settled(key, known, began): _settled(each, known, began, key)
            for key, each in sorted(value.items(), key=lambda item: known.get(item[0], item[0]))
        }
    if isinstance(value, list):
        return [_settled(each, known, began) for each in value]
    if isinstance(value, int) and value > began - 10 * 86_400:
        return BEGAN + MOMENTS.get(name, value - began)
    if name == "version":  # of ids and times
        return "version"
    if isinstance(value, str):
        for found in _ID.findall(value):
            value = value.replace(found, known.setdefault(found, f"id-{len(known)}"))
    return value


def _text(answers: dict[str, object]) -> str:
    return HEAD + json.dumps(answers, indent=1, ensure_ascii=False) + ";\n"


def test_the_specs_stand_on_what_is_answered(answers):
    if os.environ.get("ANSWERS") == "write":
        ANSWERS.write_text(_text(answers))
    assert ANSWERS.read_text() == _text(answers), "If that is meant: make answers"
