"""Checks of the fields of a session that a user writes.

Freezer checks none of them, and answers 500 to an unknown key.
"""

import re
import unicodedata
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from freezer_ui.domain import fingerprint
from freezer_ui.domain.body import BOOLEAN, TEXT, Body, Schema, integer, unknown
from freezer_ui.domain.document_types import Session
from freezer_ui.domain.errors_by_field import Errors
from freezer_ui.domain.schedules import parsing, schedule
from freezer_ui.errors import Invalid
from freezer_ui.message import Message, message

#: Characters of Freezer's column on MySQL.
LONGEST_DESCRIPTION = 255
#: Freezer's column is a 32-bit integer on MySQL.
LONGEST_HOLD_OFF = 2**31 - 1
FIELDS: Mapping[str, Schema] = {
    "description": {"type": "string", "minLength": 1, "maxLength": LONGEST_DESCRIPTION},
    "hold_off": integer(0, LONGEST_HOLD_OFF),
    "schedule": schedule.SCHEMA,
}
#: Options of a write (services/sessions.create_session).
FLAGS = ("as_calendar", "again")
NEEDED = ("description", "schedule")
CREATE = Body({**FIELDS, **dict.fromkeys(FLAGS, BOOLEAN)}, needed=NEEDED)
EDIT = Body({**FIELDS, "as_calendar": BOOLEAN, "version": TEXT})

# Controls, lone surrogates and line breaks; joiners stay, scripts and emoji need them.
_NOT_TEXT = ("Cc", "Cs", "Zl", "Zp")
_ID = re.compile(r"[\w-]{1,64}", re.ASCII)
# A host name, perhaps with a prefix; ".." would lead out of a path.
_CLIENT_ID = re.compile(r"[\w-][\w.-]{0,254}")
CLIENT_ID: Schema = {"type": "string", "pattern": r"^[\w-][\w.-]{0,254}$"}


def is_id(value: object) -> bool:
    """Whether the value can be an id of Freezer's."""
    return isinstance(value, str) and _ID.fullmatch(value) is not None


def is_client_id(value: object) -> bool:
    """Whether the value can be a client's id: mostly its host name, which the client chooses."""
    return isinstance(value, str) and _CLIENT_ID.fullmatch(value) is not None


def check_ids(ids: Mapping[str, object]) -> None:
    """Raises Invalid for fields without a valid id."""
    rules = {"client_id": is_client_id}
    wrong = {
        field: message("input.no_id")
        for field, value in ids.items()
        if not rules.get(field, is_id)(value)
    }
    if wrong:
        raise Invalid(wrong)


def parse(body: object, now: datetime, needed: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return the description, hold_off and schedule of `body`, checked and normalized.

    `needed` names the fields that must be present. Raises Invalid with a message for each field.
    """
    if not isinstance(body, Mapping):
        raise Invalid({"body": message("input.no_session")})
    errors = Errors()
    errors.add(unknown(body, FIELDS))
    errors.add({key: message("input.needed") for key in needed if key not in body})
    clean = {
        key: errors.read(read, body[key], now) for key, read in _READERS.items() if key in body
    }
    errors.raise_any()
    return clean


def version(session: Session) -> str:
    """Differs after each change of what a tenant writes. Its first half is without the schedule's
    start, which a drop or a run now moves.
    """
    fields = schedule.own(session.get("schedule"))
    start = fields.pop("schedule_start_date", None)
    said = [session.get("description"), session.get("hold_off"), fields]
    return f"{fingerprint.of(said)}-{fingerprint.of(start)}"


def is_version(session: Session, sent: object, with_start: bool) -> bool:
    """Whether a session has this version still; `with_start` for who writes its schedule."""
    now, then = version(session), str(sent)
    return now == then if with_start else now.split("-")[0] == then.split("-")[0]


def description(value: object, missing: Message | str) -> str:
    """Return a description, stripped. Raises Invalid, with `missing` for an empty one."""
    text = value.strip() if isinstance(value, str) else ""
    if not text:
        raise Invalid({"description": missing})
    if len(text) > LONGEST_DESCRIPTION:
        told = message("input.longer_text", most=LONGEST_DESCRIPTION, length=len(text))
        raise Invalid({"description": told})
    if any(unicodedata.category(character) in _NOT_TEXT for character in text):
        raise Invalid({"description": message("input.no_line")})
    return text


def _description(value: object, _now: datetime) -> str:
    return description(value, message("input.no_description"))


def hold_off(value: object) -> int:
    """Return a hold-off in seconds. Raises Invalid."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise Invalid({"hold_off": message("input.hold_off")})
    if value > LONGEST_HOLD_OFF:
        raise Invalid({"hold_off": message("input.long_hold_off", most=LONGEST_HOLD_OFF)})
    return value


_READERS = {
    "description": _description,
    "hold_off": lambda value, _now: hold_off(value),
    "schedule": parsing.parse,
}
