"""Reads the parts of an answer from Freezer, or from the cache if they are recent enough.

Parts are shared by users of a project with the same roles (an admin's list of jobs differs).
"""

import json
import zlib
from collections.abc import Callable, Iterable
from dataclasses import asdict, astuple
from typing import Any

from freezer_ui.api.client import Freezer
from freezer_ui.cache import responses
from freezer_ui.domain import fingerprint, volumes
from freezer_ui.domain.backups import fates, records
from freezer_ui.domain.document_types import Action, Client, Fact, Job, Record, Session
from freezer_ui.domain.labels import job_label, session_label
from freezer_ui.domain.volumes import Known
from freezer_ui.message import Message
from freezer_ui.services import backup_records, paging
from freezer_ui.services.answers import Answer, Home, Named


class Reader:
    """Reads the parts of one answer, each at most `age` seconds old.

    `now` and `read` are epoch seconds; `read` is when the oldest part was read. `refresh` reads
    every part and caches it for others.
    """

    def __init__(self, freezer: Freezer, now: int, age: int = 0, refresh: bool = False):
        self._freezer = freezer
        self.now = now
        self._age = age
        self._refresh = refresh
        self.read = now

    def jobs(self, limit: int, offset: int) -> list[Job]:
        """A page of jobs, one call. An admin gets every project's."""
        name = ["jobs", limit, offset]
        return self._part(name, lambda: {"rows": self._freezer.jobs(limit, offset)})["rows"]

    def all_jobs(self) -> list[Job]:
        """Every job of the project, each once: a call for each chunk of paging."""
        found = {job["job_id"]: job for job in paging.iterate(self.jobs)}
        return [job for job in found.values() if self._freezer.ours(job)]

    def members(self, session: Session) -> dict[str, Job | None]:
        """The jobs of a session's members, None for one that is gone: one call for each, several at
        a time. Shared answers are from after the session's last change.
        """
        name = ["members", session["session_id"], fingerprint.of(session)]
        ids = session.get("jobs") or {}
        return self._part(name, lambda: {"of": self._freezer.find_jobs(ids)})["of"]

    def shown_jobs(self) -> list[Job]:
        """All jobs for display; those of volumes have Cinder's state as their last result."""
        of_volumes = self.of_volumes()
        return [volumes.shown(job, of_volumes) for job in self.all_jobs()]

    def all_actions(self) -> list[Action]:
        """Every action of the project, each once: a call for each chunk of paging."""
        return list({each["action_id"]: each for each in paging.iterate(self._actions)}.values())

    def _actions(self, limit: int, offset: int) -> list[Action]:
        name = ["actions", limit, offset]
        return self._part(name, lambda: {"rows": self._freezer.actions(limit, offset)})["rows"]

    def homes(self) -> dict[str, Home]:
        """The session that lists each job: {job_id: {"id", "name"}}. All sessions are read."""
        return self._part(["homes"], lambda: {"of": _homes(self._freezer.all_sessions())})["of"]

    def clients(self) -> dict[str, Client]:
        """As Freezer.all_clients."""
        return self._part(["clients"], lambda: {"by_id": self._freezer.all_clients()})["by_id"]

    def find_clients(self, ids: Iterable[str]) -> dict[str, Client | None]:
        """These clients by id, None for one that is gone: as clients, and one call for each that is
        not in the list, as central clients are.
        """
        known = self.clients()
        return {each: known.get(each) or self._freezer.find_client(each) for each in ids}

    def backups(self) -> list[Fact]:
        """Every backup of the project (records.facts), settled with Cinder's state.

        They are compressed in the cache: memcached's limit of a megabyte is reached by two thousand
        uncompressed ones.
        """
        part = self._part(
            ["backups", "settled"],
            lambda: {"packed": _packed(backup_records.all_backups(self._freezer))},
        )
        return [_unpacked(row) for row in json.loads(zlib.decompress(part["packed"]))]

    def of_volumes(self) -> Known:
        """The backups of all jobs that back up volumes; {} without Cinder in the catalog. Reads all
        jobs, and all backups if a job is of a volume.
        """
        cinder = self._freezer.volumes
        if cinder is None:
            return {}

        def make() -> Answer:
            jobs = [job for job in self.all_jobs() if volumes.volumes_of(job)]
            found = volumes.known(self.backups(), jobs) if jobs else {}
            return {"of": {job_id: _plain(made) for job_id, made in found.items()}}

        kept = self._part(["volumes", cinder.url], make)["of"]
        return {
            job_id: [[volumes.Made(*each) for each in made] for made in of_each]
            for job_id, of_each in kept.items()
        }

    def named(self, job_ids: Iterable[str]) -> dict[str, Named | None]:
        """{job_id: {"name", "client_id", "rules": fates.rules_of}}, None for a job that is gone:
        one call for each, several at a time.
        """
        ids = sorted(set(job_ids))
        if not ids:
            return {}
        return self._part(["named", ids], lambda: {"of": _named(self._freezer.find_jobs(ids))})[
            "of"
        ]

    def _part(self, name: list[Any], make: Callable[[], Answer]) -> Answer:
        found = responses.get_or_make(self._freezer, name, self._age, self.now, make, self._refresh)
        self.read = min(self.read, found["read"])
        return found


def _plain(of_each: Iterable[Iterable[volumes.Made]]) -> list[list[tuple[Any, ...]]]:
    return [[astuple(each) for each in made] for made in of_each]


def _homes(sessions: list[Session]) -> dict[str, Home]:
    return {
        job_id: {"id": session["session_id"], "name": session_label(session)}
        for session in sessions
        for job_id in session.get("jobs") or {}
    }


def _packed(rows: Iterable[Record]) -> bytes:
    facts = [records.facts(row) for row in rows]
    # messages have no language yet, so the cache serves all languages
    return zlib.compress(json.dumps(facts, default=asdict).encode(), 1)


def _unpacked(fact: Any) -> Fact:
    if fact["refused"]:
        fact["refused"] = Message(**fact["refused"])
    unpacked: Fact = fact
    return unpacked


def _named(jobs: dict[str, Job | None]) -> dict[str, Named | None]:
    return {
        job_id: None
        if job is None
        else Named(name=job_label(job), client_id=job.get("client_id"), rules=fates.rules_of(job))
        for job_id, job in jobs.items()
    }
