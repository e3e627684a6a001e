"""The form of new jobs: one for each client or volume, with the same new or existing actions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from freezer_ui.domain import session_input
from freezer_ui.domain.body import BOOLEAN, ID, Body, array, nullable, parse_object, record
from freezer_ui.domain.document_types import Job, JobAction
from freezer_ui.domain.errors_by_field import Errors
from freezer_ui.domain.forms import backup_action, volume_action
from freezer_ui.domain.forms import job as job_form
from freezer_ui.domain.forms.backup_action import HOSTNAME
from freezer_ui.domain.forms.field import TEXT, Field, Value, parse, schema
from freezer_ui.domain.labels import client_label
from freezer_ui.domain.schedules import parsing, schedule
from freezer_ui.message import N_, Message, message

#: Clients or volumes of one request.
MOST = 300

FIELDS = (
    Field(
        "description",
        TEXT,
        N_("Job name"),
        N_("The name of the job. {hostname} becomes the name of each machine."),
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
        "actions": array(ID, minItems=1, maxItems=job_form.MOST_ACTIONS),
        "schedule": nullable(schedule.SCHEMA),
        "as_calendar": BOOLEAN,
        "session_id": nullable(ID),
        "session": nullable(record(session_input.FIELDS, session_input.NEEDED)),
        "ids": nullable({"type": "object", "additionalProperties": ID}),
        "check": BOOLEAN,
    },
    needed=("clients",),
)


@dataclass(frozen=True)
class Order:
    """A request for new jobs.

    `volumes` are the ids of volumes that the single client makes Cinder back up; None: clients back
    up themselves. `action` has the values of the form; or `actions` the ids of existing actions.
    `schedule` is the jobs' own; None: they are stopped. `ids` has the new jobs' ids by client or
    volume, so that a repeated request makes no second job. With `check` nothing is written;
    `session_id` or `session` is then the present or new session of the jobs.
    """

    description: str
    clients: tuple[str, ...]
    volumes: tuple[str, ...] | None
    action: Mapping[str, Value]
    actions: tuple[str, ...] | None
    schedule: Mapping[str, str] | None
    as_calendar: bool
    ids: Mapping[str, str]
    session_id: str | None
    session: Mapping[str, Any] | None
    check: bool


def read(body: object, now: datetime) -> Order:
    """Read an Order from a body with the fields of ORDER.

    Raises Invalid with a sentence for each wrong field; those of the session have the prefix
    "session.".
    """
    sent = parse_object(body, ORDER)
    errors = Errors()
    description, action = _job(errors, sent)
    clients = sent.get("clients")
    errors.add(_volumes_wrong(sent["volumes"], clients) if "volumes" in sent else {})
    errors.refuse("clients", _clients_wrong(clients))
    session = _session(errors, sent, now)
    when = _own_schedule(errors, sent, now)
    errors.refuse("ids", _ids_wrong(sent.get("ids")))
    errors.raise_any()
    return Order(
        description=description,
        clients=tuple(clients or ()),
        volumes=tuple(sent["volumes"]) if "volumes" in sent else None,
        action=action,
        actions=tuple(sent["actions"]) if "actions" in sent else None,
        schedule=when,
        as_calendar=sent.get("as_calendar", False),
        ids=sent.get("ids") or {},
        session_id=sent.get("session_id"),
        session=session,
        check=sent.get("check", False),
    )


def _job(errors: Errors, sent: Mapping[str, Any]) -> tuple[str, dict[str, Value]]:
    """The name of the jobs, and the values of their new action; {} for existing actions."""
    of_volumes = "volumes" in sent
    fields = volume_action.JOB_FIELDS if of_volumes else FIELDS
    named = {name: sent[name] for name in ("description",) if name in sent}
    names = errors.read(parse, fields, named) or {}
    description = str(names.get("description", ""))
    if "actions" in sent:
        errors.add(_actions_wrong(sent))
        return description, {}
    read_form = volume_action.read if of_volumes else backup_action.read
    return description, errors.read(read_form, sent.get("action")) or {}


def document(
    order: Order, client_id: str, hostname: str | None, actions: Sequence[JobAction] = ()
) -> Job:
    """Return the document for POST jobs of a client's job, stopped; `actions` are stored actions.

    The caller makes it a member (plan.new_member) or gives it a schedule.
    """
    hostname = hostname or client_label(client_id)
    title = order.description.replace(HOSTNAME, hostname)
    return {
        "client_id": client_id,
        "description": title[: session_input.LONGEST_DESCRIPTION],
        "job_actions": list(actions) or [backup_action.document(order.action, hostname)],
        "job_schedule": {"event": "stop"},
    }


def volume_document(order: Order, client_id: str, volume_id: str, name: str) -> Job:
    """As document, for a job that makes Cinder back up the volume."""
    title = order.description.replace(volume_action.VOLUME, name)
    return {
        "client_id": client_id,
        "description": title[: session_input.LONGEST_DESCRIPTION],
        "job_actions": [volume_action.document(order.action, volume_id, name)],
        "job_schedule": {"event": "stop"},
    }


def _actions_wrong(sent: Mapping[str, Any]) -> dict[str, Message]:
    if "action" in sent or "volumes" in sent:
        return {"actions": message("forms.new_or_existing")}
    wrong = job_form.actions_wrong(sent["actions"])
    return {"actions": wrong} if wrong else {}


def _clients_wrong(clients: object) -> Message | None:
    if not isinstance(clients, list) or not clients:
        return message("forms.no_clients")
    if len(clients) > MOST or not all(map(session_input.is_client_id, clients)):
        return message("forms.client_count", most=MOST)
    return message("forms.client_twice") if len(set(clients)) < len(clients) else None


def _own_schedule(
    errors: Errors, sent: Mapping[str, Any], now: datetime
) -> Mapping[str, str] | None:
    if sent.get("schedule") is None:
        return None
    if sent.get("session") is not None or sent.get("session_id") is not None:
        errors.add({"schedule": message("forms.of_session")})
    return errors.read(parsing.parse, sent["schedule"], now)


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


def _session(errors: Errors, sent: Mapping[str, Any], now: datetime) -> dict[str, Any] | None:
    named, session = sent.get("session_id"), sent.get("session")
    if named is not None and not session_input.is_id(named):
        errors.add({"session_id": message("forms.no_session")})
    if (named, session) != (None, None) and sent.get("check") is not True:
        errors.add({"session": message("forms.session_needs_check")})
    if session is None:
        return None
    needed = ("description", "schedule")
    return errors.read(session_input.parse, session, now, needed, prefix="session.")


def _ids_wrong(ids: object) -> Message | None:
    is_fine = ids is None or (
        isinstance(ids, Mapping)
        and all(map(session_input.is_id, ids.values()))
        and len(set(ids.values())) == len(ids)
    )
    return None if is_fine else message("forms.client_ids")
