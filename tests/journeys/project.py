"""The tenant's project behind the dashboard: its documents in Freezer, and the data on its
machines.
"""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from stack import wiki
from stack.clients import client_for, default_id
from stack.cloud import Cloud
from stack.scheduler import Scheduler, wait_until_read
from stack.users import DEMO, User
from tests.rest import machines
from tests.rest.horizon import Horizon

WEB, DB, FILES = wiki.MACHINES
#: Seconds until something has to have happened, on a machine that does much else: a run that it
#: was late for is waited for again.
PATIENCE = 1200
#: Seconds, as the adviser wants it for machines that run several jobs.
HOLD_OFF = 120
#: Seconds before a run in which none began late any more: for a tenant to do something in, and for
#: all agents to pick it up.
QUIET = 140


class Project:
    """What a test reads, and what was there before it: jobs with data, sessions that ran."""

    def __init__(self, cloud: Cloud, home: Path, schedulers: list[Scheduler], user: User = DEMO):
        self.freezer = client_for(cloud, user.name, user.project)
        self._home, self._schedulers = home, schedulers
        self._rest = Horizon(cloud.horizon_url, user)

    def until(self, condition: Callable[[], object], what: str, patience: float = PATIENCE):
        """Return what the condition returns once it is true; otherwise fail with the schedulers'
        logs.
        """
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline:
            found = condition()
            if found:
                return found
            time.sleep(1)
        logs = "\n".join(scheduler.log.read_text()[-3000:] for scheduler in self._schedulers)
        return pytest.fail(f"Not seen within {patience} s: {what}.\n{logs}")

    # machines

    def client_id(self, machine: str) -> str:
        return default_id(self.freezer, machine)

    def data(self, machine: str, name: str) -> Path:
        """The folder of a machine that the job called `name` backs up."""
        return self._home / machine / name

    # documents

    def session(self, description: str) -> dict | None:
        """The session of that description."""
        sessions = self.freezer.sessions.list_all(limit=1000)
        return next((each for each in sessions if each["description"] == description), None)

    def members(self, session_id: str) -> dict[str, dict]:
        """The job of each member, by its id."""
        session = self.freezer.sessions.get(session_id)
        return {job_id: self.freezer.jobs.get(job_id) for job_id in session.get("jobs") or {}}

    def job(self, description: str) -> dict | None:
        """The job of that description."""
        jobs = self.freezer.jobs.list_all(limit=1000)
        return next((each for each in jobs if each["description"] == description), None)

    def backups(self, job_id: str) -> list[dict]:
        """What Freezer recorded of a job's backups, oldest first."""
        found = self.freezer.backups.list(limit=1000, search={"match": [{"job_id": job_id}]})
        records = [each["backup_metadata"] for each in found]
        ours = [record for record in records if record.get("job_id") == job_id]
        return sorted(ours, key=lambda record: record["time_stamp"])

    def archives(self, machine: str, name: str) -> list[Path]:
        """What a machine's disk has of the backups of the folder called `name`, oldest first."""
        folder = self._home / machine / "backups" / "data" / "tar" / f"{machine}_{name}"
        return sorted(folder.glob("*/*/data"))

    def new_job(self, machine: str, description: str, name: str) -> str:
        """A job in the pool, with data to back up."""
        folder = self.data(machine, name)
        folder.mkdir(parents=True)
        (folder / "page.txt").write_text(f"{description}\n")
        action = {
            "action": "backup",
            "mode": "fs",
            "engine_name": "tar",
            "storage": "local",
            "backup_name": name,
            "hostname": machine,
            "path_to_backup": str(folder),
            "container": str(self._home / machine / "backups"),
            "incremental": True,
            "max_level": 3,
        }
        return self.freezer.jobs.create(
            {
                "client_id": self.client_id(machine),
                "description": description,
                "job_actions": [{"freezer_action": action, "max_retries": 0}],
                "job_schedule": {"event": "stop"},
            }
        )

    def wait_until_read(self, *jobs: str) -> None:
        """Return when the machines know these new jobs."""
        wait_until_read(self.freezer, list(jobs))

    def new_session(self, description: str, schedule: dict, *jobs: str) -> str:
        """A session with these jobs in it, made at the command line."""
        document = {
            "description": description,
            "hold_off": HOLD_OFF,
            "schedule": {**schedule, "event": "start"},
        }
        session_id = self.freezer.sessions.create(document)
        for job_id in jobs:
            self.freezer.sessions.add_job(session_id, job_id)
        return session_id

    # runs

    def has_run(self, session_id: str, since: float = 0) -> bool:
        """Whether every member ended a run that began after `since`."""
        return all(_ended(job, since) for job in self.members(session_id).values())

    def is_between_runs(self, session_id: str, first: int, period: int, over: int) -> bool:
        """Whether every member ended the last of the runs that are due each `period` seconds from
        `first` on, that was due `over` seconds ago or more, and the next one is a while ahead.
        """
        past = (time.time() - first) % period
        if not over < past < period - QUIET:
            return False
        return self.has_run(session_id, int(time.time() - past) - 1) and self.can_start(session_id)

    def starts(self, job_id: str, since: float = 0) -> list[int]:
        """When a job began since then, as the log of its machine has it."""
        began = machines.starts(self._schedulers).get(job_id, [])
        return [at for at in began if at >= since]

    def ran_together(self, session_id: str, since: float, tag: int, first: int, period: int) -> int:
        """The tag of the first run, from `first` on, that was whole: a run that a busy machine was
        late for is no such. Since `since`, when the tag was `tag`, members began at due moments
        only, once each, and none of them began a tag of its own. `period` is in seconds.
        """
        whole, last = self.until(lambda: self._whole_run(session_id, first), "a whole run")
        place, dues = (last - first + 1) // period, set()
        for job_id in self.members(session_id):
            began = [at - first + 1 for at in self.starts(job_id, since)]
            words = (
                f"{job_id} from {moment(since)} on, due {moment(first)}:",
                list(map(moment, self.starts(job_id))),
                f"polls were up to {machines.slowest_poll(self._schedulers)} s apart",
            )
            assert all(at >= 0 and at % period <= period - QUIET for at in began), words
            runs = [at // period for at in began]
            assert len(set(runs)) == len(runs), words
            assert place in runs, words
            dues.update(each for each in runs if each <= place)
        assert tag < whole <= tag + len(dues), (tag, whole, dues)
        return whole

    def _whole_run(self, session_id: str, first: int) -> tuple[int, int] | None:
        """The tag and the start of the last run, if its page says that it is whole."""
        if not self.can_start(session_id):
            return None
        page = self._rest.get(f"sessions/{session_id}").json()
        tag, count, began = page["session_tag"], len(page["members"]), page["time_start"] or 0
        is_whole = page["verdict"]["words"] == f"Complete: {count} of {count} in tag {tag}"
        return (tag, began) if is_whole and began >= first - 1 else None

    def can_start(self, session_id: str) -> bool:
        """Whether Freezer lets its members start a run; else its page is told to repair it, as a
        tenant would: an agent whose poll overlaps a start forgets the tag, which machines
        that are busy do.
        """
        answer = self._rest.get(f"sessions/{session_id}")
        if not answer.ok:
            return False
        wedged = [each for each in answer.json()["problems"] if each["kind"] == "wedged"]
        for problem in wedged:
            print("repaired:", problem["words"])
            for call in problem["repairs"][0]["calls"]:
                # refused while a member runs: asked again at the next look
                self._rest.call(call)
        return not wedged


def interval(seconds: int, first: float) -> dict:
    """A schedule that counts from a moment."""
    start = datetime.fromtimestamp(first, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return {"schedule_interval": f"{seconds} seconds", "schedule_start_date": start}


def next_minute(seconds: int) -> datetime:
    """The first full minute that is at least so far ahead."""
    return (datetime.now(UTC) + timedelta(seconds=seconds + 59)).replace(second=0, microsecond=0)


def moment(at: float) -> str:
    """As a failing test says it."""
    return datetime.fromtimestamp(at, UTC).strftime("%H:%M:%S")


def _ended(job: dict, since: float) -> bool:
    schedule = job["job_schedule"]
    started, ended = schedule.get("time_started") or -1, schedule.get("time_ended") or -1
    return started >= since and ended >= started and schedule.get("status") != "running"
