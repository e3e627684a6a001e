"""The forms' table of fields beside the released agent: what they make is taken, what it does not
know is refused.
"""

import itertools
import json
import os
import subprocess
import sys
from contextlib import suppress

import pytest
from freezer.common import config

from freezer_ui.domain.forms import action, backup_action, volume_action
from freezer_ui.domain.forms.field import CHOICE, NUMBER, SWITCH, Field
from freezer_ui.domain.jobs import agent_options
from freezer_ui.errors import Invalid

#: By what has to be a path, a date, an address; anything else may be any text.
TYPED = {
    "restore_from_date": "2030-12-31T03:00:00",
    "restore_abs_path": "/srv/restored",
    "proxy": "http://proxy:3128",
    "exclude": "*.log",
    "hostname": "web-1",
    "backup_name": "of $HOME: a \"b\" 'c' = [d] #5; ä",
    "ssh_password": "pa$$ $x ;#'\"",
}
#: What freezer-web-ui and earlier agents wrote, and what is no option at all.
UNKNOWN = (
    "restore_from_host", "no_incremental", "engine", "lvm_auto_snap", "lvm_snap_perm", "priority",
    "action_id", "user_id", "mandatory", "get_object", "dst_file", "encryption_password", "foo",
    "max_retries", "max_retries_interval", "backup_media", "storages", "time_created",
)  # fmt: skip
#: Options of an agent that no form offers and no retry carries, and why.
LEFT_OUT = {
    "ends it at any value": {"upload_limit", "download_limit"},
    "never works": {"cinder_vol_name", "nova_restore_network", "ftp_keyfile", "ftp_certfile"},
    "ignored": {"insecure", "os_identity_api_version"},
    "the scheduler's": {"backup_id", "os_trust_id", "metadata_out", "config"},
}


def typed(field: Field, container: str):
    if field.name == "container":
        return container
    if field.kind == SWITCH:
        return True
    if field.kind == NUMBER:
        return field.least or 1
    if field.kind == CHOICE:
        return field.choices[-1][0]
    return TYPED.get(field.name, "/srv/$HOME" if "path" in field.name else "/root/file")


def forms() -> list[dict]:
    """Every kind of action, with each storage: of each, as little as it needs, all that applies,
    and each field that can be left out on its own.
    """
    kinds = itertools.product(*(choices(name) for name in ("action", "mode", "storage")))
    sent = []
    for what, mode, storage in kinds:
        chosen = {"action": what, "mode": mode, "storage": storage}
        container = "data" if storage == "swift" else "/backups"
        with suppress(Invalid):
            sent.extend(of_kind(chosen, container))
    return sent


def choices(name: str) -> list:
    values = (value for each in action.FIELDS if each.name == name for value, _ in each.choices)
    return list(dict.fromkeys(values))


def of_kind(chosen: dict, container: str) -> list[dict]:
    """Raises Invalid where this kind has no such mode."""
    fields = [each for each in action.FIELDS if each.name not in chosen and fits(each, chosen)]
    at_most = {each.name: typed(each, container) for each in fields}
    needed = {each.name: at_most[each.name] for each in fields if each.needed}
    of_a_volume = "fullbackup_rotation" in at_most
    if of_a_volume:
        needed["fullbackup_rotation"] = 2
        at_most.pop("remove_older_than")
    least = {**chosen, **needed}
    action.read(least)
    single = [
        {**least, each.name: at_most[each.name], **steps(each.name)}
        for each in fields
        if not each.needed and each.name in at_most
    ]
    together = {**least, **at_most, **steps("always_level")}
    if "always_level" in together:
        together.pop("remove_older_than")
    by_age = [{**least, "fullbackup_rotation": None, "remove_older_than": 9}] if of_a_volume else []
    return [least, *single, together, *by_age]


def fits(field: Field, chosen: dict) -> bool:
    return all(chosen[name] in allowed for name, allowed in field.when.items() if name in chosen)


def steps(name: str) -> dict:
    return {"incremental": True, "max_level": 3} if name == "always_level" else {}


@pytest.fixture(scope="module")
def take(tmp_path_factory):
    """Ask an agent of these actions."""

    def ask(actions: list[dict]) -> list[dict]:
        answer = subprocess.run(
            [sys.executable, "-m", "tests.agents.taking"],
            input=json.dumps(actions),
            env={**os.environ, "HOME": str(tmp_path_factory.mktemp("agent"))},
            capture_output=True,
            text=True,
            timeout=300,
        )
        assert answer.returncode == 0, answer.stderr
        return json.loads(answer.stdout)

    return ask


def test_an_agent_takes_every_action_that_the_form_makes_as_it_was_typed(take):
    # what is off, or does not apply, makes the same
    sent = list({str(values): values for values in map(action.read, forms())}.values())
    made = [action.document(each)["freezer_action"] for each in sent]
    assert {field.name for field in action.FIELDS} == {name for each in sent for name in each}
    answers = take(made)
    refused = [
        (each, answer["refused"])
        for each, answer in zip(made, answers, strict=True)
        if answer["refused"]
    ]
    assert refused == []
    for values, answer in zip(sent, answers, strict=True):
        for name, value in values.items():
            if name in answer["read"]:
                assert answer["read"][name].removesuffix(".0") == str(value), name
    assert len(made) > 200
    print(f"\n{len(made)} actions taken")


def test_an_agent_takes_what_the_other_forms_make(take):
    made = []
    for mode, storage in itertools.product(choices_of(backup_action, "mode"), ("swift", "ssh")):
        container = "data" if storage == "swift" else "/backups"
        chosen = {"mode": mode, "storage": storage}
        fields = [each for each in backup_action.FIELDS if each.name not in chosen]
        values = {**chosen, **{each.name: typed(each, container) for each in fields}}
        made.append(backup_action.document(backup_action.read(values), "web-1"))
    values = volume_action.read({each.name: typed(each, "") for each in volume_action.FIELDS})
    made.append(volume_action.document(values, "0b5e2f4c", "100% {of} $it"))
    answers = take([each["freezer_action"] for each in made])
    assert [answer["refused"] for answer in answers] == [None] * len(made)


def choices_of(form, name: str) -> list[str]:
    return [value for each in form.FIELDS if each.name == name for value, _ in each.choices]


def test_what_ends_an_agent_is_refused_and_told_of(take):
    fine = action.document(
        action.read({"path_to_backup": "/srv", "backup_name": "d", "container": "d"})
    )
    of_agents = fine["freezer_action"]
    answers = take([of_agents, *({**of_agents, key: "1"} for key in UNKNOWN)])
    assert answers[0]["refused"] is None
    assert [
        key for key, said in zip(UNKNOWN, answers[1:], strict=True) if not said["refused"]
    ] == []
    for key in UNKNOWN:
        assert not agent_options.is_taken(key), key
        (other,) = action.others_of({"freezer_action": {key: "1"}}) or [None]
        assert other is None or other.warning, key
    for key in set(UNKNOWN) - set(action.BESIDE):
        with pytest.raises(Invalid):
            action.read({"path_to_backup": "/srv", "backup_name": "d", "container": "d", key: "1"})


def test_every_option_of_an_agent_is_taken_or_left_out_for_a_reason():
    known = {option.dest for option in config._COMMON}
    left_out = set().union(*LEFT_OUT.values())
    assert known - agent_options._TAKEN - left_out == set()
    assert left_out & (agent_options._TAKEN | action.NAMES) == set()
    assert action.NAMES - set(action.BESIDE) <= agent_options._TAKEN
