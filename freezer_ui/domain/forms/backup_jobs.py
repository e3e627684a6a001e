"""New jobs that back up: one for each client, all with the same action."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from freezer_ui.domain import session_input
from freezer_ui.domain.body import parse_object
from freezer_ui.domain.forms import backup_action
from freezer_ui.domain.forms.backup_action import HOSTNAME
from freezer_ui.domain.forms.field import TEXT, Field, Value, parse
from freezer_ui.domain.labels import client_label
from freezer_ui.errors import Invalid

#: Clients of one form.
MOST = 300

FIELDS = (
    Field(
        "description", TEXT, "Job name",
        "What people call the job. {hostname} becomes the name of each machine.",
        needed=True, default=f"Backup of {HOSTNAME}",
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Order:
    """What was asked for; `check`: nothing is to be written."""

    description: str
    clients: tuple[str, ...]
    action: Mapping[str, Value]
    check: bool


def read(body: object) -> Order:
    """{"description", "clients": [ids], "action": as backup_action.FIELDS, "check"}; raises Invalid
    with a sentence for each field that is wrong.
    """
    sent = parse_object(body, ("description", "clients", "action", "check"))
    errors: dict[str, str] = {}
    names = _read(errors, parse, FIELDS, {k: sent[k] for k in ("description",) if k in sent})
    action = _read(errors, backup_action.read, sent.get("action"))
    clients = sent.get("clients")
    if not isinstance(clients, list) or not clients:
        errors["clients"] = "Choose at least one client."
    elif len(clients) > MOST or not all(map(session_input.is_client_id, clients)):
        errors["clients"] = f"These are the ids of up to {MOST} clients."
    elif len(set(clients)) < len(clients):
        errors["clients"] = "Each client once."
    check = sent.get("check", False)
    if not isinstance(check, bool):
        errors["check"] = "This is true or false."
    if errors or not isinstance(clients, list):
        raise Invalid(errors)
    return Order(str(names["description"]), tuple(clients), action, check)


def document(order: Order, client_id: str, hostname: str | None) -> dict:
    """The document for POST jobs of a client's job. It does not run by itself: it is put into a
    session, or started, later.
    """
    hostname = hostname or client_label(client_id)
    title = order.description.replace(HOSTNAME, hostname)
    return {
        "client_id": client_id,
        "description": title[: session_input.LONGEST_DESCRIPTION],
        "job_actions": [backup_action.document(order.action, hostname)],
        "job_schedule": {"event": "stop"},
    }


def _read(
    errors: dict[str, str], read: Callable[..., dict[str, Value]], *arguments: object
) -> dict[str, Value]:
    try:
        return read(*arguments)
    except Invalid as problem:
        errors.update(problem.fields)
        return {}
