"""doc/parity.md, held against the tree: what it names is there, and what it counts is right."""

import re
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

from freezer_ui.domain.forms import action, backup_action

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "doc" / "parity.md").read_text()
BROWSER = ROOT / "freezer_ui" / "static" / "dashboard" / "project" / "freezer"
HOMES = (ROOT, ROOT / "freezer_ui", BROWSER, ROOT / "tests")
STATES = ("yes", "partly", "no", "no: not yet")
#: The last row of freezer-web-ui, and of all.
LAST_OF_WEB_UI, LAST = 153, 176
#: Rows of fields of the form; the engine is none, for it follows from the mode.
FIELDS = set(range(70, 119)) - {74}


class Row(NamedTuple):
    number: int
    theirs: str
    state: str
    ours: str
    shown_by: str


ROWS = [
    Row(int(number), *(cell.strip() for cell in cells))
    for number, *cells in re.findall(
        r"^\| (\d+) \|([^|]*)\|([^|]*)\|([^|]*)\|([^|]*)\|$", TEXT, re.MULTILINE
    )
]


def quoted(text: str) -> list[str]:
    return re.findall(r"`([^`]+)`", text)


def is_test(name: str) -> bool:
    path, _, title = name.partition("::")
    if path.endswith(".spec.js"):
        return f"it('{title}'" in (BROWSER / path).read_text().replace("\\'", "'")
    return re.search(rf"^def {title}\(", (ROOT / "tests" / path).read_text(), re.M) is not None


def test_every_test_and_every_file_is_there():
    tests = {name for name in quoted(TEXT) if "::" in name}
    files = {
        name for name in quoted(TEXT) if re.fullmatch(r"[\w/-]+(\.[\w-]+)*\.(py|js|html)", name)
    }
    assert [name for name in tests if not is_test(name)] == []
    assert [name for name in files if not any((home / name).is_file() for home in HOMES)] == []


def test_each_row_is_there_once_and_says_where_it_stands():
    assert [row.number for row in ROWS] == list(range(1, LAST + 1))
    assert [row for row in ROWS if row.state not in STATES] == []
    partly = [row for row in ROWS if row.state == "partly"]
    assert [row for row in partly if not re.search("Lacks: |On purpose: |as 43", row.ours)] == []
    # a "no" has its reason, or says "not yet"
    assert [row for row in ROWS if row.state == "no" and not row.ours] == []
    shown = [row for row in ROWS if row.state == "yes" and row.number not in FIELDS]
    assert [row for row in shown if "::" not in row.shown_by and "none: " not in row.shown_by] == []


def test_the_counts_are_those_of_the_rows():
    web_ui = list(takewhile(lambda row: row.number <= LAST_OF_WEB_UI, ROWS))
    for name, rows in (("freezer-web-ui", web_ui), ("command line", ROWS[LAST_OF_WEB_UI:])):
        states = [row.state for row in rows]
        yes, partly, later = (states.count(state) for state in ("yes", "partly", "no: not yet"))
        cells = (len(rows), yes, partly, states.count("no") + later, later)
        assert f"| {name}, now | {' | '.join(map(str, cells))} |" in TEXT


def test_a_field_is_in_the_form_where_the_page_says_so():
    """And in the dialog for new jobs where a "+" says so."""
    of_new_jobs = {field.name for field in backup_action.FIELDS}
    for row in ROWS:
        if row.number in FIELDS:
            named = set(quoted(row.theirs) + quoted(row.ours))
            assert bool(named & action.NAMES) == (row.state == "yes"), row
            assert bool(named & of_new_jobs) == (" +" in row.ours), row


def test_what_stands_on_a_screen_is_called_so():
    sources = "".join(
        path.read_text()
        for path in (ROOT / "freezer_ui").rglob("*.*")
        if path.suffix in (".py", ".js", ".html")
    )
    labels = {label for row in ROWS for label in re.findall(r"\*([^*]+)\*", row.ours)}
    assert len(labels) > len(FIELDS) / 2
    assert [label for label in labels if label not in sources] == []
