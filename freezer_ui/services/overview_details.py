"""The overview's details: protection, the age of backups, and the nights of machines.

Protection is that of the clients (workload); a good backup is one that the list of backups would
restore (records).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import tzinfo

from django.utils import timezone

from freezer_ui import settings
from freezer_ui.api.client import Freezer
from freezer_ui.domain import volumes
from freezer_ui.domain.body import Schema, integer
from freezer_ui.domain.document_types import Client, Fact, Job, Session
from freezer_ui.domain.jobs import standalone, workload
from freezer_ui.domain.labels import job_label, session_label
from freezer_ui.domain.overview import ages, machines, nights
from freezer_ui.domain.overview.ages import Age
from freezer_ui.domain.overview.nights import Night, Work
from freezer_ui.domain.runs import run
from freezer_ui.domain.schedules import schedule, timetable
from freezer_ui.domain.times import end_after, epoch
from freezer_ui.messages import overview as sentences
from freezer_ui.messages import say, schedules
from freezer_ui.services import evidence, overview, session_rows
from freezer_ui.services.answers import Answer
from freezer_ui.services.query import Query
from freezer_ui.services.reader import Reader
from freezer_ui.services.session_rows import Row

#: Machines of the heat map: the default and the largest number.
LISTED, MOST_LISTED = 15, 200
#: The default number of nights.
NIGHTS = 14
HOUR = 3600
#: The largest limit of an age, hours: ten years.
OLDEST_HOURS = 87_600
QUERY: Mapping[str, Schema] = {
    "limit": integer(1, MOST_LISTED),
    "nights": integer(1, nights.MOST, default=NIGHTS),
    "older": integer(1, OLDEST_HOURS),
}


@dataclass(frozen=True)
class Wanted:
    """Options of the page: the numbers of rows and nights, and a `limit` of age in seconds, which
    replaces what schedules promise.
    """

    rows: int | None
    nights: int
    limit: int | None

    @property
    def machines(self) -> int:
        return self.rows or LISTED

    @property
    def ages(self) -> int:
        return self.rows or overview.SHOWN

    @classmethod
    def of(cls, query: Query) -> "Wanted":
        """Return what a query with limit, nights and older (hours) asks for."""
        older = query.get("older")
        return cls(query.get("limit"), query["nights"], older and older * HOUR)


def details(freezer: Freezer, query: Query, now: int) -> Answer:
    """Return overview.look, and {"alone", "machines", "unprotected", "jobs", "sessions", "nights",
    "notes", "is_empty", …}.

    All sessions, jobs, clients and backups are read, and up to evidence.MOST jobs in doubt again.
    """
    wanted, age = Wanted.of(query), query["max_age"]

    def make() -> Answer:
        reading = Reader(freezer, now, age)
        return _details(_read(freezer, reading, now), wanted)

    chosen = [wanted.rows, wanted.nights, wanted.limit]
    return overview.cached(freezer, ["overview/details", chosen], age, now, make)


@dataclass
class _Project:
    """A project as it was read, and derived times by job id (epoch seconds)."""

    now: int
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

    def age(self, job: Job, limit: int | None) -> Age:
        made = ages.last_of(job, self.made.get(job["job_id"], {}))
        age = ages.of_job(job, self.when(job), made, self.now, limit)
        return ages.with_open(age, self.open_since.get(job["job_id"]))


def _read(freezer: Freezer, reading: Reader, now: int) -> _Project:
    """Read the project; sessions before jobs, so that the jobs' facts can be kept for lists."""
    sessions = freezer.all_sessions()
    jobs = {job["job_id"]: job for job in reading.all_jobs()}
    if reading.read == now:
        evidence.keep(freezer, sessions, jobs, now)
    clients = reading.clients()
    facts = volumes.facts_attributed(reading.backups(), jobs.values())
    if freezer.volumes is not None:
        of_volumes = volumes.known(facts, jobs.values())
        jobs = {each: volumes.shown(job, of_volumes) for each, job in jobs.items()}
    return _Project(
        now=now,
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


def _details(project: _Project, wanted: Wanted) -> Answer:
    shown = nights.until(project.now, project.place, wanted.nights)
    protecting = machines.protecting(project.jobs.values())
    aged = {
        job["job_id"]: project.age(job, wanted.limit)
        for each in protecting.values()
        for job in each
    }
    last_night = nights.last(shown, project.now, project.place)
    answer = overview.of_sessions(project.rows, last_night, project.now)
    found = _machines(project, protecting, aged, shown, wanted)
    unprotected = _unprotected(project, protecting)
    failed = [
        job for job in project.jobs.values() if schedule.of_job(job).get("result") == run.FAIL
    ]
    measured = [each.state for each in found["ages"].values() if each.state != ages.OPEN]
    answer["counts"] |= {
        "failed": len(failed),
        "unprotected": len(unprotected),
        "machines": len({*project.clients, *protecting}),
        "old": sum(state in ages.BAD for state in measured),
        "jobs": len(project.jobs),
        "backups": len(project.facts),
    }
    return answer | {
        **_running_and_next(project),
        "machine_words": sentences.of_machines(
            measured.count(ages.FRESH), len(measured), len(unprotected), wanted.limit
        ),
        "alone": _alone(project, failed, aged),
        "unprotected": overview.shortened(unprotected, lambda each: each),
        "machines": found["shown"],
        "jobs": _jobs_by_age(project, aged, wanted),
        "sessions": _sessions_by_age(project, aged, wanted),
        "nights": found["nights"],
        "notes": found["notes"],
        "older": wanted.limit and wanted.limit // HOUR,
        "is_empty": not (project.rows or project.jobs or project.clients or project.facts),
        "now": project.now,
    }


def _home(project: _Project, job: Job) -> Answer | None:
    session = project.homes.get(job["job_id"])
    if session is None:
        return None
    return {"id": session["session_id"], "name": session_label(session)}


def _job(project: _Project, job: Job) -> Answer:
    return {
        "id": job["job_id"],
        "name": job_label(job),
        "client_id": job["client_id"],
        "session": _home(project, job),
    }


def _alone(project: _Project, failed: list[Job], aged: Mapping[str, Age]) -> Answer:
    """Jobs in no session that failed or whose backups are too old; failed ones
    first, then by time.
    """

    def at(job: Job) -> int | None:
        own = schedule.of_job(job)
        return end_after(own, epoch(own.get("time_started")), "time_ended")

    ids = {job["job_id"] for job in failed}
    old = {job_id for job_id, age in aged.items() if age.state in (ages.OVERDUE, ages.NEVER)}
    alone = [project.jobs[job_id] for job_id in ids | old if job_id not in project.homes]
    alone.sort(key=lambda job: (job["job_id"] not in ids, -(at(job) or 0), job["job_id"]))
    return overview.shortened(
        alone,
        lambda job: (
            _job(project, job)
            | {
                "at": at(job),
                "state": "failed" if job["job_id"] in ids else aged[job["job_id"]].state,
            }
        ),
    )


def _unprotected(project: _Project, protecting: Mapping[str, list[Job]]) -> list[Answer]:
    """The clients without protection, by name."""
    loads = workload.of_clients(project.jobs.values(), project.homes)
    return [
        {
            "id": client_id,
            "words": say(workload.protection_message(loads.get(client_id, workload.NONE))),
        }
        for client_id in sorted(project.clients, key=lambda each: (each.casefold(), each))
        if client_id not in protecting
    ]


def _running_and_next(project: _Project) -> Answer:
    """The running jobs in no session, and the next runs of sessions and of jobs in none."""
    alone = [job for job in project.jobs.values() if job["job_id"] not in project.homes]
    running = overview.shortened(
        [job for job in alone if standalone.is_running(job)],
        lambda job: _job(project, job) | {"at": epoch(schedule.of_job(job).get("time_started"))},
    )
    runs = [overview.next_of(row) for row in project.rows]
    runs += [_next_of_job(project, job) for job in alone if workload.protects(job)]
    return {"running_jobs": running, "next": overview.coming(runs, project.now)}


def _next_of_job(project: _Project, job: Job) -> Answer:
    last = epoch(schedule.of_job(job).get("time_started"))
    at, about, _note = timetable.next_run(schedule.of_job(job), project.now, last, project.zone)
    return {
        "id": job["job_id"],
        "kind": "job",
        "name": job_label(job),
        "client_id": job["client_id"],
        "at": at,
        "about": about,
    }


def _machines(
    project: _Project,
    protecting: Mapping[str, list[Job]],
    aged: Mapping[str, Age],
    shown: list[Night],
    wanted: Wanted,
) -> Answer:
    """{"ages": {client_id: its worst age}, "shown", "nights", "notes"}."""
    oldest = {
        client_id: project.jobs[
            ages.of_machine({job["job_id"]: aged[job["job_id"]] for job in each})
        ]
        for client_id, each in protecting.items()
    }
    by_age = sorted(oldest, key=lambda key: (aged[oldest[key]["job_id"]].rank, key.casefold(), key))
    rest = sorted(set(project.clients) - set(oldest), key=str.casefold)
    works = _sorted_into(project, shown)
    cells = {
        client_id: _cells(project, works, client_id, protecting.get(client_id, []), shown)
        for client_id in (*by_age, *rest)
    }
    items = [
        _machine(project, client_id, oldest.get(client_id), aged, cells[client_id])
        for client_id in [*by_age, *rest][: wanted.machines]
    ]
    return {
        "ages": {client_id: aged[job["job_id"]] for client_id, job in oldest.items()},
        "shown": {"items": items, "total": len(cells)},
        "nights": [_night(number, night, cells.values()) for number, night in enumerate(shown)],
        "notes": sentences.notes(works.unplaced, works.ahead),
    }


@dataclass
class _Works:
    """Backups by night of each machine and job, and the numbers of those that are left out."""

    machines: dict[str, Work] = field(default_factory=dict)
    jobs: dict[str, Work] = field(default_factory=dict)
    unplaced: int = 0
    ahead: int = 0


def _sorted_into(project: _Project, shown: list[Night]) -> _Works:
    found, sorter = _Works(), nights.Sorter(shown)
    hosts = machines.by_host(project.clients)
    for fact in project.facts:
        if ages.is_ahead(fact, project.now):
            found.ahead += 1
            continue
        client_id = machines.owner(fact, project.jobs, hosts)
        if client_id is None:
            found.unplaced += 1
            continue
        number = None if fact["at"] is None else sorter.index_of(fact["at"])
        if number is not None:
            told = ages.is_good(fact, project.now), volumes.is_open(fact)
            found.machines.setdefault(client_id, Work()).add(number, *told)
            if fact["job_id"]:
                found.jobs.setdefault(fact["job_id"], Work()).add(number, *told)
    return found


_NOTHING = Work()


def _cells(
    project: _Project,
    works: _Works,
    client_id: str,
    jobs: list[Job],
    shown: list[Night],
) -> list[nights.Cell]:
    known = [
        (works.jobs.get(job["job_id"], _NOTHING), _expected(project, job, shown)) for job in jobs
    ]
    return nights.cells(len(shown), works.machines.get(client_id, _NOTHING), known)


def _expected(project: _Project, job: Job, shown: list[Night]) -> dict[int, bool]:
    first = project.first_made.get(job["job_id"])
    return nights.expected(job, project.when(job), first, shown, project.now, project.zone)


def _machine(
    project: _Project,
    client_id: str,
    job: Job | None,
    aged: Mapping[str, Age],
    cells: list[nights.Cell],
) -> Answer:
    """A machine with its oldest job; without a job it is not protected."""
    age = aged[job["job_id"]] if job else None
    return {
        "id": client_id,
        "state": age.state if age else "unprotected",
        "at": age and age.at,
        "due": age and age.due,
        "job": _job(project, job) if job else None,
        "cells": [
            {"state": cell.state, "backups": cell.backups, "words": sentences.of_cell(cell)}
            for cell in cells
        ],
    }


def _night(number: int, night: Night, cells: Iterable[list[nights.Cell]]) -> Answer:
    """A column, with the numbers of machines by state."""
    states = [each[number].state for each in cells]
    counted = {state: states.count(state) for state in (nights.MADE, nights.PARTLY, nights.MISSED)}
    return {"start": night.start, "end": night.end, "counts": counted}


def _oldest_first(project: _Project, aged: Mapping[str, Age]) -> list[str]:
    """Ids of jobs by age, then by name."""
    jobs = project.jobs
    return sorted(aged, key=lambda key: (aged[key].rank, job_label(jobs[key]).casefold(), key))


def _jobs_by_age(project: _Project, aged: Mapping[str, Age], wanted: Wanted) -> Answer:
    ids = _oldest_first(project, aged)
    items = [_aged(project, aged[key], project.jobs[key]) for key in ids[: wanted.ages]]
    return {"items": items, "total": len(ids)}


def _sessions_by_age(project: _Project, aged: Mapping[str, Age], wanted: Wanted) -> Answer:
    """Sessions by the age of their oldest job."""
    oldest: dict[str, str] = {}
    for job_id in _oldest_first(project, aged):
        home = project.homes.get(job_id)
        if home is not None:
            oldest.setdefault(home["session_id"], job_id)
    shown = list(oldest.values())[: wanted.ages]
    items = [_aged(project, aged[job_id], project.jobs[job_id]) for job_id in shown]
    return {"items": items, "total": len(oldest)}


def _aged(project: _Project, age: Age, job: Job) -> Answer:
    return _job(project, job) | {
        "state": age.state,
        "at": age.at,
        "due": age.due,
        "schedule_words": schedules.words(project.when(job), project.place),
    }
