"""The runs of all sessions in the next hours, as a list and as a file."""

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone

from freezer_ui import settings
from freezer_ui.api.client import Freezer
from freezer_ui.cache import keys
from freezer_ui.domain.document_types import Session
from freezer_ui.domain.labels import client_label, session_label
from freezer_ui.domain.runs import forecast
from freezer_ui.domain.schedules import timetable
from freezer_ui.errors import FreezerError
from freezer_ui.latest import Latest
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
#: Seconds for which a forecast is kept while the sessions stay the same.
LASTS = 60


@dataclass(frozen=True)
class _Ahead:
    """The runs of all sessions from `now` to `until` (epoch seconds), in the user's language and
    zone. `plans` are in order of their first run, `unmeasured` are the sessions of which a length
    is unknown, and `took` is from _measured.
    """

    now: int
    until: int
    sessions: Mapping[str, Session]
    unmeasured: list[Session]
    took: Mapping[str, Mapping[str, int]]
    plans: list[forecast.Plan]
    clashes: list[forecast.Clash]

    def is_valid(self, now: int) -> bool:
        """Whether none of the runs has begun."""
        begins = self.plans[0].starts[:1] if self.plans else ()
        return self.now <= now < min([self.now + LASTS, *begins])

    @cached_property
    def items_of_clashes(self) -> list[Answer]:
        return [_clash(each, self.sessions) for each in self.clashes]


#: The last forecasts of all projects: pages of a list and users of a project share them.
_kept: Latest[_Ahead] = Latest(4)


def upcoming(freezer: Freezer, page: Page, now: int, hours: int, q: str) -> Answer:
    """Return {"from", "until", "items", "clashes", "total", "next", …}: the runs of sessions whose
    description or id contains `q`, for `hours` from `now`. Clashes are those of these sessions.

    Reads all sessions: a call for each FREEZER_PAGE_SIZE. If the length of a backup is unknown, its
    job is read, up to evidence.MOST jobs a request.
    """
    ahead = _look(freezer, now, hours)
    plans = _matching(ahead, q)
    ids = {each.id for each in plans}
    shown = [n for n, each in enumerate(ahead.clashes) if not q or ids.intersection(each.sessions)]
    items, cursor = paging.slice_of(page, plans)
    clashes = [ahead.clashes[number] for number in shown]
    return {
        "from": ahead.now,
        "until": ahead.until,
        "time_zone": str(timezone.get_current_timezone()),
        "agents_zone": _agents_zone(),
        "items": _items(items, ahead, clashes),
        "clashes": [ahead.items_of_clashes[number] for number in shown],
        "total": len(plans),
        "next": cursor,
    }


def _agents_zone() -> str:
    return settings.get("FREEZER_AGENT_TIME_ZONE")


def _look(freezer: Freezer, now: int, hours: int) -> _Ahead:
    """Return the runs of all sessions; computed only if the sessions have changed or a run has
    begun.
    """
    sessions = {each["session_id"]: each for each in freezer.all_sessions()}
    key = (freezer.url, freezer.project_id, hours, _agents_zone(), *keys.readers())
    kept = _kept.get(key)
    if kept is not None and not (kept.is_valid(now) and kept.sessions == sessions):
        kept = None
    doubtful = kept.unmeasured if kept else list(filter(forecast.unmeasured, sessions.values()))
    took = _measured(freezer, doubtful, now)
    if kept is None or kept.took != took:
        kept = _foresee(sessions, doubtful, took, now, now + hours * 3600)
        _kept.set(key, kept)
    return kept


def _foresee(
    sessions: Mapping[str, Session],
    doubtful: list[Session],
    took: Mapping[str, Mapping[str, int]],
    now: int,
    until: int,
) -> _Ahead:
    plans = [
        forecast.plan(each, now, until, _agents_zone(), took.get(session_id))
        for session_id, each in sessions.items()
    ]
    plans.sort(key=lambda each: ((*each.starts, until)[0], _name(sessions[each.id]), each.id))
    return _Ahead(now, until, sessions, doubtful, took, plans, forecast.clashes(plans))


def _matching(ahead: _Ahead, q: str) -> list[forecast.Plan]:
    """The plans of sessions whose description or id contains `q`."""
    text = q.casefold()
    return [
        each
        for each in ahead.plans
        if text in _name(ahead.sessions[each.id]).casefold() or text in each.id
    ]


def _measured(freezer: Freezer, doubtful: list[Session], now: int) -> dict[str, Mapping[str, int]]:
    """As evidence.measure, after up to evidence.MOST more jobs were read."""
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


def _name(session: Session) -> str:
    return session.get("description") or ""


def _items(
    plans: Iterable[forecast.Plan], ahead: _Ahead, clashes: Iterable[forecast.Clash]
) -> list[Answer]:
    """Plans as items; each of their runs has the indexes of its `clashes`."""
    by_id: dict[str, tuple[forecast.Plan, dict[int, list[int]]]] = {
        each.id: (each, {start: [] for start in each.starts}) for each in plans
    }
    for number, clash in enumerate(clashes):
        for session_id in by_id.keys() & clash.sessions:
            plan, numbers = by_id[session_id]
            for start in clash.starts_of(plan):
                numbers[start].append(number)
    return [_item(each, ahead, numbers) for each, numbers in by_id.values()]


def _item(plan: forecast.Plan, ahead: _Ahead, clashes: Mapping[int, list[int]]) -> Answer:
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
            {"start": start, "end": start + (seconds or 0), "clashes": clashes[start]}
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


def _clash(clash: forecast.Clash, sessions: Mapping[str, Session]) -> Answer:
    named = [{"id": each, "name": session_label(sessions[each])} for each in clash.sessions[:NAMED]]
    times = len(clash.spans)
    return {
        "client_id": clash.client_id,
        "sessions": named,
        "count": len(clash.sessions),
        "first": clash.first,
        "times": times,
        "words": messages.clash(
            [each["name"] for each in named],
            len(clash.sessions) - len(named),
            str(client_label(clash.client_id)),
            clash.first,
            times,
        ),
    }


def export(freezer: Freezer, now: int, hours: int, q: str, form: str) -> Answer:
    """Return {"name", "type", "text"} of a file; `form` is one of upcoming_files.FORMATS."""
    ahead = _look(freezer, now, hours)
    items = _items(_matching(ahead, q), ahead, ahead.clashes)
    return upcoming_files.FORMATS[form](items, ahead.until, now)
