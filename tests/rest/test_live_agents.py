"""Real schedulers with their agents: they start when the preview says, and follow an edit."""

import shutil
import subprocess

import pytest

from stack import users, wiki
from stack.scheduler import Scheduler
from tests.rest.horizon import Horizon
from tests.rest.machines import create_jobs, every, running, until

MACHINES = ("live-1", "live-2", "live-3")
#: Seconds by which a job may start after its moment, where the machine has much else to do.
LATE = 25


@pytest.fixture
def machines(wired, demo, tmp_path):
    with running(wired.cloud, tmp_path, MACHINES) as schedulers:
        yield schedulers


@pytest.fixture
def jobs(demo, machines, tmp_path):
    made = create_jobs(demo, tmp_path, MACHINES)
    yield made
    for job_id in made:
        demo.jobs.delete(job_id)


def test_a_machine_registers_itself_by_the_commands_of_the_dialog(wired, demo, as_demo, tmp_path):
    """The second step is carried out as it is, but for its folders: nobody is root here."""
    steps = as_demo.get("installation").json()["steps"]
    home = tmp_path / "commanded"
    scheduler = Scheduler(wired.cloud, "commanded", home, users.DEMO)
    commands = steps[1]["commands"].replace("/etc/freezer", str(home))
    commands = commands.replace("/var/log", str(home))
    subprocess.run(  # noqa: S603 the commands under test
        ["/bin/bash", "-e", "-c", commands], input=f"{users.PASSWORD}\n", text=True, check=True
    )
    # The name of this machine is another client's already: one of its own is given to it.
    file = home / "scheduler.conf"
    file.write_text(file.read_text().replace("[scheduler]", "[scheduler]\nclient_id = commanded"))
    with scheduler:
        until(lambda: demo.clients.get("commanded"), [scheduler])
    demo.clients.delete("commanded")


def started(demo, job_id):
    at = demo.jobs.get(job_id)["job_schedule"].get("time_started", -1)
    return at if at > 0 else None


def test_agents_start_when_the_preview_says_and_follow_an_edit(wired, demo, machines, jobs):
    horizon = Horizon(wired.cloud.horizon_url, users.DEMO)
    body = {"description": "Live", "hold_off": 5, "schedule": every(60, later=20)}
    session = horizon.post("sessions/", body).json()
    path = f"sessions/{session['id']}"
    for job_id in jobs:
        assert horizon.put(f"{path}/jobs/{job_id}", {"from": None}).ok
    told = horizon.post("schedule/preview", {"session_id": session["id"]}).json()
    assert not told["next_run_about"]
    expect(demo, jobs, machines, [run["at"] for run in told["runs"]])

    # Edited: until its members follow, each of them is a problem with a repair.
    answer = horizon.patch(path, {"schedule": every(90, later=60)})
    problems = [each for each in answer.json()["problems"] if each["kind"] == "drift"]
    assert {each["job_id"] for each in problems} == set(jobs)
    for problem in problems:
        for call in problem["repairs"][0]["calls"]:
            until(lambda call=call: not_while_it_runs(horizon.call(call)), machines)
    told = horizon.post("schedule/preview", {"session_id": session["id"]}).json()
    expect(demo, jobs, machines, [run["at"] for run in told["runs"]])
    assert [each["kind"] for each in horizon.get(path).json()["problems"]] == []
    horizon.delete(path)


@pytest.fixture
def clean(wired, demo):
    """No other test sees the wiki."""
    yield
    horizon = Horizon(wired.cloud.horizon_url, users.DEMO)
    for session in demo.sessions.list_all(limit=1000):
        if session["description"] in (wiki.EVERY, wiki.RARELY):
            assert horizon.delete(f"sessions/{session['session_id']}").ok
    for job in demo.jobs.list_all(limit=1000):
        if job["description"] in (*wiki.MACHINES.values(), wiki.BROKEN):
            demo.jobs.delete(job["job_id"])


def test_what_really_ran_is_told_as_it_was(wired, clean, tmp_path):
    """Three machines that succeed are complete; the job whose folder is missing is not."""
    horizon = Horizon(wired.cloud.horizon_url, users.DEMO)

    def told(description):
        (row,) = horizon.get("sessions/", q=description).json()["items"]
        detail = horizon.get(f"sessions/{row['id']}").json()
        ended = detail["verdict"]["state"] in ("complete", "incomplete")
        return detail if ended and detail["session_tag"] else None

    with wiki.running(wired.cloud, tmp_path, "90 seconds", poll=2) as schedulers:
        complete = until(lambda: told(wiki.EVERY), schedulers)
        failed = until(lambda: told(wiki.RARELY), schedulers)
    assert complete["verdict"]["words"] == "Complete: 3 of 3 in tag 1"
    assert failed["verdict"]["state"] == "incomplete"
    assert [each["state"] for each in failed["members"]] == ["failed"]


def not_while_it_runs(answer):
    """An agent reads a new schedule while its job runs, but does not arm it: we refuse that."""
    assert answer.ok or "running" in answer.json()["error"], answer.text
    return answer.ok


def expect(demo, jobs, machines, moments):
    """Every job starts at one of these moments, and not before the first."""

    def all_started():
        at = [started(demo, job_id) for job_id in jobs]
        return at if all(each and each >= moments[0] for each in at) else None

    for at in until(all_started, machines):
        assert any(moment <= at <= moment + LATE for moment in moments), (at, moments)


def test_a_snapshot_comes_back_as_it_was_and_no_other(wired, demo, machines, jobs, tmp_path):
    """Three clients, two tags: files changed, added and deleted since are those of the first."""
    horizon = Horizon(wired.cloud.horizon_url, users.DEMO)
    write(tmp_path, "first")
    body = {"description": "To restore", "hold_off": 30, "schedule": every(75, later=20)}
    session = horizon.post("sessions/", body).json()
    path = f"sessions/{session['id']}"
    for job_id in jobs:
        assert horizon.put(f"{path}/jobs/{job_id}", {"from": None}).ok

    def complete(tag, session_id=session["id"]):
        found = horizon.get(f"sessions/{session_id}").json()
        return found["session_tag"] == tag and found["verdict"]["state"] == "complete"

    until(lambda: complete(1), machines)
    assert horizon.put(f"{path}/snapshots/t1").ok
    write(tmp_path, "second")
    until(lambda: complete(2), machines)
    for name in MACHINES:
        shutil.rmtree(tmp_path / name / "data")
    material = horizon.get(f"{path}/snapshots/t1/restore").json()
    assert material["gaps"] == []
    choices = [
        {"backup_id": row["backups"][0]["id"], "client_id": row["client_id"]}
        for row in material["rows"]
    ]
    assert len(choices) == len(MACHINES)
    body = {"choices": choices, "into": "original", "confirm": material["confirm"]}
    answer = horizon.post(f"{path}/snapshots/t1/restore", body)
    assert answer.status_code == 201, answer.text
    restoring = answer.json()["session"]["id"]
    until(lambda: complete(1, restoring), machines)
    told = horizon.get(f"sessions/{restoring}").json()["members"]
    assert {each["state_words"] for each in told} == {"Restored in this run"}
    for name in MACHINES:
        assert (tmp_path / name / "data" / "page.txt").read_text() == f"first of {name}"
    made = horizon.get(f"sessions/{restoring}").json()["members"]
    horizon.delete(f"sessions/{restoring}")
    horizon.delete(path)
    for member in made:
        demo.jobs.delete(member["id"])


def write(folder, words):
    for name in MACHINES:
        data = folder / name / "data"
        data.mkdir(parents=True, exist_ok=True)
        (data / "page.txt").write_text(f"{words} of {name}")
