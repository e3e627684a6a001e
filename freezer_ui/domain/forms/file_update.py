"""Reads changes of an existing job, action or session from a file, by the rules of the forms.

Parts that the file lacks do not change. Exported files lack options that may hold a secret, so such
an option keeps its value if the file lacks it; null removes it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from freezer_ui.domain import session_input
from freezer_ui.domain.body import BOOLEAN, TEXT, Body, parse_object
from freezer_ui.domain.document_types import Job, JobAction, Session
from freezer_ui.domain.forms import action as action_form
from freezer_ui.domain.forms import file
from freezer_ui.domain.forms.backup_action import BESIDE
from freezer_ui.domain.forms.file_reader import BY_FREEZER, FileReader
from freezer_ui.domain.jobs import action, export, secrets, standalone
from freezer_ui.domain.schedules import parsing, schedule
from freezer_ui.errors import Invalid
from freezer_ui.message import Message, message

BODY = Body({"document": file.DOCUMENT, "version": TEXT, "check": BOOLEAN}, needed=("document",))


@dataclass(frozen=True)
class Change:
    """A changed field: its name in the file, and its value `before` and `after`: "" if empty, None
    if hidden.
    """

    part: str
    before: Message | str | None
    after: Message | str | None


@dataclass(frozen=True)
class Entry:
    """An action of the job after the update. `stored`: the action before, None for a new action;
    `document`: the action to write, None if it does not change.
    """

    stored: JobAction | None
    document: dict[str, Any] | None


@dataclass(frozen=True)
class Update:
    """`parts`: the changed fields of the edit form; `entries`: all actions, in order; `ignored`:
    the names of the fields of the file that are not used.
    """

    changes: list[Change]
    ignored: list[str]
    parts: Mapping[str, Any]
    entries: Sequence[Entry] = ()


def read(body: object) -> tuple[Mapping[str, Any], str | None, bool]:
    """Return the document of the file, the version that was checked or None, and whether only a
    check is wanted.
    """
    sent = parse_object(body, BODY)
    document = sent.get("document")
    if not isinstance(document, Mapping) or not document:
        raise Invalid({"document": message("forms.no_file")})
    return document, sent.get("version"), sent.get("check", False)


def of_job(document: Mapping[str, Any], stored: Job, now: datetime) -> Update:
    """Raises Invalid, with the names of file.read_job."""
    reader = FileReader()
    reader.check_names(document, file.JOB_PARTS)
    if document.get("client_id") not in (None, stored["client_id"]):
        reader.add({"client_id": message("forms.other_client")})
    parts = {}
    title = document.get("description")
    if title not in (None, stored.get("description") or ""):
        missing = message("forms.no_job_name")
        parts["description"] = reader.read(session_input.description, title, missing)
    if document.get("job_schedule") is not None:
        parts |= _job_schedule(reader, document["job_schedule"], stored, now)
    before = stored.get("job_actions") or []
    entries = [Entry(each, None) for each in before]
    if "job_actions" in document:
        entries = _entries(reader, document["job_actions"], before)
    reader.raise_any()
    changes = [*_part_changes(stored, parts, "job_schedule"), *_action_changes(before, entries)]
    return Update(changes, reader.ignored, parts, entries)


def of_action(document: Mapping[str, Any], stored: JobAction) -> Update:
    """Raises Invalid, with the names of file.read_action."""
    reader = FileReader()
    entry = _entry(reader, "", document, stored)
    reader.raise_any()
    return Update(_field_changes("", entry), reader.ignored, {}, [entry])


def of_session(document: Mapping[str, Any], stored: Session, now: datetime) -> Update:
    """Raises Invalid, as session_input.parse does."""
    reader = FileReader()
    reader.check_names(document, tuple(session_input.FIELDS))
    given = {name: value for name, value in document.items() if value is not None}
    if isinstance(given.get("schedule"), Mapping):
        given["schedule"] = reader.schedule(given["schedule"])
    before = {
        **stored,
        "description": stored.get("description") or "",
        "schedule": schedule.own(stored.get("schedule")),
    }
    changed = {
        name: given[name]
        for name in session_input.FIELDS
        if name in given and given[name] != before.get(name)
    }
    parts = reader.read(session_input.parse, changed, now) or {}
    reader.raise_any()
    return Update(_part_changes(stored, parts, "schedule"), reader.ignored, parts)


def _job_schedule(reader: FileReader, when: object, stored: Job, now: datetime) -> dict[str, Any]:
    """What changes of the job's own schedule; whether it runs on it, Start and Stop say."""
    if not isinstance(when, Mapping):
        reader.add({"job_schedule": message("input.no_schedule")})
        return {}
    fields = reader.schedule(when)
    if when.get("event") and (when["event"] == "stop") != standalone.is_stopped(stored):
        reader.ignore("event")
    if fields == schedule.own(stored.get("job_schedule")):
        return {}
    if stored.get("session_id"):
        reader.add({"job_schedule": message("forms.of_session")})
    return {"schedule": reader.read(parsing.parse, fields, now)}


def _entries(reader: FileReader, sent: object, stored: list[JobAction]) -> list[Entry]:
    given = reader.job_actions(sent)
    return [
        _entry(reader, f"job_actions[{at}]", each, one)
        for at, (each, one) in enumerate(zip(given, _matches(given, stored), strict=True), 1)
    ]


def _entry(reader: FileReader, name: str, sent: object, stored: JobAction | None) -> Entry:
    if stored is not None and _is_same(sent, stored):
        return Entry(stored, None)
    entry = Entry(stored, reader.action(name, sent, stored))
    if stored is None:
        return entry
    if not _field_changes(name, entry):
        return Entry(stored, None)
    # without an id Freezer cannot change it, only replace it
    return entry if stored.get("action_id") else Entry(None, entry.document)


def _is_same(sent: object, stored: JobAction) -> bool:
    """Whether the entry is as it was exported: then values of other tools are not checked."""
    told, before = export.action(stored), stored.get("freezer_action") or {}
    if not isinstance(sent, Mapping) or set(sent) - set(told) - BY_FREEZER:
        return False
    given = {name: sent.get(name, value) for name, value in told.items()}
    options = given["freezer_action"]
    if not isinstance(options, Mapping):
        return False
    hidden = {name: (before[name], secrets.HIDDEN) for name in export.left_out([stored])}
    said = {
        key: value
        for key, value in options.items()
        # null removes the stored value
        if value not in hidden.get(key, ()) and (value, before.get(key)) != (None, None)
    }
    return {**given, "freezer_action": said} == told


def _matches(sent: list[Any], stored: list[JobAction]) -> list[JobAction | None]:
    """Return the stored action of each sent one, or None: by id, by name, or else the next of the
    same kind.
    """
    found: list[JobAction | None] = [None] * len(sent)
    left = list(stored)
    for key in (_by_id, _by_name, _by_kind):
        waiting: dict[str, list[JobAction]] = {}
        for one in left:
            waiting.setdefault(key(one), []).append(one)
        for at, each in enumerate(sent):
            if found[at] is None and isinstance(each, Mapping) and waiting.get(key(each)):
                found[at] = waiting[key(each)].pop(0)
        left = [one for rest in waiting.values() for one in rest]
    return found


def _by_id(entry: Mapping[str, Any]) -> str:
    return str(entry.get("action_id"))


def _by_name(entry: Mapping[str, Any]) -> str:
    return _named(entry, "action", "mode", "backup_name")


def _by_kind(entry: Mapping[str, Any]) -> str:
    return _named(entry, "action", "mode")


def _named(entry: Mapping[str, Any], *names: str) -> str:
    options = entry.get("freezer_action")
    given = options if isinstance(options, Mapping) else {}
    return str([given.get(name) for name in names])


def _part_changes(
    stored: Mapping[str, Any], parts: Mapping[str, Any], schedule_name: str
) -> list[Change]:
    changes = [
        Change(name, _text(stored.get(name)), _text(value))
        for name, value in parts.items()
        if name != "schedule"
    ]
    if "schedule" not in parts:
        return changes
    before, after = schedule.own(stored.get(schedule_name)), parts["schedule"]
    return changes + [
        Change(f"{schedule_name}.{name}", before.get(name, ""), after.get(name, ""))
        for name in schedule.FIELDS
        if before.get(name) != after.get(name)
    ]


def _action_changes(before: Sequence[JobAction], entries: Sequence[Entry]) -> list[Change]:
    after = [entry.stored for entry in entries]
    changes = []
    if after != list(before):
        names = [_names(before), _names(entry.document or entry.stored for entry in entries)]
        changes.append(Change("job_actions", *names))
    for at, entry in enumerate(entries, 1):
        changes += _field_changes(f"job_actions[{at}].", entry)
    return changes


def _names(entries: Iterable[Mapping[str, Any] | None]) -> Message | str:
    names = [name_of(entry or {}) for entry in entries]
    return message("forms.action_names", actions=names) if names else ""


def name_of(entry: Mapping[str, Any]) -> str:
    """Return the name of an action for display: its backup name, kind or id."""
    options = entry.get("freezer_action") or {}
    named = action.cell(options, "backup_name") or action.cell(options, "action")
    return named or str(entry.get("action_id") or "")


def _field_changes(prefix: str, entry: Entry) -> list[Change]:
    if entry.document is None:
        return []
    before, after = _options(entry.stored or {}), _options(entry.document)
    old, new = _words(before), _words(after)
    # the form writes agents' defaults; that is no change
    unsaid = action_form.AGENTS_DEFAULTS if entry.stored else {}
    return [
        Change(f"{prefix}{name}", old.get(name, ""), new.get(name, ""))
        for name in dict.fromkeys((*old, *new))
        if _text({**unsaid, **before}.get(name)) != _text({**unsaid, **after}.get(name))
    ]


def _options(entry: Mapping[str, Any]) -> dict[str, Any]:
    given = {**(entry.get("freezer_action") or {}), **{name: entry.get(name) for name in BESIDE}}
    return {name: value for name, value in given.items() if value not in (None, "")}


def _words(options: Mapping[str, Any]) -> dict[str, Message | str | None]:
    beside = {name: str(options[name]) for name in BESIDE if name in options}
    shown = {each["name"]: each["value"] for each in action.fields(options)}
    return {**shown, **beside}


def _text(value: object) -> str:
    """Return a value as agents read it: a switch that is off counts as empty, "True" as on."""
    text = "" if value is None else str(value)
    return {"false": "", "true": "true"}.get(text.lower(), text)
