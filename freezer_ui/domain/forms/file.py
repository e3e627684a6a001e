"""Reads a job, an action or a session from a file for Freezer's command line, with the rules of the
forms.

Fields that Freezer writes (ids, results of runs) are left out and reported as ignored.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from freezer_ui.domain import session_input
from freezer_ui.domain.body import BOOLEAN, ID, Body, nullable, parse_object
from freezer_ui.domain.document_types import JobAction
from freezer_ui.domain.errors_by_field import Errors
from freezer_ui.domain.forms import action as action_form
from freezer_ui.domain.forms.backup_action import BESIDE
from freezer_ui.domain.forms.field import NUMBER, SECRET, SWITCH, Field, Value
from freezer_ui.domain.forms.job import MOST_ACTIONS
from freezer_ui.domain.jobs import agent_options, export, secrets
from freezer_ui.domain.schedules import parsing
from freezer_ui.errors import Invalid
from freezer_ui.message import Message, message

DOCUMENT = {"type": "object"}
JOB = Body(
    {
        "document": DOCUMENT,
        "client_id": nullable(session_input.CLIENT_ID),
        "id": nullable(ID),
        "check": BOOLEAN,
    },
    needed=("document",),
)
ACTION = Body({"document": DOCUMENT, "check": BOOLEAN}, needed=("document",))
SESSION = Body({"document": DOCUMENT, "check": BOOLEAN, "again": BOOLEAN}, needed=("document",))

JOB_PARTS = ("description", "client_id", "job_schedule", "job_actions")
_ENTRY = ("freezer_action", *BESIDE)
#: Fields that Freezer and its agents write.
BY_FREEZER = frozenset({
    "action_id", "client_id", "current_pid", "event", "hold_off_end", "job_id", "jobs",
    "last_start", "mandatory", "project_id", "result", "session_id", "session_tag", "status",
    "time_created", "time_end", "time_ended", "time_start", "time_started", "user_id", "_version",
})  # fmt: skip


@dataclass(frozen=True)
class Job:
    """A job to create: `id` is the one that was sent, or None; `runs`: it is not stopped; `entries`
    are its job_actions; `ignored` names fields of the file that are left out.
    """

    id: str | None
    client_id: str
    description: str
    schedule: Mapping[str, str]
    runs: bool
    entries: list[dict[str, Any]]
    ignored: list[str]
    check: bool


@dataclass(frozen=True)
class Action:
    """`document` is for POST actions; `ignored` as of Job."""

    document: dict[str, Any]
    ignored: list[str]
    check: bool


@dataclass(frozen=True)
class Session:
    """A session to create: `parts` are from session_input.parse; `ignored` as in Job."""

    parts: Mapping[str, Any]
    ignored: list[str]
    check: bool
    again: bool


def read_job(body: object, now: datetime) -> Job:
    """Read {"document", "client_id", "id", "check"}; a client_id replaces that of the document.

    Raises Invalid with a sentence for each wrong field, such as "job_actions[1].container".
    """
    sent = parse_object(body, JOB)
    document = _document(sent, "job_actions", "forms.no_job_file")
    errors = Errors()
    if sent.get("id") is not None and not session_input.is_id(sent["id"]):
        errors.add({"id": message("input.no_id")})
    ignored = ignored_fields(errors, document, JOB_PARTS)
    client_id = sent.get("client_id") or document.get("client_id")
    if not session_input.is_client_id(client_id):
        errors.add({"client_id": message("forms.no_file_client")})
    missing = message("forms.no_job_name")
    title = errors.read(session_input.description, document.get("description"), missing)
    when = document.get("job_schedule")
    when = {} if when is None else when
    if not isinstance(when, Mapping):
        errors.add({"job_schedule": message("input.no_schedule")})
        when = {}
    fields = errors.read(parsing.parse, schedule_of(when, ignored), now)
    entries = [
        read_entry(errors, ignored, f"job_actions[{at}]", each)
        for at, each in enumerate(listed(errors, document["job_actions"]), 1)
    ]
    errors.raise_any()
    return Job(
        id=sent.get("id"),
        client_id=str(client_id),
        description=title or "",
        schedule=fields or {},
        runs=bool(fields) and when.get("event") != "stop",
        entries=entries,
        ignored=sorted(set(ignored)),
        check=sent.get("check", False),
    )


def read_action(body: object) -> Action:
    """{"document", "check"}; raises Invalid, with the names of the action's fields."""
    sent = parse_object(body, ACTION)
    errors, ignored = Errors(), list[str]()
    document = _document(sent, "freezer_action", "forms.no_action_file")
    made = read_entry(errors, ignored, "", document)
    errors.raise_any()
    return Action(made, sorted(set(ignored)), sent.get("check", False))


def read_session(body: object, now: datetime) -> Session:
    """Read {"document", "check", "again"}. Raises Invalid as session_input.parse."""
    sent = parse_object(body, SESSION)
    document = _document(sent, "schedule", "forms.no_session_file")
    errors = Errors()
    ignored = ignored_fields(errors, document, tuple(session_input.FIELDS))
    when = document["schedule"]
    parts = {
        name: document[name] for name in session_input.FIELDS if document.get(name) is not None
    }
    if isinstance(when, Mapping):
        parts["schedule"] = schedule_of(when, ignored)
    clean = errors.read(session_input.parse, parts, now, session_input.NEEDED)
    errors.raise_any()
    return Session(
        parts=clean or {},
        ignored=sorted(set(ignored)),
        check=sent.get("check", False),
        again=sent.get("again", False),
    )


def _document(sent: Mapping[str, Any], needed: str, code: str) -> Mapping[str, Any]:
    document = sent.get("document")
    if not isinstance(document, Mapping) or needed not in document:
        raise Invalid({"document": message(code)})
    return document


def ignored_fields(
    errors: Errors, document: Mapping[str, Any], names: tuple[str, ...], prefix: str = ""
) -> list[str]:
    """The fields that Freezer writes; unknown fields are added to the errors."""
    unknown = [name for name in document if name not in names and name not in BY_FREEZER]
    told = {_cut(name): message("input.unknown_field", name=_cut(name)) for name in unknown}
    errors.add(told, prefix)
    return [name for name in document if name not in names and name in BY_FREEZER]


def schedule_of(when: Mapping[str, Any], ignored: list[str]) -> dict[str, Any]:
    """The fields of a schedule, without its event and those that agents write."""
    written = [name for name in when if name in BY_FREEZER and name != "event"]
    ignored += written
    return {
        name: value
        for name, value in when.items()
        if name not in ("event", *written) and value is not None
    }


def listed(errors: Errors, sent: object) -> list[Any]:
    """The entries of job_actions; none where it is no list, or too long."""
    if not isinstance(sent, list) or not sent:
        errors.add({"job_actions": message("forms.no_actions")})
        return []
    if len(sent) > MOST_ACTIONS:
        errors.add({"job_actions": message("forms.action_count", most=MOST_ACTIONS)})
        return []
    return sent


def read_entry(
    errors: Errors, ignored: list[str], name: str, entry: object, before: JobAction | None = None
) -> dict[str, Any]:
    """The document of one action, as the form would write it. Options that agents know but the form
    lacks are kept, as in an edit; so are retries and hidden options of the action `before`, unless
    the entry has them, or null. `name` is "" for a file of one action.
    """
    prefix = f"{name}." if name else ""
    given = entry.get("freezer_action") if isinstance(entry, Mapping) else None
    if not isinstance(entry, Mapping) or not isinstance(given, Mapping):
        errors.add({name or "document": message("forms.no_file_action")})
        return {}
    ignored += ignored_fields(errors, entry, _ENTRY, prefix)
    given = {key: value for key, value in given.items() if value != secrets.HIDDEN}
    retries = {name: (before or {}).get(name) for name in BESIDE}
    said = {key: value for key, value in given.items() if value is not None}
    stored = {**retries, **entry, "freezer_action": said}
    wrong: dict[str, Message | str] = {
        other.name: other.warning for other in action_form.others_of(stored) if other.warning
    }
    values = _values(wrong, stored)
    try:
        clean = action_form.read(values)
    except Invalid as problem:
        told = {key.removeprefix("action."): words for key, words in problem.fields.items()}
        wrong = {**told, **wrong}
    errors.add(wrong, prefix)
    if wrong:
        return {}
    kept = {key: value for key, value in _hidden(before or {}).items() if key not in given}
    made = action_form.document(clean, {**stored, "freezer_action": {**kept, **said}})
    ignored += [f"{prefix}{key}" for key in _unused(entry, made)]
    return made


def _hidden(entry: Mapping[str, Any]) -> dict[str, Any]:
    """The keys that an export leaves out, for they may hold a secret."""
    given = entry.get("freezer_action") or {}
    return {name: given[name] for name in export.left_out([entry])}


def _unused(sent: Mapping[str, Any], made: Mapping[str, Any]) -> list[str]:
    """The options that do not apply to this kind of action."""
    return [
        key
        for key, value in sent["freezer_action"].items()
        if key not in made["freezer_action"] and str(value).lower() not in ("", "false", "none")
    ]


def _values(wrong: dict[str, Message | str], stored: Mapping[str, Any]) -> dict[str, Value | None]:
    """The form's values of an action, with agents' defaults; wrong types are added to `wrong`."""
    values = action_form.values_of(stored)
    given = {**stored["freezer_action"], **{key: stored.get(key) for key in BESIDE}}
    for field in action_form.FIELDS:
        value = given.get(field.name)
        if value is None:
            continue
        told = _type_wrong(field, value)
        if told:
            wrong[field.name] = told
        elif field.kind == SECRET:
            values[field.name] = agent_options.plain(str(value))
    return values


def _type_wrong(field: Field, value: object) -> Message | None:
    """What is wrong with the type of a value, or None; the form checks its content."""
    if isinstance(value, Mapping | list):
        return message("input.no_text")
    if field.kind == SWITCH and str(value).lower() not in ("true", "false"):
        return message("input.no_boolean")
    if field.kind == NUMBER and action_form.whole(value) is None:
        return message("input.number_between", least=field.least, most=field.most)
    return None


def _cut(name: object) -> str:
    return str(name)[:60]
