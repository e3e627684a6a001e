"""Restoring a snapshot as a whole: what is said before, and what is written, on the real API."""

import re
import time
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest

from stack import agent
from tests.rest.horizon import answered, ok

NAMES = ("orders", "uploads")
CLIENT = "shop-db-1"


@pytest.fixture
def shop(no_backups, new_runs):
    now = int(time.time())
    return new_runs("Shop nightly", NAMES, {now - 2 * 86400: (), now - 3600: ("uploads",)})


def path(session_id, tag=2):
    return f"sessions/{session_id}/snapshots/t{tag}/restore"


def rows(horizon, session_id):
    answer = ok(horizon.get(path(session_id)))
    return {row["name"]: row for row in answer["rows"]}


def choice(backup, client_id=CLIENT, **path):
    return {"backup_id": backup["id"], "client_id": client_id, **path}


def at(place):
    return {"path": place}


def test_what_a_restore_is_made_of(shop, as_demo, calls):
    answer = as_demo.get(path(shop[0])).json()
    assert (answer["name"], answer["confirm"]) == ("Tag 2 of Shop nightly", "Shop nightly")
    assert re.fullmatch(r"/srv/restored/Shop-nightly/tag-2/restored-\d{8}T\d{6}Z", answer["root"])
    assert "deletes" in answer["overwrite_words"]
    (backup,) = rows(as_demo, shop[0])["orders"]["backups"]
    assert (backup["path"], backup["below"]) == ("/srv/orders", "/srv/orders")
    assert [backup[key] for key in ("outcome", "refused", "folder_refused")] == [None] * 3
    client = next(each for each in answer["clients"] if each["id"] == CLIENT)
    assert (client["name"], client["hostname"]) == (CLIENT, CLIENT)
    # the session, its two members, the backups and the clients: no more
    assert calls(as_demo.get, path(shop[0])) == ["GET"] * 5


def test_freezers_own_prefix_is_no_part_of_a_machines_name(shop, as_demo, demo, new_client):
    client_id = new_client(f"{demo.sessions.get(shop[0])['project_id']}_web-9")
    clients = as_demo.get(path(shop[0])).json()["clients"]
    assert {client["id"]: client["name"] for client in clients}[client_id] == "web-9"


def test_gaps_come_first_with_an_older_backup_on_offer(shop, as_demo):
    answer = as_demo.get(path(shop[0])).json()
    assert answer["gaps"] == ['"uploads" has no backup in Tag 2 (Failed).']
    found = rows(as_demo, shop[0])
    assert (found["orders"]["gap"], found["orders"]["older"]) == (None, [])
    assert [each["age_words"] for each in found["uploads"]["older"]] == ["47 hours older"]
    assert found["uploads"]["older"][0]["label"].endswith("(47 hours older)")
    assert found["uploads"]["older"][0]["below"] == "/srv/uploads"
    assert {found[name]["client_id"] for name in NAMES} == {CLIENT}


def test_a_check_says_what_will_be_done_and_writes_nothing(shop, as_demo, calls):
    found = rows(as_demo, shop[0])
    chosen = [
        choice(found["orders"]["backups"][0], **at("/srv/back/a")),
        choice(found["uploads"]["older"][0], **at("/srv/back/b")),
    ]
    body = {"choices": chosen, "check": True}
    assert set(calls(as_demo.post, path(shop[0]), body)) == {"GET"}
    told = as_demo.post(path(shop[0]), body).json()
    assert [words.split(" of ")[0] for words in told["words"]] == [
        'Restores "orders"',
        'Restores "uploads"',
    ]
    assert f"on {CLIENT} into /srv/back/a." in told["words"][0]
    assert any("not part of this snapshot" in words for words in told["warnings"])
    assert told["overwrite"] is None


def action_of(demo, answer):
    assert answer.status_code == 201, answer.text
    (row,) = answer.json()["jobs"]
    (action,) = demo.jobs.get(row["id"])["job_actions"]
    return {key: value for key, value in action["freezer_action"].items() if value is not None}


def test_a_restore_is_a_session_of_its_own_with_a_job_for_each_backup(shop, as_demo, demo):
    (backup,) = rows(as_demo, shop[0])["orders"]["backups"]
    answer = as_demo.post(path(shop[0]), {"choices": [choice(backup)], "into": "beside"})
    assert answer.status_code == 201, answer.text
    made, (row,) = answer.json()["session"], answer.json()["jobs"]
    assert made["name"] == "Restore of Shop nightly tag 2"
    assert row == {"id": row["id"], "name": "Restore of orders", "client_id": CLIENT}
    assert list(demo.sessions.get(made["id"])["jobs"]) == [row["id"]]
    job = demo.jobs.get(row["id"])
    assert (job["session_id"], job["session_tag"]) == (made["id"], 0)
    assert job["job_schedule"]["event"] == "start"
    assert job["job_actions"][0]["max_retries"] == 0
    action = action_of(demo, answer)
    place = action.pop("restore_abs_path")
    assert re.fullmatch(r"/srv/restored/Shop-nightly/tag-2/restored-\d{8}T\d{6}Z/srv/orders", place)
    assert action == {
        "action": "restore",
        "mode": "fs",
        "engine_name": "tar",
        "storage": "local",
        "backup_name": "orders",
        "container": "/var/backups/orders",
        "hostname": "shop-db-1",
        "restore_from_date": time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(backup["at"] + 60)),
    }
    # it is healthy: the page of the restore shows no problem
    assert as_demo.get(f"sessions/{made['id']}").json()["problems"] == []


def test_a_restore_whose_answer_was_lost_is_not_made_twice(shop, as_demo, demo, wired):
    (backup,) = rows(as_demo, shop[0])["orders"]["backups"]
    body = {"choices": [choice(backup, **at("/srv/back"))], "id": uuid4().hex}
    first = answered(201, as_demo.post(path(shop[0]), body))
    with wired.freezer.only_reads():
        second = answered(201, as_demo.post(path(shop[0]), body))
    assert (second["session"], second["jobs"]) == (first["session"], first["jobs"])
    # who has gone back and changed it means a different restore, whole in a session of its own
    changed = {**body, "choices": [choice(backup, **at("/srv/elsewhere"))]}
    third = answered(201, as_demo.post(path(shop[0]), changed))
    assert third["session"] != first["session"]
    (job,) = third["jobs"]
    assert set(demo.sessions.get(third["session"]["id"])["jobs"]) == {job["id"]}


def test_no_job_is_seen_by_an_agent_before_it_is_whole(shop, as_demo, wired):
    """An agent that adopts a job writes it back, and took away the start it was given meanwhile."""
    (backup,) = rows(as_demo, shop[0])["orders"]["backups"]
    wired.freezer.reset()
    assert as_demo.post(path(shop[0]), {"choices": [choice(backup)]}).status_code == 201
    writes = [verb for verb, _path in wired.freezer.calls if verb != "GET"]
    assert writes == ["POST", "PATCH", "POST"]


def test_the_original_folders_are_restored_into_when_the_name_is_typed(shop, as_demo, demo):
    (backup,) = rows(as_demo, shop[0])["orders"]["backups"]
    body = {"choices": [choice(backup)], "into": "original"}
    told = as_demo.post(path(shop[0]), body | {"check": True}).json()
    assert "into /srv/orders and overwrites the data" in told["words"][0]
    assert "deletes" in told["overwrite"]
    for typed in ({}, {"confirm": "shop nightly"}, {"confirm": "Shop"}):
        answer = as_demo.post(path(shop[0]), body | typed)
        assert (answer.status_code, answer.json()["field"]) == (400, "confirm")
    assert restores(demo) == []
    made = action_of(demo, as_demo.post(path(shop[0]), body | {"confirm": " Shop  nightly "}))
    assert (made["restore_abs_path"], made["overwrite"]) == ("/srv/orders", True)


def restores(demo):
    every = demo.sessions.list_all(limit=1000)
    return [each for each in every if each["description"].startswith("Restore of")]


def test_bad_choices_are_named_at_their_field_and_nothing_is_written(shop, as_demo, demo):
    good = choice(rows(as_demo, shop[0])["orders"]["backups"][0])
    for changes, field in (
        ({"path": "/srv/../etc"}, "path"),
        ({"client_id": "nobody-1"}, "client_id"),
        ({"backup_id": "f" * 32}, "backup_id"),
    ):
        answer = answered(400, as_demo.post(path(shop[0]), {"choices": [good | changes]}))
        assert list(answer["detail"]) == [f"choices.0.{field}"]
    assert restores(demo) == []


def test_two_restores_that_would_meet_in_a_folder_are_refused(shop, as_demo):
    found = rows(as_demo, shop[0])
    first, second = found["orders"]["backups"][0], found["uploads"]["older"][0]
    chosen = [choice(first, **at("/srv/back")), choice(second, **at("/srv/back/below"))]
    answer = as_demo.post(path(shop[0]), {"choices": chosen, "check": True})
    assert (answer.status_code, answer.json()["field"]) == (400, "choices.1.path")
    assert '"orders"' in answer.json()["error"]


@pytest.mark.parametrize(
    ("verb", "place", "nth"), [("POST", "/sessions/?$", 1), ("PATCH", "/sessions/", 1),
                               ("POST", "/jobs/?$", 1), ("POST", "/jobs/?$", 2)]
)  # fmt: skip
def test_a_restore_that_fails_leaves_nothing(shop, as_demo, demo, wired, verb, place, nth):
    found = rows(as_demo, shop[0])
    chosen = [choice(found["orders"]["backups"][0]), choice(found["uploads"]["older"][0])]
    jobs = len(demo.jobs.list_all(limit=1000))
    wired.freezer.inject(verb, place, "status", nth=nth)
    answer = answered(502, as_demo.post(path(shop[0]), {"choices": chosen}))
    assert answer["error"].startswith("Nothing was started.")
    assert len(demo.jobs.list_all(limit=1000)) == jobs
    assert restores(demo) == []


def test_one_that_begins_before_another_fails_is_told(shop, as_demo, demo, wired):
    """Its agent was quick: its restore goes on, and its session stays to follow it."""
    found = rows(as_demo, shop[0])
    chosen = [choice(found["orders"]["backups"][0]), choice(found["uploads"]["older"][0])]

    fault = wired.freezer.inject("POST", "/jobs/?$", "delay", nth=2)
    with ThreadPoolExecutor() as pool:
        asked = pool.submit(as_demo.post, path(shop[0]), {"choices": chosen})
        assert fault.held.wait(60)
        (made,) = restores(demo)
        (begun,) = [job_id for job_id in made["jobs"] if demo.jobs.get(job_id)]
        agent.adopt(demo, begun)
        # no answer within Horizon's read timeout
        answer = asked.result()
        fault.released.set()
    assert answer.status_code == 504
    assert "started already: 1." in answer.json()["error"]
    (made,) = restores(demo)
    assert answer.json()["detail"]["session_id"] == made["session_id"]


def test_a_trial_run_is_no_restore_point_and_ftp_has_no_way_back(shop, as_demo, demo):
    session_id, names = shop
    for row in demo.backups.list(limit=10_000):
        of = row["backup_metadata"]
        if of.get("job_id") == names["orders"]:
            demo.backups.update(row["backup_id"], {"backup_metadata": {"storage": "ftp"}})
        if of.get("job_id") == names["uploads"]:
            demo.backups.update(row["backup_id"], {"backup_metadata": {"dry_run": True}})
    found = rows(as_demo, session_id)
    assert found["uploads"]["older"] == []
    (backup,) = found["orders"]["backups"]
    assert "never finish" in backup["refused"]
    answer = as_demo.post(path(session_id), {"choices": [choice(backup)]})
    assert (answer.status_code, answer.json()["field"]) == (400, "choices.0.backup_id")
    assert restores(demo) == []


# What became of it


def followed(horizon, *job_ids):
    return ok(horizon.get("restores/", job=job_ids))["items"]


def test_a_restore_is_followed_to_its_end(shop, as_demo, as_other, demo, calls):
    found = rows(as_demo, shop[0])
    chosen = [choice(found["orders"]["backups"][0]), choice(found["uploads"]["older"][0])]
    made = as_demo.post(path(shop[0]), {"choices": chosen}).json()
    first, second = (job["id"] for job in made["jobs"])
    told = followed(as_demo, first, second)
    assert [row["state"] for row in told] == ["waiting", "waiting"]
    assert f"Waiting for {CLIENT}" in told[0]["words"]
    agent.adopt(demo, first)
    agent.update_schedule(demo, second, event="", status="completed", result="fail")
    queued, failed = followed(as_demo, first, second)
    assert (queued["state"], queued["ended"]) == ("queued", False)
    assert (failed["state"], failed["ended"]) == ("failed", True)
    assert "was not empty" in failed["reasons"][0]
    assert f"/root/.freezer/freezer.log on {CLIENT}" in failed["log_words"]
    agent.update_schedule(demo, first, event="", status="completed", result="success")
    assert followed(as_demo, first)[0]["state"] == "succeeded"
    ask = lambda *ids: as_demo.get("restores/", job=ids)  # noqa: E731
    assert calls(ask, first) == ["GET"]
    assert calls(ask, first, second) == ["GET"] * 3
    assert followed(as_other, first)[0]["state"] == "gone"
    demo.jobs.delete(first)
    assert followed(as_demo, first)[0]["state"] == "gone"


@pytest.mark.parametrize("ids", [[], ["../x"], [f"{number:032x}" for number in range(51)]])
def test_a_bad_question_is_told(as_demo, ids):
    answer = as_demo.get("restores/", job=ids)
    assert (answer.status_code, answer.json()["field"]) == (400, "job")
