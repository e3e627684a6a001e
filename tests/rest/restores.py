"""Scenarios of backups and restores by real agents, run in parallel, with the requests of the
dialog.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from stack import users
from stack.clients import client_for
from stack.cloud import Cloud
from tests.rest.horizon import Horizon
from tests.rest.machines import running, until


@dataclass(frozen=True)
class Lab:
    """A tenant's login to Horizon, python-freezerclient, and the folder of all machines."""

    cloud: Cloud
    horizon: Horizon
    demo: object
    home: Path
    schedulers: list

    def until(self, condition):
        return until(condition, self.schedulers)


@contextmanager
def played(wired, home, machines, scenarios) -> Iterator[dict[str, Future]]:
    """Return what each scenario (Lab -> dict) has seen, by its name, while the machines run."""

    def play(scenario: Callable[[Lab], dict]) -> dict:
        client = client_for(wired.cloud, users.DEMO.name, users.DEMO.project)
        horizon = Horizon(wired.cloud.horizon_url, users.DEMO)
        return scenario(Lab(wired.cloud, horizon, client, home, schedulers))

    with running(wired.cloud, home, machines) as schedulers, ThreadPoolExecutor() as pool:
        yield {each.__name__: pool.submit(play, each) for each in scenarios}


def of(*scenarios):
    """Mark a test that receives what these scenarios have seen."""
    ids = [each.__name__ for each in scenarios] if len(scenarios) > 1 else [""]
    names = [each.__name__ for each in scenarios]
    return pytest.mark.parametrize("told", names, indirect=True, ids=ids)


# What the dialog does


def choices(material, root):
    """Return all choices as the dialog makes them by default; `root` None is for the original
    folders.
    """
    return [
        {"backup_id": each["id"], "client_id": row["client_id"]}
        | ({"path": root + each["below"]} if root else {})
        for row in material["rows"]
        for each in row["backups"]
    ]


def restore(lab, path, into="beside", typed=None):
    """Do what the dialog does: read, check, start. Return {"root", "checked", "answer"}."""
    material = lab.horizon.get(path).json()
    root = material["root"].replace("/srv", str(typed), 1) if typed else None
    body = {"into": into, "choices": choices(material, root)}
    if into == "original":
        body["confirm"] = material["confirm"]
    checked = lab.horizon.post(path, body | {"check": True})
    assert checked.ok, checked.text
    answer = lab.horizon.post(path, body | {"check": False})
    assert answer.status_code == 201, answer.text
    return {"root": Path(root or "/"), "checked": checked.json(), "answer": answer.json()}


def followed(lab, started):
    """Return the rows of the dialog's list when all jobs have ended."""
    ids = [job["id"] for job in started["answer"]["jobs"]]

    def ended():
        rows = lab.horizon.get("restores/", job=ids).json()["items"]
        return rows if all(row["ended"] for row in rows) else None

    return lab.until(ended)


def states(lab, started):
    return [row["state"] for row in followed(lab, started)]


# What the machines have


def tree(folder):
    """Return {file below the folder: its text}."""
    return {
        str(each.relative_to(folder)): each.read_text()
        for each in sorted(folder.rglob("*"))
        if each.is_file()
    }


def archives(lab, machine):
    """Return the archives of a machine, one for each level."""
    return sorted(
        str(each.relative_to(lab.home))
        for each in (lab.home / machine).rglob("backups/data/**/data")
    )


def records(lab, job_id, count):
    """Return the job's backups, oldest first, once there are `count` and the job has ended."""

    def there():
        rows = [
            row
            for row in lab.demo.backups.list(limit=1000)
            if row["backup_metadata"].get("job_id") == job_id
        ]
        done = lab.demo.jobs.get(job_id)["job_schedule"].get("status") == "completed"
        return rows if done and len(rows) == count else None

    return sorted(lab.until(there), key=lambda row: row["backup_metadata"]["time_stamp"])


def run(lab, job_id):
    lab.demo.jobs.update(job_id, {"job_schedule": {"event": "start"}})
