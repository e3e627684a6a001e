"""What jobs, sessions and clients are called."""

import pytest

from freezer_ui.domain.jobs import capability
from freezer_ui.domain.labels import client_label
from freezer_ui.domain.runs import run
from freezer_ui.messages import say
from tests.unit.documents import entry, job, session

PROJECT = "35eb12da007e4463ab4f43e277e77221"
DEFAULT = f"{PROJECT}_db-1"


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
