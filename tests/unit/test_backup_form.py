"""The form for jobs that back up, held against the options of the released agent."""

import re
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from freezer.common import config
from hypothesis import given
from hypothesis import strategies as st

from freezer_ui import messages
from freezer_ui.domain.forms import backup_action, backup_jobs
from freezer_ui.domain.forms.field import CHOICE, NUMBER, SWITCH
from freezer_ui.errors import Invalid
from tests.values import JSON

NOW = datetime(2026, 12, 1, tzinfo=UTC)

OPTIONS = {option.dest: option for option in config._COMMON}
FILES = {"path_to_backup": "/srv/data", "backup_name": "data-{hostname}", "container": "data"}
PROJECT = "35eb12da007e4463ab4f43e277e77221"

_PATHS = st.sampled_from(["/srv/data", "/srv/$HOME", "C:\\data", "/srv/{hostname}/d", "/ä"])
#: What a user could type in a field of text.
_TEXTS = {
    "backup_name": st.sampled_from(["data", "a$b c", "data-{hostname}"]),
    "container": st.sampled_from(["data", "data/{hostname}"]),
    "ssh_host": st.sampled_from(["storage", "10.0.0.9"]),
    "ssh_username": st.just("backup"),
    "ssh_password": st.sampled_from(["a$b", "x y"]),
    "exclude": st.sampled_from(["*.log", "cache/*"]),
    "encrypt_pass_file": st.just("/root/.pass"),
}


def value_of(field):
    """What a user could choose or type in a field."""
    if field.kind == SWITCH:
        return st.booleans()
    if field.kind == NUMBER:
        return st.integers(field.least, field.most)
    if field.kind == CHOICE:
        return st.sampled_from([value for value, _label in field.choices])
    return _TEXTS.get(field.name, _PATHS)


FORMS = st.fixed_dictionaries({field.name: value_of(field) for field in backup_action.FIELDS})


def wrong(action) -> dict:
    with pytest.raises(Invalid) as caught:
        backup_action.read(action)
    return messages.resolved(caught.value.fields)


def document(action, hostname="web-1") -> dict:
    return backup_action.document(backup_action.read(action), hostname)


@given(FORMS)
def test_an_agent_takes_whatever_the_form_makes(sent):
    if sent["storage"] != "swift":
        sent["container"] = f"/backups/{sent['container']}"
    made = document(sent)
    for key, value in made["freezer_action"].items():
        OPTIONS[key].type(value if isinstance(value, bool) else str(value))
        assert value not in ("", None, False)
        assert not re.search(r"[%{}]|(?<!\$)\$(?!\$)", str(value).replace("$$", ""))
    assert {"max_retries", "max_retries_interval"} <= set(made)


def test_the_defaults_back_up_a_folder():
    assert document(FILES) == {
        "freezer_action": {
            "action": "backup",
            "engine_name": "tar",
            "mode": "fs",
            "path_to_backup": "/srv/data",
            "backup_name": "data-web-1",
            "storage": "swift",
            "container": "data",
            "incremental": True,
            "max_level": 6,
            "compression": "gzip",
        },
        "max_retries": 0,
        "max_retries_interval": 60,
    }


def test_what_does_not_apply_is_not_sent():
    full = document({**FILES, "incremental": False, "max_level": 3, "ssh_host": "h"})
    assert not {"incremental", "max_level", "ssh_host"} & set(full["freezer_action"])


def test_each_field_says_what_is_wrong():
    assert wrong({}) == dict.fromkeys(
        ("action.path_to_backup", "action.backup_name", "action.container"),
        "This field is required.",
    )
    assert "There is no field" in wrong({**FILES, "engine": "tar"})["action.engine"]
    assert wrong(None) == {"action.mode": "This field is required."}
    assert set(wrong({**FILES, "storage": "ssh", "container": "/b"})) == {
        "action.ssh_host",
        "action.ssh_username",
    }


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("path_to_backup", "data", "the whole path"),
        ("path_to_backup", "/srv/../etc", "without .."),
        ("path_to_backup", "/srv/50%", "Remove the %"),
        ("path_to_backup", "/srv/a\nb", "one line"),
        ("path_to_backup", "/" + "a" * 255, "255 characters"),
        ("path_to_backup", 7, "Enter text"),
        ("backup_name", "data-{mode}", "Remove all braces except {hostname}"),
        ("backup_name", "None", "as text"),
        ("container", "/data", "Remove the slash"),
        ("container", "data/", "Remove the slash"),
        ("container", "..", "Remove . and .."),
        ("container", "data/../others", "Remove . and .."),
        ("container", "./data", "Remove . and .."),
        ("container", "ä" * 129, "at most 256 bytes. This has 258"),
        ("container", "a" * 256, "255 characters"),
        ("backup_name", "a" * 256, "255 characters"),
        ("container", "{x}", "Remove all braces except {hostname}"),
        ("exclude", "*.log, *.tmp", "one pattern"),
        ("exclude", '"; reboot; "', "letters, digits"),
        ("exclude", "$(reboot)", "letters, digits"),
        ("encrypt_pass_file", "/root/my pass", "letters, digits"),
        ("max_level", 0, "from 1 to"),
        ("max_level", True, "whole number"),
        ("max_level", "3", "whole number"),
        ("storage", "ftp", "never finish a restore from ftp"),
        ("storage", "ftps", "never finish a restore from ftps"),
        ("storage", "s3", "cannot restore from s3"),
        ("storage", "tape", "one of: swift, local"),
        ("mode", "mssql", "one of: fs"),
        ("incremental", "yes", "true or false"),
        ("max_retries", -1, "from 0 to"),
    ],
)
def test_what_an_agent_cannot_do_is_refused(field, value, words):
    assert words in wrong({**FILES, field: value})[f"action.{field}"]


def test_backups_are_not_stored_in_what_they_back_up():
    inside = {**FILES, "storage": "local", "container": "/srv/data/backups"}
    assert "each backup would contain" in wrong(inside)["action.container"]
    beside = {**FILES, "storage": "local", "container": "/srv/data-backups"}
    assert document(beside)["freezer_action"]["container"] == "/srv/data-backups"


@pytest.mark.parametrize(
    ("name", "length"),
    [("a" * 191, 191), ("ä" * 100, 200), ("{hostname}" + "a" * 127, 191), ("a/" + "b" * 200, 200)],
)
def test_a_folder_is_not_called_by_more_than_fits(name, length):
    """An agent fails at it (ENAMETOOLONG); Swift's names have room."""
    named = {**FILES, "backup_name": name}
    assert document(named)
    for storage in ({"storage": "local"}, {"storage": "ssh", "ssh_host": "h", "ssh_username": "u"}):
        told = wrong({**named, **storage, "container": "/backups"})["action.backup_name"]
        assert f"This name has {length}." in told


@pytest.mark.parametrize("name", ["a" * 190, "a'\"b/c d", "💾 päckchen", "日本" * 30])
def test_names_of_any_script_are_taken(name):
    where = {"storage": "local", "container": "/backups"}
    assert (
        document({**FILES, **where, "backup_name": name})["freezer_action"]["backup_name"] == name
    )
    job_name = f"{name:x<255}"
    sent = {"clients": ["a"], "action": FILES, "description": job_name}
    job = backup_jobs.document(backup_jobs.read(sent, NOW), "a", None)
    assert job["description"] == job_name


def test_as_many_clients_as_a_plan_may_have():
    ids = [f"web-{number}" for number in range(300)]
    assert len(backup_jobs.read({"clients": ids, "action": FILES}, NOW).clients) == 300


def test_a_job_for_each_client_with_its_name():
    ids = [f"{PROJECT}_web-1", "web-2"]
    order = backup_jobs.read({"clients": ids, "action": FILES}, NOW)
    one, two = (backup_jobs.document(order, each, None) for each in ids)
    assert (one["client_id"], one["description"]) == (ids[0], "Backup of web-1")
    assert one["job_actions"][0]["freezer_action"]["backup_name"] == "data-web-1"
    assert two["job_actions"][0]["freezer_action"]["backup_name"] == "data-web-2"
    assert one["job_schedule"] == {"event": "stop"}
    named = backup_jobs.document(order, ids[0], "www")
    assert named["description"] == "Backup of www"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"clients": []}, "clients"),
        ({"clients": "web-1"}, "clients"),
        ({"clients": ["a", "a"]}, "clients"),
        ({"clients": ["../a"]}, "clients"),
        ({"clients": ["a"] * 301}, "clients"),
        ({"description": ""}, "description"),
        ({"description": "a" * 256}, "description"),
        ({"check": "yes"}, "check"),
        ({"action": []}, "action.mode"),
        ({"ids": {"a": 5}}, "ids"),
        ({"clients": ["a", "b"], "ids": {"a": "j1", "b": "j1"}}, "ids"),
        ({"more": 1}, "body"),
    ],
)
def test_the_form_itself_is_checked(changes, field):
    with pytest.raises(Invalid) as caught:
        backup_jobs.read({"clients": ["a"], "action": FILES, **changes}, NOW)
    assert field in caught.value.fields


NAMES = st.sampled_from([field.name for field in backup_action.FIELDS])


@given(JSON, st.one_of(JSON, st.dictionaries(NAMES, JSON)), JSON, JSON)
def test_whatever_is_sent_is_read_or_refused(description, action, clients, check):
    sent = {
        "description": description,
        "action": action,
        "clients": clients,
        "check": check,
        "session": description,
        "session_id": action,
        "ids": clients,
    }
    with suppress(Invalid):
        backup_jobs.read(sent, NOW)
    with suppress(Invalid):
        typed = action if isinstance(action, dict) else {}
        backup_jobs.read({"clients": ["a"], "action": {**FILES, **typed}}, NOW)
