"""A job that the form makes, from the form to its restore by real agents, in each storage that the
form offers.
"""

import socket
from pathlib import Path

import pytest

from stack import ports, sshd
from stack.scheduler import wait_until_read
from tests.rest.machines import serving
from tests.rest.restores import of, played, records, restore, states, tree

MACHINE = "stored-1"


@pytest.fixture(scope="module")
def scenarios(wired, demo, tmp_path_factory):
    with played(wired, tmp_path_factory.mktemp("storages"), (MACHINE,), SCENARIOS) as futures:
        yield futures


@pytest.fixture
def told(scenarios, request) -> dict:
    """What a scenario has seen."""
    return scenarios[request.param].result()


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
    home, (port,) = lab.home / "sshd", ports.unused(1)
    sshd.prepare(home)
    user, key = sshd.login(home)
    login = {"ssh_host": ports.HOST, "ssh_port": port, "ssh_username": user, "ssh_key": str(key)}
    stored = lab.home / "of others"
    with serving(lab.cloud, sshd.service(home, port)):
        where = f"{stored}/deep/{{hostname}}"
        seen = _by_form(lab, "ssh", storage="ssh", container=where, **login)
    name = f"{socket.gethostname()}_{seen['name']}"
    below = stored / "deep" / socket.gethostname() / "data" / "tar" / name
    return seen | {"stored": [each.stat().st_size for each in below.rglob("data")]}


@of(in_a_folder, in_swift, over_ssh)
def test_a_job_that_the_form_makes_backs_up_and_comes_back(told):
    assert told["name"].endswith(f" of {socket.gethostname()}")
    assert told["states"] == ["succeeded"]
    assert told["restored"] == {"page": "original"}


@of(over_ssh)
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
    body = {"action": values | {"path_to_backup": str(folders[1])}, "version": form["version"]}
    assert lab.horizon.ask("PATCH", f"actions/{action_id}", json=body).ok
    version = lab.horizon.get(f"jobs/{job_id}/form").json()["version"]
    renamed = {"description": "Renamed meanwhile", "version": version}
    assert lab.horizon.ask("PATCH", f"jobs/{job_id}", json=renamed).ok
    answer = lab.horizon.post(f"jobs/{job_id}/event", {"event": "start"})
    assert answer.ok, answer.text
    rows = records(lab, job_id, 2)
    return {
        "paths": {Path(row["backup_metadata"]["path_to_backup"]).name for row in rows},
        "name": lab.demo.jobs.get(job_id)["description"],
    }


@of(edited)
def test_the_next_run_does_what_was_saved(told):
    assert told == {"paths": {"old data", "new data"}, "name": "Renamed meanwhile"}


SCENARIOS = (in_a_folder, in_swift, over_ssh, edited)
