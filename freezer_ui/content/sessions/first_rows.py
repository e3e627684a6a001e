"""The first rows of the list, to be in the page itself: shown before Horizon's scripts have run.

The browser asks for the same list a moment later, says that it may be a few seconds old, and is
answered from what was read here: one call to Freezer for both.
"""

from collections.abc import Mapping, Sequence
from concurrent.futures import Future, wait
from datetime import UTC, datetime
from functools import partial

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from freezer_ui import deadline
from freezer_ui.api.client import Freezer
from freezer_ui.content import prefetch
from freezer_ui.rest.endpoint import in_zone, now
from freezer_ui.services import session_list, session_table

#: What the browser asks for (core/api.service.js, lookAtSessions): word for word, to share it.
QUERY = {"limit": "1000", "form": "table", "max_age": "4"}
#: Seconds that the page waits for Freezer at most; the browser has more patience.
TIMEOUT = 0.5

#: Tone and icon of a verdict, as in core/core.module.js.
STYLES = {
    "complete": ("good", "fa-check"),
    "incomplete": ("bad", "fa-exclamation-triangle"),
    "running": ("busy", "fa-play"),
    "overdue": ("warn", "fa-exclamation-circle"),
    "never": ("calm", "fa-pause"),
    "empty": ("calm", "fa-ban"),
    "unknown": ("warn", "fa-question-circle"),
    "checking": ("calm", "fa-search"),
}
#: As in core/labels.service.js.
STATUSES = {
    "active": _("Active"),
    "scheduled": _("Scheduled"),
    "running": _("Running"),
    "completed": _("Completed"),
    "removed": _("Removed"),
}
RESULTS = {"success": _("Success"), "fail": _("Fail")}


def rows(request: HttpRequest) -> Sequence[dict]:
    """The rows that the list will begin with; none where that is not known in time: the browser
    asks again then, and tells what is wrong.

    They are read while Horizon asks Keystone for the user's projects and draws its menus; whoever
    looks at them waits.
    """
    with in_zone(request):
        reading = prefetch.submit(request, ("sessions:get_all",), _read)
    return SimpleLazyObject(partial(_in_time, reading)) if reading else []


def _in_time(reading: Future[list[dict]]) -> list[dict]:
    """What was read, or nothing where that failed (which prefetch logs) or takes too long."""
    ended = wait([reading], TIMEOUT).done
    return reading.result() if ended and not reading.exception() else []


def _read(freezer: Freezer) -> list[dict]:
    with deadline.at_most(TIMEOUT):
        found = session_list.answer(freezer, QUERY, now(), refresh=True)
    if found["next"]:
        # Another page may have what comes first.
        return []
    # What Horizon's table orders by at first: the description, in small letters.
    column = found["columns"].index("description")
    in_order = sorted(found["rows"], key=lambda row: row[column].lower())
    return [
        shown(item)
        for item in session_table.items(found, in_order[: settings.API_RESULT_PAGE_SIZE])
    ]


def shown(row: Mapping) -> dict:
    state = row["verdict"]["state"]
    tone, icon = STYLES[state]
    return {**row} | {
        "name": row["description"] or row["id"],
        "tone": tone,
        "icon": icon,
        "status_label": _label(STATUSES, row["status"]),
        "result_label": _label(RESULTS, row["result"]),
        "time_start": _time(row["time_start"]),
        "time_start_note": _odd(row, "time_start", "-"),
        "time_end": _time(row.get("time_end")),
        "session_tag": _odd(row, "session_tag", row["session_tag"]),
        "counts": {"members": _odd(row, "members", row["counts"]["members"])},
        "next_run": _time(row["next_run"]),
    }


def _odd(row: Mapping, name: str, value: object) -> object:
    """What the cell shows, unless it has a value that cannot be read."""
    return _("not readable") if name in row["unreadable"] else value


def _label(labels: Mapping, key: str | None) -> str:
    return labels.get(key, key) or "-"


def _time(epoch: int | None) -> datetime | None:
    """In the user's zone. A calendar ends in the year 9999: its last day has no other zone."""
    if epoch is None:
        return None
    try:
        return timezone.make_naive(datetime.fromtimestamp(epoch, UTC))
    except OverflowError:
        return datetime.fromtimestamp(epoch, UTC).replace(tzinfo=None)
