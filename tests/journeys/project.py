"""The tenant's project past the dashboard: what Freezer holds of it, and what its machines hold."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from stack import wiki
from stack.clients import client_for, default_id
from stack.cloud import Cloud
from stack.scheduler import Scheduler, wait_until_read
from stack.users import DEMO

WEB, DB, FILES = wiki.MACHINES
#: Seconds until something has to have happened, on a machine that does much else.
PATIENCE = 400
#: Seconds by which a member may start after its moment: its machine runs one job at a time.
LATE = 45
#: Seconds, as the adviser wants it for machines that run several jobs.
HOLD_OFF = 120
#: Seconds in which no run is due, for a tenant to do something in and all agents to pick it up.
QUIET = 80


class Project:
    """What a test reads, and what was there before it: jobs with data, sessions that ran."""

    def __init__(self, cloud: Cloud, home: Path, schedulers: list[Scheduler]):
        self.horizon_url = cloud.horizon_url
        self.freezer = client_for(cloud, DEMO.name, DEMO.project)
        self._home, self._schedulers = home, schedulers

    def until(self, condition: Callable[[], object], what: str, patience: float = PATIENCE):
        """What the condition answers once that is true; fails with the schedulers' logs."""
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

    def starts(self, job_id: str, since: float) -> list[int]:
        """When each backup of a job since then began."""
        return [at for record in self.backups(job_id) if (at := record["time_stamp"]) >= since]

    def ran_together(self, session_id: str, since: float, tag: int, first: int, period: int):
        """From `first` on every member ran once at each due moment, all in one tag; and none ran
        between `since` and `first`. `tag` is that of `since`, `period` is in seconds.
        """
        dues = self.until(lambda: self._ended_dues(session_id, first, period), "a whole run")
        runs = {job_id: self.starts(job_id, since) for job_id in self.members(session_id)}
        expected = [moment(due) for due in dues]
        for job_id, at in runs.items():
            nearest = [moment(_due_of(each, dues)) for each in at]
            assert nearest == expected, (job_id, [moment(each) for each in at], expected)
        session = self.freezer.sessions.get(session_id)
        assert session["session_tag"] == tag + len(dues), (expected, session)

    def _ended_dues(self, session_id: str, first: int, period: int) -> list[int]:
        """The due moments so far, if the run of the last one has ended and the next is not near."""
        now = time.time()
        dues = list(range(first, int(now), period))
        is_quiet = dues and LATE <= now - dues[-1] <= period - 10
        return dues if is_quiet and self.has_run(session_id, dues[-1] - 1) else []


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


def _due_of(start: int, dues: list[int]) -> int:
    """The due moment that a start belongs to; the start itself if it belongs to none."""
    return next((due for due in dues if due - 1 <= start <= due + LATE), start)


def _ended(job: dict, since: float) -> bool:
    schedule = job["job_schedule"]
    started, ended = schedule.get("time_started") or -1, schedule.get("time_ended") or -1
    return started >= since and ended >= started and schedule.get("status") != "running"
