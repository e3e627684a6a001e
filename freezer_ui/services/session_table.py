"""A list of sessions as a table: what Horizon's table shows of each, without the names of parts.

In it, a session of ten jobs is a tenth of Freezer's own document, and a third of our item.
"""

from operator import itemgetter
from typing import Any

from freezer_ui.services.answers import Answer

#: Parts of an item (serializers.session_row) that are columns as they are.
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
    """A page {"items", …} with {"columns", "rows"} in the place of its items."""
    rest = {key: value for key, value in page.items() if key != "items"}
    return {"columns": COLUMNS, "rows": [_row(item) for item in page["items"]], **rest}


def items(page: Answer, rows: list[Any]) -> list[Answer]:
    """Some rows of a page as items again, with what the table has of them."""
    return [dict(zip(page["columns"], row, strict=True)) for row in rows]


def _row(item: Answer) -> list[Any]:
    """Of the counts and the verdict only what is shown."""
    verdict = item["verdict"]
    differs = {"differs_words": verdict["differs_words"]} if verdict["freezer_differs"] else {}
    return [
        *_whole(item),
        {"members": item["counts"]["members"]},
        {"state": verdict["state"], "words": verdict["words"], **differs},
    ]
