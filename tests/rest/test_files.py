"""Jobs, actions and sessions as files of Freezer's command line, and from them."""

import json

import pytest

from tests.rest.horizon import answered, ok

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
def client(new_client):
    """One that says nothing of what it supports."""
    new_client(CLIENT)


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
    with wired.freezer.only_reads():
        check = ok(as_demo.post("jobs/file/", {"document": document, "check": True}))
    assert (check["client_id"], check["runs"], check["ignored"]) == (CLIENT, True, [])
    assert "one chain" in check["warnings"][0]
    assert "02:30" in check["schedule"]["words"]

    body = {"document": document, "id": check["id"]}
    answer = as_demo.post("jobs/file/", body)
    made.append(check["id"])
    assert answer.status_code == 201, answer.text
    job = demo.jobs.get(check["id"])
    assert (job["description"], job["job_schedule"]["event"]) == ("It's \N{FLOPPY DISK}", "start")
    kept = {k: v for k, v in job["job_actions"][0]["freezer_action"].items() if v is not None}
    assert kept == {k: v for k, v in FILES.items() if k != "ssh_password"}
    # asked again after a lost answer, it is not made twice
    with wired.freezer.only_reads():
        assert as_demo.post("jobs/file/", body).json()["id"] == check["id"]


def test_what_is_wrong_with_a_file_is_told_and_nothing_is_written(as_demo, wired, exported):
    document = json.loads(exported["text"])
    entry = document["job_actions"][0]
    bad = {**entry, "freezer_action": {**entry["freezer_action"], "restore_from_host": "x"}}
    with wired.freezer.only_reads():
        for changes, field, words in (
            ({"client_id": "nobody"}, "client_id", "Not registered with Freezer: nobody"),
            ({"job_actions": [entry, bad]}, "job_actions[2].restore_from_host", "do not know"),
            ({"job_schedule": {"schedule_hour": "25"}}, "schedule_hour", "hour"),
            ({"description": " "}, "description", "name"),
        ):
            for flag in ({"check": True}, {}):
                answer = answered(
                    400, as_demo.post("jobs/file/", {"document": {**document, **changes}, **flag})
                )
                assert words in answer["detail"][field]


def test_a_session_is_exported_and_created_again(as_demo, wired, demo, new_session):
    source = new_session(description="Exported", hold_off=45, schedule={**DAILY, "event": "start"})
    exported = as_demo.get(f"sessions/{source}/file").json()
    document = json.loads(exported["text"])
    assert set(document) == {"description", "hold_off", "schedule"}
    with wired.freezer.only_reads():
        check = ok(as_demo.post("sessions/file/", {"document": document, "check": True}))
    assert check["hold_off"] == 45
    assert "02:30" in check["schedule"]["words"]
    answer = answered(201, as_demo.post("sessions/file/", {"document": document}))
    kept = demo.sessions.get(answer["id"])
    assert (kept["description"], kept["hold_off"]) == ("Exported", 45)
    assert kept["schedule"]["schedule_interval"] == "1 days"
    demo.sessions.delete(answer["id"])
    refused = as_demo.post("sessions/file/", {"document": {**document, "hold_off": -1}})
    assert (refused.status_code, refused.json()["field"]) == (400, "hold_off")


def test_an_action_is_exported(as_demo, demo):
    action_id = demo.actions.create({"freezer_action": FILES})
    exported = as_demo.get(f"actions/{action_id}/file").json()
    assert "ssh_password" not in json.loads(exported["text"])["freezer_action"]
    assert exported["commands"][0]["text"].startswith("openstack backup action create --file")
    demo.actions.delete(action_id)


def update(horizon, path: str, document: dict, **body):
    return horizon.ask("PUT", f"{path}/file", json={"document": document, **body})


def checked(horizon, path: str, document: dict) -> dict:
    return ok(update(horizon, path, document, check=True))


def told(plan: dict) -> dict:
    return {each["part"]: [each["before"], each["after"]] for each in plan["changes"]}


def test_a_job_is_changed_by_its_file(as_demo, wired, demo, made, exported):
    path, document = f"jobs/{made[0]}", json.loads(exported["text"])
    before = demo.jobs.get(made[0])
    with wired.freezer.only_reads():
        plan = checked(as_demo, path, document)
        assert (plan["changes"], plan["ignored"]) == ([], [])
        assert update(as_demo, path, document, version=plan["version"]).ok

    first = document["job_actions"][0]
    first["freezer_action"]["container"] = "/vault/new"
    second = {"freezer_action": {**first["freezer_action"], "mode": "mysql", "backup_name": "dump",
                                 "mysql_conf": "/root/.my.cnf"}}  # fmt: skip
    document["job_actions"].append(second)
    document |= {"description": "Weekly", "job_schedule": {"schedule_hour": "4"}}
    with wired.freezer.only_reads():
        plan = checked(as_demo, path, document)
    changes = told(plan)
    assert changes["description"] == ["It's \N{FLOPPY DISK}", "Weekly"]
    assert changes["job_actions"] == ['"exported"', '"exported" and "dump"']
    assert changes["job_actions[1].container"] == ["/vault", "/vault/new"]
    assert changes["job_actions[2].mysql_conf"] == ["", "/root/.my.cnf"]
    assert "04:00" in plan["schedule"]["words"]

    answer = update(as_demo, path, document, version=plan["version"])
    assert answer.status_code == 200, answer.text
    job = demo.jobs.get(made[0])
    assert job["description"] == "Weekly"
    schedule = job["job_schedule"]
    assert (schedule["schedule_hour"], schedule["event"]) == ("4", "start")
    kept, added = job["job_actions"]
    assert kept["action_id"] == before["job_actions"][0]["action_id"]
    assert kept["freezer_action"]["container"] == "/vault/new"
    assert kept["freezer_action"]["ssh_password"] == "s3cret"
    assert added["freezer_action"]["backup_name"] == "dump"
    assert checked(as_demo, path, json.loads(as_demo.get(f"{path}/file").json()["text"]))[
        "changes"
    ] == []  # fmt: skip


def test_what_changed_since_the_check_is_told_with_both(as_demo, wired, demo, made, exported):
    path = f"jobs/{made[0]}"
    document = {**json.loads(exported["text"]), "description": "Mine"}
    plan = checked(as_demo, path, document)
    version = as_demo.get(f"{path}/form").json()["version"]
    theirs = {"description": "Theirs", "version": version}
    assert as_demo.ask("PATCH", path, json=theirs).ok
    with wired.freezer.only_reads():
        answer = answered(409, update(as_demo, path, document, version=plan["version"]))
    assert told(answer["detail"])["description"] == ["Theirs", "Mine"]
    assert update(as_demo, path, document, version=answer["detail"]["version"]).ok
    # an action counts, too
    plan = checked(as_demo, path, {**document, "description": "Mine again"})
    action_id = demo.jobs.get(made[0])["job_actions"][0]["action_id"]
    demo.actions.update(action_id, {"max_retries": 7, "max_retries_interval": 9})
    assert update(as_demo, path, document, version=plan["version"]).status_code == 409


def test_a_job_that_cannot_be_changed_by_a_file(as_demo, wired, demo, made, exported, new_session):
    path, document = f"jobs/{made[0]}", json.loads(exported["text"])
    later = {**document, "job_schedule": {"schedule_hour": "4"}}
    demo.jobs.update(made[0], {"job_schedule": {**DAILY, "event": "", "status": "running"}})
    wired.freezer.reset()
    for body in ({"check": True}, {"version": "x"}):
        answer = answered(409, update(as_demo, path, later, **body))
        assert "is running" in answer["error"]
    demo.jobs.update(made[0], {"job_schedule": {**DAILY, "event": "stop"}})
    new_session(jobs=(made[0],))
    answer = answered(400, update(as_demo, path, later, check=True))
    assert "schedule of its session" in answer["detail"]["job_schedule"]
    # its own file is what it was before
    member = json.loads(as_demo.get(f"{path}/file").json()["text"])
    assert checked(as_demo, path, {**member, "description": "Renamed"})["changes"]


def test_an_action_that_is_saved_is_not_denied_where_its_job_is_not(
    as_demo, wired, demo, made, exported
):
    path, document = f"jobs/{made[0]}", json.loads(exported["text"])
    document["description"] = "After"
    document["job_actions"][0]["freezer_action"]["container"] = "/vault/new"
    plan = checked(as_demo, path, document)
    wired.freezer.inject("PATCH", "/jobs/", "status", status=503)
    answer = update(as_demo, path, document, version=plan["version"])
    assert answer.status_code == 502
    assert 'The action "exported" was saved, the job was not.' in answer.json()["error"]
    # what is left to do is what a check says
    plan = checked(as_demo, path, document)
    assert list(told(plan)) == ["description"]
    assert update(as_demo, path, document, version=plan["version"]).ok
    assert demo.jobs.get(made[0])["description"] == "After"


def test_an_action_that_jobs_share_is_changed_by_its_file(as_demo, demo, made, exported):
    action_id = demo.jobs.get(made[0])["job_actions"][0]["action_id"]
    path = f"actions/{action_id}"
    document = json.loads(as_demo.get(f"{path}/file").json()["text"])
    document["freezer_action"] |= {"compression": "xz", "ssh_password": "(hidden)"}
    plan = checked(as_demo, path, document)
    assert told(plan) == {"compression": ["gzip", "xz"]}
    assert "This job also uses action" in plan["warnings"][0]
    assert update(as_demo, path, document, version=plan["version"]).ok
    kept = demo.actions.get(action_id)["freezer_action"]
    assert (kept["compression"], kept["ssh_password"]) == ("xz", "s3cret")
    assert update(as_demo, path, document, version=plan["version"]).status_code == 409


def test_an_action_is_created_from_a_file(as_demo, wired, demo):
    bad = {"freezer_action": {**FILES, "restore_from_host": "x"}}
    with wired.freezer.only_reads():
        answer = as_demo.post("actions/file/", {"document": bad})
        assert "do not know" in answer.json()["detail"]["restore_from_host"]
        check = as_demo.post(
            "actions/file/", {"document": {"freezer_action": FILES}, "check": True}
        )
    assert check.json()["description"] == "exported"
    answer = answered(201, as_demo.post("actions/file/", {"document": {"freezer_action": FILES}}))
    kept = demo.actions.get(answer["id"])["freezer_action"]
    assert {k: v for k, v in kept.items() if v is not None} == FILES
    demo.actions.delete(answer["id"])


def test_a_session_is_changed_by_its_file(as_demo, demo, new_job, new_session):
    session_id = new_session(
        description="Before", hold_off=45, schedule={**DAILY, "event": "start"}, jobs=(new_job(),)
    )
    path = f"sessions/{session_id}"
    document = json.loads(as_demo.get(f"{path}/file").json()["text"])
    assert checked(as_demo, path, document)["changes"] == []
    document |= {"hold_off": 90, "schedule": {"schedule_hour": "4"}}
    plan = checked(as_demo, path, document)
    assert told(plan)["hold_off"] == ["45", "90"]
    assert "04:00" in plan["schedule"]["words"]
    answer = ok(update(as_demo, path, document, version=plan["version"]))
    # its members follow by the calls that are said
    assert [each["kind"] for each in answer["problems"]] == ["drift"]
    kept = demo.sessions.get(session_id)
    assert (kept["hold_off"], kept["schedule"]["schedule_hour"]) == (90, "4")
    assert update(as_demo, path, document, version=plan["version"]).status_code == 409
    assert update(as_demo, path, {"hold_off": -1}, check=True).json()["field"] == "hold_off"
