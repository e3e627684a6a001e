"""What the overview's details are made of: a project as it was read once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import tzinfo
from functools import cached_property

from django.utils import timezone

from freezer_ui import settings
from freezer_ui.api.client import Freezer
from freezer_ui.domain import volumes
from freezer_ui.domain.document_types import Client, Fact, Job, Session
from freezer_ui.domain.labels import job_label, session_label
from freezer_ui.domain.overview import ages, machines
from freezer_ui.domain.overview.ages import Age
from freezer_ui.domain.runs import run
from freezer_ui.domain.schedules import schedule
from freezer_ui.services import evidence, session_rows
from freezer_ui.services.answers import Answer
from freezer_ui.services.reader import Reader
from freezer_ui.services.session_rows import Row


@dataclass
class Project:
    """A project as it was read, and derived times by job id (epoch seconds). `limit` is an age in
    seconds, which replaces what schedules promise.
    """

    now: int
    limit: int | None
    place: tzinfo
    zone: str
    rows: list[Row]
    jobs: Mapping[str, Job]
    clients: Mapping[str, Client]
    facts: list[Fact]
    #: The last good backups by name, and the first backup of each job.
    made: dict[str, dict[str, int]]
    first_made: dict[str, int]
    #: The last backup that Cinder has not confirmed.
    open_since: dict[str, int]
    #: The session that lists each job.
    homes: Mapping[str, Session]

    def when(self, job: Job) -> dict[str, str]:
        return ages.promised(job, self.homes.get(job["job_id"]))

    @cached_property
    def protecting(self) -> dict[str, list[Job]]:
        """The jobs that protect each machine, by client_id."""
        return machines.protecting(self.jobs.values())

    @cached_property
    def aged(self) -> dict[str, Age]:
        """The age of the backups of each job that protects a machine, by job id."""
        return {job["job_id"]: self._age(job) for each in self.protecting.values() for job in each}

    @cached_property
    def oldest(self) -> dict[str, Job]:
        """The job with the worst age of each protected machine, by client_id."""
        return {
            client_id: self.jobs[
                ages.of_machine({job["job_id"]: self.aged[job["job_id"]] for job in each})
            ]
            for client_id, each in self.protecting.items()
        }

    @cached_property
    def failed(self) -> set[str]:
        """The ids of jobs whose last run failed."""
        return {
            job_id
            for job_id, job in self.jobs.items()
            if schedule.of_job(job).get("result") == run.FAIL
        }

    def _age(self, job: Job) -> Age:
        made = ages.last_of(job, self.made.get(job["job_id"], {}))
        age = ages.of_job(job, self.when(job), made, self.now, self.limit)
        return ages.with_open(age, self.open_since.get(job["job_id"]))

    def row(self, job: Job) -> Answer:
        """Return {"id", "name", "client_id", "session"}; "session" is {"id", "name"} or None."""
        home = self.homes.get(job["job_id"])
        return {
            "id": job["job_id"],
            "name": job_label(job),
            "client_id": job["client_id"],
            "session": home and {"id": home["session_id"], "name": session_label(home)},
        }


def read(freezer: Freezer, reading: Reader, now: int, limit: int | None) -> Project:
    """Read a project; sessions before jobs, so that the jobs' facts can be kept for lists."""
    sessions = freezer.all_sessions()
    jobs = {job["job_id"]: job for job in reading.all_jobs()}
    if reading.read == now:
        evidence.keep(freezer, sessions, jobs, now)
    clients = reading.clients()
    facts = volumes.facts_attributed(reading.backups(), jobs.values())
    if freezer.volumes is not None:
        of_volumes = volumes.known(facts, jobs.values())
        jobs = {each: volumes.shown(job, of_volumes) for each, job in jobs.items()}
    return Project(
        now=now,
        limit=limit,
        place=timezone.get_current_timezone(),
        zone=settings.get("FREEZER_AGENT_TIME_ZONE"),
        rows=session_rows.confirmed(freezer, sessions, now, gather=True),
        jobs=jobs,
        clients=clients,
        facts=facts,
        made=ages.last_made(facts, now),
        first_made=ages.first_made(facts),
        open_since=ages.open_since(facts),
        homes={job_id: each for each in sessions for job_id in each.get("jobs") or {}},
    )
