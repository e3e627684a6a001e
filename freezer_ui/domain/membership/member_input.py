"""Checks of the bodies with which a job is put into a session or taken out."""

import re
from collections.abc import Mapping
from typing import Any

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
from freezer_ui.domain.schedules import schedule
from freezer_ui.domain.session_input import check_ids, is_id
from freezer_ui.errors import Invalid
from freezer_ui.message import message

#: Sessions that a job can be listed in; more is not valid input.
_MOST = 20
_ALSO = array(ID, maxItems=_MOST)
_OWN = record(
    {
        name: {**TEXT, "pattern": f"^({schedule.PATTERNS[name]})?$"}
        if name in schedule.PATTERNS
        else TEXT
        for name in schedule.FIELDS
    }
)
_WRONG = {
    **dict.fromkeys(schedule.DATES, message("input.no_date", example="2026-12-01T02:00:00Z")),
    "schedule_interval": message("input.interval"),
    "schedule_year": message("input.year"),
}
JOIN = Body({"from": nullable(ID), "also": _ALSO, "again": BOOLEAN}, optional=True)
LEAVE = Body(
    {"then": one_of("stop", "run"), "schedule": nullable(_OWN), "also": _ALSO}, optional=True
)


def parse_join(body: object) -> dict[str, Any]:
    """Return {"also": [ids], "again": bool}, and "from" (an id or None) if it was sent. Raises
    Invalid.
    """
    sent = parse_object(body, JOIN)
    clean = {"also": _also(sent), "again": sent.get("again", False)}
    if "from" in sent:
        if sent["from"] is not None:
            check_ids({"from": sent["from"]})
        clean["from"] = sent["from"]
    return clean


def parse_leave(body: object) -> dict[str, Any]:
    """Return {"then": "stop" or "run", "schedule": schedule_* fields or None, "also": [ids]}.

    The schedule is one that the job had before, so dates in it may be past. It is written after the
    job has left the session, so it must be what Freezer accepts. Raises Invalid.
    """
    sent = parse_object(body, LEAVE)
    then = sent.get("then", "stop")
    if then not in ("stop", "run"):
        raise Invalid({"then": message("input.then")})
    return {"then": then, "schedule": _schedule(sent.get("schedule")), "also": _also(sent)}


def _also(sent: Mapping[str, Any]) -> list[str]:
    also = sent.get("also", [])
    if not isinstance(also, list) or len(also) > _MOST or not all(map(is_id, also)):
        raise Invalid({"also": message("input.session_ids")})
    return also


def _schedule(sent: object) -> dict[str, str] | None:
    if sent is None:
        return None
    if not isinstance(sent, Mapping) or set(sent) - set(schedule.FIELDS):
        raise Invalid({"schedule": message("input.no_schedule")})
    if not all(isinstance(value, str) for value in sent.values()):
        raise Invalid({"schedule": message("input.no_text")})
    fields = schedule.own(sent)
    wrong = {
        name: _WRONG[name]
        for name, pattern in schedule.PATTERNS.items()
        if name in fields and not re.fullmatch(pattern, fields[name])
    }
    if wrong:
        raise Invalid(wrong)
    return fields
