"""The request of a restore: backups to restore, on which clients, into which folders."""

import posixpath
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from freezer_ui.domain import request_id, session_input
from freezer_ui.domain.backups.restore_folders import ASIDE
from freezer_ui.domain.body import (
    BOOLEAN,
    ID,
    TEXT,
    Body,
    array,
    nullable,
    one_of,
    parse_object,
    record,
)
from freezer_ui.domain.jobs import agent_options
from freezer_ui.errors import Invalid
from freezer_ui.message import Message, message

LONGEST_PATH = 4096
MOST = 1000
#: Restore into folders of their own, or over the original files.
BESIDE, ORIGINAL = "beside", "original"
_CHOICE = record(
    {"backup_id": ID, "client_id": {"type": "string", "minLength": 1}, "path": nullable(TEXT)},
    needed=("backup_id", "client_id"),
)
ORDER = Body(
    {
        "choices": array(_CHOICE, minItems=1, maxItems=MOST),
        "into": one_of(BESIDE, ORIGINAL),
        "confirm": TEXT,
        "check": BOOLEAN,
        "id": request_id.SCHEMA,
    },
    needed=("choices",),
)


@dataclass(frozen=True)
class Choice:
    """A backup to restore on a client; `path` None: into its original folder, or into no folder."""

    backup_id: str
    client_id: str
    path: str | None


@dataclass(frozen=True)
class Order:
    """A request to restore: `into` is BESIDE or ORIGINAL, `confirm` the name typed for ORIGINAL;
    with `check` nothing is written. `id` is the request's.
    """

    choices: tuple[Choice, ...]
    into: str
    confirm: str
    check: bool
    id: str | None = None

    @property
    def target(self) -> tuple[object, ...]:
        """What to restore and where to, as sent: the default folder would differ by its time."""
        return (self.choices, self.into)


def parse(body: object, backup_id: str | None = None) -> Order:
    """Read {"choices": [{"backup_id", "client_id", "path"}], "into", "confirm", "check", "id"}.

    With `backup_id`, choices may name that backup only. Raises Invalid with a sentence for each
    field, such as "choices.0.path".
    """
    order = parse_object(body, ORDER)
    key = request_id.read(order)
    errors = _order_wrong(order)
    if errors:
        raise Invalid(errors)
    into = order.get("into", BESIDE)
    for number, sent in enumerate(order["choices"]):
        wrong = _choice_wrong(sent, into, backup_id)
        errors |= {f"choices.{number}.{field}": words for field, words in wrong.items()}
    errors = errors or _twice(order["choices"])
    if errors:
        raise Invalid(errors)
    return Order(
        tuple(_choice(sent, into) for sent in order["choices"]),
        into,
        order.get("confirm", ""),
        order.get("check", False),
        key,
    )


def _order_wrong(body: Mapping[str, Any]) -> dict[str, Message]:
    choices, errors = body.get("choices"), {}
    if not isinstance(choices, list) or len(choices) > MOST:
        errors["choices"] = message("restores.backups_list", most=MOST)
    elif not choices:
        errors["choices"] = message("restores.none_chosen")
    if body.get("into", BESIDE) not in (BESIDE, ORIGINAL):
        errors["into"] = message("input.one_of", choices=(BESIDE, ORIGINAL))
    if not isinstance(body.get("confirm", ""), str):
        errors["confirm"] = message("input.no_text")
    return errors


def _choice_wrong(sent: object, into: str, backup_id: str | None) -> dict[str, Message]:
    if not isinstance(sent, Mapping) or set(sent) - {"backup_id", "client_id", "path"}:
        return {"backup_id": message("restores.choice_parts")}
    errors = {}
    if not session_input.is_id(sent.get("backup_id")):
        errors["backup_id"] = message("restores.no_backup_id")
    elif backup_id is not None and sent["backup_id"] != backup_id:
        errors["backup_id"] = message("restores.different_backup")
    if not isinstance(sent.get("client_id"), str) or not sent["client_id"]:
        errors["client_id"] = message("restores.no_client")
    path = sent.get("path")
    if into == ORIGINAL and path is not None:
        errors["path"] = message("restores.path_with_original")
    elif path is not None:
        wrong = path_wrong(path)
        errors |= {"path": wrong} if wrong else {}
    return errors


def path_wrong(path: object) -> Message | None:
    """Return what is wrong with a typed folder, or None."""
    path = path.strip() if isinstance(path, str) else ""
    if not path.startswith("/"):
        return message("restores.no_whole_path", example=ASIDE)
    if len(path) > LONGEST_PATH:
        return message("restores.long_path", most=LONGEST_PATH)
    if any(ord(character) < ord(" ") for character in path) or ".." in path.split("/"):
        return message("restores.dotted_path")
    if posixpath.normpath(path).strip("/") == "":
        return message("restores.root_path")
    unsafe = agent_options.path_refused(path)
    return message("restores.no_such_path", reason=unsafe) if unsafe else None


def _choice(sent: Mapping[str, Any], into: str) -> Choice:
    path = sent.get("path")
    path = path.strip() if path is not None and into == BESIDE else None
    return Choice(sent["backup_id"], sent["client_id"], path)


def _twice(sent: Sequence[Mapping[str, Any]]) -> dict[str, Message]:
    seen: set[str] = set()
    errors = {}
    for number, choice in enumerate(sent):
        if choice["backup_id"] in seen:
            errors[f"choices.{number}.backup_id"] = message("restores.chosen_twice")
        seen.add(choice["backup_id"])
    return errors
