"""What the page's first rows say in Python is what the list's rows say in JavaScript."""

import re
from pathlib import Path

import freezer_ui
from freezer_ui.content.sessions import first_rows

CORE = Path(freezer_ui.__file__).parent / "static/dashboard/project/freezer/core"


def test_a_verdict_looks_the_same():
    text = (CORE / "core.module.js").read_text()
    looks = {
        state: (tone, icon)
        for state, tone, icon in re.findall(r"(\w+): {tone: '(\w+)', icon: '([\w-]+)'}", text)
    }
    assert {state: looks[state] for state in first_rows.STYLES} == first_rows.STYLES
    assert set(first_rows.STYLES) == set(_labels("verdicts"))


def test_words_are_the_same():
    assert _labels("statuses") == {key: str(word) for key, word in first_rows.STATUSES.items()}
    assert _labels("results") == {key: str(word) for key, word in first_rows.RESULTS.items()}


def test_a_word_of_another_tool_is_shown_as_it_came():
    row = {
        "id": "s1",
        "description": "",
        "verdict": {"state": "never", "words": "Never run"},
        "status": "strange",
        "result": None,
        "time_start": None,
        "next_run": 0,
        "session_tag": 0,
        "counts": {"members": 0},
        "unreadable": [],
    }
    shown = first_rows.shown(row)
    assert (shown["name"], shown["status_label"], shown["result_label"]) == ("s1", "strange", "-")
    assert (shown["time_start"], shown["next_run"].year) == (None, 1970)
    assert (shown["time_start_note"], shown["counts"]) == ("-", {"members": 0})


def test_a_cell_says_what_cannot_be_read():
    row = {
        "id": "s1",
        "description": "not readable",
        "verdict": {"state": "unknown", "words": "Cannot be told"},
        "status": None,
        "result": None,
        "time_start": None,
        "next_run": None,
        "session_tag": 0,
        "counts": {"members": 0},
        "unreadable": ["time_start", "session_tag", "members"],
    }
    shown = first_rows.shown(row)
    cells = (shown["time_start_note"], shown["session_tag"], shown["counts"]["members"])
    assert [str(cell) for cell in cells] == ["not readable"] * 3


def _labels(name: str) -> dict[str, str]:
    text = (CORE / "labels.service.js").read_text()
    block = re.search(rf"{name}: {{(.*?)}}", text, re.S)[1]
    return dict(re.findall(r"(\w+): gettext\('(.*?)'\)", block))
