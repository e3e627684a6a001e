"""Actions on a session's run: what is on offer, what it would write, and carrying it out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from freezer_ui import settings
from freezer_ui.api.client import Freezer
from freezer_ui.domain import one_off, request_id, run_actions
from freezer_ui.domain.body import parse_object
from freezer_ui.domain.document_types import Call, Job, Session
from freezer_ui.domain.labels import job_label, session_label
from freezer_ui.domain.rest_calls import call
from freezer_ui.domain.run_actions import RunAction
from freezer_ui.domain.runs import run
from freezer_ui.domain.schedules import arming, schedule, timetable
from freezer_ui.errors import Conflict, FreezerError, Invalid, NotFound
from freezer_ui.message import message
from freezer_ui.messages import run_actions as words
from freezer_ui.messages import say
from freezer_ui.services import clock, one_off_sessions
from freezer_ui.services.answers import Answer
from freezer_ui.services.session_view import SessionView, load, locked


def list_actions(freezer: Freezer, session_id: str, now: int) -> Answer:
    """Return {"offers": [{"kind", "words", "writes", "refused", "tag"}], "read", "changes_at"}.

    "changes_at" is when time alone changes the offers, or None. One call, and one for each member.
    """
    seen = load(freezer, session_id, now)
    return {
        "read": now,
        "changes_at": run_actions.changes_at(seen.session, clock.agents(now)),
        "offers": [
            {
                "kind": offer.kind,
                "words": words.label(offer.kind),
                "writes": [] if offer.refused else _WRITES[offer.kind](seen, offer),
                "refused": say(offer.refused),
                "tag": seen.judged.tag,
            }
            for offer in _offers(seen)
        ],
    }


def carry_out(freezer: Freezer, session_id: str, body: object, now: int) -> Answer:
    """Carry out an action; return {"words", "session", "give_back", "at"}. With the request's "id"
    (request_id), a repeated retry returns what the first one created.

    "give_back" are the calls that restore the members' schedules. Raises Conflict if the action is
    no longer on offer, Invalid.
    """
    kind, tag, key = _parse(body)
    with locked(freezer, session_id, now, load) as (seen, keep):
        offer = next((each for each in _offers(seen) if each.kind == kind), None)
        if offer is None or tag != seen.judged.tag:
            raise Conflict(message("run_actions.changed"))
        if offer.refused:
            raise Conflict(offer.refused)
        return _ACTS[kind](freezer, seen, offer, keep, key)


def _parse(body: object) -> tuple[str, object, str | None]:
    sent = parse_object(body, run_actions.BODY)
    if sent.get("kind") not in run_actions.KINDS:
        raise Invalid({"kind": message("input.one_of", choices=run_actions.KINDS)})
    if isinstance(sent.get("tag"), bool):
        raise Invalid({"tag": message("input.no_number")})
    return sent["kind"], sent.get("tag"), request_id.read(sent)


def _offers(seen: SessionView) -> list[RunAction]:
    return run_actions.available(seen.session, seen.jobs, seen.judged, clock.agents(seen.now))


def _names(seen: SessionView, offer: RunAction) -> list[str]:
    return [job_label(_job(seen, job_id)) for job_id in offer.members]


def _job(seen: SessionView, job_id: str) -> Job:
    """The job of a member of an action."""
    job = seen.jobs[job_id]
    if job is None:
        raise NotFound(message("jobs.gone"))
    return job


# Run now


@dataclass(frozen=True)
class _Moments:
    """When a run now begins, and the next regular run or None; epoch seconds."""

    at: int
    due: int | None


def _moments(seen: SessionView) -> _Moments:
    agents = clock.agents(seen.now)
    return _Moments(agents.all_have_polled, run_actions.next_regular(seen.session, agents))


def _run_writes(seen: SessionView, offer: RunAction) -> list[str]:
    moments, poll = _moments(seen), settings.get("FREEZER_AGENT_POLL")
    told = words.run_writes(_names(seen, offer), moments.at, seen.judged.tag + 1, poll)
    if moments.due is None:
        return [told, words.runs_once()]
    wait = _over_by(seen, moments) - seen.now
    return [told, words.keep_page_open(wait), words.next_regular(moments.due)]


def _over_by(seen: SessionView, moments: _Moments) -> int:
    agents = clock.agents(seen.now)
    return run_actions.over_by(seen.session, moments.at, moments.due, agents)


def _run(
    freezer: Freezer,
    seen: SessionView,
    offer: RunAction,
    keep: Callable[[], None],
    _key: str | None,
) -> Answer:
    """PATCH the schedule of each member; after a failure, the others keep their schedules."""
    moments, session_id = _moments(seen), seen.session_id
    wanted = {
        job_id: run_actions.run_now(_job(seen, job_id), moments.at, moments.due)
        for job_id in offer.members
    }
    _keep_grid(freezer, seen, moments, keep)
    _arm(freezer, seen, wanted, moments.at, keep)
    after = load(freezer, session_id, seen.now)
    for job_id in offer.members:
        if not schedule.same(wanted[job_id], (after.jobs.get(job_id) or {}).get("job_schedule")):
            raise Conflict(message("run_actions.not_kept", job=job_label(_job(seen, job_id))))
    body = {"from": session_id}
    return _done(
        words.run_started(session_label(seen.session), moments.at),
        seen.session,
        [call("PUT", session_id, job_id, body) for job_id in offer.members],
        moments.at,
    ) | {"over_in": _over_by(seen, moments) - seen.now}


def _arm(
    freezer: Freezer,
    seen: SessionView,
    wanted: Mapping[str, Answer],
    at: int,
    keep: Callable[[], None],
) -> None:
    """PATCH the schedules in `wanted`, by job id; an error tells how many start at `at`."""
    for done, (job_id, schedule_now) in enumerate(wanted.items()):
        keep()
        try:
            behind = run_actions.caught_up(_job(seen, job_id), seen.session)
            freezer.update_job(job_id, {"job_schedule": schedule_now, **behind})
        except FreezerError as error:
            counts = {"done": done, "jobs": len(wanted), "at": at}
            half = message("run_actions.run_half_told", **counts, reason=error.sentence)
            raise type(error)(half, detail=error.detail) from error


def _keep_grid(
    freezer: Freezer, seen: SessionView, moments: _Moments, keep: Callable[[], None]
) -> None:
    """Write the next regular run into an interval session as its start; otherwise later runs would
    be counted from the run now.
    """
    whole = seen.session.get("schedule") or {}
    if moments.due is None or timetable.step(whole) is None:
        return
    keep()
    freezer.update_session(seen.session_id, {"schedule": arming.started(whole, moments.due)})


# Retry failed members


def _retry_writes(seen: SessionView, offer: RunAction) -> list[str]:
    tag = seen.judged.tag
    told = words.retry_writes(_names(seen, offer), tag, _retry_title(seen))
    return [told, words.retry_is_later(tag)]


def _retry_title(seen: SessionView) -> str:
    return words.retry_title(session_label(seen.session)[:200], seen.judged.tag)


def _retry(
    freezer: Freezer,
    seen: SessionView,
    offer: RunAction,
    _keep: Callable[[], None],
    key: str | None,
) -> Answer:
    copies = [
        one_off.copy_of(job, words.retry_job(job_label(job)))
        for job in (_job(seen, job_id) for job_id in offer.members)
    ]
    title = _retry_title(seen)
    session_id, _jobs = one_off_sessions.begin(freezer, title, copies, key)
    session: Session = {"session_id": session_id, "description": title}
    return _done(words.retry_started(title), session, [], None)


# End a stuck run


def _end_writes(seen: SessionView, offer: RunAction) -> list[str]:
    if not offer.members:
        return [words.end_empty()]
    return [words.end_writes(_names(seen, offer), seen.judged.tag), words.end_stops_no_agent()]


def _end(
    freezer: Freezer,
    seen: SessionView,
    offer: RunAction,
    keep: Callable[[], None],
    _key: str | None,
) -> Answer:
    session_id = seen.session_id
    for job_id in offer.members:
        keep()
        freezer.end_session(session_id, job_id, seen.judged.tag, run.FAIL)
    if not offer.members:
        keep()
        freezer.update_session(session_id, {"status": "completed", "result": run.FAIL})
    after = load(freezer, session_id, seen.now)
    entries = after.session.get("jobs") or {}
    if any((entries.get(each) or {}).get("status") == run.RUNNING for each in offer.members):
        raise Conflict(message("run_actions.still_running"))
    return _done(words.ended(session_label(seen.session)), seen.session, [], None)


def _done(told: str, session: Session, give_back: list[Call], at: int | None) -> Answer:
    return {
        "words": told,
        "session": {"id": session["session_id"], "name": session_label(session)},
        "give_back": give_back,
        "at": at,
    }


_WRITES = {
    run_actions.RUN: _run_writes,
    run_actions.RETRY: _retry_writes,
    run_actions.END: _end_writes,
}
_ACTS = {run_actions.RUN: _run, run_actions.RETRY: _retry, run_actions.END: _end}
