"""Which restore points are probably gone, of records and their jobs' actions."""

import pytest

from freezer_ui.domain.backups import fates, records
from freezer_ui.messages import retention as words

DAY = 86_400
NOW = 30 * DAY


def row(day, job_id="j", status="available", **of):
    metadata = {
        "job_id": job_id,
        "backup_name": "orders",
        "hostname": "db-1",
        "storage": "local",
        "container": "/backups",
        "mode": "fs",
        "time_stamp": int(day * DAY),
        "curr_backup_level": 0,
    }
    backup_id = of.pop("backup_id", f"{job_id}-{day}")
    return {"backup_id": backup_id, "status": status, "backup_metadata": metadata | of}


def job(**action):
    action = {"action": "backup", "backup_name": "orders", "remove_older_than": 3} | action
    return {"job_id": "j", "job_actions": [{"freezer_action": action}]}


def gone(rows, jobs):
    found = fates.of_jobs(rows, jobs, NOW)
    return {key: fate.gone_at and fate.gone_at // DAY for key, fate in found.items()}


def test_a_record_whose_data_is_deleted_says_since_when():
    assert gone([row(1), row(2), row(5)], {"j": job()}) == {"j-1": 5, "j-2": 5, "j-5": None}


def test_a_name_with_a_dollar_is_that_of_its_action():
    rows = [
        row(1, backup_name="a$b", container="/x$y"),
        row(5, backup_name="a$b", container="/x$y"),
    ]
    assert gone(rows, {"j": job(backup_name="a$$b", container="/x$$y")}) == {"j-1": 5, "j-5": None}


def test_what_no_rule_reaches_has_no_fate():
    rows = [row(1), row(9)]
    assert gone(rows, {"j": job(remove_older_than=None)}) == {}
    assert gone(rows, {"j": None}) == {}
    assert gone(rows, {"j": {"job_id": "j", "job_actions": None}}) == {}
    assert gone(rows, {"j": job(action="restore")}) == {}
    assert gone(rows, {"j": job(backup_name="others")}) == {}
    # it is stored elsewhere now: nobody deletes there
    assert gone(rows, {"j": job(storage="swift")}) == {}
    assert gone(rows, {"j": job(container="/elsewhere")}) == {}
    assert gone(rows, {"j": job(container="/backups", storage="local")}) == {"j-1": 9, "j-9": None}


def test_only_runs_of_the_same_backup_on_the_same_machine_count():
    rows = [row(1), row(9, hostname="db-2"), row(8, backup_name="mails"), row(7, container="/b")]
    assert gone(rows, {"j": job()})["j-1"] is None


def test_what_is_no_restore_point_deletes_nothing():
    failed, dry = row(9, status="error"), row(8, dry_run=True)
    ahead, timeless = row(100), row(9, time_stamp="soon", backup_id="timeless")
    assert gone([row(1), failed, dry, ahead, timeless], {"j": job()}) == {"j-1": None}


def test_two_actions_that_may_have_made_it_leave_it_open():
    twice = job()
    twice["job_actions"] *= 2
    assert gone([row(1), row(9)], {"j": twice}) == {}


def test_strange_actions_are_no_rule():
    for strange in (None, "3", {"freezer_action": None}, {"freezer_action": {"action": 7}}):
        assert fates.rules_of({"job_actions": [strange] if isinstance(strange, dict) else []}) == []


@pytest.mark.parametrize("order", [1, -1])
def test_records_come_in_any_order(order):
    rows = [row(1), row(2), row(5)][::order]
    assert gone(rows, {"j": job()})["j-1"] == 5


def test_it_is_told_in_a_sentence():
    found = fates.of_jobs([row(1), row(2), row(5)], {"j": job()}, NOW)
    assert words.sentence(found["j-1"]) == "Should be gone since 6 January 1970: kept 3 days."
    assert (
        words.sentence(found["j-5"]) == "Kept until the first run after 9 January 1970 00:00 UTC."
    )
    weekly = job(incremental=True, max_level=6)
    chain = fates.of_jobs([row(1), row(2)], {"j": weekly}, NOW)
    assert words.sentence(chain["j-2"]) == (
        "Kept until the first run after 5 January 1970 00:00 UTC. It is deleted with its chain: "
        "2 backups from the full one of 2 January 1970."
    )


def test_a_date_is_told_and_what_it_leaves_is_not():
    rule = job(remove_older_than=None, remove_before_date="1970-01-03T00:00:00")
    found = fates.of_jobs([row(1), row(5)], {"j": rule}, NOW)
    assert "its job deletes old backups" in words.sentence(found["j-1"])
    assert found["j-5"].ends is None


def test_a_warning_names_the_backup_and_a_snapshot_counts():
    assert words.warning("orders", "Should be gone.") == (
        '"orders": Should be gone. Its record is still in Freezer, but the restore may find no '
        "data."
    )
    assert words.beside("2 of 2", 1) == "2 of 2 · 1 backup should be gone"


def test_a_record_as_read_has_what_is_needed():
    assert {*fates._SERIES, "at", "level", "refused", "id"} <= set(records.facts(row(1)))
