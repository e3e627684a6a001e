"""What can become of a run, with real agents: what Freezer says, what we say, and what is true.

All of them run side by side, for most of their time is waiting. With PICTURES set to a folder, each
is photographed as a user sees it (`make scenarios`, for doc/scenarios.md).
"""

import os
import time
from contextlib import closing
from pathlib import Path

import pytest

from stack import users
from stack.scheduler import wait_until_read
from tests.browser.browser import Browser
from tests.rest.horizon import Horizon, ok
from tests.rest.machines import backup, create_job, every, running, until

ONE, TWO, THREE = "real-1", "real-2", "real-3"
GONE, DOOMED = "real-gone", "real-doomed"
MACHINES = (ONE, TWO, THREE, GONE, DOOMED)
#: Seconds until the sessions run, until the one runs whose members must not wait for another job
#: of their machine, and between two runs of the one that is wedged.
SOON, ALONE, AGAIN = 15, 35, 45
RARELY = 100_000
#: Seconds: a hold-off that all make, and one that a member misses.
AMPLE, SHORT, TOO_LATE = 60, 5, 60
#: Seconds in which Freezer has heard of an end that a job's document tells, or never will.
HEARD = 30
#: Seconds for the presses that a repair may take.
PRESSES = 400
#: Bytes that take an agent minutes to back up.
LONG = 50_000_000_000
#: What a scheduler logs of each poll.
POLLED = "Fetched"
#: The tag of a session that its jobs do not know of.
AHEAD = 7


class Scenes:
    """Sessions by name, made for the real agents of a cloud, and deleted again."""

    def __init__(self, horizon, demo, home, schedulers):
        self.horizon, self.demo, self.schedulers = (
            horizon,
            demo,
            dict(zip(MACHINES, schedulers, strict=True)),
        )
        self._home = home
        self.ids, self._jobs = {}, []

    def session(self, name, machines, hold_off=AMPLE, seconds=RARELY, later=SOON, **actions):
        """One whose members are a job for each machine; `actions` are other than a backup."""
        body = {"description": name, "hold_off": hold_off, "schedule": every(seconds, later)}
        session_id = self.ids[name] = self.horizon.post("sessions/", body).json()["id"]
        jobs = {}
        for machine in machines:
            action = actions.get(machine.replace("-", "_")) or self.backup(machine, name)
            jobs[machine] = create_job(self.demo, machine, action, f"{name} on {machine}")
            self._jobs.append(jobs[machine])
            answer = self.horizon.put(f"sessions/{session_id}/jobs/{jobs[machine]}", {"from": None})
            assert answer.ok, answer.text
        return jobs

    def backup(self, machine, name, data="data"):
        return backup(f"{machine}-{name}", self._home / machine, data)

    def told(self, name):
        return ok(self.horizon.get(f"sessions/{self.ids[name]}"))

    def when(self, name, state, tag=1):
        """The session as soon as it is in this state, in this tag; None: in any."""

        def there():
            found = self.told(name)
            # what a failure is read from
            print(name, freezer_says(found), found["verdict"]["words"], states(found))
            ready = found["verdict"]["state"] == state and tag in (None, found["session_tag"])
            return found if ready else None

        return until(there, self.schedulers.values())

    def freezer_says(self, name, result):
        """It hears of an end a moment later than the job's document tells it; or never: of two
        ends that come at once it loses one, and says "running" for ever. Then we say so.
        """
        wanted, deadline = ("completed", result), time.monotonic() + HEARD
        while freezer_says(self.told(name)) != wanted and time.monotonic() < deadline:
            time.sleep(0.5)
        told = self.told(name)
        assert freezer_says(told) == wanted or told["verdict"]["freezer_differs"], (
            told,
            self.demo.sessions.get(self.ids[name]),
        )

    def act(self, name, kind, tag=1):
        path = f"sessions/{self.ids[name]}/action"
        return ok(self.horizon.post(path, {"kind": kind, "tag": tag}))

    def picture(self, name):
        """The session's page, if pictures are wanted: its verdict and its last run."""
        if not os.environ.get("PICTURES"):
            return
        with closing(Browser(self.horizon.url, 1200, 900)) as browser:
            browser.log_in(users.DEMO)
            browser.open_session(self.ids[name])
            browser.one(".freezer-run-row")
            folder = Path(os.environ["PICTURES"])
            folder.mkdir(parents=True, exist_ok=True)
            browser.driver.save_screenshot(str(folder / f"{name}.png"))

    def clean(self):
        for session_id in self.ids.values():
            jobs = self.demo.sessions.get(session_id)["jobs"]
            self.horizon.delete(f"sessions/{session_id}")
            self._jobs.extend(job_id for job_id in jobs if job_id not in self._jobs)
        for job_id in self._jobs:
            self.demo.jobs.delete(job_id)


@pytest.fixture
def scenes(wired, demo, tmp_path):
    with running(wired.cloud, tmp_path, MACHINES) as schedulers:
        made = Scenes(Horizon(wired.cloud.horizon_url, users.DEMO), demo, tmp_path, schedulers)
        yield made
    made.clean()


def states(told):
    return {member["client_id"]: member["state"] for member in told["members"]}


def freezer_says(told):
    return told["status"], told["result"]


def takes(scenes, machine, job_id, schedule):
    """Whether a job still has its new schedule once its agent has polled: one that had read the job
    before writes back what it read.
    """
    scheduler = scenes.schedulers[machine]
    scenes.demo.jobs.update(job_id, {"job_schedule": schedule})
    polled = scheduler.log.read_text().count(POLLED)
    until(lambda: scheduler.log.read_text().count(POLLED) > polled + 1, [scheduler])
    kept = scenes.demo.jobs.get(job_id)["job_schedule"]
    return kept.get("schedule_start_date") == schedule["schedule_start_date"]


def test_each_run_is_told_as_it_was(scenes, tmp_path):
    scenes.session("complete", (ONE, TWO, THREE))
    missing_folder = scenes.backup(TWO, "failed", "not-there")
    scenes.session("failed", (ONE, TWO), real_2=missing_folder)
    late = scenes.session("late", (ONE, THREE), hold_off=SHORT, later=ALONE)
    own = {**every(RARELY, ALONE + TOO_LATE), "event": "start"}
    wait_until_read(scenes.demo, [late[THREE]])
    until(lambda: takes(scenes, THREE, late[THREE], own), scenes.schedulers.values())
    scenes.session("missing", (ONE, GONE))
    scenes.schedulers[GONE].stop()
    with (tmp_path / DOOMED / "data" / "long").open("wb") as file:
        file.truncate(LONG)
    scenes.session("stuck", (TWO, DOOMED))
    scenes.session("wedged", (THREE,), hold_off=AGAIN - SOON, seconds=AGAIN)

    complete = scenes.when("complete", "complete")
    assert complete["verdict"]["words"] == "Complete: 3 of 3 in tag 1"
    scenes.freezer_says("complete", "success")
    scenes.picture("complete")
    # not before the hold-off is over
    until(lambda: "run" in kinds(scenes, "complete"), scenes.schedulers.values())
    asked = scenes.act("complete", "run")

    # its machine dies while it runs
    until(lambda: states(scenes.told("stuck"))[DOOMED] == "running", scenes.schedulers.values())
    scenes.schedulers[DOOMED].kill()

    # all its jobs are behind it, as after a poll that overlapped a run; on a busy machine its
    # second run is over, too
    scenes.when("wedged", "complete", tag=None)
    scenes.demo.sessions.update(scenes.ids["wedged"], {"session_tag": AHEAD})

    failed = scenes.when("failed", "incomplete")
    assert states(failed) == {ONE: "succeeded", TWO: "failed"}
    scenes.freezer_says("failed", "fail")
    scenes.picture("failed")
    (tmp_path / TWO / "not-there").mkdir()
    (tmp_path / TWO / "not-there" / "file").write_text("there")
    until(lambda: "retry" in kinds(scenes, "failed"), scenes.schedulers.values())
    retry = scenes.act("failed", "retry")["session"]
    scenes.ids["retry"] = retry["id"]
    assert states(scenes.when("retry", "complete")) == {TWO: "succeeded"}
    scenes.picture("retry")

    late = scenes.when("late", "incomplete")
    until(lambda: states(scenes.told("late"))[THREE] == "late", scenes.schedulers.values())
    assert states(scenes.told("late")) == {ONE: "succeeded", THREE: "late"}
    scenes.picture("late")

    assert states(scenes.when("complete", "complete", tag=2)) == dict.fromkeys(
        (ONE, TWO, THREE), "succeeded"
    )
    assert [scenes.horizon.call(call).status_code for call in asked["give_back"]] == [200] * 3
    assert scenes.told("complete")["problems"] == []

    missing = scenes.when("missing", "incomplete")
    assert states(missing) == {ONE: "succeeded", GONE: "missing"}
    scenes.picture("missing")

    until(lambda: "end" in kinds(scenes, "stuck"), scenes.schedulers.values())
    scenes.picture("stuck")
    scenes.act("stuck", "end")
    assert states(scenes.when("stuck", "incomplete")) == {TWO: "succeeded", DOOMED: "failed"}

    (problem,) = until(lambda: scenes.told("wedged")["problems"], scenes.schedulers.values())
    assert problem["kind"] == "wedged"
    scenes.picture("wedged")
    calls = problem["repairs"][0]["calls"]
    until(lambda: is_repaired(scenes, "wedged", calls), scenes.schedulers.values(), PRESSES)
    scenes.when("wedged", "complete", tag=AHEAD + 1)


def is_repaired(scenes, name, calls):
    """Whether a press lets its runs go on. It is refused while the job is about to run; an agent
    that read its job before writes the old tag back with its next update: it takes another press.
    """
    answers = [scenes.horizon.call(call) for call in calls]
    assert {answer.status_code for answer in answers} <= {200, 409}, [each.text for each in answers]
    deadline = time.monotonic() + AGAIN + AMPLE
    while all(answer.ok for answer in answers) and time.monotonic() < deadline:
        if scenes.told(name)["session_tag"] == AHEAD + 1:
            return True
        time.sleep(0.5)
    print(name, "stays as it was", [answer.text for answer in answers], scenes.told(name))
    return False


def kinds(scenes, name):
    answer = scenes.horizon.get(f"sessions/{scenes.ids[name]}/action").json()
    return [offer["kind"] for offer in answer["offers"] if not offer["refused"]]
