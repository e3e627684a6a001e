"""A job that the form makes, from the form to its restore by real agents, in each storage that the
form offers; and all that the form can say of a folder, once.
"""

import socket
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from freezer_ui.domain.forms.action import FIELDS as OF_ACTIONS
from stack import ports, sshd
from stack.scheduler import wait_until_read
from tests.faults.proxy import Proxy
from tests.rest.machines import serving
from tests.rest.restores import of, played, records, restore, run, states, tree

MACHINE, FIELDS = MACHINES = ("stored-1", "stored-2")
#: Two days.
AGE = 172_800


@pytest.fixture(scope="module")
def scenarios(wired, demo, tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        # or agents here would not use the proxy that they are told of
        for name in ("no_proxy", "NO_PROXY"):
            patch.delenv(name, raising=False)
        home = tmp_path_factory.mktemp("storages")
        with played(wired, home, MACHINES, SCENARIOS) as futures:
            yield futures


def _by_form(lab, name, **where):
    """A job made by the form, on a folder with blanks and a dollar, that is started."""
    folder = lab.home / MACHINE / f"{name} $data"
    folder.mkdir()
    (folder / "page").write_text("original")
    action = {"path_to_backup": str(folder), "backup_name": f"{name} of {{hostname}}", **where}
    answer = lab.horizon.post("jobs/", {"clients": [MACHINE], "action": action})
    assert answer.status_code == 201, answer.text
    (job,) = answer.json()["items"]
    wait_until_read(lab.demo, [job["id"]])
    assert lab.horizon.post(f"jobs/{job['id']}/event", {"event": "start"}).ok
    (row,) = records(lab, job["id"], 1)
    (folder / "page").write_text("changed")
    started = restore(lab, f"backups/{row['backup_id']}/restore", typed=lab.home / name)
    seen = {"name": row["backup_metadata"]["backup_name"], "states": states(lab, started)}
    below = lab.horizon.get(f"backups/{row['backup_id']}/restore").json()["rows"][0]["backups"][0]
    return seen | {"restored": tree(Path(f"{started['root']}{below['below']}"))}


def in_a_folder(lab):
    where = f"{lab.home / MACHINE}/backups of {{hostname}}"
    return _by_form(lab, "folder", storage="local", container=where)


def in_swift(lab):
    """The form's own default."""
    return _by_form(lab, "swift", container="backups of {hostname}")


def over_ssh(lab):
    """To another machine, whose folder is not there yet."""
    return _over_ssh(lab, "ssh", lambda key: {"ssh_key": str(key)})


def by_password(lab):
    """The same, with characters that agents and their files would read as something else."""
    if not sshd.checks_passwords():
        pytest.skip("only root's sshd can have a shadow file of ours")
    password = 'it\'s $x # "geheim"; \\'
    return _over_ssh(lab, "password", lambda _key: {"ssh_password": password}, password)


def _over_ssh(lab, name, login, password=""):
    home, (port,) = lab.home / f"sshd-of-{name}", ports.unused(1)
    sshd.prepare(home, password)
    user, key = sshd.login(home)
    where = {"ssh_host": ports.HOST, "ssh_port": port, "ssh_username": user, **login(key)}
    stored = lab.home / f"of others by {name}"
    with serving(lab.cloud, sshd.service(home, port)):
        container = f"{stored}/deep/{{hostname}}"
        seen = _by_form(lab, name, storage="ssh", container=container, **where)
    below = stored / "deep" / socket.gethostname() / "data" / "tar"
    data = (below / f"{socket.gethostname()}_{seen['name']}").rglob("data")
    return seen | {"stored": [each.stat().st_size for each in data]}


@of(in_a_folder, in_swift, over_ssh, by_password)
def test_a_job_that_the_form_makes_backs_up_and_comes_back(told):
    assert told["name"].endswith(f" of {socket.gethostname()}")
    assert told["states"] == ["succeeded"]
    assert told["restored"] == {"page": "original"}


@of(over_ssh, by_password)
def test_the_other_machine_has_the_backup_on_its_disk(told):
    (size,) = told["stored"]
    assert size > 0


def edited(lab):
    """A job that has run, and whose action is edited then: the next run does what was saved."""
    folders = [lab.home / MACHINE / name for name in ("old data", "new data")]
    for folder in folders:
        folder.mkdir()
        (folder / "page").write_text(folder.name)
    action = {
        "path_to_backup": str(folders[0]),
        "backup_name": "edited",
        "container": "edited",
        "incremental": False,
    }
    made = lab.horizon.post("jobs/", {"clients": [MACHINE], "action": action}).json()
    job_id = made["items"][0]["id"]
    wait_until_read(lab.demo, [job_id])
    lab.horizon.post(f"jobs/{job_id}/event", {"event": "start"})
    records(lab, job_id, 1)
    lab.until(lambda: lab.demo.jobs.get(job_id)["job_schedule"]["status"] == "completed")
    action_id = lab.demo.jobs.get(job_id)["job_actions"][0]["action_id"]
    form = lab.horizon.get(f"actions/{action_id}/form").json()
    names = ("action", "mode", "backup_name", "storage", "container", "incremental")
    values = {name: form["values"][name] for name in names}
    proxy = Proxy(lab.cloud.keystone_url, *ports.unused(1))
    values |= {"path_to_backup": str(folders[1]), "proxy": proxy.url.removesuffix("/v3")}
    body = {"action": values, "version": form["version"]}
    assert lab.horizon.ask("PATCH", f"actions/{action_id}", json=body).ok
    version = lab.horizon.get(f"jobs/{job_id}/form").json()["version"]
    renamed = {"description": "Renamed meanwhile", "version": version}
    assert lab.horizon.ask("PATCH", f"jobs/{job_id}", json=renamed).ok
    answer = lab.horizon.post(f"jobs/{job_id}/event", {"event": "start"})
    assert answer.ok, answer.text
    rows = records(lab, job_id, 2)
    proxied = {urlsplit(path).port for _verb, path in proxy.calls}
    proxy.close()
    return {
        "proxied": proxied,
        "paths": {Path(row["backup_metadata"]["path_to_backup"]).name for row in rows},
        "name": lab.demo.jobs.get(job_id)["description"],
    }


@of(edited)
def test_the_next_run_does_what_was_saved(told, wired):
    assert told.pop("proxied") >= {wired.cloud.ports.keystone, wired.cloud.ports.swift}
    assert told == {"paths": {"old data", "new data"}, "name": "Renamed meanwhile"}


def _applies_to_folders(field) -> bool:
    kind = {"mode": "fs", "storage": "local"}
    return all(kind[name] in allowed for name, allowed in field.when.items() if name in kind)


#: What the fields of the form are called that have a say in the backup of a folder into a folder.
APPLYING = {field.name for field in OF_ACTIONS if _applies_to_folders(field)}


def _job_of(lab, *actions):
    """A stopped job of actions that the form makes, in their order; its id."""
    ids = []
    for values in actions:
        answer = lab.horizon.post("actions/", {"action": values})
        assert answer.status_code == 201, answer.text
        ids.append({"action_id": answer.json()["id"]})
    job = {"client_id": FIELDS, "description": "Fields", "job_schedule": {"event": "stop"}}
    made = lab.demo.jobs.create({**job, "job_actions": ids})
    # an agent that reads it while it is started writes the stopped one back
    wait_until_read(lab.demo, [made])
    return made


def _levels(store):
    """Of each chain in a folder, the levels of its backups."""
    return [
        sorted(int(level.name.split("_")[0]) for level in chain.iterdir())
        for chain in sorted(store.glob("data/tar/*/*"))
    ]


def _age(store):
    """All backups in a folder were made a while earlier."""
    for chain in store.glob("*/tar/*/*"):
        for level in chain.iterdir():
            number, at = level.name.split("_")
            level.rename(level.with_name(f"{number}_{int(at) - AGE}"))
        chain.rename(chain.with_name(str(int(chain.name) - AGE)))


def every_field(lab):
    """Two backups of one folder with all that the form can say of them, run three times; then
    restores and a removal by the form.
    """
    home = lab.home / FIELDS
    folder, rich, plain = (home / name for name in ("data", "rich", "plain"))
    (folder / "debug.log").write_text("excluded")
    (home / "pointed at").write_text("pointed at")
    (folder / "link").symlink_to(home / "pointed at")
    (home / "secret").write_text("geheim")
    # agents ask Keystone, wherever they store
    proxy = Proxy(lab.cloud.keystone_url, *ports.unused(1))
    stored = {"mode": "fs", "storage": "local", "max_retries": 1, "max_retries_interval": 1}
    backed_up = {**stored, "path_to_backup": str(folder), "incremental": True}
    of_rich = {
        **{"backup_name": "rich", "container": str(rich), "hostname": "renamed"},
        **{"encrypt_pass_file": f"{home}/secret"},
    }
    of_plain = {"backup_name": "plain", "container": str(plain)}
    backups = (
        {
            **{**backed_up, **of_rich, "max_level": 1, "restart_always_level": 1},
            **{"remove_older_than": 1, "exclude": "*.log", "dereference_symlink": "soft"},
            **{"compression": "bzip2", "consistency_check": True, "max_segment_size": 64},
            **{"log_file": f"{home}/agent.log", "quiet": True, "max_priority": True},
            "proxy": proxy.url.removesuffix("/v3"),
        },
        {**backed_up, **of_plain, "max_level": 3, "always_level": 1, "compression": "xz"},
    )
    job_id = _job_of(lab, *backups)
    seen = {"levels": []}
    for number, text in enumerate(("first", "second", "third")):
        (folder / "file").write_text(text)
        if number == 2:
            _age(rich)
        run(lab, job_id)
        rows = records(lab, job_id, 2 * (number + 1))
        seen["levels"].append((_levels(rich), _levels(plain)))
    seen["proxied"] = len(proxy.calls)
    proxy.close()
    seen["magic"] = [
        next(store.glob("data/tar/*/*/0_*/data")).read_bytes()[:4] for store in (rich, plain)
    ]
    seen["names"] = [each.name for each in rich.glob("data/tar/*")]
    seen["log"] = (home / "agent.log").read_text()
    seen["checksums"] = [row["backup_metadata"].get("consistency_checksum") for row in rows]
    first = min(int(each.name) for each in plain.glob("data/tar/*/*")) - AGE
    _age(plain)
    (home / "back").mkdir()
    (home / "back" / "mine").write_text("mine")
    restored = {**stored, "action": "restore"}
    later = (
        {**restored, **of_rich, "restore_abs_path": f"{home}/back", "overwrite": True},
        {
            **{**restored, **of_plain, "hostname": socket.gethostname()},
            "restore_abs_path": f"{home}/back-first",
            "restore_from_date": datetime.fromtimestamp(first, UTC).strftime("%Y-%m-%dT%H:%M:%S"),
        },
        {**stored, **of_plain, "action": "admin", "remove_older_than": 1},
    )
    later_id = _job_of(lab, *later)
    run(lab, later_id)
    lab.until(lambda: lab.demo.jobs.get(later_id)["job_schedule"].get("result"))
    seen["result"] = lab.demo.jobs.get(later_id)["job_schedule"]["result"]
    seen["back"], seen["back_first"] = tree(home / "back"), tree(home / "back-first")
    seen["removed"] = _levels(plain)
    return seen | {"sent": {name for each in (*backups, *later) for name in each}}


@of(every_field)
def test_every_field_was_sent_to_an_agent(told):
    assert APPLYING - told["sent"] == set()


@of(every_field)
def test_levels_go_on_repeat_and_begin_again(told):
    """The third run finds the richer backup too old: a full one, and the old chain is deleted."""
    assert told["levels"] == [([[0]], [[0]]), ([[0, 1]], [[0, 1]]), ([[0]], [[0, 1, 1]])]


@of(every_field)
def test_backups_are_made_as_the_fields_say(told):
    assert told["magic"][0][:3] != b"BZh"
    assert told["magic"][1] == b"\xfd7zX"
    assert told["names"] == ["renamed_rich"]
    assert "high CPU and I/O priority" in told["log"]
    assert "Begin freezer agent" not in told["log"]
    assert any(told["checksums"])
    assert not all(told["checksums"])
    assert told["proxied"] > 0


@of(every_field)
def test_restores_and_a_removal_do_what_their_fields_say(told):
    assert told["result"] == "success"
    # each backup names all that was there, and a restore deletes the rest
    assert told["back"] == {"file": "third", "link": "pointed at"}
    assert (told["back_first"]["file"], told["back_first"]["debug.log"]) == ("first", "excluded")
    assert told["removed"] == []


SCENARIOS = (in_a_folder, in_swift, over_ssh, by_password, edited, every_field)
