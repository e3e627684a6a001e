"""The list of sessions: filtered, sorted, in pages, and shared for a few seconds."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from freezer_ui.api.client import Freezer
from freezer_ui.cache import keys, responses
from freezer_ui.domain.body import TEXT, Schema, one_of
from freezer_ui.domain.document_types import Session
from freezer_ui.domain.times import epoch
from freezer_ui.services import evidence, paging, serializers, session_rows, session_table
from freezer_ui.services.answers import Answer
from freezer_ui.services.paging import Page
from freezer_ui.services.query import MOST_IDS, Query, ids

#: The forms of a list.
_FORMS = {"items": lambda found: found, "table": session_table.of}
#: Up to so many sessions are read one by one; for more, all are read.
FEW = 8
#: Sort keys of Freezer's documents, since only the page's sessions are judged.
_SORTS: dict[str, Callable[[Session], str | int]] = {
    "description": lambda row: (row.get("description") or "").casefold(),
    "status": lambda row: row.get("status") or "",
    "result": lambda row: row.get("result") or "",
    "session_tag": lambda row: row.get("session_tag") or 0,
    "time_start": lambda row: epoch(row.get("time_start")) or 0,
    "members": lambda row: len(row.get("jobs") or {}),
}
#: Parameters of a query besides page, search, direction and age.
QUERY: Mapping[str, Schema] = {
    "status": TEXT,
    "result": TEXT,
    "state": TEXT,
    "sort": one_of(*_SORTS),
    "ids": {"type": "string", "maxLength": MOST_IDS * 65},
    "members": one_of("1"),
    "form": one_of(*_FORMS),
}


def answer(freezer: Freezer, query: Query, now: int, refresh: bool = False) -> Answer:
    """Return {"items", "next", "read"}, or {"columns", "rows", "next", "read"} with form=table.

    `refresh` reads it even if a recent answer is cached. Raises Invalid.
    """
    page, form = Page.of(query), query.get("form", "items")
    chosen = ids(query["ids"]) if "ids" in query else None

    def make() -> Answer:
        if chosen is not None:
            return _FORMS[form](some_sessions(freezer, chosen, now, query))
        return _FORMS[form](list_sessions(freezer, page, now, query))

    # an answer from before a job was read may still have the state checking
    edition = evidence.edition(freezer) if query["max_age"] else ""
    return _kept(freezer, ["sessions", edition], query, now, make, refresh)


def brief(freezer: Freezer, session_id: str, query: Query, now: int) -> Answer:
    """Return get_row of a session, and when it was "read". Raises NotFound."""

    def make() -> Answer:
        return get_row(freezer, session_id, now)

    age = {"max_age": query["max_age"]}
    return _kept(freezer, [f"sessions/{session_id}"], age, now, make)


def _kept(
    freezer: Freezer,
    names: list[str],
    query: Query,
    now: int,
    make: Callable[[], Answer],
    refresh: bool = False,
) -> Answer:
    wanted = {key: query[key] for key in sorted(query) if key != "max_age"}
    return responses.get_or_make(
        freezer, [*names, wanted, keys.readers()], query["max_age"], now, make, refresh
    )


def list_sessions(freezer: Freezer, page: Page, now: int, query: Query) -> Answer:
    """Return {"items": [row], "next": cursor or None}.

    `query` may have q, status, result, state (a verdict's), sort, dir, and members ("1": rows have
    their members). A plain page is one call; filters and sorting read all sessions. A filter
    by state also reads up to evidence.MOST jobs; rows that are still in doubt have the state
    "checking".
    """
    chosen = {key: query[key] for key in ("status", "result", "state") if query.get(key)}
    sort, q = query.get("sort"), query.get("q", "").casefold()
    if not (chosen or sort or q):
        found, cursor = paging.read(page, freezer.sessions)
    else:
        every = _matching(freezer, q, chosen, now)
        if sort:
            # the id makes the order total, so that pages neither repeat nor lose a row
            down = query.get("dir") == "desc"
            every.sort(key=lambda each: (_SORTS[sort](each), each["session_id"]), reverse=down)
        found, cursor = paging.slice_of(page, every)
    return _items(session_rows.confirmed(freezer, found, now, gather=False), query, cursor)


def some_sessions(freezer: Freezer, session_ids: Sequence[str], now: int, query: Query) -> Answer:
    """As list_sessions, for these sessions if they exist. Up to evidence.MOST jobs of rows in doubt
    are read; a repeated request reads the next ones. More than FEW sessions read all.
    """
    if len(session_ids) <= FEW:
        by_id = freezer.find_sessions(session_ids)
    else:
        by_id = {each["session_id"]: each for each in freezer.all_sessions()}
    found = [session for each in session_ids if (session := by_id.get(each)) is not None]
    return _items(session_rows.confirmed(freezer, found, now, gather=True), query, None)


def _items(made: Iterable[session_rows.Row], query: Query, cursor: str | None) -> Answer:
    if query.get("members"):
        return {"items": [row.with_members for row in made], "next": cursor}
    return {"items": [row.item for row in made], "next": cursor}


def _matching(freezer: Freezer, q: str, chosen: Mapping[str, str], now: int) -> list[Session]:
    """Sessions that match `q` and `chosen`; judged only if a state is chosen."""
    fields = [(key, chosen[key]) for key in ("status", "result") if key in chosen]
    found: list[Session] = [
        each
        for each in freezer.all_sessions()
        if (q in (each.get("description") or "").casefold() or q in each["session_id"])
        and all(each.get(key) == value for key, value in fields)
    ]
    if "state" not in chosen:
        return found
    made = session_rows.confirmed(freezer, found, now, gather=True)
    return [row.session for row in made if row.judged.state == chosen["state"]]


def head(freezer: Freezer, session_id: str, now: int) -> Answer:
    """As get_row, without reading jobs: one call."""
    session = freezer.session(session_id)
    (row,) = session_rows.confirmed(freezer, [session], now, gather=False)
    return _with_version(session, row, now)


def get_row(freezer: Freezer, session_id: str, now: int) -> Answer:
    """Return a session of a list with its version. One call, and one for each member in doubt whose
    job was not read recently (evidence.MOST at most). Raises NotFound.
    """
    session = freezer.session(session_id)
    (row,) = session_rows.confirmed(freezer, [session], now, gather=True)
    return _with_version(session, row, now)


def _with_version(session: Session, row: session_rows.Row, now: int) -> Answer:
    alone = session_rows.row_of(session, now).judged
    return row.item | {"version": serializers.version(session, alone, row.judged)}
