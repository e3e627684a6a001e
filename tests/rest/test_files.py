"""Jobs, actions and sessions as files of Freezer's command line, and from them."""

import json

import pytest

CLIENT = "vault-1"
FILES = {
    "action": "backup",
    "mode": "fs",
    "engine_name": "tar",
    "backup_name": "exported",
    "path_to_backup": "/srv",
    "storage": "ssh",
    "container": "/vault",
    "ssh_host": "vault",
    "ssh_username": "backup",
    "ssh_password": "s3cret",
    "compression": "gzip",
}
DAILY = {"schedule_interval": "1 days", "schedule_start_date": "2040-01-02T02:30:00Z"}


@pytest.fixture(autouse=True)
def client(demo):
    """One that says nothing of what it supports."""
    demo.clients.create({"client_id": CLIENT, "hostname": CLIENT})
    yield
    demo.clients.delete(CLIENT)


@pytest.fixture
def exported(as_demo, demo, made):
    """A job of another tool, and its file."""
    entry = {"freezer_action": FILES, "max_retries": 2, "max_retries_interval": 9}
    job = {
        "client_id": CLIENT,
        "description": "It's \N{FLOPPY DISK}",
        "job_actions": [entry],
        "job_schedule": {**DAILY, "event": "start"},
    }
    made.append(demo.jobs.create(job))
    answer = as_demo.get(f"jobs/{made[0]}/file")
    assert "s3cret" not in json.dumps(answer.json())
    return answer.json()


def test_a_job_is_exported_and_created_again(as_demo, wired, demo, made, exported):
    assert exported["name"].startswith("job-")
    assert exported["left_out"] == ["ssh_password"]
    assert exported["commands"][1]["text"].endswith(
        "--ssh-password '(hidden)' --ssh-username backup"
    )
    document = json.loads(exported["text"])
    assert not any(name in exported["text"] for name in ("job_id", "action_id", "user_id"))
    wired.freezer.reset()
    check = as_demo.post("jobs/file/", {"document": document, "check": True})
    assert check.status_code == 200, check.text
    told = check.json()
    assert (told["client_id"], told["runs"], told["ignored"]) == (CLIENT, True, [])
    assert "one chain" in told["warnings"][0]
    assert "02:30" in told["schedule"]["words"]
    assert {verb for verb, _path in wired.freezer.calls} <= {"GET"}

    body = {"document": document, "id": told["id"]}
    answer = as_demo.post("jobs/file/", body)
    made.append(told["id"])
    assert answer.status_code == 201, answer.text
    job = demo.jobs.get(told["id"])
    assert (job["description"], job["job_schedule"]["event"]) == ("It's \N{FLOPPY DISK}", "start")
    kept = {k: v for k, v in job["job_actions"][0]["freezer_action"].items() if v is not None}
    assert kept == {k: v for k, v in FILES.items() if k != "ssh_password"}
    # asked again after a lost answer, it is not made twice
    wired.freezer.reset()
    assert as_demo.post("jobs/file/", body).json()["id"] == told["id"]
    assert {verb for verb, _path in wired.freezer.calls} <= {"GET"}


def test_what_is_wrong_with_a_file_is_told_and_nothing_is_written(as_demo, wired, exported):
    document = json.loads(exported["text"])
    entry = document["job_actions"][0]
    bad = {**entry, "freezer_action": {**entry["freezer_action"], "restore_from_host": "x"}}
    wired.freezer.reset()
    for changes, field, words in (
        ({"client_id": "nobody"}, "client_id", "Not registered with Freezer: nobody"),
        ({"job_actions": [entry, bad]}, "job_actions[2].restore_from_host", "do not know"),
        ({"job_schedule": {"schedule_hour": "25"}}, "schedule_hour", "hour"),
        ({"description": " "}, "description", "name"),
    ):
        for flag in ({"check": True}, {}):
            answer = as_demo.post("jobs/file/", {"document": {**document, **changes}, **flag})
            assert answer.status_code == 400, answer.text
            assert words in answer.json()["detail"][field]
    assert {verb for verb, _path in wired.freezer.calls} <= {"GET"}


def test_a_session_is_exported_and_created_again(as_demo, wired, demo, new_session):
    source = new_session(description="Exported", hold_off=45, schedule={**DAILY, "event": "start"})
    exported = as_demo.get(f"sessions/{source}/file").json()
    document = json.loads(exported["text"])
    assert set(document) == {"description", "hold_off", "schedule"}
    wired.freezer.reset()
    check = as_demo.post("sessions/file/", {"document": document, "check": True})
    assert check.status_code == 200, check.text
    assert check.json()["hold_off"] == 45
    assert "02:30" in check.json()["schedule"]["words"]
    assert {verb for verb, _path in wired.freezer.calls} <= {"GET"}
    answer = as_demo.post("sessions/file/", {"document": document})
    assert answer.status_code == 201, answer.text
    kept = demo.sessions.get(answer.json()["id"])
    assert (kept["description"], kept["hold_off"]) == ("Exported", 45)
    assert kept["schedule"]["schedule_interval"] == "1 days"
    demo.sessions.delete(answer.json()["id"])
    refused = as_demo.post("sessions/file/", {"document": {**document, "hold_off": -1}})
    assert (refused.status_code, refused.json()["field"]) == (400, "hold_off")


def test_an_action_is_exported(as_demo, demo):
    action_id = demo.actions.create({"freezer_action": FILES})
    exported = as_demo.get(f"actions/{action_id}/file").json()
    assert "ssh_password" not in json.loads(exported["text"])["freezer_action"]
    assert exported["commands"][0]["text"].startswith("openstack backup action create --file")
    demo.actions.delete(action_id)
