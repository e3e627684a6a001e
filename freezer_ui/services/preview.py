"""Previews a schedule that is being typed, or a stored one of a session."""

from collections.abc import Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from freezer_ui import messages
from freezer_ui.api.client import Freezer
from freezer_ui.domain import advice, session_input
from freezer_ui.domain.body import BOOLEAN, ID, TEXT, Body, array, nullable, refuse_flags, unknown
from freezer_ui.domain.document_types import Fields, Session
from freezer_ui.domain.errors_by_field import Errors
from freezer_ui.domain.runs import forecast
from freezer_ui.domain.schedules import clock_changes, parsing, schedule, timetable, zones
from freezer_ui.domain.times import epoch, zone
from freezer_ui.errors import Invalid
from freezer_ui.message import message
from freezer_ui.messages import schedules
from freezer_ui.services import clock, evidence
from freezer_ui.services.answers import Answer
from freezer_ui.services.sessions import to_store

MOST_MEMBERS = 10_000
#: Runs of a preview.
SHOWN = 10
_MEMBER = {"type": "object", "properties": {"client_id": nullable(TEXT)}}
BODY = Body(
    {
        "schedule": nullable(schedule.SCHEMA),
        "hold_off": nullable(session_input.FIELDS["hold_off"]),
        "session_id": nullable(ID),
        "members": nullable(array(_MEMBER, maxItems=MOST_MEMBERS)),
        "as_calendar": nullable(BOOLEAN),
    }
)


def preview(freezer: Freezer, body: object, now: int) -> Answer:
    """Return the next runs, words and advice for a body with the fields of BODY.

    A schedule is previewed as it would be stored. With only a "session_id", the session's stored
    schedule is. Members are {"id", "client_id", "time_started", "time_ended", "result"}. Calls
    Freezer for the session, and for all sessions if there are members. Raises Invalid, NotFound.
    """
    asked = _parse(body)
    session = freezer.session(asked["session_id"]) if asked.get("session_id") else {}
    case = _case(freezer, asked, session, now)
    return _answer(case, _advice(freezer, case, session), _zone_words(asked, case))


def _case(freezer: Freezer, asked: Answer, session: Session, now: int) -> advice.Case:
    """What advice is about: the schedule that is typed, or the session's."""
    members, hold_off = _participants(freezer, asked, session, now)
    wanted, heard = _schedule(asked, session, now)
    last_start = epoch(session.get("time_start"))
    agents = clock.agents(now)
    # a continuous job starts again when it has ended, which nobody knows before
    count = 1 if schedule.is_continuous(wanted) else SHOWN
    found = timetable.runs(wanted, now, last_start, agents.zone, count, heard)
    if "schedule" not in asked and timetable.is_idle(session):
        found = timetable.Runs(note=timetable.EMPTY)
    return advice.Case(
        schedule=wanted,
        hold_off=hold_off,
        members=members,
        found=found,
        now=now,
        last_start=last_start,
        heard=heard,
        poll=agents.poll,
        agents_zone=agents.zone,
        typed=asked.get("schedule", {}).get("schedule_interval"),
    )


def _participants(
    freezer: Freezer, asked: Answer, session: Session, now: int
) -> tuple[Sequence[forecast.Member], int | None]:
    """The members, and the hold-off in seconds."""
    if "schedule" in asked:
        return asked["members"], asked["hold_off"]
    took = evidence.measure(freezer, [session], now)
    members = forecast.members(session, took.get(session["session_id"], {}))
    return members, schedule.seconds_of(session.get("hold_off"))


def _parse(body: object) -> Answer:
    if not isinstance(body, Mapping):
        raise Invalid({"schedule": message("input.preview")})
    errors = Errors()
    errors.add(unknown(body, BODY.fields))
    asked = {key: body[key] for key in BODY.fields if body.get(key) is not None}
    if not ("schedule" in asked or set(asked) - {"as_calendar"} == {"session_id"}):
        errors.add({"schedule": message("input.preview")})
    if "session_id" in asked and not session_input.is_id(asked["session_id"]):
        errors.add({"session_id": message("input.no_id")})
    asked.setdefault("as_calendar", False)
    errors.read(refuse_flags, asked, ["as_calendar"])
    if "schedule" in asked:
        if asked.setdefault("hold_off", None) is not None:
            errors.read(session_input.hold_off, asked["hold_off"])
        asked["members"] = errors.read(_members, asked.get("members", []))
    errors.raise_any()
    return asked


def _members(value: object) -> list[forecast.Member]:
    if (
        not isinstance(value, list)
        or len(value) > MOST_MEMBERS
        or not all(isinstance(each, Mapping) for each in value)
        or not all(isinstance(each.get("client_id"), str | None) for each in value)
    ):
        raise Invalid({"members": message("input.members")})
    return value


def _schedule(asked: Answer, session: Session, now: int) -> tuple[Fields, int | None]:
    """The schedule, and when agents will read it; None if they have it already."""
    known = session.get("schedule") or {}
    if "schedule" not in asked or (session and asked["schedule"] == schedule.own(known)):
        return known, None
    clean = parsing.parse(asked["schedule"], clock.moment(now))
    if session and schedule.same(clean, _read_again(known, now)):
        return known, None
    return to_store(clean, now, asked["as_calendar"], len(asked["members"] or ())), now


def _read_again(known: Fields, now: int) -> Fields:
    """A stored schedule, normalized as if it were typed, if it can be parsed."""
    try:
        return parsing.parse(schedule.own(known), clock.moment(now))
    except Invalid:
        return known


def _advice(freezer: Freezer, case: advice.Case, session: Session) -> list[advice.Advice]:
    """The advice; other sessions are read only if there are members, whose clients they may use."""
    if not any(case.lengths):
        return advice.advise(case, (), {})
    others = [
        each
        for each in freezer.all_sessions()
        if each["session_id"] != session.get("session_id") and _shares(each, case.lengths)
    ]
    until = case.now + advice.WEEK
    took = evidence.measure(freezer, others, case.now)
    plans = [
        forecast.plan(each, case.now, until, case.agents_zone, took.get(each["session_id"]))
        for each in others
    ]
    names = {each["session_id"]: each.get("description") or "" for each in others}
    return advice.advise(case, plans, names)


def _shares(session: Session, clients: Mapping[str, object]) -> bool:
    entries = (session.get("jobs") or {}).values()
    return any((entry or {}).get("client_id") in clients for entry in entries)


def _zone_words(asked: Mapping[str, Any], case: advice.Case) -> list[str]:
    """Sentences about a schedule that is typed in another zone than the agents'."""
    if "schedule" not in asked or not asked["schedule"].get(schedule.ZONE):
        return []
    meant = parsing.parse_as_meant(asked["schedule"], clock.moment(case.now))
    place = meant.pop(schedule.ZONE)
    found = zones.differences(meant, place, case.agents_zone, case.now)
    stored = schedule.own(case.schedule)
    if not found and stored == meant:
        return []
    words = schedules.written_for_agents(stored, case.agents_zone)
    return [words, *(messages.say(each) for each in found)]


def _answer(
    case: advice.Case, advised: Sequence[advice.Advice], zone_words: Sequence[str]
) -> Answer:
    when, found = schedule.own(case.schedule), case.found
    place = zone(timezone.get_current_timezone_name())
    return {
        "schedule": when,
        "schedule_local": schedule.as_typed_in(when, place),
        "words": schedules.words(when),
        "next_run": found.at[0] if found.at else None,
        "next_run_about": found.about is not None,
        "next_run_note": schedules.note(found.note, when),
        "runs": [{"at": at, "about": found.about is not None} for at in found.at],
        "more": found.more,
        "about_words": schedules.about(found.about, case.agents_zone),
        "clock_changes": _clock_changes(case, place) if found.at else [],
        "zone_words": list(zone_words),
        "time_zone": str(place),
        "agents_zone": case.agents_zone,
        "advice": [_advice_row(each, place) for each in advised],
    }


def _clock_changes(case: advice.Case, place: ZoneInfo) -> list[str]:
    told = clock_changes.notices(case.schedule, case.now, case.agents_zone, place)
    return [messages.say(each) for each in told]


def _advice_row(advised: advice.Advice, place: ZoneInfo) -> Answer:
    return {
        "kind": advised.kind,
        "level": advised.level,
        "words": messages.say(advised.message),
        "applies": [_apply_row(each, place) for each in advised.applies],
    }


def _apply_row(apply: advice.Apply, place: ZoneInfo) -> Answer:
    if apply.schedule is None:
        return {"words": messages.say(apply.message), "hold_off": apply.hold_off}
    return {
        "words": messages.say(apply.message),
        "schedule": apply.schedule,
        "schedule_local": schedule.as_typed_in(apply.schedule, place),
    }
