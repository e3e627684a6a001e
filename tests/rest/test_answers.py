"""The specs of the front end stand on real answers: `make answers` writes them, this finds what is
different since.

Ids are numbered, and times are counted from one moment, so that two runs answer the same.
"""

import json
import os
import re
import time

import pytest

from stack.agent import update_schedule
from stack.seed import register
from stack.service import ROOT
from stack.shop import FAIL, RUNNING, SUCCESS
from tests.conftest import HOST, make_job, make_session
from tests.rest.runs import back_up, play
from tests.rest.stories import clear

FRONT_END = ROOT / "freezer_ui/static/dashboard/project/freezer"
ANSWERS = FRONT_END / "spec/answers.mock.js"
HEAD = """/* Real answers of our REST; `make answers` writes them (tests/rest/test_answers.py). */
/* eslint-disable */
window.freezerAnswers = """
#: A client that no job backs up.
SPARE = "spare-1"
#: Two jobs of one client, from 2040 on: advice, and times that stay as they are.
TYPED = {
    "schedule": {"schedule_interval": "6 hours", "schedule_start_date": "2040-01-01T00:00:00"},
    "hold_off": 5,
    "members": [{"id": each, "client_id": HOST} for each in "ab"],
}
PLACE = {"path_to_backup": "/srv/new", "backup_name": "new", "container": "/c", "storage": "local"}
ORDER = {"description": "new", "action": PLACE, "schedule": {"schedule_interval": "1 days"}}
FILE = {
    "description": "new",
    "job_schedule": {"schedule_interval": "1 days"},
    "job_actions": [{"freezer_action": {"action": "backup", "mode": "fs", **PLACE}}],
}
#: When the run of the session began, and in seconds from there: when the answers are asked for.
#: What lies before or after depends on that moment, and is put at one place each.
BEGAN, ASKED, BEFORE, AHEAD = 1_700_000_000, 7200, -43_200, 21_600
_ID = re.compile(r"[0-9a-f]{32}(?!_)")
#: A moment in words, and in the name of a folder.
_MOMENTS = {
    re.compile(r"\d{1,2} \w+ 20\d\d \d\d:\d\d(:\d\d)?"): "14 November 2023 22:13:20",
    re.compile(r"20\d{6}T\d{6}Z"): "20231114T221320Z",
}


@pytest.fixture(scope="module")
def answers(demo, as_demo) -> dict[str, object]:
    clear(demo)
    for each in demo.clients.list(limit=1000):
        if each["client"]["client_id"] != HOST:
            demo.clients.delete(each["client"]["client_id"])
    began = int(time.time()) - ASKED
    jobs = {name: _job(demo, name) for name in ("orders", "wiki", "free")}
    members = (jobs["orders"], jobs["wiki"])
    session_id = make_session(demo, jobs=members, schedule={"schedule_hour": "2"})
    play(demo, session_id, jobs, began, {"orders": SUCCESS, "wiki": FAIL})
    backup_id = back_up(demo, jobs["free"], "free", began + 90)
    action_id = demo.jobs.get(jobs["free"])["job_actions"][0]["action_id"]
    known = {session_id: "session", backup_id: "backup", action_id: "action"}
    known |= {job_id: f"job-{name}" for name, job_id in jobs.items()}

    def ask(path: str, **query: str):
        return as_demo.get(path, **query).json()

    def send(path: str, body: object):
        return as_demo.post(path, body).json()

    found = {
        "sessions": ask("sessions/", members="1"),
        "session": ask(f"sessions/{session_id}"),
        "brief": ask(f"sessions/{session_id}", brief="1"),
        "history": ask(f"sessions/{session_id}/snapshots/"),
        "jobs": ask("jobs/", homes="1"),
        "backups": ask("backups/"),
        "actions": ask("actions/", jobs="1"),
        "action": ask(f"actions/{action_id}"),
        "clients": ask("clients/", jobs="1"),
        "client": ask(f"clients/{HOST}"),
        "preview": send("schedule/preview", TYPED),
        "restore": ask(f"sessions/{session_id}/snapshots/t1/restore"),
        "retention": ask(f"jobs/{jobs['free']}/retention"),
        "choices": send("actions/choices/", {"clients": [HOST]}),
        "form": {part: fields[:1] for part, fields in ask("forms/backup-jobs").items()},
        "jobForm": ask(f"jobs/{jobs['free']}/form"),
        "actionForm": ask(f"actions/{action_id}/form"),
        "planned": send("jobs/", {**ORDER, "clients": [HOST], "check": True}),
        "filed": send("jobs/file/", {"document": FILE, "client_id": HOST, "check": True}),
    }
    found["jobs"]["items"].sort(key=lambda job: job["description"])
    _break(demo, session_id, jobs, began)
    found |= {
        "health": ask("health/"),
        "overview": ask("overview/"),
        "details": ask("overview/details"),
        "upcoming": ask("upcoming/", hours="24"),
    }
    _cut(found)
    clear(demo)
    demo.clients.delete(SPARE)
    return _settled(found, known, began)


def _cut(found: dict[str, dict]) -> None:
    """Without what depends on the time of day or the year, and with less of what repeats itself."""
    for part in (found["overview"], found["details"]):
        part["words"] = part["words"][1:]
    found["details"]["nights"] = found["details"]["nights"][:1]
    for machine in found["details"]["machines"]["items"]:
        machine["cells"] = machine["cells"][:1]
    found["preview"]["runs"] = found["preview"]["runs"][:2]
    found["preview"]["advice"] = [
        each for each in found["preview"]["advice"] if each["kind"] != "far"
    ]
    for each in found["retention"]["items"]:
        each["chains"] = each["chains"][:1]


def _break(demo, session_id: str, jobs: dict[str, str], began: int) -> None:
    """What somebody has to look at: a drifted job and a ghost, a job alone that failed and one that
    runs, a client without jobs, a run that goes on, and two sessions that meet on a client.
    """
    register(demo, SPARE, "Nothing on it yet")
    daily = {"schedule_interval": "1 days", "event": "start"}
    demo.sessions.update(session_id, {"schedule": daily})
    demo.jobs.delete(jobs["wiki"])
    failed = {"status": "completed", "result": FAIL, "time_ended": began + 95}
    lone, scan = _job(demo, "lone"), _job(demo, "scan")
    update_schedule(demo, lone, time_started=began, **failed)
    update_schedule(demo, scan, time_started=began, status="running")
    for job_id, name in ((lone, "lone"), (scan, "scan")):
        back_up(demo, job_id, name, began)
    mails = {"mails": _job(demo, "mails")}
    running = make_session(demo, "Mails", mails.values(), schedule=daily)
    play(demo, running, mails, began, {"mails": RUNNING})


def _job(demo, name: str) -> str:
    place = {"path_to_backup": f"/srv/{name}", "container": f"/var/backups/{name}"}
    return make_job(demo, name, options=place)


def _settled(value, known: dict[str, str], began: int, name: str = ""):
    """The same for every run."""
    if isinstance(value, dict):
        return {
            _settled(key, known, began): _settled(each, known, began, key)
            for key, each in sorted(value.items(), key=lambda item: known.get(item[0], item[0]))
        }
    if isinstance(value, list):
        return [_settled(each, known, began) for each in value]
    if isinstance(value, int) and abs(value - began) < 30 * 86_400:
        return _moment(value - began)
    if name in ("version", "form_version"):  # of ids and times
        return "version"
    if isinstance(value, str):
        for moment, words in _MOMENTS.items():
            value = moment.sub(words, value)
        for found in _ID.findall(value):
            value = value.replace(found, known.setdefault(found, f"id-{len(known)}"))
    return value


def _moment(since: int) -> int:
    """`since` the run began."""
    if since >= ASKED:  # asking takes a moment
        since = ASKED if since < ASKED + 600 else AHEAD
    return BEGAN + (since if since >= 0 else BEFORE)


def _text(answers: dict[str, object]) -> str:
    return HEAD + json.dumps(answers, indent=1, ensure_ascii=False) + ";\n"


def test_the_specs_stand_on_what_is_answered(answers):
    if os.environ.get("ANSWERS") == "write":
        ANSWERS.write_text(_text(answers))
    assert ANSWERS.read_text() == _text(answers), "If that is meant: make answers"
