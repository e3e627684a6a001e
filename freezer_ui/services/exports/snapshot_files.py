"""The review of a snapshot as CSV, JSON and HTML."""

import html
import json
import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any

from django.utils import translation
from django.utils.safestring import SafeString

from freezer_ui.messages import data
from freezer_ui.messages import snapshots as words
from freezer_ui.services.answers import Answer
from freezer_ui.services.exports import spreadsheet

_COLUMNS = (
    "member", "job_id", "client", "state", "started_utc", "ended_utc", "backup", "backup_utc",
    "level", "container", "storage", "agent_version", "backup_id",
)  # fmt: skip


def _csv(review: Answer) -> Answer:
    """A line for each backup, and one for each member without any. Times are ISO 8601."""
    lines = [
        _line(member, backup)
        for member in review["members"]
        for backup in member["backups"] or [{}]
    ]
    return _file(review, "csv", "text/csv", spreadsheet.table(_COLUMNS, lines))


def _line(member: Answer, backup: Answer) -> list[str]:
    level = backup.get("level")
    cells = (
        member["name"], member["id"], member["client_id"], member["state_words"],
        _iso(member["start"]), _iso(member["end"]), backup.get("backup_name"),
        _iso(backup.get("at")), level if level is not None or not backup else words.not_recorded(),
        backup.get("container"), backup.get("storage"), backup.get("client_version"),
        backup.get("id"),
    )  # fmt: skip
    return ["" if cell is None else str(cell) for cell in cells]


def _json(review: Answer) -> Answer:
    text = json.dumps(review, indent=2, ensure_ascii=False)
    return _file(review, "json", "application/json", text)


def _html(review: Answer) -> Answer:
    """A printable page without scripts and external styles; users' text is escaped."""
    facts = [
        ("session", review["session"]["name"]),
        ("snapshot", review["name"]),
        ("result", review["words"]),
        ("confidence", review["confidence_words"]),
        ("started", data.moment(review["start"])),
        ("ended", data.moment(review["end"]) if review["end"] else words.not_recorded()),
        ("skew", _length(review["skew"])),
    ]
    headings = ((words.heading(what),) for what in _HEADINGS)
    page = _PAGE.format(
        language=_escaped(translation.get_language()),
        title=_escaped(words.title(review["session"]["name"], review["name"])),
        facts=_filled(
            "<tr><th scope=row>{}</th><td>{}</td></tr>",
            ((words.heading(what), value) for what, value in facts),
        ),
        headings=_filled("<th>{}</th>", headings),
        members=_filled(_MEMBER, map(_member, review["members"])),
    )
    return _file(review, "html", "text/html", str(page))


def _filled(template: str, rows: Iterable[tuple[Any, ...]]) -> SafeString:
    """Fill the template with each row, users' text escaped.

    Not Django's format_html, whose braces Horizon changes for AngularJS.
    """
    return SafeString("".join(template.format(*map(_escaped, row)) for row in rows))


def _escaped(value: object) -> str:
    return value if isinstance(value, SafeString) else html.escape(str(value))


_HEADINGS = ("member", "client", "state", "started", "ended", "backups")
_MEMBER = "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>"
_PAGE = """<!DOCTYPE html>
<html lang="{language}"><head><meta charset="utf-8"><title>{title}</title><style>
body{{font:11pt/1.4 sans-serif;margin:2cm}} table{{border-collapse:collapse;margin:1em 0}}
th,td{{border:1px solid #888;padding:.3em .6em;text-align:left;vertical-align:top}}
</style></head><body><h1>{title}</h1><table>{facts}</table>
<table><thead><tr>{headings}</tr></thead><tbody>{members}</tbody></table></body></html>
"""


def _member(member: Answer) -> tuple[Any, ...]:
    backups = [
        words.backup_in(backup["backup_name"], backup["at"], backup["container"])
        for backup in member["backups"]
    ]
    return (
        member["name"],
        member["client_id"] or "",
        member["state_words"],
        data.moment(member["start"]) if member["start"] else "-",
        data.moment(member["end"]) if member["end"] else "-",
        _filled("{}<br>", ((told,) for told in backups)) or "-",
    )


def _length(seconds: int | None) -> str:
    return data.length(seconds) if seconds is not None else "-"


def _iso(at: int | None) -> str | None:
    return datetime.fromtimestamp(at, UTC).isoformat() if at else None


def _file(review: Answer, ending: str, kind: str, text: str) -> Answer:
    stem = re.sub(r"\W+", "-", f"{review['session']['name']}-{review['name']}").strip("-")
    return {"name": f"{stem.lower()[:80]}.{ending}", "type": kind, "text": text}


#: By the name of the format.
FORMATS: dict[str, Callable[[Answer], Answer]] = {"csv": _csv, "json": _json, "html": _html}
