"""Jobs that back up, made for one or many clients."""

import pytest

from tests.conftest import HOST
from tests.rest.horizon import Horizon

ACTION = {"path_to_backup": "/srv/new", "backup_name": "new-{hostname}", "container": "new"}


@pytest.fixture
def new_client(demo):
    """Clients as their schedulers register them."""
    ids = []

    def register(client_id: str, **supported) -> str:
        demo.clients.create({"client_id": client_id, "hostname": client_id, **supported})
        ids.append(client_id)
        return client_id

    yield register
    for client_id in ids:
        demo.clients.delete(client_id)


@pytest.fixture
def made(demo):
    """Ids of the jobs that a test made."""
    ids = []
    yield ids
    for job_id in ids:
        demo.jobs.delete(job_id)


def test_a_job_is_made_for_each_client(as_demo, demo, new_client, made):
    clients = [new_client("new-1"), new_client("new-2")]
    answer = as_demo.post("jobs/", {"clients": clients, "action": ACTION})
    assert answer.status_code == 201, answer.text
    items = answer.json()["items"]
    made += [item["id"] for item in items]
    assert answer.json()["failed"] == []
    assert [(item["client_id"], item["stopped"], item["runs"]) for item in items] == [
        ("new-1", True, "nothing"),
        ("new-2", True, "nothing"),
    ]
    job = demo.jobs.get(made[1])
    assert job["description"] == "Backup of new-2"
    (action,) = job["job_actions"]
    assert (action["max_retries"], action["max_retries_interval"]) == (0, 60)
    kept = {key: value for key, value in action["freezer_action"].items() if value is not None}
    assert kept == {
        "action": "backup",
        "engine_name": "tar",
        "mode": "fs",
        "path_to_backup": "/srv/new",
        "backup_name": "new-new-2",
        "storage": "swift",
        "container": "new",
        "incremental": True,
        "max_level": 6,
        "compression": "gzip",
    }


def test_a_check_writes_nothing_and_shows_what_would_be_made(
    as_demo, wired, demo, new_client, made
):
    clients = [new_client("twin-1"), new_client("twin-2")]
    body = {"clients": clients[:1], "action": ACTION}
    made.append(as_demo.post("jobs/", body).json()["items"][0]["id"])
    wired.freezer.reset()
    answer = as_demo.post("jobs/", {"clients": clients, "action": ACTION, "check": True})
    assert answer.status_code == 200, answer.text
    first, second = answer.json()["jobs"]
    assert (second["description"], second["backup_name"]) == ("Backup of twin-2", "new-twin-2")
    assert second["warnings"] == []
    assert "would become one chain" in first["warnings"][0]
    assert {verb for verb, _path in wired.freezer.calls} == {"GET"}


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"clients": ["nobody"]}, "clients", "Not registered with Freezer: nobody"),
        ({"clients": []}, "clients", "at least one"),
        ({"action": {**ACTION, "path_to_backup": "new"}}, "action.path_to_backup", "whole path"),
        ({"action": {**ACTION, "restore_from_host": "a"}}, "action.restore_from_host", "no such"),
    ],
)
def test_bad_input_writes_nothing(as_demo, wired, changes, field, words):
    wired.freezer.reset()
    answer = as_demo.post("jobs/", {"clients": [HOST], "action": ACTION, **changes})
    assert answer.status_code == 400
    assert words in answer.json()["detail"][field]
    assert {verb for verb, _path in wired.freezer.calls} <= {"GET"}


def test_a_client_that_cannot_do_it_is_said_before(as_demo, new_client):
    able = {"supported_actions": ["backup"], "supported_modes": ["mysql"]}
    answer = as_demo.post("jobs/", {"clients": [new_client("only-db", **able)], "action": ACTION})
    assert answer.status_code == 400
    assert "does not support the mode fs" in answer.json()["detail"]["clients"]


def test_what_fails_is_said_with_its_client_and_the_rest_is_made(
    as_demo, wired, demo, new_client, made
):
    clients = [new_client("half-1"), new_client("half-2")]
    wired.freezer.inject("POST", "/jobs/?$", "status", status=503)
    answer = as_demo.post("jobs/", {"clients": clients, "action": ACTION})
    assert answer.status_code == 201, answer.text
    made += [item["id"] for item in answer.json()["items"]]
    assert [item["client_id"] for item in answer.json()["items"]] == ["half-2"]
    assert [each["client_id"] for each in answer.json()["failed"]] == ["half-1"]


def test_a_password_is_answered_to_nobody(as_demo, demo, new_client, made):
    ssh = {"storage": "ssh", "ssh_host": "h", "ssh_username": "u", "ssh_password": "geh$eim"}
    action = {**ACTION, **ssh, "container": "/backups"}
    answer = as_demo.post("jobs/", {"clients": [new_client("ssh-1")], "action": action})
    assert answer.status_code == 201, answer.text
    made.append(answer.json()["items"][0]["id"])
    assert "geh" not in answer.text
    stored = demo.jobs.get(made[0])["job_actions"][0]["freezer_action"]
    assert stored["ssh_password"] == "geh$$eim"


def test_who_may_not_create_jobs_may_not(as_reader: Horizon):
    assert as_reader.post("jobs/", {"clients": [HOST], "action": ACTION}).status_code == 403
    assert as_reader.get("forms/backup-jobs").status_code == 403


def test_the_form_says_its_fields(calls, as_demo):
    answer = as_demo.get("forms/backup-jobs")
    assert set(answer.json()) == {"job", "action"}
    fields = {field["name"]: field for field in answer.json()["action"]}
    assert fields["ssh_password"]["kind"] == "secret"
    assert fields["max_level"]["when"] == {"incremental": [True]}
    assert [choice["value"] for choice in fields["storage"]["choices"]] == ["swift", "local", "ssh"]
    assert calls(as_demo.get, "forms/backup-jobs") == []
    assert as_demo.get("forms/none").status_code == 404
