"""Restoring a snapshot as a whole: what is said before, and what is written, on the real API."""

import time

import pytest

from stack.shop import FAIL, SUCCESS
from tests.rest.runs import play

NAMES = ("orders", "uploads")
CLIENT = "shop-db-1"


@pytest.fixture
def shop(demo, new_job, new_session):
    names = {name: new_job(name) for name in NAMES}
    session_id = new_session("Shop nightly", tuple(names.values()))
    now = int(time.time())
    play(demo, session_id, names, now - 2 * 86400, dict.fromkeys(NAMES, SUCCESS))
    play(demo, session_id, names, now - 3600, {"orders": SUCCESS, "uploads": FAIL})
    yield session_id, names
    for row in demo.backups.list(limit=10_000):
        if row["backup_metadata"].get("job_id") in names.values():
            demo.backups.delete(row["backup_id"])
    for session in demo.sessions.list_all(limit=1000):
        if session["description"].startswith("Restore of"):
            for job_id in session.get("jobs") or {}:
                demo.jobs.delete(job_id)
            demo.sessions.delete(session["session_id"])


def path(session_id, tag=2):
    return f"sessions/{session_id}/snapshots/t{tag}/restore"


def rows(horizon, session_id):
    answer = horizon.get(path(session_id))
    assert answer.ok, answer.text
    return {row["description"]: row for row in answer.json()["rows"]}


def choice(backup, client_id=CLIENT, place="/srv/back"):
    return {"backup_id": backup["id"], "client_id": client_id, "path": place}


def test_gaps_come_first_with_an_older_backup_on_offer(shop, as_demo):
    answer = as_demo.get(path(shop[0])).json()
    assert answer["gaps"] == ["uploads has no backup in Tag 2. Failed."]
    found = rows(as_demo, shop[0])
    assert (found["orders"]["gap"], found["orders"]["older"]) == (None, [])
    assert found["orders"]["path"] == "/srv/orders"
    assert [each["age_words"] for each in found["uploads"]["older"]] == ["47 hours older"]
    assert CLIENT in {client["id"] for client in answer["clients"]}


def test_a_check_says_what_will_be_done_and_writes_nothing(shop, as_demo, demo, calls):
    found = rows(as_demo, shop[0])
    chosen = [choice(found["orders"]["backups"][0]), choice(found["uploads"]["older"][0])]
    body = {"choices": chosen, "check": True}
    assert set(calls(as_demo.post, path(shop[0]), body)) == {"GET"}
    told = as_demo.post(path(shop[0]), body).json()
    assert [words.split(" as of")[0] for words in told["words"]] == ['"orders"', '"uploads"']
    assert any("not of this snapshot" in words for words in told["warnings"])
    assert any("one folder" in words for words in told["warnings"])


def test_a_restore_is_a_session_of_its_own_with_a_job_for_each_backup(shop, as_demo, demo):
    backup = rows(as_demo, shop[0])["orders"]["backups"][0]
    answer = as_demo.post(path(shop[0]), {"choices": [choice(backup)]})
    assert answer.status_code == 201, answer.text
    made = answer.json()["session"]
    assert made["description"] == "Restore of Shop nightly tag 2"
    (job_id,) = demo.sessions.get(made["id"])["jobs"]
    job = demo.jobs.get(job_id)
    assert job["job_schedule"]["event"] == "start"
    action = job["job_actions"][0]["freezer_action"]
    at = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(backup["at"]))
    wanted = {
        "action": "restore",
        "mode": "fs",
        "engine_name": "tar",
        "storage": "local",
        "backup_name": "orders",
        "container": "/var/backups/orders",
        "hostname": "shop-db-1",
        "restore_abs_path": "/srv/back",
        "restore_from_date": at,
    }
    assert {key: action.get(key) for key in wanted} == wanted
    assert not action.get("path_to_backup")
    assert "restore_from_host" not in action


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"path": "srv"}, "path"),
        ({"path": "/srv/../etc"}, "path"),
        ({"path": "/srv\n"}, None),
        ({"path": "/srv\nx"}, "path"),
        ({"path": "/" + "x" * 5000}, "path"),
        ({"path": None}, "path"),
        ({"client_id": "nobody-1"}, "client_id"),
        ({"client_id": ""}, "client_id"),
        ({"backup_id": "f" * 32}, "backup_id"),
        ({"backup_id": 7}, "backup_id"),
    ],
)
def test_bad_choices_are_named_at_their_field(shop, as_demo, changes, field):
    good = choice(rows(as_demo, shop[0])["orders"]["backups"][0])
    answer = as_demo.post(path(shop[0]), {"choices": [good | changes], "check": True})
    if field is None:
        assert answer.ok
    else:
        assert answer.status_code == 400
        assert list(answer.json()["detail"]) == [f"choices.0.{field}"]


@pytest.mark.parametrize("body", [None, [], {}, {"choices": []}, {"choices": [1]}, {"x": 1}])
def test_bad_bodies_are_refused(shop, as_demo, body):
    assert as_demo.post(path(shop[0]), body).status_code == 400


def test_a_backup_twice_is_refused(shop, as_demo):
    good = choice(rows(as_demo, shop[0])["orders"]["backups"][0])
    answer = as_demo.post(path(shop[0]), {"choices": [good, good], "check": True})
    assert answer.json()["error"] == "This backup is chosen twice."


def test_a_restore_that_fails_leaves_nothing_running(shop, as_demo, demo, wired):
    backup = rows(as_demo, shop[0])["orders"]["backups"][0]
    jobs = len(demo.jobs.list_all(limit=1000))
    wired.freezer.inject("POST", "/sessions", "status")
    answer = as_demo.post(path(shop[0]), {"choices": [choice(backup)]})
    assert answer.status_code == 502
    assert answer.json()["error"].startswith("Nothing was started:")
    assert len(demo.jobs.list_all(limit=1000)) == jobs


def test_readers_and_other_projects_restore_nothing(shop, as_demo, as_reader, as_other):
    backup = rows(as_demo, shop[0])["orders"]["backups"][0]
    body = {"choices": [choice(backup)]}
    assert as_reader.post(path(shop[0]), body).status_code == 403
    assert as_other.post(path(shop[0]), body).status_code == 404
