"""The overview's machines: their oldest jobs, and whether backups were made in each night."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from freezer_ui.domain import volumes
from freezer_ui.domain.document_types import Job
from freezer_ui.domain.overview import ages, machines, nights
from freezer_ui.domain.overview.nights import Cell, Night, Work
from freezer_ui.messages import overview as sentences
from freezer_ui.services.answers import Answer
from freezer_ui.services.overview_project import Project

_NOTHING = Work()


@dataclass
class _Works:
    """Backups by night of each machine and job, and the numbers of those that are left out."""

    machines: dict[str, Work] = field(default_factory=dict)
    jobs: dict[str, Work] = field(default_factory=dict)
    unplaced: int = 0
    ahead: int = 0


def answer(project: Project, shown: list[Night], most: int) -> Answer:
    """Return {"machines", "nights", "notes"}: the `most` machines of the worst age, those without
    a job last; `nights` count all machines.
    """
    works = _sorted_into(project, shown)
    cells = {client_id: _cells(project, works, client_id, shown) for client_id in _by_age(project)}
    items = [_machine(project, client_id, cells[client_id]) for client_id in [*cells][:most]]
    return {
        "machines": {"items": items, "total": len(cells)},
        "nights": [_night(number, night, cells.values()) for number, night in enumerate(shown)],
        "notes": sentences.notes(works.unplaced, works.ahead),
    }


def _by_age(project: Project) -> list[str]:
    """The ids of all machines, the worst age first, those without a job last."""
    oldest, aged = project.oldest, project.aged
    by_age = sorted(oldest, key=lambda key: (aged[oldest[key]["job_id"]].rank, key.casefold(), key))
    return [*by_age, *sorted(set(project.clients) - set(oldest), key=str.casefold)]


def _sorted_into(project: Project, shown: list[Night]) -> _Works:
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


def _cells(project: Project, works: _Works, client_id: str, shown: list[Night]) -> list[Cell]:
    known = [
        (works.jobs.get(job["job_id"], _NOTHING), _expected(project, job, shown))
        for job in project.protecting.get(client_id, ())
    ]
    return nights.cells(len(shown), works.machines.get(client_id, _NOTHING), known)


def _expected(project: Project, job: Job, shown: list[Night]) -> dict[int, bool]:
    first = project.first_made.get(job["job_id"])
    return nights.expected(job, project.when(job), first, shown, project.now, project.zone)


def _machine(project: Project, client_id: str, cells: list[Cell]) -> Answer:
    """A machine with its oldest job; without a job it is not protected."""
    job = project.oldest.get(client_id)
    age = project.aged[job["job_id"]] if job else None
    return {
        "id": client_id,
        "state": age.state if age else "unprotected",
        "at": age and age.at,
        "due": age and age.due,
        "job": project.row(job) if job else None,
        "cells": [
            {"state": cell.state, "backups": cell.backups, "words": sentences.of_cell(cell)}
            for cell in cells
        ],
    }


def _night(number: int, night: Night, cells: Iterable[list[Cell]]) -> Answer:
    """A column, with the numbers of machines by state."""
    states = [each[number].state for each in cells]
    counted = {state: states.count(state) for state in (nights.MADE, nights.PARTLY, nights.MISSED)}
    return {"start": night.start, "end": night.end, "counts": counted}
