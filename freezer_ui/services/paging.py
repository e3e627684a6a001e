"""Pages of lists; Freezer has neither a total nor an order."""

import base64
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from freezer_ui.errors import Invalid
from freezer_ui.message import message
from freezer_ui.services.query import Query

LARGEST = 1000
#: A search reads FIRST rows, then chunks of CHUNK rows, CHUNKS in all: Freezer takes 0.8 s for
#: 1,000 jobs. Chunks are the same for all searches, so that the cache can share them.
FIRST, CHUNK, CHUNKS = 100, 250, 4
_NO_CURSOR = message("input.cursor")


Row = TypeVar("Row")


@dataclass(frozen=True)
class Page:
    """A page: `limit` rows from `offset` on."""

    limit: int = 100
    offset: int = 0

    @classmethod
    def of(cls, query: Query) -> "Page":
        """Return the page of a query with `limit` and `cursor`. Raises Invalid."""
        cursor = query.get("cursor", "0")
        if not (len(cursor) <= 9 and cursor.isascii() and cursor.isdecimal()):
            raise Invalid({"cursor": _NO_CURSOR})
        return cls(query["limit"], int(cursor))


def read(page: Page, rows: Callable[[int, int], list[Row]]) -> tuple[list[Row], str | None]:
    """Return a page in one call, and the cursor of the next: one row more shows if there is one."""
    found = rows(page.limit + 1, page.offset)
    return found[: page.limit], _next(page, len(found) > page.limit)


def slice_of(page: Page, rows: list[Row]) -> tuple[list[Row], str | None]:
    """Return a page of a list of all rows, and the cursor of the next page or None."""
    end = page.offset + page.limit
    return rows[page.offset : end], _next(page, len(rows) > end)


def after_cursor(
    limit: int, cursor: str | None, rows: list[Row], place: Callable[[Row], list[Any]], down: bool
) -> tuple[list[Row], str | None]:
    """Return the page that follows `cursor`, and the next cursor or None.

    `rows` are sorted by `place` ([text or number, id]), descending if `down`. Keyset pagination:
    rows added or removed before the cursor do not shift the page. Raises Invalid.
    """
    start = 0
    if cursor is not None:
        last = _place(cursor)
        try:
            is_behind = [place(row) < last if down else place(row) > last for row in rows]
        except TypeError:  # the cursor is of another order
            raise Invalid({"cursor": _NO_CURSOR}) from None
        start = is_behind.index(True) if True in is_behind else len(rows)
    found = rows[start : start + limit]
    more = len(rows) > start + limit
    return found, _cursor(place(found[-1])) if more else None


def _cursor(place: list[Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(place).encode()).decode()


def _place(cursor: str) -> list[Any]:
    try:
        place = json.loads(base64.urlsafe_b64decode(cursor.encode("ascii")))
    except (ValueError, RecursionError):  # of ASCII, base64, UTF-8 or JSON
        place = None
    if not isinstance(place, list) or len(place) != 2:
        raise Invalid({"cursor": _NO_CURSOR})
    return place


def _next(page: Page, more: bool) -> str | None:
    return str(page.offset + page.limit) if more else None


@dataclass(frozen=True)
class Found:
    """Rows that match, the cursor to go on (None: no more rows), and the number of rows checked."""

    rows: list[Any]
    cursor: str | None
    checked: int


def search(
    page: Page,
    rows: Callable[[int, int], list[Row]],
    wanted: Callable[[Row], bool],
    ours: Callable[[Row], bool] = lambda _row: True,
) -> Found:
    """Return wanted rows from page.offset on. Reading stops after the first chunk with a match, and
    after CHUNKS chunks. Rows that are not `ours` do not count as checked.
    """
    found, offset, checked = [], page.offset, 0
    for _ in range(CHUNKS):
        start, size = _chunk(offset)
        chunk = rows(size, start)
        for row in chunk[offset - start :]:
            offset += 1
            if not ours(row):
                continue
            checked += 1
            if wanted(row):
                found.append(row)
            if len(found) == page.limit:
                return Found(found, str(offset), checked)
        if len(chunk) < size:
            return Found(found, None, checked)
        if found:
            break
    return Found(found, str(offset), checked)


def iterate(rows: Callable[[int, int], list[Row]]) -> Iterator[Row]:
    """Yield all rows, read in the chunks of a search."""
    offset = 0
    while True:
        _start, size = _chunk(offset)
        chunk = rows(size, offset)
        yield from chunk
        if len(chunk) < size:
            return
        offset += size


def _chunk(offset: int) -> tuple[int, int]:
    """The start and the size of the chunk that contains this row."""
    if offset < FIRST:
        return 0, FIRST
    return offset - (offset - FIRST) % CHUNK, CHUNK
