"""What a user can do about a session's run, said before it is written."""

from collections.abc import Mapping

from freezer_ui import settings
from freezer_ui.api import turns
from freezer_ui.api.client import Freezer
from freezer_ui.api.errors import Conflict, FreezerError
from freezer_ui.services import runs_once
from freezer_ui.services.reviews import spoken
from freezer_ui.services.seen import Look, look
from freezer_ui.sessions import health, offers, once, run, schedule, timetable, wording
from freezer_ui.sessions.calls import call
from freezer_ui.sessions.invalid import Invalid
from freezer_ui.sessions.offers import Offer

_LABELS = {
    offers.RUN: "Run now",
    offers.RETRY: "Retry what failed",
    offers.END: "End the stuck run",
}


def list_offers(freezer: Freezer, session_id: str, now: int) -> dict:
    """{"offers": [{"kind", "words", "writes", "refused", "tag"}]}; one call, and one a member."""
    seen = look(freezer, session_id, now)
    return {
        "offers": [
            {
                "kind": offer.kind,
                "words": _LABELS[offer.kind],
                "writes": [] if offer.refused else _WRITES[offer.kind](seen, offer),
                "refused": offer.refused,
                "tag": seen.judged.tag,
            }
            for offer in _offers(seen)
        ]
    }


def act(freezer: Freezer, session_id: str, body: object, now: int) -> dict:
    """Do what was offered: {"words", "session", "give_back", "at"}. Raises Conflict where it is not
    on offer any more, Invalid.
    """
    kind, tag = _parse(body)
    seen = look(freezer, session_id, now)
    offer = next((each for each in _offers(seen) if each.kind == kind), None)
    if offer is None or tag != seen.judged.tag:
        raise Conflict("The session has changed meanwhile. Look at it again.")
    if offer.refused:
        raise Conflict(offer.refused)
    return _ACTS[kind](freezer, seen, offer)


def _parse(body: object) -> tuple[str, object]:
    if not isinstance(body, Mapping) or set(body) - {"kind", "tag"}:
        raise Invalid({"body": "Send an object with kind and tag."})
    if body.get("kind") not in offers.KINDS:
        raise Invalid({"kind": f"The kind is one of {', '.join(offers.KINDS)}."})
    return body["kind"], body.get("tag")


def _offers(seen: Look) -> list[Offer]:
    poll = settings.get("FREEZER_AGENT_POLL")
    return offers.offers(seen.session, seen.jobs, seen.judged, seen.now, poll)


def _names(seen: Look, offer: Offer) -> str:
    names = [health.quoted(health.name(seen.jobs[job_id])) for job_id in offer.members]
    return wording.some(names, 5)


def _title(seen: Look) -> str:
    return health.quoted(health.title(seen.session))


def _begins(seen: Look) -> int:
    return offers.moment(seen.now, settings.get("FREEZER_AGENT_POLL"))


# Run now


def _run_writes(seen: Look, offer: Offer) -> list[str]:
    at = _begins(seen)
    due = timetable.due_after(seen.session.get("schedule") or {}, at)
    then = (
        f"If you leave this page before, they go on from the next regular run, {spoken(due)}, and "
        "the list of problems offers to give them the schedule back."
        if due
        else "It has no next run of its own: they run once."
    )
    return [
        f"{_names(seen, offer)} will run together at {spoken(at)}, as tag {seen.judged.tag + 1}: "
        "by then every agent has heard of it.",
        "For that each of these jobs is given a schedule of its own until the run is over; then "
        "this page gives them the session's schedule back.",
        then,
    ]


def _run(freezer: Freezer, seen: Look, offer: Offer) -> dict:
    """PATCH the schedule of each member; the ones that are not written run as they did."""
    at, done = _begins(seen), 0
    with turns.taken(freezer.project_id, seen.session_id, *offer.members) as keep:
        for job_id in offer.members:
            keep()
            wanted = offers.run_now(seen.session, seen.jobs[job_id], at)
            try:
                freezer.update_job(job_id, {"job_schedule": wanted})
            except FreezerError as error:
                raise type(error)(
                    f"Only {done} of {len(offer.members)} jobs were told to run at {spoken(at)}. "
                    f"{error.sentence} The list of problems offers to give them their schedule "
                    "back.",
                    detail=error.detail,
                ) from error
            done += 1
    session_id = seen.session_id
    after = look(freezer, session_id, seen.now)
    for job_id in offer.members:
        wanted = offers.run_now(seen.session, seen.jobs[job_id], at)
        if not schedule.same(wanted, (after.jobs.get(job_id) or {}).get("job_schedule")):
            raise Conflict(
                f"Freezer did not keep what {health.name(seen.jobs[job_id])} was told. Look at "
                "the list of problems."
            )
    body = {"from": session_id}
    return _done(
        f"{_title(seen)} runs at {spoken(at)}.",
        seen.session,
        [call("PUT", session_id, job_id, body) for job_id in offer.members],
        at,
    )


# Retry what failed


def _retry_writes(seen: Look, offer: Offer) -> list[str]:
    return [
        f"{_names(seen, offer)} did not make it into tag {seen.judged.tag}. A copy of each job is "
        f'made, in a new session "{_retry_title(seen)}" that runs once, when their agents hear '
        "of it.",
        f"Their backups are made later than the others', so they are no part of tag "
        f"{seen.judged.tag}. For a snapshot of all jobs, run the session now instead.",
    ]


def _retry_title(seen: Look) -> str:
    return f"Retry of {health.title(seen.session)[:200]} tag {seen.judged.tag}"


def _retry(freezer: Freezer, seen: Look, offer: Offer) -> dict:
    copies = [
        once.copy_of(seen.jobs[job_id], f"Retry of {health.name(seen.jobs[job_id])}")
        for job_id in offer.members
    ]
    title = _retry_title(seen)
    session_id = runs_once.start(freezer, title, copies)
    session = {"session_id": session_id, "description": title}
    return _done(f'"{title}" runs as soon as the agents hear of it.', session, [], None)


# End what is stuck


def _end_writes(seen: Look, offer: Offer) -> list[str]:
    if not offer.members:
        return ["The session is booked as running, but has no jobs: it is booked as failed."]
    return [
        f"{_names(seen, offer)} will be booked as failed in tag {seen.judged.tag}.",
        "This stops no agent: one that is still at work goes on, and books its own end when it "
        "has finished.",
    ]


def _end(freezer: Freezer, seen: Look, offer: Offer) -> dict:
    session_id = seen.session_id
    with turns.taken(freezer.project_id, session_id) as keep:
        for job_id in offer.members:
            keep()
            freezer.end_session(session_id, job_id, seen.judged.tag, "fail")
        if not offer.members:
            freezer.update_session(session_id, {"status": "completed", "result": "fail"})
    after = look(freezer, session_id, seen.now)
    entries = after.session.get("jobs") or {}
    if any((entries.get(each) or {}).get("status") == run.RUNNING for each in offer.members):
        raise Conflict("Freezer still books it as running. Look at it again.")
    return _done(f"The run of {_title(seen)} is booked as ended.", seen.session, [], None)


def _done(words: str, session: Mapping, give_back: list[dict], at: int | None) -> dict:
    return {
        "words": words,
        "session": {"id": session["session_id"], "description": health.title(session)},
        "give_back": give_back,
        "at": at,
    }


_WRITES = {offers.RUN: _run_writes, offers.RETRY: _retry_writes, offers.END: _end_writes}
_ACTS = {offers.RUN: _run, offers.RETRY: _retry, offers.END: _end}
