"""Real agents restore what the dialog sends for its defaults: the data comes back, nothing is lost.

Scenarios run side by side, each with machines of its own; a test waits for what its scenario
has seen. `typed` is the folder that a test types in place of /srv.
"""

import shutil
import socket
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.rest.machines import backup, create_job, create_jobs, every
from tests.rest.restores import (
    archives,
    choices,
    followed,
    of,
    played,
    records,
    restore,
    run,
    states,
    tree,
)

PAIR, CHAIN, ALONE = ("back-1", "back-2"), "back-3", "back-4"
MACHINES = (*PAIR, CHAIN, ALONE)
LEVELS = 3


@pytest.fixture(scope="module")
def scenarios(wired, demo, tmp_path_factory):
    with played(wired, tmp_path_factory.mktemp("restores"), MACHINES, SCENARIOS) as futures:
        yield futures


@contextmanager
def changed(folder):
    """A folder as it was backed up, then with a file that is changed and one that is new."""
    before = tree(folder)
    (folder / "file").write_text("changed since")
    (folder / "new").write_text("not in the backup")
    yield before


# The scenarios


def pair(lab):
    """A snapshot of two machines, restored beside, again, and over its originals."""
    jobs = create_jobs(lab.demo, lab.home, PAIR)
    body = {"description": "Both: nightly", "hold_off": 30, "schedule": every(3600, later=14)}
    session = lab.horizon.post("sessions/", body).json()["id"]
    for job_id in jobs:
        assert lab.horizon.put(f"sessions/{session}/jobs/{job_id}", {"from": None}).ok

    def complete():
        found = lab.horizon.get(f"sessions/{session}").json()
        return found["session_tag"] == 1 and found["verdict"]["state"] == "complete"

    lab.until(complete)
    folders = [lab.home / name / "data" for name in PAIR]
    path = f"sessions/{session}/snapshots/t1/restore"
    seen = {"path": path}
    with changed(folders[0]) as one, changed(folders[1]) as two:
        seen["backed_up"] = [one, two]
    started = restore(lab, path, typed=lab.home / "pair")
    seen["root"], seen["beside_words"] = started["root"], started["checked"]["words"]
    seen["beside"] = states(lab, started)
    seen["restored"] = [tree(Path(f"{started['root']}{folder}")) for folder in folders]
    seen["left"] = [tree(folder) for folder in folders]
    seen["follow"] = lab.horizon.get(f"sessions/{started['answer']['session']['id']}").json()
    started = restore(lab, path, into="original")
    seen["overwrite"] = started["checked"]["overwrite"]
    seen["original"] = states(lab, started)
    seen["originals"] = [tree(folder) for folder in folders]
    return seen


@of(pair)
def test_a_snapshot_comes_back_beside_originals_that_were_changed(told):
    assert told["beside"] == ["succeeded", "succeeded"]
    assert told["restored"] == told["backed_up"]
    assert [files["file"] for files in told["left"]] == ["changed since"] * 2
    assert all("new" in files for files in told["left"])
    assert "/restored/Both-nightly/tag-1/restored-" in str(told["root"])
    assert all(str(told["root"]) in words for words in told["beside_words"])
    assert told["follow"]["verdict"]["state"] == "complete"


@of(pair)
def test_the_original_folders_are_again_what_they_were_and_no_more(told):
    """The agent deletes what the backup does not have, and the dialog says so."""
    assert told["original"] == ["succeeded", "succeeded"]
    assert told["originals"] == told["backed_up"]
    assert "deletes everything" in told["overwrite"]


def chain(lab):
    """Three levels of a job that now removes old backups: each level restored by itself."""
    folder = lab.home / CHAIN / "data"
    action = backup(CHAIN, lab.home / CHAIN)
    job_id = create_job(lab.demo, CHAIN, action)
    seen = {"levels": []}
    for level in range(LEVELS):
        (folder / "file").write_text(f"as of level {level}")
        (folder / f"only-{level}").write_text("deleted before the next level")
        seen["levels"].append(tree(folder))
        run(lab, job_id)
        rows = records(lab, job_id, level + 1)
        (folder / f"only-{level}").unlink()
    removing = {"remove_before_date": "2100-01-01T00:00:00", "remove_older_than": 0}
    actions = [{"freezer_action": action | removing, "max_retries": 0}]
    own = lab.demo.jobs.get(job_id)["job_schedule"]
    lab.demo.jobs.update(job_id, {"job_actions": actions, "job_schedule": own})
    seen["kept"] = lab.demo.jobs.get(job_id)["job_actions"][0]["freezer_action"]
    seen["before"] = archives(lab, CHAIN)
    shutil.rmtree(folder)
    started = [
        restore(lab, f"backups/{row['backup_id']}/restore", typed=lab.home / f"chain-{number}")
        for number, row in enumerate(rows)
    ]
    seen["states"] = [states(lab, each)[0] for each in started]
    seen["restored"] = [tree(Path(f"{each['root']}{folder}")) for each in started]
    seen["after"] = archives(lab, CHAIN)
    return seen


@of(chain)
def test_each_level_of_a_chain_comes_back_though_its_folder_was_deleted(told):
    assert told["states"] == ["succeeded"] * LEVELS
    assert told["restored"] == told["levels"]


@of(chain)
def test_a_restore_removes_no_archive_whatever_its_job_removes(told):
    assert told["kept"]["remove_older_than"] == 0
    assert told["kept"]["remove_before_date"]
    assert len(told["before"]) == LEVELS
    assert told["after"] == told["before"]


def alone(lab):
    """A backup of a folder with blanks and a name with a dollar, whose job was deleted."""
    folder = lab.home / ALONE / "my data"
    folder.mkdir()
    (folder / "page one").write_text("original")
    action = backup(ALONE, lab.home / ALONE, data="my data") | {"backup_name": "cost $$x of 1$"}
    job_id = create_job(lab.demo, ALONE, action, event="start")
    (row,) = records(lab, job_id, 1)
    lab.demo.jobs.delete(job_id)
    path = f"backups/{row['backup_id']}/restore"
    typed = lab.home / "alone"
    seen = {"name": row["backup_metadata"]["backup_name"], "path": path}
    material = lab.horizon.get(path).json()
    (chosen,) = choices(material, f"{typed}/taken")
    seen["below"] = material["rows"][0]["backups"][0]["below"]
    Path(chosen["path"]).mkdir(parents=True)
    (Path(chosen["path"]) / "mine").write_text("mine")
    answer = lab.horizon.post(path, {"choices": [chosen], "into": "beside"})
    assert answer.status_code == 201, answer.text
    seen["taken"] = chosen["path"]
    (seen["failed"],) = followed(lab, {"answer": answer.json()})
    seen["mine"] = tree(Path(chosen["path"]))
    started = restore(lab, path, typed=typed)
    seen["states"] = states(lab, started)
    seen["restored"] = tree(Path(f"{started['root']}{seen['below']}"))
    seen["refused"] = [
        lab.horizon.post(path, {"choices": [chosen | {"path": f"{typed}/{name}"}], "check": True})
        for name in ("100%", "my data", "a;b", "$HOME")
    ]
    original = {"into": "original", "choices": choices(material, None), "check": True}
    seen["original"] = lab.horizon.post(path, original)
    return seen


@of(alone)
def test_a_backup_whose_job_was_deleted_comes_back(told):
    """From a folder with blanks, which its own folder is not called by, found by a name with $."""
    assert told["name"] == "cost $x of 1$"
    assert told["states"] == ["succeeded"]
    assert told["restored"] == {"page one": "original"}
    assert told["below"].endswith("/my-data")


@of(alone)
def test_a_folder_that_is_not_empty_fails_and_says_so_first(told):
    failed = told["failed"]
    assert failed["state"] == "failed"
    assert failed["reasons"][0].startswith(f"{told['taken']} was not empty")
    assert f"/root/.freezer/freezer.log on {socket.gethostname()}" in failed["log_words"]
    assert told["mine"] == {"mine": "mine"}


@of(alone)
def test_paths_that_an_agent_cannot_take_are_refused_with_the_reason(told):
    answers = told["refused"]
    assert [answer.status_code for answer in answers] == [400] * 4
    assert {answer.json()["field"] for answer in answers} == {"choices.0.path"}
    words = [answer.json()["error"] for answer in answers]
    for part, said in zip(("%", "a space", '";"', '"$"'), words, strict=True):
        assert part in said
    assert "a space" in told["original"].json()["error"]


SCENARIOS = (pair, chain, alone)
