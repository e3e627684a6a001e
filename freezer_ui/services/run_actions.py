"""What a user can do about a session's run, said before it is written."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from freezer_ui import settings
from freezer_ui.api.client import Freezer
from freezer_ui.domain import one_off, run_actions
from freezer_ui.domain.body import parse_object
from freezer_ui.domain.labels import job_label, quoted, session_label
from freezer_ui.domain.rest_calls import call
from freezer_ui.domain.run_actions import RunAction
from freezer_ui.domain.runs import run
from freezer_ui.domain.schedules import arming, phrases, schedule, timetable
from freezer_ui.errors import Conflict, FreezerError, Invalid, NotFound
from freezer_ui.services import clock, one_off_sessions
from freezer_ui.services.session_view import SessionView, load, locked
from freezer_ui.services.snapshot_serializers import spoken

_LABELS = {
    run_actions.RUN: "Run now",
    run_actions.RETRY: "Retry what failed",
    run_actions.END: "End the stuck run",
}


def list_actions(freezer: Freezer, session_id: str, now: int) -> dict:
    """{"offers": [{"kind", "words", "writes", "refused", "tag"}], "read", "changes_at"}: the moment
    of reading, and when time alone changes the offers, or None. One call, and one a member.
    """
    seen = load(freezer, session_id, now)
    return {
        "read": now,
        "changes_at": run_actions.changes_at(seen.session, clock.agents(now)),
        "offers": [
            {
                "kind": offer.kind,
                "words": _LABELS[offer.kind],
                "writes": [] if offer.refused else _WRITES[offer.kind](seen, offer),
                "refused": offer.refused,
                "tag": seen.judged.tag,
            }
            for offer in _offers(seen)
        ],
    }


def carry_out(freezer: Freezer, session_id: str, body: object, now: int) -> dict:
    """Do what was offered: {"words", "session", "give_back", "at"}. Raises Conflict where it is not
    on offer any more, Invalid.
    """
    kind, tag = _parse(body)
    with locked(freezer, session_id, now, load) as (seen, keep):
        offer = next((each for each in _offers(seen) if each.kind == kind), None)
        if offer is None or tag != seen.judged.tag:
            raise Conflict("The session has changed meanwhile. Look at it again.")
        if offer.refused:
            raise Conflict(offer.refused)
        return _ACTS[kind](freezer, seen, offer, keep)


def _parse(body: object) -> tuple[str, object]:
    sent = parse_object(body, ("kind", "tag"))
    if sent.get("kind") not in run_actions.KINDS:
        raise Invalid({"kind": f"The kind is one of {', '.join(run_actions.KINDS)}."})
    if isinstance(sent.get("tag"), bool):
        raise Invalid({"tag": "The tag is a number."})
    return sent["kind"], sent.get("tag")


def _offers(seen: SessionView) -> list[RunAction]:
    return run_actions.available(seen.session, seen.jobs, seen.judged, clock.agents(seen.now))


def _names(seen: SessionView, offer: RunAction) -> str:
    return phrases.some([quoted(job_label(_job(seen, job_id))) for job_id in offer.members], 5)


def _job(seen: SessionView, job_id: str) -> Mapping:
    """Of a member that an action is for: these are there."""
    job = seen.jobs[job_id]
    if job is None:
        raise NotFound("This job is not there: it may have been deleted meanwhile.")
    return job


def _title(seen: SessionView) -> str:
    return quoted(session_label(seen.session))


# Run now


@dataclass(frozen=True)
class _Moments:
    """When a run that is asked for now begins, and the next regular one, or None; epoch seconds."""

    at: int
    due: int | None


def _moments(seen: SessionView) -> _Moments:
    agents = clock.agents(seen.now)
    return _Moments(agents.all_have_polled, run_actions.next_regular(seen.session, agents))


def _run_writes(seen: SessionView, offer: RunAction) -> list[str]:
    moments = _moments(seen)
    written = [
        f"{_names(seen, offer)} will run together at {spoken(moments.at)}, as tag "
        f"{seen.judged.tag + 1}: agents check in once in {settings.get('FREEZER_AGENT_POLL')} "
        "seconds.",
    ]
    if moments.due is None:
        return [*written, "There is no next regular run: the jobs run once."]
    return [
        *written,
        f"The next regular run stays at {spoken(moments.due)}. Keep this page open until the run "
        "has ended: it then gives the jobs their session's schedule back.",
        "If you close it before, the list of problems offers to do that.",
    ]


def _run(freezer: Freezer, seen: SessionView, offer: RunAction, keep: Callable[[], None]) -> dict:
    """PATCH the schedule of each member; the ones that are not written run as they did."""
    moments, session_id = _moments(seen), seen.session_id
    wanted = {
        job_id: run_actions.run_now(_job(seen, job_id), moments.at, moments.due)
        for job_id in offer.members
    }
    _keep_grid(freezer, seen, moments, keep)
    for done, job_id in enumerate(offer.members):
        keep()
        try:
            behind = run_actions.caught_up(_job(seen, job_id), seen.session)
            freezer.update_job(job_id, {"job_schedule": wanted[job_id], **behind})
        except FreezerError as error:
            raise type(error)(
                f"Only {done} of {len(offer.members)} jobs were told to run at "
                f"{spoken(moments.at)}. {error.sentence} The list of problems offers to give them "
                "their schedule back.",
                detail=error.detail,
            ) from error
    after = load(freezer, session_id, seen.now)
    for job_id in offer.members:
        if not schedule.same(wanted[job_id], (after.jobs.get(job_id) or {}).get("job_schedule")):
            raise Conflict(
                f"Freezer did not keep what {job_label(_job(seen, job_id))} was told. Look at "
                "the list of problems."
            )
    body, agents = {"from": session_id}, clock.agents(seen.now)
    over_by = run_actions.over_by(seen.session, moments.at, moments.due, agents)
    return _done(
        f"{_title(seen)} runs at {spoken(moments.at)}.",
        seen.session,
        [call("PUT", session_id, job_id, body) for job_id in offer.members],
        moments.at,
    ) | {"over_in": over_by - seen.now}


def _keep_grid(
    freezer: Freezer, seen: SessionView, moments: _Moments, keep: Callable[[], None]
) -> None:
    """Write the next regular run into an interval session as its start: the run in between would
    be the one that all later ones are counted from (N2).
    """
    whole = seen.session.get("schedule") or {}
    if moments.due is None or timetable.step(whole) is None:
        return
    keep()
    freezer.update_session(seen.session_id, {"schedule": arming.started(whole, moments.due)})


# Retry what failed


def _retry_writes(seen: SessionView, offer: RunAction) -> list[str]:
    return [
        f"{_names(seen, offer)} did not make it into tag {seen.judged.tag}. A copy of each job is "
        f'made, in a new session "{_retry_title(seen)}" that runs once, when their agents hear '
        "of it.",
        f"Their backups are made later than the others', so they are no part of tag "
        f"{seen.judged.tag}. For a snapshot of all jobs, run the session now instead.",
    ]


def _retry_title(seen: SessionView) -> str:
    return f"Retry of {session_label(seen.session)[:200]} tag {seen.judged.tag}"


def _retry(
    freezer: Freezer, seen: SessionView, offer: RunAction, _keep: Callable[[], None]
) -> dict:
    copies = [
        one_off.copy_of(job, f"Retry of {job_label(job)}")
        for job in (_job(seen, job_id) for job_id in offer.members)
    ]
    title = _retry_title(seen)
    session_id = one_off_sessions.start(freezer, title, copies)
    session = {"session_id": session_id, "description": title}
    return _done(f'"{title}" runs as soon as the agents hear of it.', session, [], None)


# End what is stuck


def _end_writes(seen: SessionView, offer: RunAction) -> list[str]:
    if not offer.members:
        return ["The session is booked as running, but has no jobs: it is booked as failed."]
    return [
        f"{_names(seen, offer)} will be booked as failed in tag {seen.judged.tag}.",
        "This stops no agent: one that is still at work goes on, and books its own end when it "
        "has finished.",
    ]


def _end(freezer: Freezer, seen: SessionView, offer: RunAction, keep: Callable[[], None]) -> dict:
    session_id = seen.session_id
    for job_id in offer.members:
        keep()
        freezer.end_session(session_id, job_id, seen.judged.tag, "fail")
    if not offer.members:
        keep()
        freezer.update_session(session_id, {"status": "completed", "result": "fail"})
    after = load(freezer, session_id, seen.now)
    entries = after.session.get("jobs") or {}
    if any((entries.get(each) or {}).get("status") == run.RUNNING for each in offer.members):
        raise Conflict("Freezer still books it as running. Look at it again.")
    return _done(f"The run of {_title(seen)} is booked as ended.", seen.session, [], None)


def _done(words: str, session: Mapping, give_back: list[dict], at: int | None) -> dict:
    return {
        "words": words,
        "session": {"id": session["session_id"], "description": session_label(session)},
        "give_back": give_back,
        "at": at,
    }


_WRITES = {
    run_actions.RUN: _run_writes,
    run_actions.RETRY: _retry_writes,
    run_actions.END: _end_writes,
}
_ACTS = {run_actions.RUN: _run, run_actions.RETRY: _retry, run_actions.END: _end}
