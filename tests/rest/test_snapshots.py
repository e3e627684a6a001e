"""The history of a session through our REST, on the real freezer-api."""

import csv
import io
import json
import time

import pytest

from stack.shop import SUCCESS
from tests.rest.horizon import answered, ok
from tests.rest.runs import back_up, play

DAY = 86400
NAMES = ("orders", "=uploads")


@pytest.fixture
def shop(no_backups, new_runs):
    """A session of two jobs with two runs, of which the second one is not complete."""
    now = int(time.time())
    failed = {now - 2 * DAY: (), now - 3600: ("=uploads",)}
    return new_runs("Shop <b>nightly</b>", NAMES, failed)


def path(session_id, rest=""):
    return f"sessions/{session_id}/snapshots/{rest}"


def states(snapshot, names):
    return {name: snapshot["cells"][job_id]["state"] for name, job_id in names.items()}


def test_the_current_run_is_exact_and_the_one_before_is_told_from_its_backups(shop, as_demo):
    session_id, names = shop
    answer = as_demo.get(path(session_id)).json()
    assert [(each["name"], each["confidence"]) for each in answer["items"]] == [
        ("Tag 2", "exact"),
        ("Tag 1", "exact"),  # as many groups of backups as tags
    ]
    last, first = answer["items"]
    assert states(last, names) == {"orders": "succeeded", "=uploads": "failed"}
    assert states(first, names) == {"orders": "backed_up", "=uploads": "backed_up"}
    assert (last["state"], first["state"]) == ("incomplete", "backed_up")
    assert (first["skew"], first["duration"]) == (3, None)
    assert last["duration"] > 0
    assert [row["part"] for row in answer["members"]] == ["member", "member"]
    assert (answer["outside"], answer["next"], answer["note"]) == ([], None, None)


def test_a_history_is_one_call_and_one_for_each_member_and_one_for_the_backups(
    shop, as_demo, calls
):
    assert calls(as_demo.get, path(shop[0])) == ["GET"] * 4


def test_a_page_of_the_history_says_that_there_is_more(shop, as_demo):
    first, rest = as_demo.pages(path(shop[0]), limit=1)
    assert [each["tag"] for each in first["items"] + rest["items"]] == [2, 1]


def test_a_pinned_snapshot_stays_exact_after_the_next_run(shop, as_demo, demo):
    session_id, names = shop
    answer = ok(as_demo.put(path(session_id, "t2")))
    assert answer["snapshot"]["confidence"] == "pinned"
    match = [{"session_id": session_id}, {"session_tag": 2}]
    found = demo.backups.list(limit=10, search={"match": match})
    assert [row["backup_metadata"]["backup_name"] for row in found] == ["orders"]

    play(demo, session_id, names, int(time.time()) - 60, {"orders": SUCCESS, "=uploads": SUCCESS})
    three, two, one = as_demo.get(path(session_id)).json()["items"]
    assert (three["tag"], three["confidence"]) == (3, "exact")
    assert (two["tag"], two["confidence"], two["state"]) == (2, "pinned", "incomplete")
    assert states(two, names) == {"orders": "succeeded", "=uploads": "failed"}
    assert two["words"] == "1 of 2 backed up · 1 failed"
    assert one["tag"] == 1

    answer = as_demo.delete(path(session_id, "t2"))
    assert answer.ok, answer.text
    # the failure that Freezer forgot is forgotten now
    two = as_demo.get(path(session_id)).json()["items"][1]
    assert states(two, names) == {"orders": "backed_up", "=uploads": "none"}


def test_what_is_counted_cannot_be_pinned(shop, as_demo, demo):
    session_id, names = shop
    # a third group of backups for two tags: nobody knows which of them had no tag
    back_up(demo, names["orders"], "orders", int(time.time()) - 5 * DAY)
    unknown = as_demo.get(path(session_id)).json()["items"][1]
    assert (unknown["tag"], unknown["confidence"], unknown["can_pin"]) == (None, "unknown", False)
    answer = answered(409, as_demo.put(path(session_id, unknown["key"])))
    assert answer["error"] == unknown["pin_refused"]


def test_a_backup_beside_the_run_is_outside_and_says_why(shop, as_demo, demo):
    session_id, names = shop
    back_up(demo, names["orders"], "orders", int(time.time()) - 600)
    answer = as_demo.get(path(session_id)).json()
    assert [each["words"] for each in answer["outside"]] == [
        "Started after the hold-off of tag 2, so Freezer assigned no tag."
    ]


def test_a_member_that_left_stays_in_the_pinned_snapshot(shop, as_demo):
    session_id, names = shop
    assert as_demo.put(path(session_id, "t2")).ok
    assert as_demo.delete(f"sessions/{session_id}/jobs/{names['orders']}").ok
    answer = as_demo.get(path(session_id)).json()
    parts = {row["id"]: row["part"] for row in answer["members"]}
    assert parts == {names["orders"]: "left", names["=uploads"]: "member"}
    assert answer["items"][0]["cells"][names["orders"]]["backups"] == 1


def test_the_review_names_what_freezer_does_not_record(shop, as_demo):
    session_id, names = shop
    review = as_demo.get(path(session_id, "t2")).json()
    orders = next(each for each in review["members"] if each["id"] == names["orders"])
    (backup,) = orders["backups"]
    assert (backup["level"], backup["size"]) == (None, None)
    assert (backup["container"], backup["path"]) == ("/var/backups/orders", "/srv/orders")
    assert review["session"]["name"] == "Shop <b>nightly</b>"


def test_a_snapshot_that_is_not_there_is_said(shop, as_demo):
    answer = answered(404, as_demo.get(path(shop[0], "t99")))
    assert "no longer exists" in answer["error"]


def test_two_snapshots_compared(shop, as_demo):
    session_id, _names = shop
    answer = as_demo.get(path(session_id, "compare"), a="t1", b="t2").json()
    assert (answer["a"]["name"], answer["b"]["name"]) == ("Tag 1", "Tag 2")
    changed = {row["name"]: row["changed"] for row in answer["rows"]}
    assert changed["orders"] == []
    assert "state" in changed["=uploads"]
    assert "1 of 2 members has a different state." in answer["words"]
    assert as_demo.get(path(session_id, "compare"), a="t1").status_code == 400


def test_the_review_of_a_tag_can_be_taken_along(shop, as_demo):
    session_id, _names = shop

    def file(form):
        return as_demo.get(path(session_id, "t2/export"), format=form).json()

    lines = list(csv.DictReader(io.StringIO(file("csv")["text"])))
    assert [line["member"] for line in lines] == ["orders", "'=uploads"]
    assert [line["state"] for line in lines] == ["Backed up", "Failed"]
    assert json.loads(file("json")["text"])["tag"] == 2
    page = file("html")
    assert page["type"] == "text/html"
    assert "Shop &lt;b&gt;nightly&lt;/b&gt;" in page["text"]
    assert "<b>" not in page["text"]
    assert as_demo.get(path(session_id, "t2/export"), format="exe").status_code == 400


def test_a_reader_sees_the_history_and_pins_nothing(shop, as_reader, as_other):
    assert as_reader.get(path(shop[0])).ok
    assert as_reader.put(path(shop[0], "t2")).status_code == 403
    assert as_other.get(path(shop[0])).status_code == 404


def pins(demo, session_id) -> int:
    rows = demo.backups.list(limit=10_000)
    return sum(row["backup_metadata"].get("session_id") == session_id for row in rows)


def test_a_pin_that_freezer_fails_to_write_says_how_far_it_came(shop, as_demo, demo, wired):
    """What it tells to do then comes to its end."""
    session_id, _names = shop
    wired.freezer.inject("PATCH", "/backups/", "status", nth=2)
    answer = as_demo.put(path(session_id, "t1"))
    assert answer.status_code == 502
    assert answer.json()["error"].startswith("The pin was saved in 1 of 2 backups.")
    assert answer.json()["error"].endswith("Unpin the snapshot, then pin it again.")
    assert as_demo.delete(path(session_id, "t1")).ok
    assert as_demo.put(path(session_id, "t1")).ok
    assert pins(demo, session_id) == 2

    wired.freezer.inject("PATCH", "/backups/", "status", nth=2)
    answer = as_demo.delete(path(session_id, "t1"))
    assert answer.json()["error"].startswith("The pin was removed from 1 of 2 backups.")
    assert as_demo.delete(path(session_id, "t1")).ok
    assert pins(demo, session_id) == 0


def test_a_pin_of_jobs_that_have_left_is_removed(shop, as_demo, demo):
    """Nothing but the pin held their backups in the session: the snapshot goes with it."""
    session_id, names = shop
    assert as_demo.put(path(session_id, "t1")).ok
    for job_id in names.values():
        assert as_demo.delete(f"sessions/{session_id}/jobs/{job_id}").ok
    answer = as_demo.delete(path(session_id, "t1"))
    assert answer.ok, answer.text
    assert answer.json() == {"snapshot": None, "words": "Tag 1 is no longer pinned."}
    assert pins(demo, session_id) == 0


def test_a_session_without_a_run_says_so(new_session, new_job, as_demo):
    empty = as_demo.get(path(new_session())).json()
    assert (empty["items"], empty["note"]) == (
        [], "This session has no jobs, so there is no snapshot."
    )  # fmt: skip
    never = as_demo.get(path(new_session(jobs=(new_job(),)))).json()
    assert never["note"] == "This session never ran, so there is no snapshot yet."


def test_a_session_can_be_followed_by_one_call(shop, as_demo, calls, demo):
    session_id, names = shop
    assert calls(lambda: as_demo.get(f"sessions/{session_id}", brief=1)) == ["GET"]
    before = as_demo.get(f"sessions/{session_id}", brief=1).json()
    assert before["version"] == as_demo.get(f"sessions/{session_id}").json()["version"]
    play(demo, session_id, names, int(time.time()) - 60, dict.fromkeys(NAMES, SUCCESS))
    assert as_demo.get(f"sessions/{session_id}", brief=1).json()["version"] != before["version"]


@pytest.mark.parametrize("part", ["/backups", "/jobs/", "/sessions/"])
@pytest.mark.parametrize("kind", [{"kind": "cut"}, {"kind": "status", "status": 200}])
def test_half_an_answer_is_a_failure_and_not_half_a_history(shop, as_demo, wired, part, kind):
    wired.freezer.inject("GET", part, nth=0, **kind)
    answer = answered(502, as_demo.get(path(shop[0])))
    assert answer["error"]


def test_odd_records_are_left_out_or_said_and_nothing_throws(shop, as_demo, demo):
    session_id, names = shop
    now = int(time.time())
    back_up(demo, names["orders"], "orders", now + 5 * DAY)
    back_up(demo, "", "of nobody", now - DAY)
    back_up(demo, names["orders"], "x" * 200 + " 🗄 نسخة", now - 10 * DAY)
    answer = as_demo.get(path(session_id))
    assert answer.ok, answer.text
    told = answer.json()
    assert told["items"][0]["name"] == "Tag 2"
    assert "of nobody" not in answer.text
    assert any(each["at"] > now for each in told["outside"])
