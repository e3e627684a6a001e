"""Creates, copies and edits actions, and reads each back."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, cast
from uuid import uuid4

from freezer_ui.api.client import Freezer
from freezer_ui.cache import locks
from freezer_ui.domain import request_id
from freezer_ui.domain.body import ID, TEXT, Body, array, nullable, parse_object
from freezer_ui.domain.document_types import Action, Job, JobAction, Options
from freezer_ui.domain.forms import action as form
from freezer_ui.domain.forms import field
from freezer_ui.domain.forms.backup_action import BESIDE
from freezer_ui.domain.forms.field import Value
from freezer_ui.domain.jobs import action, capability
from freezer_ui.domain.labels import job_label
from freezer_ui.domain.session_input import is_id
from freezer_ui.errors import Conflict, Invalid
from freezer_ui.message import message
from freezer_ui.messages import say
from freezer_ui.services import actions, serializers
from freezer_ui.services.answers import Answer
from freezer_ui.services.reader import Reader

_ACTION = field.schema(form.FIELDS)
_DROP = array(TEXT)
CREATE = Body(
    {"action": _ACTION, "copy_of": nullable(ID), "drop": _DROP, "id": request_id.SCHEMA},
    needed=("action",),
)
EDIT = Body({"action": _ACTION, "version": TEXT, "drop": _DROP}, needed=("action", "version"))
#: Fields that Freezer keeps in columns of their own; only null clears them.
_COLUMNS = (
    "action", "mode", "backup_name", "container", "path_to_backup", "timeout", "log_file",
)  # fmt: skip


def form_of(freezer: Freezer, reading: Reader, action_id: str) -> Answer:
    """Return the data of an action's form: {"values": by field, "secrets": names of fields with a
    stored secret, "others": [{"name", "value", "warning"}] of other options, "version", "used_by"}.

    Raises NotFound.
    """
    return _form(freezer.action(action_id), reading)


def _form(stored: Options, reading: Reader) -> Answer:
    return {
        "values": form.values_of(stored),
        "secrets": form.secrets_of(stored),
        "others": [
            {"name": each.name, "value": each.value, "warning": say(each.warning)}
            for each in form.others_of(stored)
        ],
        "version": form.version(stored),
        "used_by": actions.used_by(action.uses(reading.all_jobs()).get(stored["action_id"], [])),
    }


def create(freezer: Freezer, body: object) -> Answer:
    """Create an action from {"action": values of the form, "copy_of", "drop", "id": request_id};
    return its row.

    Other options and secrets of the action `copy_of` are copied, except those in "drop". Raises
    Invalid with a sentence for each field, NotFound.
    """
    sent = parse_object(body, CREATE)
    key = request_id.read(sent)
    values, drop = _values(sent)
    source = sent.get("copy_of")
    if source is not None and not is_id(source):
        raise Invalid({"copy_of": message("input.no_id")})
    stored = freezer.action(source) if source else None
    return add_once(freezer, form.document(values, stored, drop), key)


def add_once(freezer: Freezer, document: Mapping[str, Any], key: str | None) -> Answer:
    """As add; the same document of the same request (request_id) is created once."""
    (action_id,) = request_id.document_ids(key, document, 1)
    return add(freezer, document, action_id if key else None)


def add(freezer: Freezer, document: Mapping[str, Any], action_id: str | None = None) -> Answer:
    """Create an action from this document; return the action that was read back. With `action_id`,
    an equal action that an earlier request created under this id is returned instead.
    """
    with locks.acquire(freezer.project_id, action_id):
        found = freezer.find_action(action_id) if action_id else None
        if found is None or not _is_kept(found, document):
            action_id = uuid4().hex if found or not action_id else action_id
            freezer.create_action(action_id, document)
            found = freezer.action(action_id)
    return _row(found, document)


def edit(freezer: Freezer, action_id: str, body: object, now: int) -> Answer:
    """Edit an action with {"action": values of the form, "version", "drop": options and secrets to
    remove}; return its row.

    Raises Invalid with a sentence for each field, or if a job that uses the action could not run
    it; Conflict, with the present form in `detail`, if the action has changed since "version".
    """
    sent = parse_object(body, EDIT)
    values, drop = _values(sent)
    return save(
        freezer,
        action_id,
        sent.get("version"),
        lambda stored: form.document(values, stored, drop),
        now,
    )


def save(
    freezer: Freezer,
    action_id: str,
    version: object,
    document_of: Callable[[Action], dict[str, Any]],
    now: int,
) -> Answer:
    """Write what `document_of` makes of the stored action; raises Conflict as edit does."""
    with locks.acquire(freezer.project_id, action_id) as keep_turn:
        stored = freezer.action(action_id)
        if form.version(stored) != version:
            shown = _form(stored, Reader(freezer, now))
            raise Conflict(message("forms.action_changed"), detail=shown)
        document = document_of(stored)
        refuse_unable(freezer, action_id, document, action.uses(freezer.all_jobs()))
        keep_turn()
        freezer.update_action(action_id, _patch(document))
        changed = freezer.action(action_id)
    return _row(changed, document)


def _values(sent: Mapping[str, Any]) -> tuple[dict[str, Value], list[str]]:
    drop = sent.get("drop", [])
    if not isinstance(drop, list) or not all(isinstance(name, str) for name in drop):
        raise Invalid({"drop": message("forms.drop_names")})
    return form.read(sent.get("action")), drop


def refuse_unable(
    freezer: Freezer,
    action_id: str,
    document: Mapping[str, Any],
    uses: Mapping[str, Sequence[Job]],
) -> None:
    """Raises Invalid if a client that runs the action would not support it: Freezer does not check,
    and its agent would skip the job. `uses` is action.uses of all jobs.
    """
    jobs = uses.get(action_id, [])
    clients = freezer.all_clients() if jobs else {}
    for job in jobs:
        changed: Job = {**job, "job_actions": _with(job["job_actions"] or [], action_id, document)}
        refused = capability.warning(changed, clients.get(job["client_id"]))
        if refused and not capability.warning(job, clients.get(job["client_id"])):
            raise Invalid(
                {"action.mode": message("forms.used_by_unable", job=job_label(job), reason=refused)}
            )


def _with(
    entries: Iterable[JobAction], action_id: str, document: Mapping[str, Any]
) -> list[JobAction]:
    return [
        cast(JobAction, {**entry, **document}) if entry.get("action_id") == action_id else entry
        for entry in entries
    ]


def _patch(document: Mapping[str, Any]) -> Answer:
    nothing = dict.fromkeys(_COLUMNS)
    return {**document, "freezer_action": {**nothing, **document["freezer_action"]}}


def _row(kept: Action, document: Mapping[str, Any]) -> Answer:
    """The row of an action. Raises Conflict if Freezer did not keep what was sent."""
    if not _is_kept(kept, document):
        raise Conflict(message("forms.action_not_kept"))
    return serializers.action_row(kept, None)


def _is_kept(action: Action, document: Mapping[str, Any]) -> bool:
    options = action.get("freezer_action") or {}
    given = {key: value for key, value in options.items() if value is not None}
    beside = all(action.get(name) == document[name] for name in BESIDE)
    return given == document["freezer_action"] and beside
