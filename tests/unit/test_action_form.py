"""The form for actions of each kind, held against the options of the released agent."""

import re
from contextlib import suppress

import pytest
from freezer.common import config
from hypothesis import given
from hypothesis import strategies as st
from oslo_log import _options

from freezer_ui import messages
from freezer_ui.domain.forms import action
from freezer_ui.domain.forms.field import CHOICE, NUMBER, SWITCH
from freezer_ui.errors import Invalid
from tests.values import JSON

OPTIONS = {
    option.dest: option
    for option in (*config._COMMON, *_options.common_cli_opts, *_options.logging_cli_opts)
}
FILES = {"path_to_backup": "/srv/data", "backup_name": "data", "container": "data"}
RESTORE = {
    "action": "restore",
    "backup_name": "data",
    "container": "data",
    "hostname": "web-1",
    "restore_abs_path": "/srv/restored",
}
VOLUMES = {
    "action": "admin",
    "mode": "cindernative",
    "backup_name": "v",
    "cindernative_vol_id": "0b5e2f4c",
}
#: What a user could type, where not everything can be.
_TEXTS = {
    "backup_name": st.sampled_from(["data", "a$b c"]),
    "container": st.just("data"),
    "path_to_backup": st.sampled_from(["/srv/data", "C:\\data", "/srv/$HOME"]),
    "exclude": st.sampled_from(["*.log", "cache/*"]),
    "restore_from_date": st.just("2030-12-31T03:00:00"),
    "hostname": st.just("web-1"),
    "ssh_password": st.sampled_from(["a$b", "x y"]),
    "proxy": st.sampled_from(["http://proxy:3128", "https://10.0.0.9"]),
}
for _name in ("cindernative_vol_id", "cinder_vol_id", "nova_inst_id", "glance_image_id"):
    _TEXTS[_name] = st.just("0b5e2f4c-7d5c-4a53-b3a5-a9c1e8f5a0aa")


def value_of(field):
    if field.kind == SWITCH:
        return st.booleans()
    if field.kind == NUMBER:
        return st.integers(field.least, field.most)
    if field.kind == CHOICE:
        return st.sampled_from([value for value, _label in field.choices])
    return _TEXTS.get(field.name, st.sampled_from(["/root/key", "/var/x"]))


def together(sent):
    """Without what fields rule out of each other."""
    fits = dict(sent)
    if sent["storage"] != "swift":
        fits["container"] = "/backups/data"
    if sent["action"] == "backup":
        fits["always_level"] = min(sent["always_level"], sent["max_level"] - 1) or None
        if fits["always_level"] and sent["incremental"]:
            fits["remove_older_than"] = None
    if (sent["action"], sent["mode"]) == ("admin", "cindernative"):
        fits["fullbackup_rotation"] = None
    return fits


FORMS = st.fixed_dictionaries({field.name: value_of(field) for field in action.FIELDS}).map(
    together
)


def wrong(sent) -> dict:
    with pytest.raises(Invalid) as caught:
        action.read(sent)
    return messages.resolved(caught.value.fields)


def made(sent) -> dict:
    return action.document(action.read(sent))["freezer_action"]


def stored(**keys) -> dict:
    return {"freezer_action": keys, "max_retries": 5, "max_retries_interval": 6}


@given(FORMS)
def test_an_agent_takes_whatever_the_form_makes(sent):
    document = action.document(action.read(sent))
    for key, value in document["freezer_action"].items():
        OPTIONS[key].type(value if isinstance(value, bool) else str(value))
        assert value not in ("", None, False)
        assert not re.search(r"[%{}]|(?<!\$)\$(?!\$)", str(value).replace("$$", ""))
    assert {"max_retries", "max_retries_interval"} <= set(document)


@given(FORMS)
def test_what_was_made_is_shown_and_made_again(sent):
    document = action.document(action.read(sent))
    shown = action.values_of(document)
    applying = {key: shown[key] for key in action.read(sent)}
    typed = {**applying, **{key: sent[key] for key in applying if key == "ssh_password"}}
    assert action.document(action.read(typed), document) == document
    assert action.others_of(document) == []


@pytest.mark.parametrize(
    ("sent", "keys"),
    [
        (
            FILES,
            {"action", "engine_name", "mode", "path_to_backup", "backup_name", "storage",
             "container", "incremental", "max_level", "compression"},
        ),
        (
            RESTORE,
            {"action", "engine_name", "mode", "backup_name", "storage", "container", "hostname",
             "restore_abs_path"},
        ),
        (
            {"action": "backup", "mode": "cindernative", "backup_name": "v",
             "cindernative_vol_id": "0b5e2f4c", "incremental": False},
            {"action", "mode", "backup_name", "cindernative_vol_id"},
        ),
        (
            {"action": "backup", "mode": "nova", "backup_name": "i", "nova_inst_id": "0b5e2f4c",
             "container": "instances"},
            {"action", "mode", "engine_name", "backup_name", "nova_inst_id", "storage",
             "container"},
        ),
        (
            {"action": "admin", "backup_name": "data", "container": "data",
             "remove_older_than": 30},
            {"action", "mode", "engine_name", "backup_name", "storage", "container",
             "remove_older_than"},
        ),
        (
            {"action": "admin", "mode": "cindernative", "backup_name": "v",
             "cindernative_vol_id": "0b5e2f4c", "fullbackup_rotation": 3},
            {"action", "mode", "backup_name", "cindernative_vol_id", "fullbackup_rotation"},
        ),
        (
            {**FILES, "always_level": 3, "restart_always_level": 7, "proxy": "http://proxy:3128",
             "max_priority": True},
            {"action", "engine_name", "mode", "path_to_backup", "backup_name", "storage",
             "container", "incremental", "max_level", "always_level", "restart_always_level",
             "compression", "proxy", "max_priority"},
        ),
    ],
)  # fmt: skip
def test_each_kind_has_its_keys_and_no_others(sent, keys):
    assert set(made(sent)) == keys


@pytest.mark.parametrize(
    ("sent", "field", "words"),
    [
        ({**FILES, "backup_name": "data-{hostname}"}, "backup_name", "Remove the braces"),
        ({**RESTORE, "restore_abs_path": "/srv/my files"}, "restore_abs_path", "letters, digits"),
        ({**RESTORE, "restore_abs_path": "srv"}, "restore_abs_path", "whole path"),
        ({**RESTORE, "restore_from_date": "yesterday"}, "restore_from_date", "2030-12-31"),
        ({**RESTORE, "hostname": None}, "hostname", "required"),
        (
            {"action": "admin", "backup_name": "d", "container": "d"},
            "remove_older_than",
            "required",
        ),
        (
            {"action": "admin", "backup_name": "d", "container": "d", "remove_older_than": 0},
            "remove_older_than",
            "from 1 to",
        ),
        ({**FILES, "action": "exec"}, "action", "one of: backup, restore"),
        ({**FILES, "container": "/data"}, "container", "Remove the slash"),
        ({**FILES, "mode": "mssql"}, "mode", "one of: fs"),
        ({**FILES, "upload_limit": 1}, "upload_limit", "no field"),
        ({**FILES, "always_level": 6}, "always_level", "less than 6, the number of increments"),
        ({**FILES, "always_level": 0}, "always_level", "from 1 to"),
        ({**FILES, "always_level": 2, "remove_older_than": 30}, "remove_older_than", "the only"),
        ({**FILES, "proxy": "proxy:3128"}, "proxy", "without a login"),
        ({**FILES, "proxy": "http://me:secret@proxy"}, "proxy", "without a login"),
        (VOLUMES, "fullbackup_rotation", "or an age in days"),
        (
            {**VOLUMES, "fullbackup_rotation": 1, "remove_older_than": 9},
            "fullbackup_rotation",
            "or an age in days",
        ),
        ({**VOLUMES, "fullbackup_rotation": 0}, "fullbackup_rotation", "from 1 to"),
        ({**VOLUMES, "mode": "mysql"}, "mode", "one of: fs, cindernative"),
    ],
)
def test_what_an_agent_cannot_do_is_refused(sent, field, words):
    assert words in wrong(sent)[f"action.{field}"]


def test_what_another_tool_wrote_stays_and_is_told_of():
    keys = {"cinderbrick_vol_id": "3", "no_incremental": True, "secret_key": "s"}
    before = stored(
        **FILES, **keys, storage="ssh", ssh_host="h", engine_name="rsync", ssh_password="old"
    )
    others = {each.name: (each.value, bool(each.warning)) for each in action.others_of(before)}
    assert others == {
        "cinderbrick_vol_id": ("3", False),
        "no_incremental": ("yes", True),
        "secret_key": (None, False),
    }
    sent = {**FILES, "storage": "ssh", "ssh_host": "h", "ssh_username": "u", "container": "/b"}
    kept = action.document(action.read(sent), before)["freezer_action"]
    assert (kept["cinderbrick_vol_id"], kept["no_incremental"], kept["secret_key"]) == (
        "3",
        True,
        "s",
    )
    # the chain was begun with it
    assert kept["engine_name"] == "rsync"
    assert kept["ssh_password"] == "old"
    dropped = action.document(action.read(sent), before, ["no_incremental", "ssh_password"])
    assert not {"no_incremental", "ssh_password"} & set(dropped["freezer_action"])


def test_a_secret_goes_with_its_storage_and_gives_way_to_a_new_one():
    before = stored(ssh_password="old")
    assert "ssh_password" not in action.document(action.read(FILES), before)["freezer_action"]
    ssh = {**FILES, "storage": "ssh", "ssh_host": "h", "ssh_username": "u", "container": "/b"}
    new = action.document(action.read({**ssh, "ssh_password": "new"}), before)
    assert new["freezer_action"]["ssh_password"] == "new"
    assert action.secrets_of(before) == ["ssh_password"]
    assert action.values_of(before)["ssh_password"] is None


def test_a_login_of_a_proxy_is_a_secret():
    before = stored(**FILES, proxy="http://joe:geheim@proxy:3128")
    assert action.values_of(before)["proxy"] is None
    assert action.secrets_of(before) == ["proxy"]
    sent = action.read(FILES)
    assert action.document(sent, before)["freezer_action"]["proxy"].startswith("http://joe")
    assert "proxy" not in action.document(sent, before, ["proxy"])["freezer_action"]
    new = action.read({**FILES, "proxy": "http://proxy:3128"})
    assert action.document(new, before)["freezer_action"]["proxy"] == "http://proxy:3128"
    plain = stored(**FILES, proxy="http://proxy:3128")
    assert (action.values_of(plain)["proxy"], action.secrets_of(plain)) == ("http://proxy:3128", [])


def test_what_is_not_there_is_shown_as_the_agent_takes_it():
    shown = action.values_of({"freezer_action": {"backup_name": "d"}, "max_retries": None})
    assert (shown["action"], shown["mode"], shown["storage"]) == ("backup", "fs", "swift")
    assert (shown["incremental"], shown["max_level"], shown["compression"]) == (False, None, "gzip")
    assert (shown["max_retries"], shown["max_retries_interval"]) == (0, 60)


@pytest.mark.parametrize(
    ("keys", "mode"),
    [({"mode": "mysql"}, "fs"), ({}, "fs"), ({"cindernative_vol_id": "0b5e"}, "cindernative")],
)
def test_whose_backups_are_deleted_is_told_by_the_id_as_agents_do(keys, mode):
    assert action.values_of(stored(action="admin", **keys))["mode"] == mode


@pytest.mark.parametrize(
    ("value", "on"), [("false", True), (True, True), ("", False), (None, False)]
)
def test_any_text_raises_the_priority(value, on):
    """Agents 19 read it as a text, and ask whether there is one."""
    assert action.values_of(stored(max_priority=value))["max_priority"] is on


def test_each_change_is_another_version():
    assert action.version(stored(a=1)) == action.version(stored(a=1))
    others = [stored(a=2), {**stored(a=1), "max_retries": 1}, stored(a=1, ssh_password="x")]
    assert len({action.version(each) for each in [stored(a=1), *others]}) == 4


@given(st.dictionaries(st.sampled_from([*sorted(action.NAMES), "foo", "secret_key"]), JSON), JSON)
def test_whatever_is_stored_is_shown_and_whatever_is_sent_is_read_or_refused(keys, sent):
    document = {**stored(**keys), "max_retries": sent}
    values = action.values_of(document)
    for field in action.FIELDS:
        kind = {NUMBER: int, SWITCH: bool}.get(field.kind, str)
        assert values[field.name] is None or type(values[field.name]) is kind
    action.others_of(document)
    action.version(document)
    with suppress(Invalid):
        action.document(action.read(keys), document)


def test_a_text_that_is_longer_in_freezer_than_typed_is_refused():
    """Agents read "$$" as "$"; MariaDB answers 500 to more than 255 characters (M2)."""
    with pytest.raises(Invalid) as refused:
        action.read({**FILES, "path_to_backup": "/" + "$" * 200})
    told = refused.value.fields["action.path_to_backup"]
    assert "This text has 401." in messages.in_english(told)
    assert action.read({**FILES, "path_to_backup": "/" + "$" * 127})
