"""What jobs, sessions and clients are called."""

import pytest

from freezer_ui.domain.jobs import capability
from freezer_ui.domain.labels import client_label, job_label, session_label, storage_label
from freezer_ui.domain.runs import run
from freezer_ui.messages import say
from tests.unit.documents import entry, job, session

PROJECT = "35eb12da007e4463ab4f43e277e77221"
DEFAULT = f"{PROJECT}_db-1"


def test_a_job_and_a_session_without_a_description_are_called_by_their_id():
    assert (job_label({"job_id": "j1", "description": "Orders"}), job_label({"job_id": "j1"})) == (
        "Orders",
        "j1",
    )
    assert session_label({"session_id": "s1", "description": ""}) == "s1"


def test_a_storage_is_called_as_far_as_it_is_known():
    known = ("swift", None, ""), ("nightly", "nightly", None)
    assert [storage_label(*each) for each in zip(*known, strict=True)] == [
        "swift: nightly",
        "nightly",
        None,
    ]


@pytest.mark.parametrize(
    ("client_id", "name"),
    [
        (DEFAULT, "db-1"),
        (f"{PROJECT}_db_1", "db_1"),
        ("db-1", "db-1"),
        ("db_1", "db_1"),
        (PROJECT, PROJECT),
        (f"{PROJECT}_", f"{PROJECT}_"),
        (f"a{DEFAULT}", f"a{DEFAULT}"),
        (None, None),
        (7, 7),
    ],
)
def test_the_projects_id_is_no_part_of_a_clients_name(client_id, name):
    assert client_label(client_id) == name


def test_the_verdict_of_a_run_names_the_machine():
    document = session(jobs={"a": entry(client_id=DEFAULT, result="fail")})
    judged = run.judge(document, {"a": job("a", result="fail")}, 11_000)
    assert "db-1 failed" in say(judged.message)
    assert PROJECT not in say(judged.message)


def test_a_warning_names_the_machine():
    told = capability.warning({"client_id": DEFAULT}, None)
    assert say(told).startswith("The client db-1 is not")
