"""What has become of a restore's job, told from its own document."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freezer_ui.domain import documents
from freezer_ui.domain.backups import restore_outcome
from freezer_ui.domain.backups.restore_outcome import Agent
from freezer_ui.messages import say
from tests.values import JSON

NOW = 1_700_000_000
AGENT = Agent("db-1", "db-1.example", 60)


def job(**schedule):
    action = {"action": "restore", "restore_abs_path": "/srv/b$$k", "container": "/c"}
    return {
        "job_id": "j1",
        "client_id": "p_db-1",
        "description": "Restore of orders",
        "job_actions": [{"freezer_action": action}],
        "job_schedule": schedule,
    }


@pytest.mark.parametrize(
    ("schedule", "state"),
    [
        ({"event": "start"}, restore_outcome.WAITING),
        ({"event": "start", "status": "stop"}, restore_outcome.WAITING),
        ({}, restore_outcome.WAITING),
        ({"event": "", "status": "scheduled"}, restore_outcome.QUEUED),
        ({"event": "", "status": "scheduled", "result": "success"}, restore_outcome.QUEUED),
        ({"event": "", "status": "running", "result": ""}, restore_outcome.RUNNING),
        ({"event": "stop", "status": "running"}, restore_outcome.RUNNING),
        ({"event": "", "status": "completed", "result": "success"}, restore_outcome.SUCCEEDED),
        ({"event": "", "status": "completed", "result": "fail"}, restore_outcome.FAILED),
        ({"event": "", "status": "stop", "result": "fail"}, restore_outcome.FAILED),
        ({"event": "", "status": "stop", "result": ""}, restore_outcome.STOPPED),
        ({"event": "stop"}, restore_outcome.STOPPED),
        ({"event": "", "status": "completed", "result": "aborted"}, restore_outcome.STOPPED),
    ],
)
def test_each_state_is_told(schedule, state):
    assert restore_outcome.state(job(**schedule)) == state


def test_a_job_that_is_gone_has_ended_and_says_so():
    row = restore_outcome.row("j1", None, AGENT, NOW)
    assert (row["state"], row["ended"], row["name"]) == ("gone", True, "j1")
    assert "deleted" in say(row["message"])


def test_a_failure_says_what_is_known_and_where_to_look():
    row = restore_outcome.row("j1", job(status="completed", result="fail"), AGENT, NOW)
    assert say(row["reasons"][0]).startswith("/srv/b$k was not empty")
    assert "/root/.freezer/freezer.log on db-1.example" in say(row["log"])
    assert row["ended"]


def test_a_success_says_where_it_is():
    row = restore_outcome.row("j1", job(status="completed", result="success"), AGENT, NOW)
    assert say(row["message"]) == "Restored on db-1 into /srv/b$k."
    assert (row["reasons"], row["log"]) == ([], None)


def test_an_agent_that_does_not_come_is_told_after_some_polls():
    soon = restore_outcome.row("j1", job(event="start", time_created=NOW - 60), AGENT, NOW)
    assert "once a minute" in say(soon["message"])
    late = restore_outcome.row("j1", job(event="start", time_created=NOW - 600), AGENT, NOW)
    assert "has not picked up the restore for 10 minutes" in say(late["message"])
    assert "freezer-scheduler" in say(late["message"])
    often = restore_outcome.row("j1", job(event="start"), Agent("a", "a", 5), NOW)
    assert "every 5 seconds" in say(often["message"])


FIELDS = ["job_schedule", "job_actions", "client_id", "description"]
STAMPS = ["status", "result", "event", "time_started", "time_ended", "time_created"]


@given(
    st.dictionaries(st.sampled_from(FIELDS), JSON)
    | st.builds(
        lambda schedule, actions: job() | {"job_schedule": schedule, "job_actions": actions},
        st.dictionaries(st.sampled_from(STAMPS), JSON),
        st.lists(st.dictionaries(st.just("freezer_action"), JSON)),
    )
)
def test_any_document_is_told(document):
    row = restore_outcome.row("j1", documents.job(document), AGENT, NOW)
    assert say(row["message"])
