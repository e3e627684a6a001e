"""New jobs that back up: one for each client, or for each volume, all with the same action."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from freezer_ui.domain import session_input
from freezer_ui.domain.body import BOOLEAN, ID, Body, array, nullable, parse_object, record
from freezer_ui.domain.document_types import Job
from freezer_ui.domain.forms import backup_action, volume_action
from freezer_ui.domain.forms.backup_action import HOSTNAME
from freezer_ui.domain.forms.field import TEXT, Field, Value, parse, schema
from freezer_ui.domain.labels import client_label
from freezer_ui.errors import Invalid
from freezer_ui.message import N_, Message, message

#: Clients of one form, or volumes.
MOST = 300

FIELDS = (
    Field(
        "description",
        TEXT,
        N_("Job name"),
        N_("What people call the job. {hostname} becomes the name of each machine."),
        needed=True,
        default=N_("Backup of {hostname}"),
    ),
)
ORDER = Body(
    {
        "description": FIELDS[0].schema,
        "clients": array(session_input.CLIENT_ID, minItems=1, maxItems=MOST),
        "volumes": array(ID, minItems=1, maxItems=MOST),
        "action": {"anyOf": [schema(backup_action.FIELDS), schema(volume_action.FIELDS)]},
        "session_id": nullable(ID),
        "session": nullable(record(session_input.FIELDS, session_input.NEEDED)),
        "ids": nullable({"type": "object", "additionalProperties": ID}),
        "check": BOOLEAN,
    },
    needed=("clients", "action"),
)


@dataclass(frozen=True)
class Order:
    """What was asked for.

    `ids` are ids for the jobs to have, by client, or by volume: who asks again after a lost answer
    names the same ones. `volumes` are those that the one client has Cinder back up; None: clients
    back up themselves. With `check` nothing is written; `session_id` is then the session that the
    jobs would be made in, or `session` the parts of one that is still to be made.
    """

    description: str
    clients: tuple[str, ...]
    volumes: tuple[str, ...] | None
    action: Mapping[str, Value]
    ids: Mapping[str, str]
    session_id: str | None
    session: Mapping[str, Any] | None
    check: bool


def read(body: object, now: datetime) -> Order:
    """{"description", "clients": [ids], "action": as backup_action.FIELDS, "ids": {client: id},
    "check", "session_id" or "session": {"description", "hold_off", "schedule"}}; raises Invalid
    with a sentence for each field that is wrong, those of the session by "session." and their name.
    With "volumes": [ids] there is one client, and the action is as volume_action.FIELDS.
    """
    sent = parse_object(body, ORDER)
    errors: dict[str, Message] = {}
    of_volumes = "volumes" in sent
    fields = volume_action.JOB_FIELDS if of_volumes else FIELDS
    names = _read(errors, parse, fields, {k: sent[k] for k in ("description",) if k in sent})
    form = volume_action if of_volumes else backup_action
    action = _read(errors, form.read, sent.get("action"))
    clients = sent.get("clients")
    wrong = _volumes_wrong(sent["volumes"], clients) if of_volumes else None
    errors |= wrong or {}
    if not isinstance(clients, list) or not clients:
        errors["clients"] = message("forms.no_clients")
    elif len(clients) > MOST or not all(map(session_input.is_client_id, clients)):
        errors["clients"] = message("forms.client_count", most=MOST)
    elif len(set(clients)) < len(clients):
        errors["clients"] = message("forms.client_twice")
    check = sent.get("check", False)
    if not isinstance(check, bool):
        errors["check"] = message("input.no_boolean")
    session = _session(errors, sent, check, now)
    ids = _ids(errors, sent.get("ids"))
    if errors or not isinstance(clients, list):
        raise Invalid(errors)
    return Order(
        description=str(names["description"]),
        clients=tuple(clients),
        volumes=tuple(sent["volumes"]) if of_volumes else None,
        action=action,
        ids=ids,
        session_id=sent.get("session_id"),
        session=session,
        check=check is True,
    )


def document(order: Order, client_id: str, hostname: str | None) -> Job:
    """The document for POST jobs of a client's job. It does not run by itself: it is put into a
    session (plan.new_member), or started, later.
    """
    hostname = hostname or client_label(client_id)
    title = order.description.replace(HOSTNAME, hostname)
    return {
        "client_id": client_id,
        "description": title[: session_input.LONGEST_DESCRIPTION],
        "job_actions": [backup_action.document(order.action, hostname)],
        "job_schedule": {"event": "stop"},
    }


def volume_document(order: Order, client_id: str, volume_id: str, name: str) -> Job:
    """As document, of a job that has Cinder back up a volume of this name."""
    title = order.description.replace(volume_action.VOLUME, name)
    return {
        "client_id": client_id,
        "description": title[: session_input.LONGEST_DESCRIPTION],
        "job_actions": [volume_action.document(order.action, volume_id, name)],
        "job_schedule": {"event": "stop"},
    }


def _volumes_wrong(volumes: object, clients: object) -> dict[str, Message]:
    errors = {}
    if not isinstance(volumes, list) or not volumes:
        errors["volumes"] = message("volumes.none_chosen")
    elif len(volumes) > MOST:
        errors["volumes"] = message("volumes.too_many", most=MOST)
    elif not all(map(session_input.is_id, volumes)):
        odd = [str(each) for each in volumes if not session_input.is_id(each)]
        errors["volumes"] = message("volumes.no_such_volume", volumes=odd[:5])
    elif len(set(volumes)) < len(volumes):
        errors["volumes"] = message("volumes.twice")
    if isinstance(clients, list) and len(clients) > 1:
        errors["clients"] = message("volumes.one_client")
    return errors


def _session(
    errors: dict[str, Message], sent: Mapping[str, Any], check: object, now: datetime
) -> dict[str, Any] | None:
    named, session = sent.get("session_id"), sent.get("session")
    if named is not None and not session_input.is_id(named):
        errors["session_id"] = message("forms.no_session")
    if (named, session) != (None, None) and check is not True:
        errors["session"] = message("forms.session_needs_check")
    if session is None:
        return None
    try:
        return session_input.parse(session, now, needed=("description", "schedule"))
    except Invalid as problem:
        errors.update({f"session.{name}": words for name, words in problem.fields.items()})
        return None


def _ids(errors: dict[str, Message], ids: object) -> Mapping[str, str]:
    if ids is None:
        return {}
    if not isinstance(ids, Mapping) or not all(map(session_input.is_id, ids.values())):
        errors["ids"] = message("forms.client_ids")
        return {}
    return ids


def _read(
    errors: dict[str, Message], read: Callable[..., dict[str, Value]], *arguments: object
) -> dict[str, Value]:
    try:
        return read(*arguments)
    except Invalid as problem:
        errors.update(problem.fields)
        return {}
