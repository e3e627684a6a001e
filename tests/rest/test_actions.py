"""Actions: what jobs do, who uses which, and when one may be deleted."""

import uuid

import pytest

from tests.rest.horizon import answered


@pytest.fixture
def name():
    """Of an action that no other test has."""
    return f"name-{uuid.uuid4().hex}"


def actions(horizon, **query):
    return horizon.get("actions/", **query).json()["items"]


def action_of(demo, job_id):
    return demo.jobs.get(job_id)["job_actions"][0]["action_id"]


def test_an_action_is_listed_before_jobs_are_read(as_demo, new_action, name):
    action_id = new_action(
        name, path_to_backup="/srv", storage="ssh", container="/b", engine_name="tar", max_level=3
    )
    expected = {
        "id": action_id,
        "name": name,
        "action": "backup",
        "mode": "fs",
        "backup_name": name,
        "path": "/srv",
        "storage": "ssh",
        "container": "/b",
        "place": "ssh: /b",
        "engine": "tar",
        "max_level": "3",
        "jobs": None,
    }
    assert actions(as_demo, q=name.upper()) == [expected]
    assert actions(as_demo, q=name, jobs="1") == [expected | {"jobs": 0}]


def test_actions_come_by_name_and_page_by_page(as_demo, new_action, name):
    made = [new_action(f"{name}-{letter}") for letter in "bCa"]
    pages = as_demo.pages("actions/", q=name, limit=2)
    found = [[each["id"] for each in page["items"]] for page in pages]
    assert found == [[made[2], made[0]], [made[1]]]


def test_the_jobs_that_use_an_action_are_told(as_demo, demo, new_job, name):
    job_id = new_job(name)
    action_id = action_of(demo, job_id)
    assert [each["jobs"] for each in actions(as_demo, q=name, jobs="1")] == [1]
    found = as_demo.get(f"actions/{action_id}").json()
    assert found["used_by"] == [{"id": job_id, "name": name, "client_id": "shop-db-1"}]
    assert [each["name"] for each in found["fields"]][:3] == ["action", "mode", "backup_name"]


def test_passwords_leave_freezer_no_further(as_demo, new_action, name):
    action_id = new_action(
        name,
        ssh_password="sesame",
        secret_key="sesame",
        proxy="http://joe:sesame@proxy",
        ssh_host="h",
    )
    answers = [
        as_demo.get(f"actions/{action_id}"),
        as_demo.get("actions/", q=name, jobs="1"),
        as_demo.get("actions/", q="sesame"),
    ]
    assert all(answer.status_code == 200 and "sesame" not in answer.text for answer in answers)
    fields = {each["name"]: each["value"] for each in answers[0].json()["fields"]}
    assert fields.items() >= {
        "ssh_password": None, "secret_key": None, "proxy": None, "ssh_host": "h"
    }.items()  # fmt: skip


def test_an_action_that_no_job_uses_is_deleted(as_demo, demo, new_action, name):
    action_id = new_action(name)
    assert as_demo.delete(f"actions/{action_id}").status_code == 204
    assert not demo.actions.get(action_id)
    assert as_demo.delete(f"actions/{action_id}").status_code == 404
    assert as_demo.get(f"actions/{action_id}").status_code == 404


def test_an_action_that_a_job_uses_is_not(as_demo, demo, wired, new_job, name):
    job_id = new_job(name)
    action_id = action_of(demo, job_id)
    wired.freezer.reset()
    answer = answered(409, as_demo.delete(f"actions/{action_id}"))
    assert f'The job "{name}" uses this action.' in answer["error"]
    assert "DELETE" not in [verb for verb, _path in wired.freezer.calls]
    assert action_of(demo, job_id) == action_id


def test_an_action_that_freezer_did_not_delete_is_told(as_demo, demo, wired, new_action, name):
    action_id = new_action(name)
    wired.freezer.inject("DELETE", f"/actions/{action_id}", "status", status=204)
    answer = as_demo.delete(f"actions/{action_id}")
    assert (answer.status_code, "did not delete" in answer.json()["error"]) == (409, True)
    assert demo.actions.get(action_id)


def test_what_freezer_does_not_answer_is_told(as_demo, wired):
    wired.freezer.inject("GET", "/jobs", "status", status=500, nth=0)
    assert as_demo.get("actions/").status_code == 200
    assert as_demo.get("actions/", jobs="1").status_code == 502
