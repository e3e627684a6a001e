"""The backups of a project: listed, looked at, deleted, restored, on the real API."""

import re
import time
from uuid import uuid4

import pytest

from tests.rest.horizon import answered, ok
from tests.rest.runs import back_up, restore_jobs

pytestmark = pytest.mark.usefixtures("no_backups")
HOST = "shop-db-1"
NOW = 1_700_000_000
PAST = {"job_id": "f" * 32}


def listed(horizon, **query):
    return ok(horizon.get("backups/", **query))


def names(horizon, **query):
    return [item["backup_name"] for item in listed(horizon, **query)["items"]]


def item(horizon, name):
    return next(each for each in listed(horizon)["items"] if each["backup_name"] == name)


def test_a_backup_is_told_with_its_job_and_session(as_demo, demo, new_job, new_session):
    job_id = new_job("Orders job")
    session_id = new_session("Shop nightly", jobs=(job_id,))
    backup_id = back_up(demo, job_id, "orders", NOW, curr_backup_level=2)
    expected = {
        "id": backup_id,
        "name": "orders",
        "place": "local: /var/backups/orders",
        "backup_name": "orders",
        "hostname": HOST,
        "container": "/var/backups/orders",
        "storage": "local",
        "mode": "fs",
        "engine_name": "tar",
        "path": "/srv/orders",
        "at": NOW,
        "level": 2,
        "job_id": job_id,
        "job_name": "Orders job",
        "job_gone": False,
        "client_id": HOST,
        "session_id": session_id,
        "session_name": "Shop nightly",
        "session_tag": None,
        "client_version": "19.0.0",
        "status": "available",
        "volume": None,
        "refused": None,
        "retention": None,
        "unreadable": [],
    }
    answer = listed(as_demo)
    assert (answer["items"], answer["next"]) == ([expected], None)
    assert abs(answer["read"] - time.time()) < 30
    assert as_demo.get(f"backups/{backup_id}").json() == expected


def test_a_pin_is_told_before_where_the_job_is_now(as_demo, demo, new_job, new_session):
    job_id = new_job("Moved")
    new_session("Now here", jobs=(job_id,))
    was, other = new_session("Was there", jobs=(new_job("stays"),)), new_session("No member")
    back_up(demo, job_id, "pinned", NOW, session_id=was, session_tag=4)
    back_up(demo, job_id, "empty", NOW, session_id=other, session_tag=1)
    told = item(as_demo, "pinned")
    assert [told[f"session_{key}"] for key in ("id", "name", "tag")] == [was, "Was there", 4]
    told = item(as_demo, "empty")
    assert [told[f"session_{key}"] for key in ("id", "name", "tag")] == [other, None, 1]


def test_a_backup_whose_job_is_gone_is_there_and_says_so(as_demo, demo):
    back_up(demo, PAST["job_id"], "left", NOW)
    told = item(as_demo, "left")
    assert (told["job_gone"], told["job_name"], told["job_id"]) == (True, None, PAST["job_id"])


def test_a_backup_made_by_hand_has_no_job(as_demo, demo, new_job):
    back_up(demo, new_job(), "by job", NOW)
    by_hand = {"backup_name": "by hand", "container": "/c", "hostname": HOST, "time_stamp": NOW}
    demo.backups.create(by_hand)
    told = item(as_demo, "by hand")
    assert (told["job_id"], told["job_gone"], told["session_id"]) == (None, False, None)


def test_more_than_freezer_lists_by_itself_are_there_newest_first(as_demo, demo, new_job):
    job_id = new_job()
    for number in (3, 0, 11, 7, 5, 1, 9, 2, 4, 8, 6, 10):
        back_up(demo, job_id, f"b{number:02}", NOW + number)
    wanted = [f"b{number:02}" for number in range(11, -1, -1)]
    assert names(as_demo) == wanted
    pages = [page["items"] for page in as_demo.pages("backups/", limit=5)]
    assert max(map(len, pages)) <= 5
    assert [each["backup_name"] for page in pages for each in page] == wanted
    assert names(as_demo, sort="backup_name") == wanted[::-1]
    assert names(as_demo, sort="at", dir="asc", limit=2) == ["b00", "b01"]


def test_backups_are_found(as_demo, demo, new_client, new_job, new_session):
    member, free = new_job("member"), new_job("free")
    session_id = new_session(jobs=(member,))
    back_up(demo, member, "orders", NOW + 2)
    back_up(demo, free, "uploads", NOW + 1, hostname="web-1")
    new_client("web-1-client", hostname="web-1")
    assert names(as_demo, q="ORD") == ["orders"]
    assert names(as_demo, q="/srv/up") == ["uploads"]
    assert names(as_demo, job=free) == ["uploads"]
    assert names(as_demo, session=session_id) == ["orders"]
    assert names(as_demo, client=HOST) == ["orders"]
    assert names(as_demo, client="web-1") == ["uploads"]
    assert names(as_demo, client="web-1-client") == ["uploads"]
    assert names(as_demo, client="nobody") == []


def test_a_failure_of_freezer_is_no_empty_list(as_demo, wired):
    wired.freezer.inject("GET", "/backups", "status", status=500, nth=0)
    assert as_demo.get("backups/").status_code == 502


def test_a_record_is_deleted(as_demo, demo, new_job):
    backup_id = back_up(demo, new_job(), "orders", NOW)
    assert as_demo.delete(f"backups/{backup_id}").status_code == 204
    assert demo.backups.list(limit=10) == []
    for answer in (as_demo.get(f"backups/{backup_id}"), as_demo.delete(f"backups/{backup_id}")):
        assert (answer.status_code, "deleted" in answer.json()["error"]) == (404, True)


def test_what_is_shared_forgets_what_was_deleted(as_demo, demo, new_job):
    backup_id = back_up(demo, new_job(), "orders", NOW)
    other = back_up(demo, new_job(), "uploads", NOW - 1)
    as_demo.delete(f"backups/{other}")
    assert names(as_demo, max_age=60) == ["orders"]
    as_demo.delete(f"backups/{backup_id}")
    assert names(as_demo, max_age=60) == []


def restore_of(horizon, backup_id, /, into="beside", **parts):
    """POST for one backup; `parts` of the choice, and confirm and check of the whole."""
    whole = {key: parts.pop(key) for key in ("confirm", "check", "id") if key in parts}
    chosen = {"backup_id": backup_id, "client_id": HOST} | parts
    body = {"choices": [chosen], "into": into} | whole
    return horizon.post(f"backups/{backup_id}/restore", body)


def test_a_backup_is_a_snapshot_of_one_line(as_demo, demo, new_job):
    told = as_demo.get(f"backups/{back_up(demo, new_job('orders'), 'orders', NOW)}/restore").json()
    assert (told["name"], told["confirm"], told["gaps"]) == ("orders", "orders", [])
    assert re.fullmatch(
        r"/srv/restored/orders/made-20231114T221320Z/restored-\d{8}T\d{6}Z", told["root"]
    )
    (row,) = told["rows"]
    (backup,) = row["backups"]
    assert (row["client_id"], backup["path"], backup["below"]) == (
        HOST,
        "/srv/orders",
        "/srv/orders",
    )
    assert HOST in [client["id"] for client in told["clients"]]


def test_a_client_is_suggested_by_its_machine_where_the_job_is_gone(as_demo, demo):
    def suggested(backup_id):
        (row,) = as_demo.get(f"backups/{backup_id}/restore").json()["rows"]
        return row["client_id"]

    assert suggested(back_up(demo, PAST["job_id"], "left", NOW)) == HOST
    assert suggested(back_up(demo, PAST["job_id"], "strange", NOW, hostname="nowhere")) is None


def test_a_restore_whose_answer_was_lost_is_not_made_twice(as_demo, demo, new_job, wired):
    backup_id, key = back_up(demo, new_job("orders"), "orders", NOW), uuid4().hex
    first = answered(201, restore_of(as_demo, backup_id, path="/srv/back", id=key))
    with wired.freezer.only_reads():
        second = answered(201, restore_of(as_demo, backup_id, path="/srv/back", id=key))
    assert second["jobs"] == first["jobs"]
    assert len(restore_jobs(demo)) == 1
    elsewhere = answered(201, restore_of(as_demo, backup_id, path="/srv/other", id=key))
    assert elsewhere["jobs"] != first["jobs"]
    assert restore_of(as_demo, backup_id, path="/srv/x", id="x").status_code == 400


def test_a_restore_is_a_job_that_starts_once(as_demo, demo, new_job):
    backup_id = back_up(demo, new_job("orders"), "orders", NOW)
    told = answered(201, restore_of(as_demo, backup_id, path=" /srv/back "))
    (job,) = restore_jobs(demo)
    wanted = {"id": job["job_id"], "name": "Restore of orders", "client_id": HOST}
    assert told["jobs"] == [wanted]
    assert abs(told["at"] - time.time()) < 30
    assert "/srv/back" in told["words"][0]
    assert {"event": "start"}.items() <= job["job_schedule"].items()
    assert not [key for key in job["job_schedule"] if key.startswith("schedule_")]
    assert not job.get("session_id")
    (action,) = job["job_actions"]
    made = {key: value for key, value in action["freezer_action"].items() if value is not None}
    assert made == {
        "action": "restore",
        "mode": "fs",
        "engine_name": "tar",
        "storage": "local",
        "backup_name": "orders",
        "container": "/var/backups/orders",
        "hostname": HOST,
        "restore_abs_path": "/srv/back",
        "restore_from_date": "2023-11-14T22:14:20",
    }
    told = as_demo.get("restores/", job=[job["job_id"]]).json()["items"]
    assert [row["state"] for row in told] == ["waiting"]


def restore_date(demo) -> str:
    (job,) = restore_jobs(demo)
    return job["job_actions"][0]["freezer_action"]["restore_from_date"]


def test_restore_points_of_a_form_are_what_the_restore_of_each_backup_writes(
    as_demo, demo, new_job, calls
):
    job_id = new_job("orders")
    first = back_up(demo, job_id, "orders", NOW)
    for at, parts in (
        (NOW + 30, {}),
        (NOW + 7200, {"container": "/elsewhere"}),
        # none of these can be chosen
        (NOW + 10, {"hostname": "shop-db-2"}),
        (NOW + 9000, {"dry_run": True}),
        (None, {}),
    ):
        back_up(demo, job_id, "orders", at, **parts)
    back_up(demo, job_id, "invoices", NOW + 5)
    read = lambda: as_demo.get("restore-points/", name="orders", machine=HOST)  # noqa: E731
    assert calls(read) == ["GET", "GET"]
    items = read().json()["items"]
    assert [each["date"] for each in items] == [
        "2023-11-15T00:14:20",
        "2023-11-14T22:14:50",
        "2023-11-14T22:13:49",
    ]
    assert [each["words"] for each in items] == [
        "15 November 2023 00:13:20 UTC · local: /elsewhere",
        "14 November 2023 22:13:50 UTC · local: /var/backups/orders",
        "14 November 2023 22:13:20 UTC · local: /var/backups/orders",
    ]
    assert restore_of(as_demo, first).ok
    assert restore_date(demo) == items[-1]["date"]
    none = as_demo.get("restore-points/", name="orders", machine="nowhere").json()
    assert none == {"items": []}


def test_a_restore_reads_the_backups_that_it_could_take_for_its_own(as_demo, demo, new_job, wired):
    """In one call, whatever the project has; in none for a volume, whose backup Cinder finds."""
    job_id = new_job("orders")
    backup_id = back_up(demo, job_id, "orders", NOW)
    volume = {"mode": "cindernative", "backup_media": "cindernative", "cindernative_vol_id": "v"}
    of_volume = back_up(demo, job_id, "v", NOW, **volume, cindernative_backup_id="c")
    demo.clients.create({"client_id": "asks-cinder", "hostname": "asks-cinder"})

    def lists(*backup, **choice) -> int:
        wired.freezer.reset()
        answer = restore_of(as_demo, *backup, client_id="asks-cinder", **choice)
        assert answer.status_code == 201, answer.text
        paths = [path.partition("?")[0] for _verb, path in wired.freezer.calls]
        return sum(path.endswith("/backups/") for path in paths)

    try:
        assert lists(backup_id) == 1
        assert lists(of_volume, "original", confirm="v") == 0
    finally:
        demo.clients.delete("asks-cinder")


def test_two_restores_of_one_backup_get_folders_of_their_own(as_demo, demo, new_job):
    """By the moment of each, which the dialog shows before."""
    backup_id = back_up(demo, new_job("orders"), "orders", NOW)
    roots = [as_demo.get(f"backups/{backup_id}/restore").json()["root"]]

    def later():
        roots.append(as_demo.get(f"backups/{backup_id}/restore").json()["root"])
        return roots[-1] != roots[0]

    assert any(later() for _look in range(1000))


def test_a_check_writes_nothing_and_warns_of_the_original_folder(as_demo, demo, new_job, calls):
    backup_id = back_up(demo, new_job("orders"), "orders", NOW)

    def check(path):
        return restore_of(as_demo, backup_id, path=path, check=True)

    assert set(calls(check, "/srv/orders/")) == {"GET"}
    told = check("/srv/orders/").json()
    assert "fails unless the folder is empty" in told["warnings"][0]
    assert "/srv/orders/" in told["words"][0]
    assert check("/srv/restored").json()["warnings"] == []


def test_the_original_folder_wants_the_backups_name(as_demo, demo, new_job):
    backup_id = back_up(demo, new_job("orders"), "orders", NOW)
    told = restore_of(as_demo, backup_id, "original", check=True).json()
    assert "deletes" in told["overwrite"]
    for typed in ("", "order", "Orders"):
        answer = restore_of(as_demo, backup_id, "original", confirm=typed)
        assert (answer.status_code, answer.json()["field"]) == (400, "confirm")
    assert restore_jobs(demo) == []
    assert restore_of(as_demo, backup_id, "original", confirm="orders").status_code == 201
    (job,) = restore_jobs(demo)
    made = job["job_actions"][0]["freezer_action"]
    assert (made["restore_abs_path"], made["overwrite"]) == ("/srv/orders", True)


def test_an_original_folder_that_cannot_be_is_told(as_demo, demo):
    backup_id = back_up(demo, PAST["job_id"], "orders", NOW, path_to_backup="/srv/my data")
    (row,) = as_demo.get(f"backups/{backup_id}/restore").json()["rows"]
    assert "a space" in row["backups"][0]["folder_refused"]
    answer = restore_of(as_demo, backup_id, "original", confirm="orders")
    assert (answer.status_code, answer.json()["field"]) == (400, "choices.0.path")
    assert restore_jobs(demo) == []


def test_another_machine_is_warned_of(as_demo, demo, new_client, new_job):
    backup_id = back_up(demo, new_job("o"), "orders", NOW, hostname="gone-1", engine_name="rsyncv2")
    told = restore_of(as_demo, backup_id, client_id=new_client("web-8"), check=True).json()
    said = " ".join(told["warnings"])
    assert "made with rsyncv2" in said
    assert "the folder /var/backups/orders on gone-1" in said


def test_bad_input_is_told_at_its_field_and_nothing_is_written(as_demo, demo, new_job):
    backup_id = back_up(demo, new_job("orders"), "orders", NOW)
    for parts, field in (
        ({"client_id": "nobody-1"}, "client_id"),
        ({"path": "/srv/a b"}, "path"),
        ({"backup_id": "f" * 32}, "backup_id"),
    ):
        answer = restore_of(as_demo, backup_id, **parts)
        assert (answer.status_code, answer.json()["field"]) == (400, f"choices.0.{field}")
    assert restore_jobs(demo) == []


@pytest.mark.parametrize(
    ("of", "part"),
    [
        ({"time_stamp": -1}, "no time"),
        ({"storage": "ssh", "ssh_host": "vault"}, "SSH user"),
        (
            {"backup_media": "cindernative", "mode": "cindernative", "cindernative_vol_id": "v"},
            "does not name Cinder's backup",
        ),
    ],
)
def test_what_cannot_be_restored_says_why_and_starts_nothing(as_demo, demo, of, part):
    """Never a restore of files in place of a volume's."""
    backup_id = back_up(demo, PAST["job_id"], "cannot", NOW, **of)
    answer = answered(409, as_demo.get(f"backups/{backup_id}/restore"))
    assert part in answer["error"]
    answer = restore_of(as_demo, backup_id, path="/srv/back")
    assert (answer.status_code, answer.json()["field"]) == (400, "choices.0.backup_id")
    assert restore_jobs(demo) == []


def test_a_volume_is_restored_by_the_id_in_its_record(as_demo, demo, new_client):
    of = {"backup_media": "cinder", "mode": "cinder", "cinder_vol_id": "v-1", "storage": "swift"}
    backup_id = back_up(demo, PAST["job_id"], "volume", NOW, **of)
    (row,) = as_demo.get(f"backups/{backup_id}/restore").json()["rows"]
    assert "a new volume" in row["backups"][0]["outcome"]
    answer = restore_of(as_demo, backup_id)
    assert (answer.status_code, answer.json()["field"]) == (400, "choices.0.client_id")
    assert "does not support the mode cinder" in answer.json()["error"]
    assert restore_of(as_demo, backup_id, client_id=new_client("vol-1")).status_code == 201
    (job,) = restore_jobs(demo)
    made = job["job_actions"][0]["freezer_action"]
    assert (made["mode"], made["cinder_vol_id"]) == ("cinder", "v-1")
    assert not made.get("restore_abs_path")


def test_a_restore_that_freezer_refuses_is_told(as_demo, demo, wired, new_job):
    backup_id = back_up(demo, new_job("orders"), "orders", NOW)
    wired.freezer.inject("POST", "/jobs", "status", status=500)
    assert restore_of(as_demo, backup_id, path="/srv/back").status_code == 502
    assert restore_jobs(demo) == []
