"""The first rows of the list in the page itself, shown before Horizon's scripts have run.

The browser requests the same list a moment later with a max_age, and gets the cached answer: one
call to Freezer for both.
"""

from collections.abc import Mapping, Sequence

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from freezer_ui.api.client import Freezer
from freezer_ui.content import page_rules, prefetch
from freezer_ui.messages import data
from freezer_ui.rest.endpoint import now
from freezer_ui.services import session_list, session_table

#: The query of the browser (core/api.service.js, lookAtSessions), so that both share one answer.
QUERY = {"limit": 1000, "form": "table", "max_age": 4}


def rows(request: HttpRequest) -> Sequence[dict]:
    """Return the first rows of the list; empty if they are not ready in time.

    They are read while Horizon draws its menus; the first access waits for them.
    """
    return prefetch.in_page(request, ("sessions:get_all",), _read, [])


def _read(freezer: Freezer) -> list[dict]:
    found = session_list.answer(freezer, QUERY, now(), refresh=True)
    if found["next"]:
        # the first rows may be on another page
        return []
    columns = found["columns"]
    # as in the browser (lists/resources.service.js, ordered)
    rank, name = (columns.index(each) for each in ("rank", "name"))
    in_order = sorted(found["rows"], key=lambda row: (row[rank], row[name].lower()))
    at = now()
    return [
        shown(item, at)
        for item in session_table.items(found, in_order[: settings.API_RESULT_PAGE_SIZE])
    ]


def shown(row: Mapping, at: int) -> dict:
    """Return a row as the template draws it at a time (epoch seconds)."""
    state = row["verdict"]["state"]
    tone, icon = page_rules.LOOKS["failed" if row["need"] == "failed" else state]
    started, ended, coming = row["time_start"], row.get("time_end"), row["next_run"]
    return {**row} | {
        "tone": tone,
        "icon": icon,
        "time_start": data.short(started, at) if started is not None else None,
        "time_start_note": _odd(row, "time_start", "-"),
        "time_end": data.short(ended, at) if ended is not None else None,
        "session_tag": _odd(row, "session_tag", row.get("session_tag")),
        "next_run": data.ahead(coming, at) if coming is not None else None,
    }


def _odd(row: Mapping, name: str, value: object) -> object:
    """The value of a cell, or "not readable"."""
    return _("not readable") if name in row["unreadable"] else value
