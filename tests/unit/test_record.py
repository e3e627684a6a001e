"""A document as a whole, with secrets hidden."""

import json

from hypothesis import given
from hypothesis import strategies as st

from freezer_ui.domain import documents, record
from freezer_ui.domain.jobs.secrets import HIDDEN
from tests.values import JSON

JOB = {
    "job_id": "j1",
    "user_id": "u1",
    "project_id": "p1",
    "client_id": "web-1",
    "description": "Orders",
    "user_credentials": {"trust_id": "t"},
    "job_schedule": {"schedule_hour": "2", "event": "", "current_pid": 7},
    "job_actions": [
        {
            "action_id": "a1",
            "max_retries": 2,
            "freezer_action": {
                "backup_name": "orders",
                "ssh_password": "geheim",
                "ssh_key": "/root/.ssh/id_rsa",
                "proxy": "http://user:geheim@proxy",
                "foo": "geheim",
                "container": None,
            },
        }
    ],
}


def test_everything_is_shown_but_what_may_be_a_secret():
    shown = record.masked(JOB)
    assert "geheim" not in json.dumps(shown)
    assert shown["user_credentials"] == HIDDEN
    action = shown["job_actions"][0].pop("freezer_action")
    assert action == {
        "backup_name": "orders",
        "ssh_password": HIDDEN,
        "ssh_key": "/root/.ssh/id_rsa",
        "proxy": HIDDEN,
        "foo": HIDDEN,
        "container": None,
    }
    rest = {key: value for key, value in JOB.items() if key != "user_credentials"}
    assert {key: shown[key] for key in rest if key != "job_actions"} == {
        key: value for key, value in rest.items() if key != "job_actions"
    }
    assert shown["job_actions"] == [{"action_id": "a1", "max_retries": 2}]


def test_a_record_of_a_backup_names_no_secret():
    facts = {"backup_name": "orders", "max_level": 1, "ssh_host": "h", "ssh_key": "/root/key"}
    backup = {"backup_metadata": {**facts, "ssh_password": "geheim", "token": "geheim"}}
    shown = record.masked(backup)["backup_metadata"]
    assert shown == {**facts, "ssh_password": HIDDEN, "token": HIDDEN}


@given(st.dictionaries(st.sampled_from(["job_actions", "job_schedule", "description", "x"]), JSON))
def test_any_document_is_json_that_a_browser_reads(found):
    json.dumps(record.masked(documents.job({**found, "job_id": "j"}, "j")), allow_nan=False)
