"""Reads a job, an action or a session from a file for Freezer's command line, with the rules of the
forms.

Fields that Freezer writes (ids, results of runs) are left out and reported as ignored.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from freezer_ui.domain import request_id, session_input
from freezer_ui.domain.body import BOOLEAN, ID, Body, nullable, parse_object
from freezer_ui.domain.forms.file_reader import FileReader
from freezer_ui.domain.schedules import parsing
from freezer_ui.errors import Invalid
from freezer_ui.message import message

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
ACTION = Body(
    {"document": DOCUMENT, "check": BOOLEAN, "id": request_id.SCHEMA}, needed=("document",)
)
SESSION = Body({"document": DOCUMENT, "check": BOOLEAN, "again": BOOLEAN}, needed=("document",))

JOB_PARTS = ("description", "client_id", "job_schedule", "job_actions")


@dataclass(frozen=True)
class Job:
    """A job to create. `id` is the requested id or None, `runs` whether the job is started,
    `entries` are its job_actions, `ignored` names fields of the file that are not used.
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
    """`document` is for POST actions; `ignored` as of Job; `id` is the request's."""

    document: dict[str, Any]
    ignored: list[str]
    check: bool
    id: str | None


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
    reader = FileReader()
    if sent.get("id") is not None and not session_input.is_id(sent["id"]):
        reader.add({"id": message("input.no_id")})
    reader.check_names(document, JOB_PARTS)
    client_id = sent.get("client_id") or document.get("client_id")
    if not session_input.is_client_id(client_id):
        reader.add({"client_id": message("forms.no_file_client")})
    missing = message("forms.no_job_name")
    title = reader.read(session_input.description, document.get("description"), missing)
    fields, runs = _own_schedule(reader, document.get("job_schedule"), now)
    entries = [
        reader.action(f"job_actions[{at}]", each)
        for at, each in enumerate(reader.job_actions(document["job_actions"]), 1)
    ]
    reader.raise_any()
    check = sent.get("check", False)
    return Job(
        sent.get("id"), str(client_id), title or "", fields, runs, entries, reader.ignored, check
    )


def _own_schedule(
    reader: FileReader, when: object, now: datetime
) -> tuple[Mapping[str, str], bool]:
    """The schedule of a job, and whether the job runs."""
    if not isinstance(when, Mapping | None):
        reader.add({"job_schedule": message("input.no_schedule")})
        return {}, False
    when = when or {}
    fields = reader.read(parsing.parse, reader.schedule(when), now) or {}
    return fields, bool(fields) and when.get("event") != "stop"


def read_action(body: object) -> Action:
    """{"document", "check", "id"}; raises Invalid, with the names of the action's fields."""
    sent = parse_object(body, ACTION)
    key = request_id.read(sent)
    document = _document(sent, "freezer_action", "forms.no_action_file")
    reader = FileReader()
    made = reader.action("", document)
    reader.raise_any()
    return Action(made, reader.ignored, sent.get("check", False), key)


def read_session(body: object, now: datetime) -> Session:
    """Read {"document", "check", "again"}. Raises Invalid as session_input.parse does."""
    sent = parse_object(body, SESSION)
    document = _document(sent, "schedule", "forms.no_session_file")
    reader = FileReader()
    reader.check_names(document, tuple(session_input.FIELDS))
    parts = {
        name: document[name] for name in session_input.FIELDS if document.get(name) is not None
    }
    if isinstance(document["schedule"], Mapping):
        parts["schedule"] = reader.schedule(document["schedule"])
    clean = reader.read(session_input.parse, parts, now, session_input.NEEDED) or {}
    reader.raise_any()
    return Session(clean, reader.ignored, sent.get("check", False), sent.get("again", False))


def _document(sent: Mapping[str, Any], needed: str, code: str) -> Mapping[str, Any]:
    document = sent.get("document")
    if not isinstance(document, Mapping) or needed not in document:
        raise Invalid({"document": message(code)})
    return document
