"""The runs of all sessions in the next hours, as a list and as a file."""

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils import timezone

from freezer_ui import settings
from freezer_ui.api.client import Freezer
from freezer_ui.domain.document_types import Session
from freezer_ui.domain.labels import client_label, session_label
from freezer_ui.domain.runs import forecast
from freezer_ui.domain.schedules import timetable
from freezer_ui.errors import FreezerError
from freezer_ui.messages import schedules
from freezer_ui.messages import upcoming as messages
from freezer_ui.services import evidence, paging
from freezer_ui.services.answers import Answer
from freezer_ui.services.exports import upcoming_files
from freezer_ui.services.paging import Page

LOG = logging.getLogger(__name__)

MOST_HOURS = 24 * 7
#: Sessions of a clash that are named; a thousand may run at one time.
NAMED = 5


@dataclass(frozen=True)
class _Ahead:
    """All sessions, the plans of those that match in order of their first run, and clashes."""

    now: int
    until: int
    sessions: Mapping[str, Session]
    plans: list[forecast.Plan]
    met: forecast.Meetings


def upcoming(freezer: Freezer, page: Page, now: int, hours: int, q: str) -> Answer:
    """Return {"from", "until", "items", "clashes", "total", "next", …}: the runs of sessions whose
    description or id contains `q`, for `hours` from `now`.

    Reads all sessions: a call for each FREEZER_PAGE_SIZE. If the length of a backup is unknown, its
    job is read, up to evidence.MOST jobs a request.
    """
    ahead = _look(freezer, now, hours, q)
    items, cursor = paging.slice_of(page, ahead.plans)
    return {
        "from": now,
        "until": ahead.until,
        "time_zone": str(timezone.get_current_timezone()),
        "agents_zone": _agents_zone(),
        "items": [_item(each, ahead) for each in items],
        "clashes": [_clash(each, ahead) for each in ahead.met.clashes],
        "total": len(ahead.plans),
        "next": cursor,
    }


def _agents_zone() -> str:
    return settings.get("FREEZER_AGENT_TIME_ZONE")


def _look(freezer: Freezer, now: int, hours: int, q: str) -> _Ahead:
    """Clashes include sessions that do not match `q`."""
    until = now + hours * 3600
    sessions = {each["session_id"]: each for each in freezer.all_sessions()}
    took = _measured(freezer, sessions.values(), now)
    plans = [
        forecast.plan(each, now, until, _agents_zone(), took.get(session_id))
        for session_id, each in sessions.items()
    ]
    met = forecast.meetings(plans)
    wanted = [each for each in plans if _matches(sessions[each.id], q.casefold())]
    wanted.sort(key=lambda each: ((*each.starts, until)[0], _name(sessions[each.id]), each.id))
    if q:
        met = _only(met, {each.id for each in wanted})
    return _Ahead(now, until, sessions, wanted, met)


def _measured(
    freezer: Freezer, sessions: Iterable[Session], now: int
) -> dict[str, Mapping[str, int]]:
    """As evidence.measure, after up to evidence.MOST more jobs were read."""
    doubtful = [each for each in sessions if forecast.unmeasured(each)]
    known = evidence.known(freezer, doubtful, now)
    unread = [(each, _unread(each, known.get(each["session_id"]))) for each in doubtful]
    aged = [(each, _aged(each, known.get(each["session_id"]), now)) for each in doubtful]
    try:
        if evidence.gather(freezer, [*unread, *aged], now):
            known = evidence.known(freezer, doubtful, now)
    except FreezerError as error:
        # runs are listed all the same, with unknown length
        LOG.warning("Lengths of backups were not read: %s", error.detail or error)
    return {session_id: found.took for session_id, found in known.items()}


def _unread(session: Session, known: evidence.Evidence | None) -> list[str]:
    """Members whose jobs were never read."""
    ids = forecast.unmeasured(session)
    return [each for each in ids if not known or each not in {*known.jobs, *known.older}]


def _aged(session: Session, known: evidence.Evidence | None, now: int) -> list[str]:
    """Members whose jobs were running or gone when they were read."""
    if known is None:
        return []
    return [
        each
        for each in forecast.unmeasured(session)
        if each not in known.took
        and (each in known.older or now - known.read.get(each, now) > evidence.FRESH)
    ]


def _matches(session: Session, q: str) -> bool:
    return q in _name(session).casefold() or q in session["session_id"]


def _name(session: Session) -> str:
    return session.get("description") or ""


def _only(met: forecast.Meetings, ids: set[str]) -> forecast.Meetings:
    """The clashes of these sessions, renumbered."""
    kept = [n for n, each in enumerate(met.clashes) if ids.intersection(each.sessions)]
    number = {old: new for new, old in enumerate(kept)}
    return forecast.Meetings(
        [met.clashes[old] for old in kept],
        {
            run: [number[old] for old in numbers if old in number]
            for run, numbers in met.of_run.items()
            if run[0] in ids
        },
    )


def _item(plan: forecast.Plan, ahead: _Ahead) -> Answer:
    session = ahead.sessions[plan.id]
    seconds = plan.seconds
    return {
        "id": plan.id,
        "name": session_label(session),
        "schedule_words": schedules.words(session.get("schedule")),
        "about": plan.about is not None,
        "about_words": schedules.about(plan.about, _agents_zone()),
        "note": None if plan.starts else _note(session, plan, ahead),
        "seconds": seconds,
        "clients": list(plan.lengths),
        "runs": [
            {
                "start": start,
                "end": start + (seconds or 0),
                "clashes": ahead.met.of_run.get((plan.id, start), []),
            }
            for start in plan.starts
        ],
        "more_from": plan.more_from,
    }


def _note(session: Session, plan: forecast.Plan, ahead: _Ahead) -> str | None:
    """Why a session has no run in this time."""
    when = session.get("schedule") or {}
    if plan.note:
        return schedules.note(plan.note, when) or messages.no_schedule()
    found, about, note = timetable.next_of(session, ahead.now, _agents_zone())
    if found is None:
        return schedules.note(note, when)
    return messages.next_run(found, about)


def _clash(clash: forecast.Clash, ahead: _Ahead) -> Answer:
    named = [
        {"id": each, "name": session_label(ahead.sessions[each])} for each in clash.sessions[:NAMED]
    ]
    return {
        "client_id": clash.client_id,
        "sessions": named,
        "count": len(clash.sessions),
        "first": clash.first,
        "times": clash.times,
        "words": _clash_words(clash, named),
    }


def _clash_words(clash: forecast.Clash, named: list[Answer]) -> str:
    return messages.clash(
        [each["name"] for each in named],
        len(clash.sessions) - len(named),
        str(client_label(clash.client_id)),
        clash.first,
        clash.times,
    )


def export(freezer: Freezer, now: int, hours: int, q: str, form: str) -> Answer:
    """Return {"name", "type", "text"} of a file; `form` is one of upcoming_files.FORMATS."""
    ahead = _look(freezer, now, hours, q)
    return upcoming_files.FORMATS[form](
        [_item(each, ahead) for each in ahead.plans], ahead.until, now
    )
