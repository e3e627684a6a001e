"""What a restore is made of: its action, its folder, and why it is refused or warned of."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from freezer.common import config
from hypothesis import given
from hypothesis import strategies as st

from freezer_ui.domain import documents
from freezer_ui.domain.backups import restore_folders, restore_order, restores
from freezer_ui.domain.backups.restore_order import BESIDE, ORIGINAL, Choice
from freezer_ui.domain.runs.history import Backup
from freezer_ui.errors import Invalid
from freezer_ui.messages import say

NOW = 1_700_000_000
OPTIONS = {option.dest for option in config._COMMON}
#: What the agent writes of a backup of files, as far as a restore is concerned.
RECORD = {
    "action": "backup",
    "always_level": "",
    "backup_media": "fs",
    "backup_name": "orders",
    "client_version": "19.0.0",
    "compression": "gzip",
    "consistency_checksum": "",
    "container": "/var/backups",
    "cindernative_backup_container": "freezer_backups",
    "cindernative_vol_id": "",
    "cinder_vol_id": "",
    "cinderbrick_vol_id": "",
    "curr_backup_level": 0,
    "dry_run": "",
    "engine_name": "tar",
    "fs_real_path": "/srv/orders",
    "glance_image_id": "",
    "hostname": "db-1",
    "log_file": "/root/.freezer/freezer.log",
    "max_level": 3,
    "mode": "fs",
    "nova_inst_id": "",
    "path_to_backup": "/srv/orders",
    "proxy": "",
    "ssh_host": "",
    "ssh_key": "/root/.ssh/id_rsa",
    "ssh_port": 22,
    "ssh_username": "",
    "storage": "local",
    "time_stamp": NOW,
    "vol_snap_path": "/srv/orders",
}
RESTORE = {
    "action": "restore",
    "backup_name": "orders",
    "container": "/var/backups",
    "engine_name": "tar",
    "hostname": "db-1",
    "mode": "fs",
    "restore_abs_path": "/back",
    "restore_from_date": "2023-11-14T22:13:20",
    "storage": "local",
}
SSH = {"storage": "ssh", "ssh_host": "vault", "ssh_username": "backup"}


def backup(**of):
    record = RECORD | of
    return Backup("b1", "j1", str(record["backup_name"]), NOW, record)


def job(**action):
    stored = {"action": "backup", "backup_name": "orders", "path_to_backup": "/srv/orders"}
    return {"client_id": "db-1", "job_actions": [{"freezer_action": stored | action}]}


# The action


def test_files_are_restored_by_these_keys_and_no_others():
    assert restores.action_of(backup(), job(), "/back", NOW) == RESTORE
    assert restores.action_of(backup(), None, "/back", NOW) == RESTORE


def test_over_the_originals_says_overwrite():
    assert restores.action_of(backup(), job(), "/back", NOW, True) == RESTORE | {"overwrite": True}


@given(
    st.dictionaries(
        st.one_of(st.sampled_from(sorted(OPTIONS)), st.text(max_size=20)),
        st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=20), st.just([1])),
        max_size=20,
    )
)
def test_whatever_its_job_does_a_restore_carries_only_what_restores(action):
    """Retention, limits and unknown keys never travel."""
    source = job(**action | {"action": "backup", "backup_name": "orders"})
    made = restores.action_of(backup(), source, "/back", NOW)
    assert set(made) - set(RESTORE) <= {"encrypt_pass_file"}
    assert {key: made[key] for key in RESTORE} == RESTORE


@pytest.mark.parametrize("mode", ["mysql", "mongo", "sqlserver"])
def test_a_dump_is_restored_as_files_so_that_the_folder_is_made_and_looked_at(mode):
    made = restores.action_of(backup(mode=mode), None, "/back", NOW)
    assert made == RESTORE


def test_the_record_goes_before_a_job_that_was_changed_since():
    made = restores.action_of(backup(), job(container="/elsewhere", storage="swift"), "/back", NOW)
    assert made == RESTORE


def test_the_job_knows_keys_and_passwords():
    source = job(encrypt_pass_file="/etc/key", ssh_password="a$$w", ssh_key="")
    made = restores.action_of(backup(**SSH), source, "/back", NOW)
    wanted = {
        **SSH,
        "ssh_port": "22",
        "ssh_key": "/root/.ssh/id_rsa",
        "ssh_password": "a$$w",
        "encrypt_pass_file": "/etc/key",
    }
    assert made == RESTORE | wanted


def test_a_dollar_is_written_so_that_the_agent_reads_one():
    record = backup(backup_name="of $x", container="/b$a", hostname="h$1")
    source = job(backup_name="of $$x", encrypt_pass_file="/k$$y")
    made = restores.action_of(record, source, "/back", NOW)
    wanted = {
        "backup_name": "of $$x",
        "container": "/b$$a",
        "hostname": "h$$1",
        "encrypt_pass_file": "/k$$y",
    }
    assert made == RESTORE | wanted


# Volumes, instances, images


@pytest.mark.parametrize(
    ("kind", "key", "engine"),
    [("cinder", "cinder_vol_id", "tar"), ("nova", "nova_inst_id", "nova"),
     ("glance", "glance_image_id", "glance")],
)  # fmt: skip
def test_what_has_an_id_is_restored_by_it_and_never_as_files(kind, key, engine):
    of = {"backup_media": kind, "mode": kind, "engine_name": engine, "path_to_backup": ""}
    record = backup(**of, **{key: "1234"}, storage="swift", container="vols")
    made = restores.action_of(record, None, None, NOW)
    assert made[key] == "1234"
    assert (made["mode"], made["engine_name"]) == (kind, engine)
    assert not {"restore_abs_path", "overwrite"} & set(made)
    assert restores.refused(record, None) is None
    assert "new" in say(restores.outcome(record))
    without = backup(**of, storage="swift", container="vols")
    said = say(restores.refused(without, None))
    assert f"{key.split('_')[1].replace('vol', 'volume').replace('inst', 'instance')} ID" in said
    assert "was deleted" in said
    named = job(**{key: "1234"}, mode=kind)
    assert restores.refused(without, named) is None
    assert restores.action_of(without, named, None, NOW)[key] == "1234"


def test_what_was_backed_up_is_decided_by_what_the_agent_says():
    """nova_inst_id with another engine than nova backs up files (agent-options)."""
    assert restores.media({"backup_media": "fs", "nova_inst_id": "1", "mode": "nova"}) == "fs"
    assert restores.media({"cinder_vol_id": "1"}) == "cinder"
    assert restores.media({"mode": "cindernative"}) == "cindernative"
    assert restores.media({"mode": "mysql"}) == "fs"


def test_a_volume_without_an_agent_needs_the_id_of_cinders_backup():
    """By time the agent takes an older one: Cinder's backup is made after Freezer's record."""
    of = {
        "mode": "cindernative",
        "backup_media": "cindernative",
        "backup_name": "vol",
        "container": None,
        "cindernative_vol_id": "v1",
        "time_stamp": NOW,
    }
    record = Backup("b1", "", "vol", NOW, of)
    assert "does not name Cinder's backup" in say(restores.refused(record, None))
    known = Backup("b1", "", "vol", NOW, of | {"cinder_backup_id": "c1"})
    assert restores.refused(known, None) is None
    assert restores.action_of(known, None, None, NOW) == {
        "action": "restore",
        "backup_name": "vol",
        "mode": "cindernative",
        "cindernative_vol_id": "v1",
        "cindernative_backup_id": "c1",
    }
    assert restores.is_over_itself(known)


@pytest.mark.parametrize(
    ("of", "missing"),
    [
        ({"storage": ""}, "storage"),
        ({"container": None}, "container"),
        ({"hostname": []}, "machine name"),
        ({**SSH, "ssh_host": ""}, "SSH host"),
        ({**SSH, "ssh_username": ""}, "SSH user"),
        ({**SSH, "ssh_key": ""}, "SSH key"),
    ],
)
def test_what_is_missing_is_named(of, missing):
    assert missing in say(restores.refused(backup(**of), None))
    knows = SSH | {"container": "/c", "hostname": "h", "ssh_password": "x"}
    assert restores.refused(backup(**of), job(**knows)) is None


@pytest.mark.parametrize("storage", ["ftp", "ftps", "s3"])
def test_storages_without_a_way_back_are_refused(storage):
    assert storage in say(restores.refused(backup(storage=storage), job()))
    assert storage in say(restores.refused(backup(storage=""), job(storage=storage)))


def test_unknown_storages_and_media_are_refused():
    assert "glacier" in say(restores.refused(backup(storage="glacier"), job()))
    assert "type tape" in say(restores.refused(backup(backup_media="tape"), job()))


def test_a_percent_anywhere_is_refused():
    assert "%" in say(restores.refused(backup(), job(encrypt_pass_file="/100%")))


@given(
    st.dictionaries(
        st.sampled_from(sorted(RECORD)),
        st.one_of(st.none(), st.integers(), st.booleans(), st.text(), st.lists(st.integers())),
    ),
    st.one_of(
        st.none(),
        st.fixed_dictionaries({"job_actions": st.lists(st.one_of(st.none(), st.just({})))}),
    ),
)
def test_any_record_is_told_or_refused(of, source):
    record, source = backup(**of), source and documents.job(source)
    original = restores.original_of(record, source)
    restores.folder_refused(record, original)
    if restores.refused(record, source) is None:
        made = restores.action_of(record, source, "/back", NOW)
        assert set(made) <= OPTIONS
        assert not any("%" in str(value) for value in made.values())


# Where to


def test_the_folder_names_session_tag_and_moment():
    at = int(datetime(2026, 11, 26, 8, 34, 12, tzinfo=UTC).timestamp())
    wanted = "/srv/restored/Shop-every-night/tag-42/restored-20261126T083412Z"
    assert restore_folders.root("Shop, every night", "tag-42", at) == wanted
    assert (
        restore_folders.root("…", "", at)
        == "/srv/restored/session/snapshot/restored-20261126T083412Z"
    )
    assert restore_folders.root("a", "b", at) != restore_folders.root("a", "b", at + 1)


def test_below_it_is_the_original_path_in_safe_characters():
    wanted = [
        ("a", "/srv/orders/", "orders"),
        ("a", "/srv/my data", "data"),
        ("a", None, "no path"),
        ("a", "C:\\files", "windows"),
        ("a", "/", "whole"),
    ]
    assert restore_folders.below(wanted) == [
        "/srv/orders",
        "/srv/my-data",
        "/no-path",
        "/C-files",
        "/whole",
    ]


def test_no_restore_lies_in_another_ones_folder_on_one_machine():
    same = ("a", "/srv", "one")
    assert restore_folders.below(
        [same, ("a", "/srv/data", "two"), ("b", "/srv", "one"), same, same]
    ) == ["/srv", "/two/srv/data", "/srv", "/one/srv", "/one-2/srv"]


@given(st.lists(st.tuples(st.sampled_from("ab"), st.text("/ab", max_size=6), st.text("a b"))))
def test_folders_never_meet(wanted):
    below = restore_folders.below(wanted)
    clients = [client for client, _, _ in wanted]
    assert restore_folders.meeting(list(zip(clients, below, strict=True))) == {}


def test_folders_that_meet_are_found():
    def meeting(*paths):
        return restore_folders.meeting(list(zip("aab", paths, strict=True)))

    assert meeting("/srv/a", "/srv/a/", "/srv/a") == {1: 0}
    assert meeting("/srv/a/b", "/srv/a", None) == {1: 0}
    assert meeting("/srv/a", "/srv/ab", "/srv") == {}


@pytest.mark.parametrize(
    ("original", "part"),
    [
        (None, "does not know"),
        ("data", "cannot be overwritten"),
        ("/srv/my data", "a space"),
        ("/100%", "%"),
        ("/", "cannot be overwritten"),
        ("/var", "inside the source folder"),
    ],
)
def test_folders_that_are_not_restored_into(original, part):
    assert part in say(restores.folder_refused(backup(), original))


def test_other_original_folders_are_fine():
    assert restores.folder_refused(backup(), "/srv/orders") is None
    assert restores.folder_refused(backup(storage="swift"), "/var") is None


# What is asked for


def choice(**changes):
    return {"backup_id": "b1", "client_id": "db-1", "path": "/back"} | changes


def test_an_order_is_read():
    order = restore_order.parse({"choices": [choice(path=" /back\n")], "check": True})
    assert order.choices == (Choice("b1", "db-1", "/back"),)
    assert (order.into, order.confirm, order.check) == (BESIDE, "", True)
    sent = {"choices": [choice(path=None)], "into": ORIGINAL, "confirm": "orders"}
    order = restore_order.parse(sent, "b1")
    assert order.choices == (Choice("b1", "db-1", None),)
    assert (order.into, order.confirm, order.check) == (ORIGINAL, "orders", False)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (None, "body"),
        ({"choices": [choice()], "overwrite": True}, "body"),
        ({"choices": []}, "choices"),
        ({"choices": [choice()], "into": "nowhere"}, "into"),
        ({"choices": [choice()], "confirm": 1}, "confirm"),
        ({"choices": [choice()], "check": "no"}, "check"),
        ({"choices": [choice(), choice()]}, "choices.1.backup_id"),
        ({"choices": [choice(extra=1)]}, "choices.0.backup_id"),
        ({"choices": [choice(backup_id="../b")]}, "choices.0.backup_id"),
        ({"choices": [choice(backup_id=7)]}, "choices.0.backup_id"),
        ({"choices": [choice(client_id="")]}, "choices.0.client_id"),
        ({"choices": [choice(client_id=None)]}, "choices.0.client_id"),
        ({"choices": [choice()], "into": ORIGINAL}, "choices.0.path"),
        ({"choices": [choice(path="back")]}, "choices.0.path"),
        ({"choices": [choice(path="/")]}, "choices.0.path"),
        ({"choices": [choice(path="/a/../b")]}, "choices.0.path"),
        ({"choices": [choice(path="/a\x00b")]}, "choices.0.path"),
        ({"choices": [choice(path="/a\nb")]}, "choices.0.path"),
        ({"choices": [choice(path="/a/$HOME")]}, "choices.0.path"),
        ({"choices": [choice(path="/a b")]}, "choices.0.path"),
        ({"choices": [choice(path="/100%")]}, "choices.0.path"),
        ({"choices": [choice(path="/" + "x" * 5000)]}, "choices.0.path"),
        ({"choices": [choice(path=7)]}, "choices.0.path"),
    ],
)
def test_bad_orders_are_named_at_their_field(body, field):
    with pytest.raises(Invalid) as problem:
        restore_order.parse(body)
    assert field in problem.value.fields


def test_another_backup_than_the_one_is_refused():
    with pytest.raises(Invalid) as problem:
        restore_order.parse({"choices": [choice()]}, "b2")
    assert list(problem.value.fields) == ["choices.0.backup_id"]


# What is said


def warned(record, source, client_id="db-1", into=BESIDE, path="/back"):
    action = restores.action_of(record, source, path, NOW)
    document = {"job_actions": [{"freezer_action": action}]}
    client = {"hostname": client_id}
    chosen = Choice("b1", client_id, path)
    return [say(each) for each in restores.warnings(record, source, chosen, client, document, into)]


def test_a_usual_restore_is_not_warned_of():
    assert warned(backup(), job()) == []


@pytest.mark.parametrize("engine", ["rsync", "rsyncv2"])
def test_an_engine_that_cannot_read_its_backups_is_warned_of(engine):
    (said,) = warned(backup(engine_name=engine), job())
    assert f"made with {engine}" in said


def test_another_machine_lacks_folder_and_keys():
    said = warned(backup(), job(encrypt_pass_file="/etc/k$$ey"), "web-1")
    assert "the folder /var/backups on db-1" in said[0]
    assert "key file /etc/k$ey is on db-1" in said[1]
    said = warned(backup(**SSH), job(), "web-1")
    assert ["/root/.ssh/id_rsa" in words for words in said] == [True]
    assert warned(backup(**SSH), job(ssh_password="x"), "web-1") == []
    said = warned(backup(**SSH), job(), "web-1", ORIGINAL)
    assert "overwrites the folder with the same path on web-1" in said[1]


def test_a_job_with_a_host_name_of_its_own_is_at_home():
    """The action can name another host than the machine's: its client made it all the same."""
    assert warned(backup(hostname="other"), job()) == []


def test_templates_and_unknown_keys_are_warned_of():
    said = warned(backup(backup_name="freezer_fs_db-1"), job(backup_name="freezer_{mode}"))
    assert ["template" in words for words in said] == [True]
    said = warned(backup(backup_name="freezer_fs_db-1"), job(backup_name=None))
    assert ["template" in words for words in said] == [True]
    said = warned(backup(), None)
    assert ["encrypted" in words for words in said] == [True]


def test_the_original_folder_typed_is_told_to_fail():
    (said,) = warned(backup(), job(), path="/srv/orders/")
    assert "fails unless" in said


def told(action):
    return [say(each) for each in restores.reasons(action, "db-1")]


def test_reasons_begin_with_the_folder():
    found = told(RESTORE | {"restore_abs_path": "/b$$k"})
    assert found[0].startswith("/b$k was not empty")
    assert "encrypted" in found[1]
    found = told(RESTORE | {"overwrite": True, "encrypt_pass_file": "/k"})
    assert "key file /k is missing on db-1" in found[0]
    assert "single file" in found[1]
    assert told({}) == []


@pytest.mark.parametrize(
    ("others", "of", "date"),
    [
        ([], {}, NOW + 60),
        ([30], {}, NOW + 29),
        ([-30, 0, 200], {}, NOW + 60),
        ([1], {}, NOW),
        ([], {"consistency_checksum": "5f2b"}, NOW + 3600),
        ([900, 1800], {"consistency_checksum": "5f2b"}, NOW + 899),
    ],
)
def test_the_date_is_after_the_agent_named_the_backup_and_before_the_next_one(others, of, date):
    """It names it by a time of its own, taken after the record's."""
    found = [replace(backup(), id=f"at {after}", at=NOW + after) for after in others]
    assert restores.date_of(backup(**of), found) == date


def test_what_cinder_keeps_is_found_by_its_id_and_the_rest_by_a_date():
    volume = {"backup_media": "cindernative", "cindernative_vol_id": "v"}
    found = [restores.is_by_date(backup(**of)) for of in ({}, {"backup_media": "nova"}, volume)]
    assert found == [True, True, False]


def test_backups_of_other_names_and_machines_are_no_next_ones():
    record = RECORD | {"hostname": "db-2"}
    others = [
        Backup("b2", "j1", "invoices", NOW + 5, RECORD),
        Backup("b3", "j1", "orders", NOW + 5, record),
    ]
    assert restores.date_of(backup(), others) == NOW + 60
