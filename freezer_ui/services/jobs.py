"""The jobs of a project."""

from collections.abc import Callable, Iterable

from freezer_ui.api import kept
from freezer_ui.api.client import Freezer
from freezer_ui.services import paging, shapes
from freezer_ui.services.paging import Page
from freezer_ui.sessions import capability, health


def list_jobs(freezer: Freezer, page: Page) -> dict:
    """{"items": [job], "next": cursor or None, "checked": jobs looked at}; one call to Freezer."""
    rows, cursor = paging.read(page, freezer.jobs)
    ours = [row for row in rows if freezer.ours(row)]
    return {"items": _rows(freezer, ours), "next": cursor, "checked": len(rows)}


def search_jobs(freezer: Freezer, page: Page, q: str, pool: bool) -> dict:
    """As list_jobs, of the jobs whose name, client, action or id has `q`, and with `pool` only
    those that no session lists; each with "warning" and "dangling".

    Freezer's own search reads all jobs at once (F11, F12), so a stretch of them is looked through:
    there may be fewer than wanted, even none, and a `next` all the same.
    """
    listed = health.listed(freezer.all_sessions()) if pool else set()
    found = paging.search(page, freezer.jobs, _wanted(freezer, q.casefold(), listed))
    return {
        "items": _warned(freezer, found.rows),
        "next": found.cursor,
        "checked": found.checked,
    }


def some_jobs(freezer: Freezer, job_ids: Iterable[str]) -> dict:
    """As list_jobs, of these jobs as far as they exist: one call each."""
    ids = list(dict.fromkeys(job_ids))
    rows = [row for row in freezer.find_jobs(ids).values() if row is not None]
    return {"items": _warned(freezer, rows), "next": None, "checked": len(ids)}


def _wanted(freezer: Freezer, q: str, listed: set[str]) -> Callable[[dict], bool]:
    def wanted(row: dict) -> bool:
        if not freezer.ours(row) or row["job_id"] in listed:
            return False
        item = shapes.job_row(row)
        words = [item["id"], item["description"], item["client_id"] or "", *item["actions"]]
        return q in " ".join(words).casefold()

    return wanted


def _rows(freezer: Freezer, jobs: list[dict]) -> list[dict]:
    known = kept.many(freezer.project_id, [job["job_id"] for job in jobs])
    return [shapes.job_row(job, known.get(job["job_id"])) for job in jobs]


def _warned(freezer: Freezer, jobs: list[dict]) -> list[dict]:
    """With what keeps a job from running: one call for all clients."""
    if not jobs:
        return []
    clients = freezer.all_clients()
    for client_id in {job["client_id"] for job in jobs} - set(clients):
        # Central clients are in no project's list.
        clients[client_id] = freezer.find_client(client_id)
    warnings = [capability.warning(job, clients[job["client_id"]]) for job in jobs]
    return [
        row | {"warning": warning, "dangling": bool(row["session_id"])}
        for row, warning in zip(_rows(freezer, jobs), warnings, strict=True)
    ]
