"""What the page's first rows say in Python is what the list's rows say in JavaScript."""

import re
from pathlib import Path

import freezer_ui
from freezer_ui.content import page_rules
from freezer_ui.content.sessions import first_rows

CORE = Path(freezer_ui.__file__).parent / "static/dashboard/project/freezer/core"


def test_each_verdict_has_a_look():
    assert set(_labels("verdicts")) < set(page_rules.LOOKS)


def test_a_row_is_drawn_as_it_is_at_that_time():
    row = {
        "id": "s1",
        "name": "Shop",
        "need": "failed",
        "verdict": {"state": "incomplete", "words": "1 of 2"},
        "time_start": None,
        "next_run": 1_795_726_800,
        "unreadable": [],
    }
    shown = first_rows.shown(row, 1_795_716_000)
    assert (shown["name"], shown["icon"]) == ("Shop", "fa-times-circle")
    assert (shown["time_start"], shown["time_start_note"]) == (None, "-")
    assert shown["next_run"] == "in 3 h"
    assert first_rows.shown(row | {"next_run": None}, 0)["next_run"] is None


def test_a_cell_says_what_cannot_be_read():
    row = {
        "id": "s1",
        "name": "Shop",
        "need": "unknown",
        "verdict": {"state": "unknown", "words": "Cannot be told"},
        "time_start": None,
        "next_run": None,
        "unreadable": ["time_start"],
    }
    assert str(first_rows.shown(row, 0)["time_start_note"]) == "not readable"


def _labels(name: str) -> dict[str, str]:
    text = (CORE / "labels.service.js").read_text()
    block = re.search(rf"{name}: {{(.*?)}}", text, re.S)[1]
    return dict(re.findall(r"(\w+): gettext\('(.*?)'\)", block))
