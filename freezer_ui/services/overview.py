"""The overview of a project's sessions: their verdicts, what runs, and what comes next.

Verdicts are those of the lists (session_rows). overview_details.py adds jobs, clients and backups.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils import timezone

from freezer_ui import settings
from freezer_ui.api.client import Freezer
from freezer_ui.cache import keys, responses
from freezer_ui.domain.overview import nights, summary
from freezer_ui.domain.overview.nights import Night
from freezer_ui.messages import overview as sentences
from freezer_ui.services import evidence, session_rows
from freezer_ui.services.answers import Answer
from freezer_ui.services.query import Query
from freezer_ui.services.session_rows import Row

#: Items of each short list: what needs somebody, what runs, what comes next.
SHOWN = 10
DAY = 86_400
_STATES = (*summary.NEEDY, *summary.IDLE, "running", "checking", "complete")


def look(freezer: Freezer, query: Query, now: int, refresh: bool = False) -> Answer:
    """Return {"words", "state", "counts", "needy", "running", "next", "now", "read"}.

    Only the sessions are read; as in lists, those whose jobs are needed count as "checking".
    """

    def make() -> Answer:
        rows = session_rows.confirmed(freezer, freezer.all_sessions(), now, gather=False)
        return of_sessions(rows, _last_night(now), now) | {"now": now}

    edition = evidence.edition(freezer) if query["max_age"] else ""
    return cached(freezer, ["overview", edition], query["max_age"], now, make, refresh)


def cached(
    freezer: Freezer,
    names: list[Any],
    age: int,
    now: int,
    make: Callable[[], Answer],
    refresh: bool = False,
) -> Answer:
    """As responses.get_or_make, for an answer with words and times."""
    place = settings.get("FREEZER_AGENT_TIME_ZONE")
    return responses.get_or_make(freezer, [*names, place, keys.readers()], age, now, make, refresh)


def _last_night(now: int) -> Night:
    place = timezone.get_current_timezone()
    return nights.last(nights.until(now, place, 2), now, place)


def of_sessions(rows: list[Row], last_night: Night, now: int) -> Answer:
    """Return the parts of look that are made of the sessions' rows."""
    runs = ((row.judged.state, row.item["time_start"]) for row in rows)
    found = summary.of(runs, last_night.start)
    counts = {state: found.counts.get(state, 0) for state in _STATES}
    needy = [row for row in rows if row.judged.state in summary.NEEDY]
    needy.sort(key=lambda row: (summary.NEEDY.index(row.judged.state), _name_of(row)))
    running = [row for row in rows if row.judged.state == "running"]
    return {
        "words": sentences.of_sessions(found),
        "state": found.tone,
        "counts": {"sessions": found.sessions, **counts},
        "needy": {"items": [_session(row) for row in needy[:SHOWN]], "total": len(needy)},
        "running": shortened(running, _session),
        "next": coming([next_of(row) for row in rows], now),
    }


def _name_of(row: Row) -> tuple[str, str]:
    return row.item["name"].casefold(), row.item["id"]


def _session(row: Row) -> Answer:
    item = row.item
    return {
        "id": item["id"],
        "name": item["name"],
        "state": item["verdict"]["state"],
        "words": item["verdict"]["words"],
        "at": item["time_start"],
    }


def shortened(found: list[Any], item: Callable[..., Any]) -> Answer:
    """Return the first SHOWN items and their "total"."""
    return {"items": [item(each) for each in found[:SHOWN]], "total": len(found)}


def next_of(row: Row) -> Answer:
    """Return the next run of a session, for coming."""
    item = row.item
    return {
        "id": item["id"],
        "kind": "session",
        "name": item["name"],
        "at": item["next_run"],
        "about": item["next_run_about"],
    }


def coming(runs: Iterable[Answer], now: int) -> Answer:
    """Return the runs of the next 24 hours, by time."""
    found = [each for each in runs if each["at"] is not None and each["at"] < now + DAY]
    found.sort(key=lambda each: (each["at"], each["name"].casefold(), each["id"]))
    return {"items": found[:SHOWN], "total": len(found)}
