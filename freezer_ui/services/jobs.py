"""The jobs of a project."""

from freezer_ui.api.client import Freezer
from freezer_ui.services import paging, shapes
from freezer_ui.services.paging import Page


def list_jobs(
    freezer: Freezer, page: Page, q: str = "", pool: bool = False, session_id: str | None = None
) -> dict:
    """{"items": [job], "next": cursor or None}; `pool` keeps jobs in no session.

    Without a filter one page is one call to Freezer; with one, all jobs are read (F11, F12).
    """
    if not (q or pool or session_id):
        rows, cursor = paging.read(page, freezer.jobs)
        items = [shapes.job_row(row) for row in rows if freezer.ours(row)]
        return {"items": items, "next": cursor}
    items = [shapes.job_row(row) for row in freezer.all_jobs()]
    wanted = [item for item in items if _wanted(item, q.casefold(), pool, session_id)]
    rows, cursor = paging.cut(page, wanted)
    return {"items": rows, "next": cursor}


def _wanted(item: dict, q: str, pool: bool, session_id: str | None) -> bool:
    if pool and item["session_id"]:
        return False
    if session_id and item["session_id"] != session_id:
        return False
    text = " ".join([item["id"], item["description"], item["client_id"] or "", *item["actions"]])
    return q in text.casefold()
