"""The overview's details: protection, the age of backups, and the nights of machines.

Protection is that of the clients (workload); a good backup is one that the list of backups would
restore (records).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from freezer_ui.api.client import Freezer
from freezer_ui.domain.body import Schema, integer
from freezer_ui.domain.document_types import Job
from freezer_ui.domain.jobs import standalone, workload
from freezer_ui.domain.labels import job_label
from freezer_ui.domain.overview import ages, nights
from freezer_ui.domain.schedules import schedule, timetable
from freezer_ui.domain.times import end_after, epoch
from freezer_ui.messages import overview as sentences
from freezer_ui.messages import say, schedules
from freezer_ui.services import overview, overview_machines, overview_project
from freezer_ui.services.answers import Answer
from freezer_ui.services.overview_project import Project
from freezer_ui.services.query import Query
from freezer_ui.services.reader import Reader

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
        return _details(overview_project.read(freezer, reading, now, wanted.limit), wanted)

    chosen = [wanted.rows, wanted.nights, wanted.limit]
    return overview.cached(freezer, ["overview/details", chosen], age, now, make)


def _details(project: Project, wanted: Wanted) -> Answer:
    shown = nights.until(project.now, project.place, wanted.nights)
    last_night = nights.last(shown, project.now, project.place)
    answer = overview.of_sessions(project.rows, last_night, project.now)
    unprotected = _unprotected(project)
    ages_now = [project.aged[job["job_id"]].state for job in project.oldest.values()]
    measured = [state for state in ages_now if state != ages.OPEN]
    answer["counts"] |= _counts(project, measured) | {"unprotected": len(unprotected)}
    words = sentences.of_machines(
        measured.count(ages.FRESH), len(measured), len(unprotected), wanted.limit
    )
    return {
        **answer,
        **_running_and_next(project),
        **overview_machines.answer(project, shown, wanted.machines),
        "machine_words": words,
        "alone": _alone(project),
        "unprotected": overview.shortened(unprotected, lambda each: each),
        "jobs": _jobs_by_age(project, wanted.ages),
        "sessions": _sessions_by_age(project, wanted.ages),
        "older": wanted.limit and wanted.limit // HOUR,
        "is_empty": not (project.rows or project.jobs or project.clients or project.facts),
        "now": project.now,
    }


def _counts(project: Project, measured: list[str]) -> dict[str, int]:
    """`measured`: the states of machines' ages."""
    return {
        "failed": len(project.failed),
        "machines": len({*project.clients, *project.protecting}),
        "old": sum(state in ages.BAD for state in measured),
        "jobs": len(project.jobs),
        "backups": len(project.facts),
    }


def _alone(project: Project) -> Answer:
    """Jobs in no session that failed or whose backups are too old; failed ones first, then by
    time.
    """
    aged, failed = project.aged, project.failed
    old = {job_id for job_id, age in aged.items() if age.state in (ages.OVERDUE, ages.NEVER)}
    alone = [project.jobs[job_id] for job_id in failed | old if job_id not in project.homes]
    alone.sort(key=lambda job: (job["job_id"] not in failed, -(_ended(job) or 0), job["job_id"]))
    return overview.shortened(
        alone,
        lambda job: (
            project.row(job)
            | {
                "at": _ended(job),
                "state": "failed" if job["job_id"] in failed else aged[job["job_id"]].state,
            }
        ),
    )


def _ended(job: Job) -> int | None:
    own = schedule.of_job(job)
    return end_after(own, epoch(own.get("time_started")), "time_ended")


def _unprotected(project: Project) -> list[Answer]:
    """The clients without protection, by name."""
    loads = workload.of_clients(project.jobs.values(), project.homes)
    return [
        {
            "id": client_id,
            "words": say(workload.protection_message(loads.get(client_id, workload.NONE))),
        }
        for client_id in sorted(project.clients, key=lambda each: (each.casefold(), each))
        if client_id not in project.protecting
    ]


def _running_and_next(project: Project) -> Answer:
    """The running jobs in no session, and the next runs of sessions and of jobs in none."""
    alone = [job for job in project.jobs.values() if job["job_id"] not in project.homes]
    running = overview.shortened(
        [job for job in alone if standalone.is_running(job)],
        lambda job: project.row(job) | {"at": epoch(schedule.of_job(job).get("time_started"))},
    )
    runs = [overview.next_of(row) for row in project.rows]
    runs += [_next_of_job(project, job) for job in alone if workload.protects(job)]
    return {"running_jobs": running, "next": overview.coming(runs, project.now)}


def _next_of_job(project: Project, job: Job) -> Answer:
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


def _oldest_first(project: Project) -> list[str]:
    """Ids of jobs by age, then by name."""
    jobs, aged = project.jobs, project.aged
    return sorted(aged, key=lambda key: (aged[key].rank, job_label(jobs[key]).casefold(), key))


def _jobs_by_age(project: Project, most: int) -> Answer:
    ids = _oldest_first(project)
    return {"items": [_aged(project, key) for key in ids[:most]], "total": len(ids)}


def _sessions_by_age(project: Project, most: int) -> Answer:
    """Sessions by the age of their oldest job."""
    oldest: dict[str, str] = {}
    for job_id in _oldest_first(project):
        home = project.homes.get(job_id)
        if home is not None:
            oldest.setdefault(home["session_id"], job_id)
    shown = list(oldest.values())[:most]
    return {"items": [_aged(project, job_id) for job_id in shown], "total": len(oldest)}


def _aged(project: Project, job_id: str) -> Answer:
    age, job = project.aged[job_id], project.jobs[job_id]
    return project.row(job) | {
        "state": age.state,
        "at": age.at,
        "due": age.due,
        "schedule_words": schedules.words(project.when(job), project.place),
    }
