"""Upcoming runs as CSV and as iCalendar."""

import re
from collections.abc import Callable
from datetime import UTC, datetime

from django.utils import timezone
from icalendar import Calendar, Event

from freezer_ui.messages import data, upcoming
from freezer_ui.services.answers import Answer
from freezer_ui.services.exports import spreadsheet

# Controls that iCalendar does not allow: all but tab and line feed.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_COLUMNS = ("start", "start_utc", "end_utc", "session", "session_id", "clients", "exact", "notes")


def _csv(items: list[Answer], until: int, _now: int) -> Answer:
    """Times are ISO 8601, the first in the user's zone."""
    rows = [
        (
            _moment(run["start"]).astimezone(timezone.get_current_timezone()).isoformat(),
            _moment(run["start"]).isoformat(),
            _moment(run["end"]).isoformat() if item["seconds"] or run["rest"] else "",
            item["name"],
            item["id"],
            " ".join(item["clients"]),
            "about" if item["about"] else "exact",
            data.sentences(_notes(run, item)),
        )
        for run, item in _in_order(items, until)
    ]
    text = spreadsheet.table(_COLUMNS, rows)
    return {"name": "upcoming-runs.csv", "type": "text/csv", "text": text}


def _icalendar(items: list[Answer], until: int, now: int) -> Answer:
    calendar = Calendar()
    calendar.add("prodid", "-//OpenStack Freezer//freezer-ui//EN")
    calendar.add("version", "2.0")
    for run, item in _in_order(items, until):
        event = Event()
        event.add("uid", f"{item['id']}-{run['start']}@freezer-ui")
        event.add("dtstamp", _moment(now))
        event.add("dtstart", _moment(run["start"]))
        event.add("dtend", _moment(run["end"]))
        event.add("summary", _printable(item["name"]))
        told = [upcoming.schedule(item["schedule_words"]), *_notes(run, item)]
        event.add("description", _printable(data.sentences(told)))
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    text = calendar.to_ical().decode()
    return {"name": "upcoming-runs.ics", "type": "text/calendar", "text": text}


def _printable(text: str) -> str:
    return _CONTROLS.sub("", text)


def _in_order(items: list[Answer], until: int) -> list[tuple[Answer, Answer]]:
    """Every run with its session, by time; runs that are not listed are one run until the end."""
    told = []
    for item in items:
        told += [({**run, "rest": False}, item) for run in item["runs"]]
        if item["more_from"] is not None:
            rest = {"start": item["more_from"], "end": until, "clashes": [], "rest": True}
            told.append((rest, item))
    return sorted(told, key=lambda each: (each[0]["start"], each[1]["id"]))


def _notes(run: Answer, item: Answer) -> list[str]:
    notes = []
    if run["rest"]:
        notes.append(upcoming.too_many())
    if item["about_words"]:
        notes.append(item["about_words"])
    if item["seconds"] is None:
        notes.append(upcoming.no_length())
    if run["clashes"]:
        notes.append(upcoming.meets())
    return notes


def _moment(at: int) -> datetime:
    return datetime.fromtimestamp(at, UTC)


#: By the name of the format.
FORMATS: dict[str, Callable[[list[Answer], int, int], Answer]] = {"csv": _csv, "ics": _icalendar}
