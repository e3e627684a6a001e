"""Actions created, copied and edited."""

from uuid import uuid4

import pytest

from tests.rest.horizon import answered, ok

FILES = {"path_to_backup": "/srv/data", "backup_name": "edited", "container": "data"}


@pytest.fixture
def made(demo):
    """Ids of the actions that a test made."""
    ids = []
    yield ids
    for action_id in ids:
        demo.actions.delete(action_id)


def kept(demo, action_id) -> dict:
    found = demo.actions.get(action_id)["freezer_action"]
    return {key: value for key, value in found.items() if value is not None}


@pytest.fixture
def stored(new_action):
    """The id of an action of another tool, with a secret and a key that no agent knows."""
    return new_action(
        "before",
        max_retries=2,
        engine_name="tar",
        storage="ssh",
        ssh_host="h",
        ssh_username="u",
        ssh_password="geheim",
        container="/b",
        path_to_backup="/srv",
        no_incremental=True,
    )


def form(as_demo, action_id) -> dict:
    return ok(as_demo.get(f"actions/{action_id}/form"))


def typed(found, **changes) -> dict:
    """What a browser sends of a form that was read."""
    names = ("action", "mode", "path_to_backup", "backup_name", "storage", "container",
             "ssh_host", "ssh_username", "incremental", "max_retries")  # fmt: skip
    return {**{name: found["values"][name] for name in names}, **changes}


def test_an_action_is_created(as_demo, demo, made):
    answer = answered(201, as_demo.post("actions/", {"action": FILES}))
    made.append(answer["id"])
    assert answer["backup_name"] == "edited"
    assert kept(demo, made[0])["max_level"] == 6
    assert demo.actions.get(made[0])["max_retries_interval"] == 60


def test_a_request_whose_answer_was_lost_makes_no_second_action(as_demo, wired, made):
    body = {"action": FILES, "id": uuid4().hex}
    first = answered(201, as_demo.post("actions/", body))
    made.append(first["id"])
    with wired.freezer.only_reads():
        assert answered(201, as_demo.post("actions/", body)) == first
    # what was changed after the answer was lost is another action
    other = answered(201, as_demo.post("actions/", {**body, "action": {**FILES, "container": "c"}}))
    made.append(other["id"])
    assert other["id"] != first["id"]
    answer = as_demo.post("actions/", {**body, "id": "../x"})
    assert (answer.status_code, answer.json()["field"]) == (400, "id")


def test_an_edit_keeps_what_the_form_does_not_have(as_demo, demo, stored, calls):
    found = form(as_demo, stored)
    assert found["values"]["ssh_password"] is None
    assert found["secrets"] == ["ssh_password"]
    assert [(each["name"], bool(each["warning"])) for each in found["others"]] == [
        ("no_incremental", True)
    ]
    assert "geheim" not in str(found)
    body = {"action": typed(found, path_to_backup="/srv/new"), "version": found["version"]}
    answer = as_demo.patch(f"actions/{stored}", body)
    assert answer.status_code == 200, answer.text
    after = kept(demo, stored)
    assert after["path_to_backup"] == "/srv/new"
    assert (after["ssh_password"], after["no_incremental"]) == ("geheim", True)
    assert demo.actions.get(stored)["max_retries"] == 2


def test_what_no_longer_applies_goes_from_its_column_too(as_demo, demo, stored):
    found = form(as_demo, stored)
    volume = {"action": "backup", "mode": "cindernative", "backup_name": "v",
              "cindernative_vol_id": "0b5e2f4c"}  # fmt: skip
    body = {"action": volume, "version": found["version"], "drop": ["no_incremental"]}
    answer = as_demo.patch(f"actions/{stored}", body)
    assert answer.status_code == 200, answer.text
    after = kept(demo, stored)
    assert not {"path_to_backup", "container", "ssh_password", "no_incremental"} & set(after)


def test_the_second_of_two_tabs_is_told(as_demo, demo, stored):
    found = form(as_demo, stored)
    first = {"action": typed(found, backup_name="first"), "version": found["version"]}
    assert as_demo.patch(f"actions/{stored}", first).status_code == 200
    second = {"action": typed(found, backup_name="second"), "version": found["version"]}
    answer = answered(409, as_demo.patch(f"actions/{stored}", second))
    assert answer["detail"]["values"]["backup_name"] == "first"
    assert kept(demo, stored)["backup_name"] == "first"


def test_a_copy_has_the_secrets_and_leaves_the_source(as_demo, demo, stored, made):
    found = form(as_demo, stored)
    body = {"action": typed(found, backup_name="copy"), "copy_of": stored}
    answer = answered(201, as_demo.post("actions/", body))
    made.append(answer["id"])
    assert kept(demo, made[-1])["ssh_password"] == "geheim"
    assert kept(demo, stored)["backup_name"] == "before"


def test_jobs_that_use_it_are_named_and_could_still_run(as_demo, demo, stored, new_client, new_job):
    new_client("only-fs", supported_actions=["backup"], supported_modes=["fs"])
    job_id = new_job("Uses it", client_id="only-fs")
    schedule = demo.jobs.get(job_id)["job_schedule"]
    changes = {"job_actions": [{"action_id": stored}], "job_schedule": schedule}
    demo.jobs.update(job_id, changes)
    found = form(as_demo, stored)
    assert [each["name"] for each in found["used_by"]] == ["Uses it"]
    change = typed(found, mode="mysql", mysql_conf="/root/my.cnf")
    body = {"action": change, "version": found["version"]}
    answer = answered(400, as_demo.patch(f"actions/{stored}", body))
    assert '"Uses it" uses this action.' in answer["detail"]["action.mode"]
    assert kept(demo, stored)["mode"] == "fs"


def test_bad_input_writes_nothing(as_demo, wired, stored):
    found = form(as_demo, stored)
    with wired.freezer.only_reads():
        for body in (
            {"action": typed(found, container="b"), "version": found["version"]},
            {"action": typed(found, backup_name="50%"), "version": found["version"]},
            {"action": None, "version": found["version"]},
            {"action": typed(found), "version": found["version"], "drop": "all"},
        ):
            answer = as_demo.patch(f"actions/{stored}", body)
            assert answer.status_code == 400, body
        assert as_demo.post("actions/", {"action": FILES, "copy_of": "../x"}).status_code == 400
        assert as_demo.post("actions/", {"action": FILES, "copy_of": "nobody"}).status_code == 404


def test_a_lost_write_is_no_success(as_demo, wired, demo, stored):
    found = form(as_demo, stored)
    wired.freezer.inject("PATCH", "/actions/", "status", status=503)
    body = {"action": typed(found, backup_name="lost"), "version": found["version"]}
    assert as_demo.patch(f"actions/{stored}", body).status_code == 502
    assert kept(demo, stored)["backup_name"] == "before"
