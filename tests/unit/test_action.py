"""What an action does, without the passwords in it."""

import pytest

from freezer_ui.domain.jobs import action
from tests.unit.documents import job


@pytest.mark.parametrize(
    "name",
    ["ssh_password", "ftp_password", "secret_key", "ssh_key", "access_key", "os_token", "Passwd",
     "encrypt_passphrase", "db_credentials", "key", "auth"],
)  # fmt: skip
def test_what_may_be_a_password_is_hidden(name):
    assert action.fields({name: "sesame"}) == [{"name": name, "value": None}]
    assert action.shown({name: "sesame"}, name) is None


@pytest.mark.parametrize("name", ["backup_name", "ssh_username", "keyspace", "author"])
def test_other_words_are_not(name):
    assert action.fields({name: "visible"}) == [{"name": name, "value": "visible"}]


def test_the_usual_fields_come_first_and_empty_ones_do_not():
    found = action.fields(
        {"zip": True, "timeout": None, "log_file": "", "mode": "fs", "action": "backup",
         "max_level": 0, "exclude": ["a", "b"], "dry_run": False}
    )  # fmt: skip
    assert [(each["name"], each["value"]) for each in found] == [
        ("action", "backup"),
        ("mode", "fs"),
        ("max_level", "0"),
        ("dry_run", "no"),
        ("exclude", "a, b"),
        ("zip", "yes"),
    ]


def test_what_hides_in_a_value_is_hidden_too():
    found = action.fields(
        {"proxy": "http://joe:sesame@proxy:3128", "sql": {"password": "sesame", "user": "joe"}}
    )
    assert [each["value"] for each in found] == ["http://…@proxy:3128", "password: …, user: joe"]


def test_jobs_are_told_by_their_actions():
    both = [{"action_id": "x"}, {"action_id": "x"}, {"action_id": "y"}]
    first, second = job("a") | {"job_actions": both}, job("b") | {"job_actions": both[:1]}
    assert action.uses([first, second, job("c")]) == {"x": [first, second], "y": [first]}
