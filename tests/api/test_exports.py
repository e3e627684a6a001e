"""Files that people open elsewhere: users' text stays text in each."""

import csv
import io

import icalendar
import pytest

from freezer_ui.services.exports import snapshot_files, upcoming_files

NOW = 1_800_000_000
FORMULAS = (
    "=1+1", "+1", "-1", "@SUM(A1)", " =1+1", "\t=1+1", "\r=1", "\n=1+1", " \n\u00a0=1", "\x00=1",
    "\x0b-1", "\u200b=1+1", "\ufeff=1", "\u3000@x", "\uff1d1+1", "\uff0b1", "\uff0d1", "\uff20x",
    "\t", "\r\n", "\x00",
)  # fmt: skip
TEXTS = ("a;=1+1;b", 'a";=1+1;"', "a,=1", "1-1", "", "a\n=1", "it's")


def upcoming(text: str, kind: str) -> str:
    item = {
        "id": "s1", "name": text, "clients": [text], "about": False, "seconds": 60,
        "about_words": text, "more_from": None, "schedule_words": text,
        "runs": [{"start": NOW, "end": NOW + 60, "clashes": []}],
    }  # fmt: skip
    return upcoming_files.FORMATS[kind]([item], NOW + 3600, NOW)["text"]


def snapshot(text: str, kind: str) -> str:
    backup = {
        "id": "b1", "backup_name": text, "at": NOW, "level": 0, "container": text, "storage": text,
        "client_version": text, "words": text,
    }  # fmt: skip
    member = {
        "id": "j1", "name": text, "client_id": text, "state_words": text, "start": NOW,
        "end": None, "backups": [backup],
    }  # fmt: skip
    review = {
        "session": {"name": text}, "name": text, "words": text, "confidence_words": text,
        "start": NOW, "end": None, "skew": None, "members": [member],
    }  # fmt: skip
    return snapshot_files.FORMATS[kind](review)["text"]


def cells(text: str, delimiter: str) -> list[str]:
    rows = csv.reader(io.StringIO(text), delimiter=delimiter)
    return [cell for row in rows for cell in row]


@pytest.mark.parametrize("made", [upcoming, snapshot])
@pytest.mark.parametrize("text", [*FORMULAS, *TEXTS])
def test_no_cell_is_a_formula_wherever_cells_are_divided(made, text):
    found = cells(made(text, "csv"), ",")
    # csv reads line breaks as they are; what is guarded begins with a tick.
    assert (f"'{text}" if text in FORMULAS else text) in found
    # Excel in German divides at semicolons and takes quotes for what they are.
    for cell in made(text, "csv").split('"')[1::2]:
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d"))


def test_a_semicolon_in_a_cell_begins_no_other():
    lines = snapshot("a;=1+1;b", "csv").splitlines()
    assert all(cell.startswith('"') and cell.endswith('"') for cell in lines[1].split(","))


@pytest.mark.parametrize("number", [*range(32), 127, 0x85, 0x2028])
def test_no_control_character_is_in_a_calendar(number):
    text = upcoming(f"a{chr(number)}b", "ics")
    # RFC 5545 has the tab in texts.
    controls = {*map(chr, range(32)), "\x7f"} - {"\t"}
    assert not set(text.replace("\r\n", "")) & controls
    (event,) = icalendar.Calendar.from_ical(text).walk("VEVENT")
    assert str(event["SUMMARY"])[0] == "a"
    assert str(event["SUMMARY"])[-1] == "b"
    assert text.count("BEGIN:VEVENT") == 1


def test_a_line_break_in_a_name_begins_no_line_of_a_calendar():
    text = upcoming("a\r\nEND:VEVENT\r\nBEGIN:VEVENT\nX:1", "ics")
    assert len(icalendar.Calendar.from_ical(text).walk("VEVENT")) == 1


@pytest.mark.parametrize("text", ["{$ 7*7 $}", "{{ 7*7 }}", "{x}", "%s", "a {% b %} c"])
def test_the_printable_page_shows_braces_as_they_are(text):
    page = snapshot(text, "html")
    assert page.count(text) == 13
    assert "{title}" not in page


def test_the_printable_page_has_no_markup_of_users():
    page = snapshot("<script>alert(1)</script>\"'&", "html")
    assert "<script" not in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#x27;&amp;") == 13
