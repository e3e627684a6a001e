"""Reads, creates, edits and deletes a session."""

from collections.abc import Mapping

from freezer_ui.api.client import Freezer
from freezer_ui.cache import locks, undo_store
from freezer_ui.domain import fingerprint, session_input
from freezer_ui.domain.body import refuse_flags
from freezer_ui.domain.document_types import Job, Kept, Session
from freezer_ui.domain.schedules import arming, calendar_fields, schedule
from freezer_ui.errors import Conflict, FreezerError, NotFound
from freezer_ui.message import message
from freezer_ui.services import backup_records, clock, evidence, membership, serializers
from freezer_ui.services.answers import Answer
from freezer_ui.services.reader import Reader

#: Seconds for which an equal, empty session counts as the result of the first request.
_REPEATED = 900


def get_session(freezer: Freezer, session_id: str, now: int, age: int = 0) -> Answer:
    """Return the session with its members and jobs: one call, and one for each member if its
    job was not read in the last `age` seconds.
    """
    return _detail(freezer, freezer.session(session_id), Reader(freezer, now, age))


def _detail(freezer: Freezer, session: Session, reader: Reader) -> Answer:
    """The session as of when its members' jobs were read."""
    jobs = reader.members(session)
    now = reader.read
    evidence.keep(freezer, [session], jobs, now)
    known = undo_store.load(freezer.project_id, jobs)
    of_volumes = backup_records.known(freezer, jobs.values())
    return serializers.session_detail(
        session, jobs, now, _others(freezer, session, jobs, known), known, of_volumes
    )


def _others(
    freezer: Freezer, session: Session, jobs: Mapping[str, Job | None], known: Mapping[str, Kept]
) -> dict[str, Session]:
    """The other sessions that broken members name or come from; {} if nothing is broken."""
    ids: set[str | None] = set()
    for job_id, job in jobs.items():
        named = job["session_id"] if job and job.get("session_id") else None
        if job and not named:
            ids.add((known.get(job_id) or {}).get("origin"))
        elif named and named != session["session_id"]:
            ids.add(named)
    found = freezer.find_sessions(each for each in ids if each)
    return {each: other for each, other in found.items() if other is not None}


def create_session(freezer: Freezer, body: object, now: int) -> Answer:
    """Create a session without jobs; return it as it was read back.

    "as_calendar" writes an interval as calendar fields if possible. "again" repeats a request whose
    answer was lost: an equal session without jobs is returned instead of a second one.
    """
    body, flags = _without_flags(body)
    parts = session_input.parse(body, clock.moment(now), needed=session_input.NEEDED)
    typed, as_calendar = parts.pop("schedule"), "as_calendar" in flags
    # the first request may still be under way
    with locks.acquire(freezer.project_id, fingerprint.of([parts, typed])):
        twin = None
        if "again" in flags:
            twin = _empty_twin(freezer, parts, stored_lately(typed, now, as_calendar))
        parts["schedule"] = twin["schedule"] if twin else to_store(typed, now, as_calendar)
        session_id = twin["session_id"] if twin else freezer.create_session(dict(parts))
    return _answer(freezer, session_id, parts, now)


def _empty_twin(freezer: Freezer, parts: Answer, schedules: list[dict[str, str]]) -> Session | None:
    for session in freezer.all_sessions():
        is_same = all(session.get(key) == parts[key] for key in parts)
        if is_same and not session.get("jobs") and session.get("schedule") in schedules:
            return session
    return None


def edit_session(freezer: Freezer, session_id: str, body: object, now: int) -> Answer:
    """Edit a session; return it as it was read back. For "as_calendar" see create_session. Raises
    Conflict, with the present session in `detail`, if it has changed since the "version" in the
    body (its "form_version" then); without one, nothing is compared.

    A new schedule does not reach the members: each of them is a "drift" among the problems,
    with the call that repairs it.
    """
    body, version = _without_version(body)
    body, flags = _without_flags(body)
    time = clock.Clock(now)
    with locks.acquire(freezer.project_id, session_id) as keep_turn:
        session = freezer.session(session_id)
        with_start = isinstance(body, Mapping) and "schedule" in body
        if version is not None and not session_input.is_version(session, version, with_start):
            shown = _detail(freezer, session, Reader(freezer, now))
            raise Conflict(message("sessions.changed"), detail=shown)
        at = time.now
        parts = session_input.parse(_changed(body, session), clock.moment(at))
        if "schedule" in parts:
            members = len(session.get("jobs") or {})
            parts["schedule"] = to_store(parts["schedule"], at, "as_calendar" in flags, members)
        if parts:
            keep_turn()
            freezer.update_session(session_id, dict(parts))
    return _answer(freezer, session_id, parts, time.now)


def to_store(
    fields: Mapping[str, str], now: int, as_calendar: bool, members: int = 0
) -> dict[str, str]:
    """Return a typed schedule as it is to be stored: in calendar fields if wanted and possible,
    else with a start that agents can read in time. `members` will be PUT again.
    """
    agents = clock.agents(now)
    wanted = preferred(fields, agents, as_calendar)
    return schedule.stored(arming.for_session(wanted, agents, members))


def stored_lately(fields: Mapping[str, str], now: int, as_calendar: bool) -> list[dict[str, str]]:
    """Return a typed schedule as it is to be stored now, then as a request of each minute of the
    last 15 stored it: without a typed start, that depends on the minute.
    """
    minutes = range(now, now - _REPEATED, -60)
    return [to_store(fields, each, as_calendar) for each in minutes]


def preferred(
    fields: Mapping[str, str], agents: arming.Agents, as_calendar: bool
) -> Mapping[str, str]:
    """Return a typed schedule in calendar fields if wanted and possible, else unchanged."""
    said = calendar_fields.of_interval(fields, agents.now, agents.zone) if as_calendar else None
    return said or fields


def _without_flags(body: object) -> tuple[object, set[str]]:
    """The body without flags, and the names of the flags that are set. Raises Invalid."""
    if not isinstance(body, Mapping):
        return body, set()
    refuse_flags(body, session_input.FLAGS)
    rest = {key: value for key, value in body.items() if key not in session_input.FLAGS}
    return rest, {name for name in session_input.FLAGS if body.get(name)}


def _without_version(body: object) -> tuple[object, object]:
    """The body without its version, and that; None if there is none."""
    if not isinstance(body, Mapping):
        return body, None
    return {key: value for key, value in body.items() if key != "version"}, body.get("version")


def _changed(body: object, session: Session) -> object:
    """The body without unchanged parts, which may be values of another tool that we
    would refuse.
    """
    if not isinstance(body, Mapping):
        return body
    changed = dict(body)
    sent = body.get("schedule")
    if isinstance(sent, Mapping) and dict(sent) == schedule.own(session.get("schedule")):
        changed.pop("schedule")
    for key in ("hold_off", "description"):
        if key in changed and changed[key] == session.get(key) and changed[key] is not True:
            changed.pop(key)
    return changed


def delete_session(freezer: Freezer, session_id: str, now: int) -> None:
    """Take the members out, then delete the session; otherwise they would dangle.

    The members are stopped, with their own schedules if these are known. Raises Conflict if a
    member cannot be taken out, with those left in `detail`; the session then stays.
    """
    time = clock.Clock(now)
    members = list(freezer.session(session_id).get("jobs") or {})
    failures = []
    for job_id in members:
        try:
            membership.move_out(freezer, session_id, job_id, time.now)
        except NotFound:
            continue  # somebody took it out meanwhile
        except FreezerError as error:
            failures.append({"job_id": job_id, "error": error.sentence})
    if failures:
        raise Conflict(message("sessions.members_left", count=len(failures)), detail=failures)
    with locks.acquire(freezer.project_id, session_id):
        _refuse_new_members(freezer.session(session_id))
        freezer.delete_session(session_id)
    if freezer.find_session(session_id) is not None:
        raise Conflict(message("sessions.not_deleted"))


def _refuse_new_members(session: Session) -> None:
    if session.get("jobs"):
        raise Conflict(message("sessions.added_meanwhile"))


def _answer(freezer: Freezer, session_id: str, parts: Answer, now: int) -> Answer:
    """Read the session back. Raises Conflict if Freezer did not keep what was sent."""
    try:
        session = freezer.session(session_id)
        detail = _detail(freezer, session, Reader(freezer, now))
    except FreezerError as error:
        raise type(error)(
            message("sessions.not_read_back", reason=error.sentence), detail=error.detail
        ) from error
    lost = [key for key, value in parts.items() if session.get(key) != value]
    if lost:
        raise Conflict(message("sessions.not_kept", fields=lost))
    return detail
