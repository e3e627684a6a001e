"""Which restore points are probably gone is told wherever they are offered."""

import time

import pytest

from tests.conftest import HOST, make_job
from tests.rest.horizon import answered
from tests.rest.runs import back_up, forget_backups

DAY = 86_400


@pytest.fixture
def kept(demo, new_session):
    """Two nights of a job that keeps backups for three days, and a later one; in a session."""
    rule = {"container": "/var/backups/orders", "remove_older_than": 3}
    job_id = make_job(demo, "orders", options=rule)
    session_id = new_session("Kept for a while", jobs=(job_id,))
    # a session that ran has a history
    demo.sessions.start_session(session_id, job_id, 0)
    demo.sessions.end_session(session_id, job_id, 1, "success")
    now = int(time.time())
    made = [back_up(demo, job_id, "orders", now - days * DAY) for days in (9, 8, 1)]
    yield session_id, job_id, made
    forget_backups(demo)
    demo.jobs.delete(job_id)


def test_a_list_tells_it_with_no_more_calls(kept, as_demo, calls):
    items = {each["id"]: each for each in as_demo.get("backups/").json()["items"]}
    first, second, last = (items[each]["retention"] for each in kept[2])
    assert first["gone"] is second["gone"] is True
    assert first["words"].startswith("Should be gone since ")
    assert first["words"].endswith(": kept 3 days.")
    assert (last["gone"], last["gone_at"]) == (False, None)
    assert last["words"].startswith("Kept until the first run after ")
    # the sessions, the records, and the job of those on the page
    assert calls(as_demo.get, "backups/") == ["GET"] * 3


def test_one_backup_and_its_restore_tell_it(kept, as_demo):
    gone, _second, last = kept[2]
    assert as_demo.get(f"backups/{gone}").json()["retention"]["gone"] is True
    assert as_demo.get(f"backups/{last}").json()["retention"]["gone"] is False

    def row(backup_id):
        (line,) = as_demo.get(f"backups/{backup_id}/restore").json()["rows"]
        return line["backups"][0]

    assert row(gone)["gone"].startswith("Should be gone since ")
    assert row(last)["gone"] is None
    choice = {"backup_id": gone, "client_id": HOST}
    told = as_demo.post(f"backups/{gone}/restore", {"choices": [choice], "check": True})
    assert told.json()["warnings"][0].startswith('"orders": Should be gone since ')


def test_a_history_tells_it_of_each_snapshot(kept, as_demo):
    found = as_demo.get(f"sessions/{kept[0]}/snapshots/").json()["items"]
    told = {item["start"]: item for item in found if item["cells"][kept[1]]["backups"]}
    words = [told[start]["words"] for start in sorted(told)]
    assert [each.endswith("1 backup should be gone") for each in words] == [True, True, False]
    first = told[min(told)]
    assert first["cells"][kept[1]]["gone"] is True
    assert "Should be gone since" in first["cells"][kept[1]]["words"]
    review = as_demo.get(f"sessions/{kept[0]}/snapshots/{first['key']}").json()
    assert review["members"][0]["backups"][0]["retention"]["gone"] is True


def test_what_the_next_runs_leave_is_told_with_what_is_there_today(kept, as_demo, calls):
    """Of the backups of 9, 8 and 1 days ago the agent has the last one still; it keeps 3 days."""
    _session_id, job_id, _made = kept
    path = f"jobs/{job_id}/retention"
    (found,) = as_demo.get(f"{path}?runs=10").json()["items"]
    assert found["name"] == "orders"
    assert found["words"][0].startswith("After the run of ")
    # ten runs, six hours apart
    assert [bool(each["gone_at"]) for each in found["chains"]] == [True] + [False] * 10
    # the job, and the records
    assert calls(as_demo.get, path) == ["GET"] * 2
    assert as_demo.get(f"{path}?runs=0").status_code == 400
    assert as_demo.get("jobs/gone/retention").status_code == 404


def test_a_rule_and_a_schedule_are_calculated_without_freezer(as_demo, calls):
    body = {
        "action": {"remove_older_than": 14, "incremental": True, "max_level": 6},
        "schedule": {"schedule_hour": "3"},
        "runs": 30,
    }
    told = as_demo.post("retention/", body).json()
    assert len(told["chains"]) == 5
    assert told["words"][-1] == "From the first deletion on, you can go back 7 days or more."
    assert calls(as_demo.post, "retention/", body) == []
    both = {**body["action"], "remove_before_date": "2026-01-01"}
    refused = as_demo.post("retention/", {**body, "action": both}).json()
    assert refused["words"][0].startswith("The agent refuses this rule")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"runs": 0}, "runs"),
        ({"runs": "30"}, "runs"),
        ({"schedule": {"schedule_hour": "25"}}, "schedule_hour"),
        ({"schedule": None}, "schedule"),
        ({"action": {"container": "/srv"}}, "body"),
        ({"action": []}, "body"),
        ({"action": {"max_level": [1]}}, "max_level"),
        ({"more": 1}, "body"),
    ],
)
def test_a_calculation_of_nonsense_is_refused_at_its_field(as_demo, change, field):
    body = {"action": {}, "schedule": {"schedule_hour": "3"}, **change}
    answer = answered(400, as_demo.post("retention/", body))
    assert list(answer["detail"]) == [field]
