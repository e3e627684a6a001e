"""The documents of what runs once: a retry's copy, a restore's job, and their session."""

import pytest

from freezer_ui.domain import one_off
from freezer_ui.domain.backups import restores
from freezer_ui.domain.backups.restore_order import Choice, Order
from freezer_ui.domain.runs.history import Backup

NOW = 1_700_000_000
JOB = {
    "job_id": "j1",
    "client_id": "db-1",
    "session_id": "s1",
    "session_tag": 4,
    "job_schedule": {"schedule_interval": "1 days"},
    "job_actions": [
        {
            "action_id": "a1",
            "user_id": "u",
            "project_id": "p",
            "max_retries": 2,
            "max_retries_interval": 9,
            "freezer_action": {
                "action": "backup",
                "backup_name": "orders",
                "mode": "fs",
                "priority": None,
                "no_incremental": True,
                "restore_from_host": "x",
            },
        }
    ],
}


def test_a_copy_does_the_same_once_and_carries_what_an_agent_takes():
    assert one_off.copy_of(JOB, "Retry") == {
        "client_id": "db-1",
        "description": "Retry",
        "job_schedule": {"event": "stop"},
        "job_actions": [
            {
                "freezer_action": {"action": "backup", "backup_name": "orders", "mode": "fs"},
                "max_retries": 2,
                "max_retries_interval": 9,
            }
        ],
    }


@pytest.mark.parametrize("nothing", [None, "5", True, -1])
def test_retries_are_never_nothing(nothing):
    """A null ends the scheduler's thread, and the job runs without end."""
    action = JOB["job_actions"][0] | {"max_retries": nothing, "max_retries_interval": nothing}
    (copied,) = one_off.copy_of(JOB | {"job_actions": [action]}, "Retry")["job_actions"]
    assert (copied["max_retries"], copied["max_retries_interval"]) == (0, one_off.RETRY_INTERVAL)


def test_a_job_without_actions_is_copied_too():
    assert one_off.copy_of({"client_id": "a", "job_actions": None}, "Retry")["job_actions"] == []


@pytest.mark.parametrize(("into", "overwrites"), [("beside", None), ("original", True)])
def test_a_restore_tries_once(into, overwrites):
    of = {"storage": "local", "container": "/c", "hostname": "h", "backup_name": "orders"}
    backup = Backup("b1", "j1", "orders", NOW, of)
    order = Order((Choice("b1", "db-1", None),), into, "", False)
    job = one_off.restore_of(backup, None, "/back", NOW, order, "Restore of orders")
    (action,) = job["job_actions"]
    assert (job["client_id"], job["description"]) == ("db-1", "Restore of orders")
    assert (action["max_retries"], action["max_retries_interval"]) == (0, one_off.RETRY_INTERVAL)
    assert action["freezer_action"].get("overwrite") is overwrites
    assert action["freezer_action"] == restores.action_of(
        backup, None, "/back", NOW, into == "original"
    )


def test_a_started_job_is_whole():
    job = one_off.copy_of(JOB, "Retry")
    assert one_off.started(job) == job | {"job_schedule": {"event": "start"}}
    member = {"session_id": "s9", "session_tag": 0}
    assert one_off.started(job, "s9") == job | member | {"job_schedule": {"event": "start"}}


def test_its_session_lists_it_as_one_that_has_not_run():
    assert one_off.entry(JOB) == {
        "client_id": "db-1",
        "status": "",
        "result": "",
        "time_started": -1,
        "time_ended": -1,
    }


def test_the_session_is_cut_where_freezers_column_ends():
    made = one_off.session_document("x" * 300)
    assert len(made["description"]) == 255
    assert made["schedule"] == {"event": "stop"}
