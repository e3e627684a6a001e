"""Problems of membership that other writers leave, and the calls that repair them.

Kinds: ghost (a listed member whose job is gone), elsewhere (listed here, belongs to another
session), unaware (listed, but names no session), drift (a member's schedule is not its session's),
dangling (names a session that does not list it), bare (in no session, and lost its own schedule),
wedged (no member can start a new run), out_of_step (members run, but not together).
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from freezer_ui.domain.document_types import Call, Job, Kept, Own, Problem, Repair, Session
from freezer_ui.domain.jobs import standalone
from freezer_ui.domain.labels import job_label, session_label
from freezer_ui.domain.rest_calls import call
from freezer_ui.domain.schedules import arming, schedule, timetable
from freezer_ui.domain.schedules.arming import Agents
from freezer_ui.domain.times import epoch
from freezer_ui.message import Message, message

Sessions = Mapping[str, Session]
Jobs = Mapping[str, Job | None]
#: Records of cache/undo_store.py by job id.
KeptJobs = Mapping[str, Kept]


def drifts(session: Session, job: Job, agents: Agents) -> bool:
    """Whether a member's schedule differs from its session's: edits do not reach members."""
    return not arming.in_step(session, schedule.of_job(job), agents)


def lists(session: Session, job_id: str) -> bool:
    """Whether the session lists the job."""
    return job_id in (session.get("jobs") or {})


def listed(sessions: Iterable[Session]) -> set[str]:
    """Return the ids of the jobs that any of these sessions lists."""
    return {job_id for session in sessions for job_id in session.get("jobs") or {}}


def problems(
    session: Session, sessions: Sessions, jobs: Jobs, agents: Agents, kept: KeptJobs | None = None
) -> Iterator[Problem]:
    """Yield the problems of this session's members.

    `jobs` has each listed job (None: it is gone), `sessions` those that may be involved.
    """
    for job_id in session.get("jobs") or {}:
        job = jobs.get(job_id)
        if job is None:
            yield _ghost(session, job_id, sessions)
        elif not job.get("session_id"):
            yield _unaware(session, job, sessions, ((kept or {}).get(job_id) or {}).get("origin"))
        elif job["session_id"] != session["session_id"]:
            yield _elsewhere(session, job, sessions)
        elif drifts(session, job, agents):
            yield _drift(session, job, sessions)
    if _is_wedged(session, jobs):
        yield _of_all("wedged", "repair", session, jobs)
    elif apart := _out_of_step(session, jobs, agents):
        names = [job_label(jobs[job_id] or {}) for job_id in apart]
        yield _of_all("out_of_step", "bring_in_step", session, jobs, jobs=names)


def dangling(jobs: Iterable[Job], sessions: Sessions) -> Iterator[Problem]:
    """Yield the problems of jobs whose session does not list them, or is gone.

    Jobs that another session lists are problems of that session.
    """
    members = listed(sessions.values())
    for job in jobs:
        if job.get("session_id") and job["job_id"] not in members:
            session = sessions.get(job["session_id"] or "")
            yield _dangling(session, job) if session else _orphan(job)


def is_bare(job: Job) -> bool:
    """Whether a job has neither session nor schedule, as after Freezer's DELETE."""
    return not job.get("session_id") and not schedule.own(job.get("job_schedule"))


def bare(jobs: Iterable[Job], sessions: Sessions, kept: KeptJobs) -> Iterator[Problem]:
    """Yield the problems of jobs in no session whose own schedule was lost but is in `kept`: a
    removal stopped half-way, or another tool took them out.
    """
    members = listed(sessions.values())
    for job in jobs:
        known = kept.get(job["job_id"]) or {}
        own = known.get("own")
        if own and is_bare(job) and job["job_id"] not in members:
            yield _bare(job, known, own, sessions)


def _ghost(session: Session, job_id: str, sessions: Sessions) -> Problem:
    here, job = session_label(session), Job(job_id=job_id)
    call = _call("DELETE", session, job_id, _also(session, job, sessions) or None)
    told = message("health.ghost", session=here)
    return _problem("ghost", session, job, told, _repair("remove_entry", {"session": here}, call))


def _unaware(session: Session, job: Job, sessions: Sessions, origin: str | None) -> Problem:
    """Also left by an add or a move that stopped half-way."""
    names = _names(job, session)
    rest = _also(session, job, sessions)
    body = {"from": session["session_id"], **rest}
    back = sessions.get(origin or "")
    if back is not None and back is not session:
        undo = _move_back(
            back,
            message("health.move_back_writes", **names, back=session_label(back)),
            _call("PUT", back, job["job_id"], body),
        )
    else:
        undo = _take_out(session, job, rest)
    join = _repair(
        "make_member", names | _when(session), _call("PUT", session, job["job_id"], body)
    )
    return _problem("unaware", session, job, message("health.unaware", **names), join, undo)


def _elsewhere(session: Session, job: Job, sessions: Sessions) -> Problem:
    names, home = _names(job, session), sessions.get(job["session_id"] or "")
    there = {"home": session_label(home) if home else None}
    rest = _also(session, job, sessions)
    keep: Repair = {
        "message": message("health.keep_home", **there),
        "writes": message("health.keep_home_writes", **names, **there),
        "calls": [_call("DELETE", session, job["job_id"], rest or None)],
    }
    move: Repair = {
        "message": message("health.move_here", session=names["session"]),
        "writes": message("health.move_here_writes", **names, **there, **_when(session)),
        "calls": [_call("PUT", session, job["job_id"], {"from": session["session_id"], **rest})],
    }
    told = message("health.elsewhere", **names, **there)
    return _problem("elsewhere", session, job, told, keep, move)


def _drift(session: Session, job: Job, sessions: Sessions) -> Problem:
    names = _names(job, session)
    body = {"from": session["session_id"], **_also(session, job, sessions)}
    told = message("health.drift", **names, **_own(job), **_when(session))
    put = _call("PUT", session, job["job_id"], body)
    return _problem(
        "drift", session, job, told, _repair("apply_schedule", names | _when(session), put)
    )


def _dangling(session: Session, job: Job) -> Problem:
    """Left by another writer that overwrites an add."""
    names = _names(job, session)
    put = _call("PUT", session, job["job_id"], {"from": session["session_id"]})
    told = message("health.dangling", **names)
    return _problem(
        "dangling", session, job, told, _repair("add", names, put), _take_out(session, job, {})
    )


def _orphan(job: Job) -> Problem:
    who, session_id = {"job": job_label(job)}, job["session_id"] or ""
    gone = Session(session_id=session_id, description="")
    run = {"then": "run", **_own(job, "schedule")}
    told = message("health.orphan", **who, **_own(job))
    problem = _problem(
        "dangling",
        gone,
        job,
        told,
        _repair("keep_running", who | _own(job), _call("DELETE", gone, job["job_id"], run)),
        _repair("stop", who, _call("DELETE", gone, job["job_id"], {"then": "stop"})),
    )
    return {**problem, "session_name": message("health.deleted_session")}


def _bare(job: Job, known: Kept, before: Own, sessions: Sessions) -> Problem:
    who, own = {"job": job_label(job)}, before["schedule"]
    session = Session(session_id=known["session_id"], description="")
    both = who | {"own": own}
    stop = _call("DELETE", session, job["job_id"], {"then": "stop", "schedule": own})
    run = _call("DELETE", session, job["job_id"], {"then": "run", "schedule": own})
    repairs = [_repair("restore_stopped", both, stop), _repair("restore_running", both, run)]
    back = sessions.get(known.get("origin") or "")
    if back is not None:
        repairs.append(
            _move_back(
                back,
                message("health.return_writes", **who, back=session_label(back)),
                _call("PUT", back, job["job_id"], {"from": None}),
            )
        )
    return _problem("bare", session, job, message("health.bare", **both), *repairs)


def _of_all(kind: str, code: str, session: Session, members: Jobs, **names: Any) -> Problem:
    """A problem of the whole session, repaired by a PUT of all its members."""
    here = session_label(session)
    calls = [
        _call("PUT", session, job_id, {"from": session["session_id"], "again": True})
        for job_id, job in members.items()
        if job is not None and lists(session, job_id)
    ]
    told = message(f"health.{kind}", session=here, tag=session["session_tag"], **names)
    repair = _repair(code, {"session": here, "count": len(calls)}, *calls)
    return _problem(kind, session, {}, told, repair)


def _take_out(session: Session, job: Job, rest: dict[str, Any]) -> Repair:
    call = _call("DELETE", session, job["job_id"], {"then": "stop", **rest})
    return _repair("remove", _names(job, session), call)


def _also(session: Session, job: Job, sessions: Sessions) -> dict[str, Any]:
    """{"also": other sessions that list the job}: the repair takes it out of them; {} for none."""
    others = [
        key
        for key, other in sessions.items()
        if key != session["session_id"] and lists(other, job["job_id"])
    ]
    named = job.get("session_id")
    if named and named != session["session_id"]:
        others = list(dict.fromkeys([*others, named]))
    return {"also": others} if others else {}


def _problem(kind: str, session: Session, job: Job, told: Message, *repairs: Repair) -> Problem:
    session_id, job_id = session["session_id"], job.get("job_id")
    return {
        "id": ":".join([kind, session_id, job_id or ""]),
        "kind": kind,
        "session_id": session_id,
        "session_name": session_label(session),
        "job_id": job_id,
        "job_name": job_label(job),
        "message": told,
        "repairs": list(repairs),
    }


def _repair(code: str, names: Mapping[str, Any], *calls: Call) -> Repair:
    """A repair with the messages health.<code> and health.<code>_writes."""
    return {
        "message": message(f"health.{code}"),
        "writes": message(f"health.{code}_writes", **names),
        "calls": list(calls),
    }


def _move_back(back: Session, writes: Message, call: Call) -> Repair:
    told = message("health.move_back", session=session_label(back))
    return {"message": told, "writes": writes, "calls": [call]}


def _names(job: Job, session: Session) -> dict[str, Any]:
    return {"job": job_label(job), "session": session_label(session)}


def _own(job: Job, name: str = "own") -> dict[str, Any]:
    return {name: schedule.own(job.get("job_schedule"))}


def _call(verb: str, session: Session, job_id: str, body: dict[str, Any] | None = None) -> Call:
    return call(verb, session["session_id"], job_id, body)


def _when(session: Session) -> dict[str, Any]:
    return {"schedule": schedule.own(session.get("schedule"))}


def _is_wedged(session: Session, jobs: Jobs) -> bool:
    """Whether every job's tag is behind the session's although jobs ran since."""
    tag, opened = session.get("session_tag") or 0, epoch(session.get("time_start"))
    listed = session.get("jobs") or {}
    there = [job for job_id in listed if (job := jobs.get(job_id)) is not None]
    if not (there and tag and opened):
        return False
    closes = opened + (schedule.seconds_of(session.get("hold_off")) or 0)
    behind = all((job.get("session_tag") or 0) < tag for job in there)
    return behind and any(
        (epoch(schedule.of_job(job).get("time_started")) or 0) > closes for job in there
    )


def _out_of_step(session: Session, jobs: Jobs, agents: Agents) -> list[str]:
    """The members of an interval session that run apart from the others; [] if none does.

    A late start alone may be a busy machine. So the last run must also be off the schedule's grid,
    as after the restart of an agent, or a member must be two tags behind. Of jobs on one client,
    only the first counts: the others wait for it.
    """
    fields, tag = schedule.own(session.get("schedule")), session.get("session_tag") or 0
    step, opened = timetable.step(fields), epoch(session.get("time_start"))
    if step is None or not tag or opened is None:
        return []
    seconds = int(step.total_seconds())
    limit = schedule.seconds_of(session.get("hold_off")) or 0
    moments = _counted_from(session, jobs, agents)
    begin = arming.start_of(fields) or opened
    apart = [each for each in moments if arming.distance(moments[each], begin, seconds) > limit]
    if not _differ(moments.values(), seconds, limit):
        return []
    is_off = arming.distance(opened, begin, seconds) > limit
    is_behind = any(tag - ((jobs[each] or {}).get("session_tag") or 0) > 1 for each in apart)
    return apart if is_off or is_behind else []


def _differ(moments: Iterable[int], seconds: int, limit: int) -> bool:
    found = list(moments)
    return any(arming.distance(found[0], each, seconds) > limit for each in found[1:])


def _counted_from(session: Session, jobs: Jobs, agents: Agents) -> dict[str, int]:
    """When the intervals of members start, epoch seconds by job id; one member for each client."""
    found: dict[str, tuple[int, str]] = {}
    for job_id in session.get("jobs") or {}:
        job = jobs.get(job_id)
        if job is None or standalone.is_stopped(job) or drifts(session, job, agents):
            continue
        moment = arming.counted_from(schedule.of_job(job), agents)
        client_id = job.get("client_id") or job_id
        if moment is not None and (client_id not in found or moment < found[client_id][0]):
            found[client_id] = (moment, job_id)
    return {job_id: moment for moment, job_id in found.values()}
