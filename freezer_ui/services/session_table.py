"""The list of sessions as a table: columns and rows instead of items, to save two thirds."""

from operator import itemgetter
from typing import Any

from freezer_ui.services.answers import Answer

#: Keys of an item (serializers.session_row) that are columns.
_WHOLE = (
    "id",
    "name",
    "status",
    "result",
    "unreadable",
    "session_tag",
    "schedule_words",
    "time_start",
    "next_run",
    "next_run_about",
    "next_run_note",
    "confirmed",
    "need",
    "rank",
)
COLUMNS = (*_WHOLE, "counts", "verdict")
_whole = itemgetter(*_WHOLE)


def of(page: Answer) -> Answer:
    """Return a page with "columns" and "rows" instead of "items"."""
    rest = {key: value for key, value in page.items() if key != "items"}
    return {"columns": COLUMNS, "rows": [_row(item) for item in page["items"]], **rest}


def items(page: Answer, rows: list[Any]) -> list[Answer]:
    """Return rows of a page as items with the keys of the table."""
    return [dict(zip(page["columns"], row, strict=True)) for row in rows]


def _row(item: Answer) -> list[Any]:
    """A row; counts and verdict are reduced to what the table shows."""
    verdict = item["verdict"]
    differs = {"differs_words": verdict["differs_words"]} if verdict["freezer_differs"] else {}
    return [
        *_whole(item),
        {"members": item["counts"]["members"]},
        {"state": verdict["state"], "words": verdict["words"], **differs},
    ]
