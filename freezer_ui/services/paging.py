"""One page of a list: Freezer gives neither a total nor an order (F11)."""

import base64
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from freezer_ui.errors import Invalid
from freezer_ui.message import message
from freezer_ui.services.query import whole_number

LARGEST = 1000
#: A search reads a first stretch of so many rows, then longer ones, so often: 1,000 jobs take
#: Freezer 0.8 s (F12). Stretches begin at the same rows for everybody, so that they can be shared.
FIRST, CHUNK, CHUNKS = 100, 250, 4
_NO_CURSOR = message("input.cursor")


Row = TypeVar("Row")


@dataclass(frozen=True)
class Page:
    """Which rows are wanted: `limit` of them from `offset` on."""

    limit: int = 100
    offset: int = 0

    @classmethod
    def parse(cls, limit: str | None, cursor: str | None) -> "Page":
        """From what REST was sent; raises Invalid."""
        errors = {}
        if limit is not None and not 1 <= (whole_number(limit) or 0) <= LARGEST:
            errors["limit"] = message("input.number_between", least=1, most=LARGEST)
        if cursor is not None and whole_number(cursor) is None:
            errors["cursor"] = _NO_CURSOR
        if errors:
            raise Invalid(errors)
        return cls(int(limit or cls.limit), int(cursor or 0))


def read(page: Page, rows: Callable[[int, int], list[Row]]) -> tuple[list[Row], str | None]:
    """A page straight from Freezer in one call: one row more than wanted tells if more follow."""
    found = rows(page.limit + 1, page.offset)
    return found[: page.limit], _next(page, len(found) > page.limit)


def slice_of(page: Page, rows: list[Row]) -> tuple[list[Row], str | None]:
    """A page out of all rows."""
    end = page.offset + page.limit
    return rows[page.offset : end], _next(page, len(rows) > end)


def after_cursor(
    limit: int, cursor: str | None, rows: list[Row], place: Callable[[Row], list[Any]], down: bool
) -> tuple[list[Row], str | None]:
    """A page out of all rows in the order of their `place` ([a text or number, an id]), `down` or
    up, behind the one that the cursor names: what came or went since before it shifts nothing.
    Raises Invalid.
    """
    start = 0
    if cursor is not None:
        last = _place(cursor)
        try:
            is_behind = [place(row) < last if down else place(row) > last for row in rows]
        except TypeError:  # the cursor of another order
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
    """What a search found, from where to go on (None: it is all), and how many it looked at."""

    rows: list[Any]
    cursor: str | None
    checked: int


def search(
    page: Page, rows: Callable[[int, int], list[Row]], wanted: Callable[[Row], bool]
) -> Found:
    """The wanted rows from page.offset on, until there are enough or STRETCHES were read; what a
    stretch brought is answered at once.
    """
    found, offset = [], page.offset
    for _ in range(CHUNKS):
        start, size = _chunk(offset)
        stretch = rows(size, start)
        for row in stretch[offset - start :]:
            offset += 1
            if wanted(row):
                found.append(row)
            if len(found) == page.limit:
                return Found(found, str(offset), offset - page.offset)
        if len(stretch) < size:
            return Found(found, None, max(offset - page.offset, 0))
        if found:
            break
    return Found(found, str(offset), offset - page.offset)


def iterate(rows: Callable[[int, int], list[Row]]) -> Iterator[Row]:
    """All rows, in the stretches of a search."""
    offset = 0
    while True:
        _start, size = _chunk(offset)
        stretch = rows(size, offset)
        yield from stretch
        if len(stretch) < size:
            return
        offset += size


def _chunk(offset: int) -> tuple[int, int]:
    """Where the stretch that has this row begins, and how long it is."""
    if offset < FIRST:
        return 0, FIRST
    return offset - (offset - FIRST) % CHUNK, CHUNK
