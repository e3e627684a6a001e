"""Scenarios of backups and restores by real agents, played side by side; what the dialog does."""

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
    """A tenant at Horizon, python-freezerclient, and the folder of all machines."""

    cloud: Cloud
    horizon: Horizon
    demo: object
    home: Path
    schedulers: list

    def until(self, condition):
        return until(condition, self.schedulers)


@contextmanager
def played(wired, home, machines, scenarios) -> Iterator[dict[str, Future]]:
    """What each scenario (Lab -> dict) has seen, by its name, while the machines run."""

    def play(scenario: Callable[[Lab], dict]) -> dict:
        client = client_for(wired.cloud, users.DEMO.name, users.DEMO.project)
        horizon = Horizon(wired.cloud.horizon_url, users.DEMO)
        return scenario(Lab(wired.cloud, horizon, client, home, schedulers))

    with running(wired.cloud, home, machines) as schedulers, ThreadPoolExecutor() as pool:
        yield {each.__name__: pool.submit(play, each) for each in scenarios}


def of(*scenarios):
    """Marks a test that is told what each of these has seen."""
    ids = [each.__name__ for each in scenarios] if len(scenarios) > 1 else [""]
    names = [each.__name__ for each in scenarios]
    return pytest.mark.parametrize("told", names, indirect=True, ids=ids)


# What the dialog does


def choices(material, root):
    """All that is chosen when the dialog opens; `root` None is for the original folders."""
    return [
        {"backup_id": each["id"], "client_id": row["client_id"]}
        | ({"path": root + each["below"]} if root else {})
        for row in material["rows"]
        for each in row["backups"]
    ]


def restore(lab, path, into="beside", typed=None):
    """As the dialog: look, check, start. {"root", "checked", "answer"}."""
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
    """The rows of the dialog's list when all have ended."""
    ids = [job["id"] for job in started["answer"]["jobs"]]

    def ended():
        rows = lab.horizon.get("restores/", job=ids).json()["items"]
        return rows if all(row["ended"] for row in rows) else None

    return lab.until(ended)


def states(lab, started):
    return [row["state"] for row in followed(lab, started)]


# What the machines have


def tree(folder):
    """{file below the folder: its text}."""
    return {
        str(each.relative_to(folder)): each.read_text()
        for each in sorted(folder.rglob("*"))
        if each.is_file()
    }


def archives(lab, machine):
    """The archives of a machine: one a level."""
    return sorted(
        str(each.relative_to(lab.home))
        for each in (lab.home / machine).rglob("backups/data/**/data")
    )


def records(lab, job_id, count):
    """The job's backups, oldest first, as soon as there are so many and the job is done."""

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
