"""Sessions: list, look at, create, edit, delete."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from freezer_ui.api import turns
from freezer_ui.api.client import Freezer
from freezer_ui.api.errors import Conflict, FreezerError, NotFound
from freezer_ui.services import membership, paging, shapes
from freezer_ui.services.paging import Page
from freezer_ui.sessions import document, schedule
from freezer_ui.sessions.invalid import Invalid

_SORTS: dict[str, Callable[[dict], str | int]] = {
    "description": lambda row: row["description"].casefold(),
    "status": lambda row: row["status"] or "",
    "result": lambda row: row["result"] or "",
    "session_tag": lambda row: row["session_tag"],
    "time_start": lambda row: row["time_start"] or 0,
    "members": lambda row: row["counts"]["members"],
}


def list_sessions(freezer: Freezer, page: Page, now: int, query: Mapping[str, str]) -> dict:
    """{"items": [row], "next": cursor or None}.

    `query` may have q, status, result, state (a verdict's), sort, dir, members ("1": each row with
    its members). A plain page is one call to Freezer; anything else reads all sessions (F11).
    Raises Invalid.
    """
    shape = shapes.session_with_members if query.get("members") else shapes.session_row
    chosen = {key: query[key] for key in ("status", "result", "state") if query.get(key)}
    sort = query.get("sort")
    _check_order(sort, query.get("dir"))
    if not (chosen or sort or query.get("q")):
        rows, cursor = paging.read(page, freezer.sessions)
        return {"items": [shape(row, now) for row in rows], "next": cursor}
    rows = [shape(row, now) for row in freezer.all_sessions()]
    rows = [row for row in rows if _matches(row, query.get("q", "").casefold(), chosen)]
    if sort:
        # The id decides between equals, so that pages neither repeat nor lose a row.
        down = query.get("dir") == "desc"
        rows.sort(key=lambda row: (_SORTS[sort](row), row["id"]), reverse=down)
    items, cursor = paging.cut(page, rows)
    return {"items": items, "next": cursor}


def _check_order(sort: str | None, direction: str | None) -> None:
    if sort and sort not in _SORTS:
        raise Invalid({"sort": f"Sort by one of {', '.join(_SORTS)}."})
    if direction not in (None, "", "asc", "desc"):
        raise Invalid({"dir": "The direction is asc or desc."})


def _matches(row: dict, q: str, chosen: Mapping[str, str]) -> bool:
    facts = {"status": row["status"], "result": row["result"], "state": row["verdict"]["state"]}
    if any(facts[key] != value for key, value in chosen.items()):
        return False
    return q in row["description"].casefold() or q in row["id"]


def get_session(freezer: Freezer, session_id: str, now: int) -> dict:
    """The session judged from all sources: one call, and one for each member (R5b)."""
    return _detail(freezer, freezer.session(session_id), now)


def _detail(freezer: Freezer, session: Mapping, now: int) -> dict:
    jobs = {job_id: freezer.find_job(job_id) for job_id in session.get("jobs") or {}}
    return shapes.session_detail(session, jobs, now)


def create_session(freezer: Freezer, body: object, now: int) -> dict:
    """Create a session and put its jobs in; answers it as it now is, with `failures`.

    Nothing is written where a part is wrong (Invalid) or a job cannot be taken.
    """
    parts = document.parse(body, _moment(now), needed=("description", "schedule"))
    wanted = parts.pop("jobs", [])
    parts["schedule"] = schedule.stored(parts["schedule"])
    # The turns before the first write: nobody else knows the new session yet.
    with turns.taken(freezer.project_id, *wanted):
        _check_jobs(freezer, wanted)
        session_id = freezer.create_session(dict(parts))
        failures = _each(wanted, lambda job_id: membership.put(freezer, session_id, job_id))
    return _answer(freezer, session_id, parts, failures, now)


def edit_session(freezer: Freezer, session_id: str, body: object, now: int) -> dict:
    """Change parts of a session; answers it as it now is, with `failures`.

    A new schedule is carried to every member with a PUT each, for PATCH does not reach them (F5).
    """
    session = freezer.session(session_id)
    members = list(session.get("jobs") or {})
    parts = document.parse(_changed(body, session), _moment(now))
    wanted = parts.pop("jobs", members)
    joining = [job_id for job_id in wanted if job_id not in members]
    leaving = [job_id for job_id in members if job_id not in wanted]
    _check_jobs(freezer, joining)
    if "schedule" in parts:
        parts["schedule"] = schedule.stored(parts["schedule"])
    with turns.taken(freezer.project_id, session_id, *members, *joining):
        if parts:
            freezer.update_session(session_id, dict(parts))
        failures = _each(leaving, lambda job_id: membership.take_out(freezer, session_id, job_id))
        if "schedule" in parts:
            staying = [job_id for job_id in members if job_id in wanted]
            failures += _each(staying, lambda it: membership.carry(freezer, session_id, it))
        failures += _each(joining, lambda job_id: membership.put(freezer, session_id, job_id))
    return _answer(freezer, session_id, parts, failures, now)


def _changed(body: object, session: Mapping) -> object:
    """The body without the parts that stay as they are: what another tool wrote is kept."""
    if not isinstance(body, Mapping):
        return body
    kept = dict(body)
    sent = body.get("schedule")
    if isinstance(sent, Mapping) and dict(sent) == schedule.own(session.get("schedule")):
        kept.pop("schedule")
    for key in ("hold_off", "description"):
        if key in kept and kept[key] == session.get(key) and kept[key] is not True:
            kept.pop(key)
    return kept


def delete_session(freezer: Freezer, session_id: str) -> None:
    """Take the members out, then delete the session, or they would dangle (F6).

    Raises Conflict, with what is left in `detail`, where a member stays in: nothing else is done.
    """
    with turns.taken(freezer.project_id, session_id):
        members = list(freezer.session(session_id).get("jobs") or {})
        failures = _each(members, lambda it: membership.take_out(freezer, session_id, it))
        if failures:
            raise Conflict(
                f"{len(failures)} of its jobs could not be taken out, so the session was not "
                "deleted. Try again.",
                detail=failures,
            )
        freezer.delete_session(session_id)
    try:
        freezer.session(session_id)
    except NotFound:
        return
    raise Conflict("Freezer still has the session after deleting it. Try again.")


def _check_jobs(freezer: Freezer, wanted: list[str]) -> None:
    """Refuse, before anything is written, jobs that are gone or in another session."""
    for job_id in wanted:
        job = freezer.find_job(job_id)
        if job is None:
            raise Invalid({"jobs": f"There is no job {job_id} in this project."})
        if membership.home(freezer, job):
            raise Invalid(
                {
                    "jobs": f"{job.get('description') or job_id} is in another session: "
                    "take it out there first, or move it on the board."
                }
            )


def _each(job_ids: list[str], act: Callable[[str], object]) -> list[dict]:
    """Do something for each job; what failed, as {"job_id", "error"}, for the user to see."""
    failures = []
    for job_id in job_ids:
        try:
            act(job_id)
        except FreezerError as error:
            failures.append({"job_id": job_id, "error": error.sentence})
    return failures


def _answer(
    freezer: Freezer, session_id: str, parts: Mapping, failures: list[dict], now: int
) -> dict:
    """Read back what is now true; raises Conflict where Freezer did not keep what was sent."""
    try:
        session = freezer.session(session_id)
        detail = _detail(freezer, session, now)
    except FreezerError as error:
        raise type(error)(
            f"The session was written, but could not be read back: {error.sentence} "
            "Look at the list before you repeat it.",
            detail=error.detail,
        ) from error
    lost = [key for key, value in parts.items() if session.get(key) != value]
    if lost:
        raise Conflict(
            f"Freezer did not keep the {', '.join(lost).replace('_', '-')}: someone may have "
            "changed the session at the same time. Look at it again."
        )
    return detail | {"failures": failures}


def _moment(now: int) -> datetime:
    return datetime.fromtimestamp(now, UTC)
