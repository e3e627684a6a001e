"""What an agent takes, held against the options of the released agent."""

import subprocess

import pytest
from freezer.common import config
from hypothesis import given, settings
from hypothesis import strategies as st
from oslo_config import cfg

from freezer_ui.domain.jobs import agent_options
from freezer_ui.messages import say

OPTIONS = {option.dest: option for option in config._COMMON}
#: oslo.log's, which the agent registers beside its own.
LOGGING = {"log_file"}


def test_a_retry_carries_only_options_of_the_agent():
    assert set(OPTIONS) | LOGGING >= agent_options._TAKEN


def test_a_restore_opens_storages_by_options_of_the_agent():
    for keys in agent_options.STORAGE_KEYS.values():
        assert set(keys) <= set(OPTIONS)


def test_numbers_and_switches_are_the_agents():
    numbers = (cfg.IntOpt, cfg.FloatOpt)
    for name in agent_options._TAKEN & set(OPTIONS):
        assert (name in agent_options._NUMBERS) == isinstance(OPTIONS[name], numbers), name
        assert (name in agent_options._SWITCHES) == isinstance(OPTIONS[name], cfg.BoolOpt), name


@pytest.mark.parametrize(
    "key",
    [
        "restore_from_host",
        "no_incremental",
        "engine",
        "lvm_auto_snap",
        "priority",
        "action_id",
        "user_id",
        "mandatory",
        "metadata_out",
        "backup_id",
        "os_trust_id",
        "upload_limit",
        "download_limit",
        "config",
        "foo",
    ],
)
def test_what_ends_an_agent_or_is_not_a_tenants_is_not_taken(key):
    assert agent_options.taken({"action": "backup", key: "1"}) == {"action": "backup"}


def test_an_action_keeps_what_it_says():
    action = {
        "action": "backup",
        "mode": "fs",
        "incremental": False,
        "sync": True,
        "max_level": 0,
        "remove_older_than": 30,
        "ssh_password": "a$$w",
        "exclude": "",
        "log_file": None,
        "snapshot": False,
        "path_to_backup": ["/a"],
    }
    kept = ("action", "mode", "incremental", "sync", "max_level", "remove_older_than")
    wanted = {key: action[key] for key in (*kept, "ssh_password")}
    assert agent_options.taken(action) == wanted


def test_false_never_deletes_everything():
    """To the agent false days are 0 days: all backups, the one just made too."""
    assert agent_options.taken({"action": "backup", "remove_older_than": False}) == {
        "action": "backup"
    }


def test_a_retried_restore_deletes_nothing():
    action = {"action": "restore", "backup_name": "a"}
    removing = {
        "remove_older_than": 1,
        "remove_before_date": "2020-01-01T00:00:00",
        "remove_from_date": "2020-01-01T00:00:00",
        "fullbackup_rotation": 1,
    }
    assert agent_options.taken(action | removing) == action
    assert agent_options.taken({"action": "admin"} | removing) == {"action": "admin"} | removing


@given(st.text())
def test_a_dollar_comes_back_as_it_was(text):
    assert agent_options.plain(agent_options.stored(text)) == text


@given(st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="$%")))
def test_oslo_config_reads_what_was_stored(text):
    """The library that agents read values with."""
    text = f"of $x {text} ${{y}} 1$"
    conf = cfg.ConfigOpts()
    conf.register_opts([cfg.StrOpt("value")])
    conf([])
    conf.set_override("value", agent_options.stored(text))
    assert conf.value == text


@pytest.mark.parametrize("character", list(" \t\"'\\`()<>|&;*?[]{}!#~^$"))
def test_what_a_shell_reads_in_a_path_is_refused(character):
    said = say(agent_options.path_refused(f"/srv/a{character}b"))
    assert ("a space" if character.isspace() else character) in said


def test_a_percent_has_a_reason_of_its_own():
    assert "never end" in say(agent_options.path_refused("/srv/100%"))


@given(st.text())
def test_a_safe_path_is_never_refused_and_stays_below(text):
    path = "/srv" + agent_options.safe_path(text)
    assert agent_options.path_refused(path) is None
    assert ".." not in path.split("/")
    assert "//" not in path


@settings(max_examples=25)
@given(st.text(st.characters(whitelist_categories=["L", "N"], whitelist_characters="/._+,=@- $;")))
def test_a_shell_reads_a_path_that_is_not_refused_as_itself(text):
    path = "/srv/" + agent_options.safe(text)
    assert agent_options.path_refused(path) is None
    command = ["/bin/bash", "-c", f"printf %s {path}"]
    said = subprocess.run(command, capture_output=True, check=True, timeout=60)  # noqa: S603 ours
    assert said.stdout.decode() == path


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Shop: every night", "Shop-every-night"),
        ("..", ""),
        ("Bücher 100%", "Bücher-100"),
        ("a/b", "a-b"),
        ("-rf", "rf"),
        ("x" * 300, "x" * 100),
    ],
)
def test_names_of_folders_stay_readable(text, name):
    assert agent_options.safe(text) == name
