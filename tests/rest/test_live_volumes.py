"""Volumes with a real Cinder, whose word on a backup is not Freezer's: every case that was seen, as
Freezer, Cinder and we tell it.

A cloud of its own: no other test shall find Cinder in its catalog. One scheduler asks Cinder for
all of them, as any scheduler of a project can.
"""

import time
import uuid
from dataclasses import dataclass
from pathlib import Path

import pytest

import tests.api.conftest  # noqa: F401 Django, as in a Horizon
from freezer_ui.api import cinder as api
from freezer_ui.errors import Failed, Forbidden
from stack import catalog, ports, users
from stack import cinder as stack_cinder
from stack.clients import client_for
from stack.cloud import Cloud
from stack.scheduler import wait_until_read
from tests.rest.cinder import Cinder
from tests.rest.horizon import Horizon
from tests.rest.machines import create_job, every, running, until

REFUSED = stack_cinder.refused()
pytestmark = pytest.mark.skipif(REFUSED is not None, reason=REFUSED or "")
VAULT = "vault-1"
#: Older than an agent can be about to ask Cinder (volumes.REQUESTED_FOR).
LONG_AGO = 400
#: One rendered sentence a state.
MAKING = "Cinder is still making this backup."


@dataclass(frozen=True)
class Lab:
    cloud: Cloud
    cinder: Cinder
    horizon: Horizon
    demo: object
    home: Path
    schedulers: list

    def until(self, condition):
        """What Cinder is in the middle of is soon over."""
        return until(condition, self.schedulers, pause=0.3)

    def job(self, name, volume_id, **more) -> str:
        """A stopped job that backs up a volume, read by its agent."""
        job_id = create_job(self.demo, VAULT, action(name, volume_id, **more), f"Volume {name}")
        wait_until_read(self.demo, [job_id])
        return job_id

    def start(self, job_id) -> None:
        """Run a job once, as soon as its agent polls."""
        answer = self.horizon.post(f"jobs/{job_id}/event", {"event": "start"})
        assert answer.ok, answer.text

    def own(self, job_id) -> dict:
        return self.demo.jobs.get(job_id)["job_schedule"]

    def result(self, job_id) -> str:
        """What Freezer says of the job once it has ended."""
        return self.until(lambda: self.own(job_id).get("result"))

    def run(self, job_id) -> str:
        """What Freezer says of the job once it has ended, also where it ran before."""
        before = self.own(job_id).get("time_ended")
        self.start(job_id)
        self.until(lambda: self.own(job_id).get("time_ended") not in (None, -1, before))
        return self.result(job_id)

    def records(self, volume_id) -> list[dict]:
        """Freezer's own, the newest first."""
        found = [
            each
            for each in self.demo.backups.list(limit=1000)
            if each["backup_metadata"].get("cindernative_vol_id") == volume_id
        ]
        return sorted(found, key=lambda each: -int(each["backup_metadata"]["time_stamp"]))

    def told(self, volume_id) -> list[dict]:
        """What our list says of a volume's backups, the newest first."""
        items = self.horizon.get("backups/?limit=100").json()["items"]
        return [each for each in items if (each["volume"] or {}).get("id") == volume_id]

    def last(self, volume_id) -> dict:
        return self.told(volume_id)[0]

    def row(self, job_id) -> dict:
        (row,) = self.horizon.get(f"jobs/?ids={job_id}").json()["items"]
        return row


def action(name, volume_id, **more):
    what = {"action": "backup", "mode": "cindernative", "cindernative_vol_id": volume_id}
    return {**what, "backup_name": name, **more}


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    listening, home = ports.free(), tmp_path_factory.mktemp("machines")
    cloud = Cloud(
        tmp_path_factory.mktemp("volumes"),
        listening.keystone,
        listening.freezer,
        listening.horizon,
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STACK_FREEZER_AGENT_POLL", "5")
        with cloud:
            cinder = Cinder(cloud)
            demo = client_for(cloud, users.DEMO.name, users.DEMO.project)
            with running(cloud, home, [VAULT]) as schedulers:
                horizon = Horizon(cloud.horizon_url, users.DEMO)
                yield Lab(cloud, cinder, horizon, demo, home, schedulers)
            cinder.close()


@pytest.fixture(scope="module")
def data(lab):
    """A volume with a good backup, its job, and what was said while Cinder made it (case A)."""
    volume = lab.cinder.volume("shop-db-data")
    job = lab.job("db", volume)
    lab.start(job)
    lab.until(lambda: lab.records(volume))
    seen = []
    while not seen or seen[-1][1]["volume"]["word"] != "available":
        row, told = lab.row(job), lab.last(volume)
        # asked after ours: what we call available, Cinder has
        seen.append((row, told, [each.status for each in lab.cinder.backups(volume)]))
        assert len(seen) < 600
    return volume, job, seen


def test_a_backup_is_not_green_before_cinder_has_it(lab, data):
    volume, job, seen = data
    words = [told["volume"]["word"] for _row, told, _statuses in seen]
    assert words == sorted(words, key=["requested", "available"].index)
    assert words[0] == "requested"
    for row, told, statuses in seen:
        if told["volume"]["word"] == "requested":
            assert (told["status"], told["refused"]) == ("requested", MAKING)
            assert row["result"] != "success" or row["result_words"] is None
        else:
            assert (told["status"], told["refused"], statuses) == ("available", None, ["available"])
    # Freezer's own word came first: the job was a success while Cinder was at work
    assert lab.own(job)["result"] == "success"
    assert (lab.row(job)["result"], lab.row(job)["result_words"]) == (
        "success",
        "Cinder has this backup.",
    )
    assert lab.last(volume)["job_name"] == "Volume db"
    page = lab.horizon.get(f"backups/{lab.last(volume)['id']}").json()
    assert page["volume"]["name"] == "shop-db-data"
    assert page["volume"]["words"] == "Cinder has this backup."


def test_a_list_asks_cinder_once(lab, data):
    lab.cinder.proxy.reset()
    assert lab.horizon.get("backups/?limit=100").ok
    ((verb, path),) = lab.cinder.proxy.calls
    assert verb == "GET"
    assert "/backups/detail?limit=1000" in path
    lab.cinder.proxy.reset()
    for _ in range(3):
        assert lab.horizon.get("backups/?limit=100&max_age=60").ok
    assert len(lab.cinder.proxy.calls) <= 1


def test_cinder_fails_and_freezer_calls_it_a_success(lab):
    """Cases B and C, in one session: Freezer says completed and success."""
    broken, nowhere = lab.cinder.volume("broken"), lab.cinder.volume("nowhere")
    jobs = [
        lab.job("broken", broken),
        lab.job("nowhere", nowhere, cindernative_backup_az="atlantis"),
    ]
    schedule = {**every(3600, 8), "event": "start"}
    session = lab.demo.sessions.create(
        {"description": "Volumes", "hold_off": 60, "schedule": schedule}
    )
    lab.cinder.break_target()
    try:
        for job_id in jobs:
            lab.demo.sessions.add_job(session, job_id)
        lab.until(lambda: lab.demo.sessions.get(session)["status"] == "completed")
        assert [lab.cinder.settled(each).status for each in (broken, nowhere)] == ["error"] * 2
    finally:
        lab.cinder.repair_target()
    assert lab.demo.sessions.get(session)["result"] == "success"
    assert [each["status"] for each in lab.records(broken)] == ["available"]
    seen = lab.horizon.get(f"sessions/{session}").json()
    assert seen["verdict"]["state"] == "incomplete"
    assert "does not wait for Cinder" in seen["verdict"]["differs_words"]
    words = {each["name"]: each["state_words"] for each in seen["members"]}
    assert "Not a directory" in words["Volume broken"]
    assert "Service not found for creating backup" in words["Volume nowhere"]
    (row,) = lab.horizon.get(f"sessions/?ids={session}").json()["items"]
    assert (row["verdict"]["state"], row["complete"]) == ("incomplete", False)
    snapshots = lab.horizon.get(f"sessions/{session}/snapshots/").json()
    (snapshot,) = snapshots["items"]
    assert snapshot["state"] == "incomplete"
    assert {each["state"] for each in snapshot["cells"].values()} == {"failed"}
    assert all("Cinder could not" in each["words"] for each in snapshots["outside"])
    for volume in (broken, nowhere):
        told = lab.last(volume)
        assert told["volume"]["word"] == told["status"] == "failed"
        refused = lab.horizon.get(f"backups/{told['id']}/restore")
        assert refused.status_code == 409
        assert "Cinder could not" in refused.json()["error"]
    rows = [lab.row(each) for each in jobs]
    # the agents did not fail: their logs have no reason
    assert [(each["result"], each["log_words"]) for each in rows] == [("fail", None)] * 2
    overview = lab.horizon.get("overview/details?limit=200").json()
    by_id = {each["id"]: each["state"] for each in overview["jobs"]["items"]}
    assert {by_id.get(each) for each in jobs} == {"never"}


def test_cinder_dies_in_the_middle(lab):
    """Case D."""
    volume = lab.cinder.volume("interrupted")
    job = lab.job("interrupted", volume)
    assert lab.run(job) == "success"
    lab.cinder.wait(lambda: lab.cinder.backups(volume))
    assert lab.cinder.backups(volume)[0].status == "creating"
    lab.cinder.kill()
    try:
        told = lab.last(volume)
        assert told["volume"]["word"] == told["status"] == "unknown"
        assert "Cinder does not say" in told["refused"]
        assert lab.row(job)["result"] is None
    finally:
        lab.cinder.start()
    assert lab.cinder.settled(volume).status == "error"
    told = lab.until(lambda: (t := lab.last(volume))["volume"]["word"] == "failed" and t)
    assert "incomplete backup reset on manager restart" in told["refused"]
    assert lab.records(volume)[0]["status"] == "available"


def test_records_that_stay_as_they_are_made(lab):
    """Cases F and G: Cinder does not know the volume, or is down."""
    unknown, known = str(uuid.uuid4()), lab.cinder.volume("unreachable")
    lost, down = lab.job("lost", unknown), lab.job("down", known)
    assert lab.run(lost) == "fail"
    lab.cinder.kill()
    try:
        assert lab.run(down) == "fail"
    finally:
        lab.cinder.start()
    lab.until(lambda: lab.last(known)["volume"]["word"] != "unknown")
    for volume in (unknown, known):
        (record,) = lab.records(volume)
        assert record["status"] == "creating"
        assert lab.last(volume)["volume"]["word"] == "requested"
        # what an agent is about to ask for it asks for within seconds: minutes later it is over
        past = int(time.time()) - LONG_AGO
        lab.demo.backups.update(record["backup_id"], {"backup_metadata": {"time_stamp": past}})
        told = lab.last(volume)
        assert told["volume"]["word"] == told["status"] == "never_made"
        assert "Cinder never made this backup" in told["refused"]


def test_a_restore_is_over_when_cinder_says_so(lab, data):
    """Case I."""
    volume, _job, _seen = data
    backup_id = lab.last(volume)["id"]
    material = lab.horizon.get(f"backups/{backup_id}/restore").json()
    (line,) = material["rows"]
    assert material["into"] == "original"
    assert 'Overwrites the volume "shop-db-data".' in line["backups"][0]["outcome"]
    assert line["client_id"] == VAULT
    jobs = restore(lab, backup_id, material)
    seen = follow(lab, jobs, lambda row: row["ended"])
    assert seen[-1]["state"] == "succeeded"
    assert seen[-1]["words"] == 'Restored: the volume "shop-db-data" is as it was in the backup.'
    assert any("Cinder is still restoring" in each["words"] for each in seen)
    assert lab.own(jobs[0])["result"] == "success"


def test_a_failed_restore_is_told_by_the_volume_alone(lab):
    """Case J."""
    volume = lab.cinder.volume("emptied")
    assert lab.run(lab.job("emptied", volume)) == "success"
    backup = lab.cinder.settled(volume)
    told = lab.last(volume)
    assert told["volume"]["word"] == "available"
    lab.cinder.lose_files(backup.id)
    jobs = restore(lab, told["id"], lab.horizon.get(f"backups/{told['id']}/restore").json())
    seen = follow(lab, jobs, lambda row: row["ended"])
    assert seen[-1]["state"] == "failed"
    assert "error_restoring" in seen[-1]["words"]
    assert lab.own(jobs[0])["result"] == "success"
    assert lab.cinder.client.backups.get(backup.id).status == "available"


def test_what_is_deleted_in_cinder_is_gone(lab):
    """Case H."""
    volume = lab.cinder.volume("deleted")
    assert lab.run(lab.job("deleted", volume)) == "success"
    backup = lab.cinder.settled(volume)
    lab.cinder.client.backups.delete(backup.id)
    lab.cinder.wait(lambda: not lab.cinder.backups(volume))
    told = lab.last(volume)
    assert told["volume"]["word"] == told["status"] == "gone"
    assert "Cinder no longer has this backup" in told["refused"]
    assert lab.records(volume)[0]["status"] == "available"


def test_recurring_incremental_backups_and_their_removal(lab):
    """Cases L and K: each record finds its own backup; what an agent removes is gone on both sides,
    but for the record of one that failed.
    """
    volume = lab.cinder.volume("often")
    job = lab.job("often", volume, incremental=True)
    for number in range(3):
        assert lab.run(job) == "success"
        assert lab.cinder.settled(volume).status == "available"
        assert len(lab.records(volume)) == number + 1
    # a full one: agents cannot remove what an increment follows that failed
    failing = lab.job("once", volume)
    lab.cinder.break_target()
    try:
        assert lab.run(failing) == "success"
        assert lab.cinder.settled(volume).status == "error"
    finally:
        lab.cinder.repair_target()
    words = [each["volume"]["word"] for each in lab.told(volume)]
    assert words == ["failed", "available", "available", "available"]
    removal = {
        "action": "admin",
        "mode": "cindernative",
        "cindernative_vol_id": volume,
        "remove_older_than": 0,
    }
    admin = create_job(lab.demo, VAULT, removal, "Removal")
    wait_until_read(lab.demo, [admin])
    assert lab.run(admin) == "success"
    (left,) = lab.until(lambda: len(t := lab.told(volume)) == 1 and t)
    assert left["volume"]["word"] == "failed"


def restore(lab, backup_id, material) -> list[str]:
    """As the dialog; the ids of the jobs."""
    (line,) = material["rows"]
    choices = [{"backup_id": backup_id, "client_id": line["client_id"]}]
    body = {"choices": choices, "into": "original", "confirm": material["confirm"]}
    answer = lab.horizon.post(f"backups/{backup_id}/restore", body)
    assert answer.status_code == 201, answer.text
    return [each["id"] for each in answer.json()["jobs"]]


def follow(lab, jobs, ended) -> list[dict]:
    """What is said of one job's restore, until it has ended."""
    seen = []

    def look():
        (row,) = lab.horizon.get(f"restores/?job={jobs[0]}").json()["items"]
        seen.append(row)
        return ended(row)

    lab.until(look)
    return seen


def test_volumes_are_protected_by_name(lab, data):
    """From the list of volumes to a backup that Cinder has, and what is refused before that."""
    new, (protected, _job, _seen) = lab.cinder.volume("shop-pictures"), data
    answer = lab.horizon.get("volumes/").json()
    by_id = {each["id"]: each for each in answer["items"]}
    assert (answer["offered"], answer["failed"], answer["clients"]) == (True, None, [VAULT])
    assert (by_id[new]["name"], by_id[new]["words"]) == ("shop-pictures", "Not backed up")
    assert by_id[protected]["words"] == 'Backed up by "Volume db"'
    assert by_id[protected]["at"]
    body = {"clients": [VAULT], "volumes": [new, protected], "action": {"incremental": False}}
    before = len(lab.demo.jobs.list_all(limit=1000))
    gone = lab.horizon.post("jobs/", {**body, "volumes": [str(uuid.uuid4())]})
    assert gone.status_code == 400
    assert "does not exist" in gone.json()["detail"]["volumes"]
    plan = lab.horizon.post("jobs/", {**body, "check": True}).json()
    assert [each["volume_name"] for each in plan["jobs"]] == ["shop-pictures", "shop-db-data"]
    assert [len(each["warnings"]) for each in plan["jobs"]] == [0, 1]
    assert len(lab.demo.jobs.list_all(limit=1000)) == before
    ids = {new: plan["jobs"][0]["id"]}
    for _ in range(2):  # whoever asks again after a lost answer finds the same job
        made = lab.horizon.post("jobs/", {**body, "volumes": [new], "ids": ids})
        assert made.status_code == 201, made.text
        assert [each["id"] for each in made.json()["items"]] == [ids[new]]
    assert len(lab.demo.jobs.list_all(limit=1000)) == before + 1
    wait_until_read(lab.demo, [ids[new]])
    assert lab.run(ids[new]) == "success"
    assert lab.cinder.settled(new).status == "available"
    assert lab.last(new)["job_id"] == ids[new]


def test_cinder_is_read_in_pages_and_no_further_than_it_says(lab, data, monkeypatch):
    session = catalog.password_session(lab.cloud.keystone_url, users.DEMO.name, users.DEMO.project)
    url = f"{lab.cinder.proxy.url}/v3/{session.get_project_id()}"
    ours, every_one = api.Cinder(session.get_token(), url), lab.cinder.client.backups.list()
    assert len(every_one) > 2
    monkeypatch.setattr(api, "PAGE", 1)
    monkeypatch.setattr(api, "MOST_PAGES", 2)
    some = ours.backups()
    assert (len(some.rows), some.whole) == (2, False)
    monkeypatch.setattr(api, "MOST_PAGES", 100)
    found = ours.backups()
    assert found.whole
    assert {row["id"] for row in found.rows} == {each.id for each in every_one}
    assert [row["created_at"] for row in found.rows] == sorted(
        (row["created_at"] for row in found.rows), reverse=True
    )
    volume, _job, _seen = data
    assert {row["volume_id"] for row in ours.backups(volume).rows} == {volume}
    assert ours.volume(volume)["name"] == "shop-db-data"
    assert ours.volume(str(uuid.uuid4())) is None
    with pytest.raises(Forbidden):
        api.Cinder("no token", url).volumes()
    for odd in (["odd"], {"volumes": "odd"}, {"volumes": [{"name": "no id"}]}):
        lab.cinder.proxy.inject(
            "GET", "/volumes/detail", "change", change=lambda _was, odd=odd: odd
        )
        with pytest.raises(Failed):
            ours.volumes()
        lab.cinder.proxy.reset()
    nowhere = api.Cinder("token", f"http://127.0.0.1:{ports.unused(1)[0]}/v3/p")
    for _ in range(2):
        with pytest.raises(Failed):
            nowhere.backups()


def test_a_cinder_that_hangs_costs_seconds_and_nothing_is_green(lab, data):
    volume, _job, _seen = data
    fault = lab.cinder.proxy.inject("GET", "/backups/detail", "delay", nth=0)
    try:
        told = lab.last(volume)
        assert told["volume"]["word"] == told["status"] == "unknown"
        # it is left alone for a while
        lab.cinder.proxy.calls.clear()
        assert lab.last(volume)["volume"]["word"] == "unknown"
        assert lab.cinder.proxy.calls == []
        states = {
            each["description"]: (each["verdict"]["state"], each["complete"])
            for each in lab.horizon.get("sessions/").json()["items"]
        }
        assert states["Volumes"] == ("unknown", False)
        overview = lab.horizon.get("overview/details?limit=200").json()
        ages = {each["name"]: each["state"] for each in overview["jobs"]["items"]}
        assert ages == {"Volume broken": "unconfirmed", "Volume nowhere": "unconfirmed"}
        volumes = lab.horizon.get("volumes/").json()
        assert (volumes["offered"], volumes["items"]) == (True, [])
        assert volumes["failed"] == "Cinder does not answer at the moment."
    finally:
        fault.released.set()
        lab.cinder.proxy.reset()
