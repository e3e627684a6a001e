"""What others broke, told in messages, and the calls that repair it.

Kinds: ghost (a listed member whose job is gone), elsewhere (listed here, belongs to another
session), unaware (listed, but names no session), drift (a member's schedule is not its session's),
dangling (names a session that does not list it), bare (in no session, and lost its own schedule),
wedged (no member can start a new run, R5d), out_of_step (members run, but not together, N13).
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from freezer_ui.domain.document_types import Call, Job, Kept, Mend, Own, Problem, Session
from freezer_ui.domain.jobs import standalone
from freezer_ui.domain.labels import job_label, session_label
from freezer_ui.domain.rest_calls import call
from freezer_ui.domain.schedules import arming, schedule, timetable
from freezer_ui.domain.schedules.arming import Agents
from freezer_ui.domain.times import epoch
from freezer_ui.message import Message, message

Sessions = Mapping[str, Session]
Jobs = Mapping[str, Job | None]
#: What is kept of jobs from before our last write, by id: {"own", "origin", "session_id"}.
KeptJobs = Mapping[str, Kept]


def drifts(session: Session, job: Job, agents: Agents) -> bool:
    """Whether a member's schedule is not its session's: edits do not reach members (F5)."""
    return not arming.in_step(session, job.get("job_schedule") or {}, agents)


def lists(session: Session, job_id: str) -> bool:
    """Whether the session has the job among its members."""
    return job_id in (session.get("jobs") or {})


def listed(sessions: Iterable[Session]) -> set[str]:
    """The jobs that any of these sessions lists."""
    return {job_id for session in sessions for job_id in session.get("jobs") or {}}


def problems(
    session: Session, sessions: Sessions, jobs: Jobs, agents: Agents, kept: KeptJobs | None = None
) -> Iterator[Problem]:
    """What is wrong with this session's members, each {"id", "kind", "session_id", "session_name",
    "job_id", "job_name", "told", "mends"}; the first of the mends is the usual one. What is told is
    a Message.

    `jobs` has each listed job (None: it is gone), `sessions` what is known of others.
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
        yield _wedged(session, jobs)
    elif apart := _out_of_step(session, jobs, agents):
        yield _apart(session, jobs, apart)


def dangling(jobs: Iterable[Job], sessions: Sessions) -> Iterator[Problem]:
    """Problems of the jobs that name a session which does not list them, or is gone (F6).

    A job that some other session lists is that one's problem.
    """
    members = listed(sessions.values())
    for job in jobs:
        if job.get("session_id") and job["job_id"] not in members:
            session = sessions.get(job["session_id"] or "")
            yield _dangling(session, job) if session else _orphan(job)


def is_bare(job: Job) -> bool:
    """Whether a job that names no session has no schedule: Freezer's DELETE leaves it so (F3)."""
    return not job.get("session_id") and not schedule.own(job.get("job_schedule"))


def bare(jobs: Iterable[Job], sessions: Sessions, kept: KeptJobs) -> Iterator[Problem]:
    """Problems of the jobs in no session that lost a schedule which is still known: a removal was
    stopped half-way, or another tool took them out.
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
    return _problem("ghost", session, job, told, _mend("remove_entry", {"session": here}, call))


def _unaware(session: Session, job: Job, sessions: Sessions, origin: str | None) -> Problem:
    """Also what an add or a move leaves that was stopped half-way."""
    names = _names(job, session)
    rest = _also(session, job, sessions)
    body = {"from": session["session_id"], **rest}
    back = sessions.get(origin or "")
    if back is not None and back is not session:
        undo = _mend_to(
            back,
            message("health.move_back_writes", **names, back=session_label(back)),
            _call("PUT", back, job["job_id"], body),
        )
    else:
        undo = _take_out(session, job, rest)
    join = _mend("make_member", names | _when(session), _call("PUT", session, job["job_id"], body))
    return _problem("unaware", session, job, message("health.unaware", **names), join, undo)


def _elsewhere(session: Session, job: Job, sessions: Sessions) -> Problem:
    names, home = _names(job, session), sessions.get(job["session_id"] or "")
    there = {"home": session_label(home) if home else None}
    rest = _also(session, job, sessions)
    keep: Mend = {
        "told": message("health.keep_home", **there),
        "writes": message("health.keep_home_writes", **names, **there),
        "calls": [_call("DELETE", session, job["job_id"], rest or None)],
    }
    move: Mend = {
        "told": message("health.move_here", session=names["session"]),
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
        "drift", session, job, told, _mend("apply_schedule", names | _when(session), put)
    )


def _dangling(session: Session, job: Job) -> Problem:
    """What another writer leaves when it overwrites an add (F1)."""
    names = _names(job, session)
    put = _call("PUT", session, job["job_id"], {"from": session["session_id"]})
    told = message("health.dangling", **names)
    return _problem(
        "dangling", session, job, told, _mend("add", names, put), _take_out(session, job, {})
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
        _mend("keep_running", who | _own(job), _call("DELETE", gone, job["job_id"], run)),
        _mend("stop", who, _call("DELETE", gone, job["job_id"], {"then": "stop"})),
    )
    return {**problem, "session_name": message("health.deleted_session")}


def _bare(job: Job, known: Kept, before: Own, sessions: Sessions) -> Problem:
    who, own = {"job": job_label(job)}, before["schedule"]
    session = Session(session_id=known["session_id"], description="")
    both = who | {"own": own}
    stop = _call("DELETE", session, job["job_id"], {"then": "stop", "schedule": own})
    run = _call("DELETE", session, job["job_id"], {"then": "run", "schedule": own})
    mends = [_mend("restore_stopped", both, stop), _mend("restore_running", both, run)]
    back = sessions.get(known.get("origin") or "")
    if back is not None:
        mends.append(
            _mend_to(
                back,
                message("health.return_writes", **who, back=session_label(back)),
                _call("PUT", back, job["job_id"], {"from": None}),
            )
        )
    return _problem("bare", session, job, message("health.bare", **both), *mends)


def _apart(session: Session, jobs: Jobs, apart: list[str]) -> Problem:
    here, calls = session_label(session), _put_all_again(session, jobs)
    names = [job_label(jobs[job_id] or {}) for job_id in apart]
    told = message("health.out_of_step", session=here, jobs=names, tag=session["session_tag"])
    mend = _mend("bring_in_step", {"session": here, "count": len(calls)}, *calls)
    return _problem("out_of_step", session, {}, told, mend)


def _put_all_again(session: Session, jobs: Jobs) -> list[Call]:
    return [
        _call("PUT", session, job_id, {"from": session["session_id"], "again": True})
        for job_id, job in jobs.items()
        if job is not None and lists(session, job_id)
    ]


def _wedged(session: Session, jobs: Jobs) -> Problem:
    here, calls = session_label(session), _put_all_again(session, jobs)
    told = message("health.wedged", session=here, tag=session["session_tag"])
    mend = _mend("repair", {"session": here, "count": len(calls)}, *calls)
    return _problem("wedged", session, {}, told, mend)


def _take_out(session: Session, job: Job, rest: dict[str, Any]) -> Mend:
    call = _call("DELETE", session, job["job_id"], {"then": "stop", **rest})
    return _mend("remove", _names(job, session), call)


def _also(session: Session, job: Job, sessions: Sessions) -> dict[str, Any]:
    """{"also": the other sessions that list the job}, for the repair to take it out there."""
    others = [
        key
        for key, other in sessions.items()
        if key != session["session_id"] and lists(other, job["job_id"])
    ]
    named = job.get("session_id")
    if named and named != session["session_id"]:
        others = list(dict.fromkeys([*others, named]))
    return {"also": others} if others else {}


def _problem(kind: str, session: Session, job: Job, told: Message, *mends: Mend) -> Problem:
    session_id, job_id = session["session_id"], job.get("job_id")
    return {
        "id": ":".join([kind, session_id, job_id or ""]),
        "kind": kind,
        "session_id": session_id,
        "session_name": session_label(session),
        "job_id": job_id,
        "job_name": job_label(job),
        "told": told,
        "mends": list(mends),
    }


def _mend(code: str, names: Mapping[str, Any], *calls: Call) -> Mend:
    """{"told", "writes", "calls"}: its button, and what it writes, of all these names."""
    return {
        "told": message(f"health.{code}"),
        "writes": message(f"health.{code}_writes", **names),
        "calls": list(calls),
    }


def _mend_to(back: Session, writes: Message, call: Call) -> Mend:
    told = message("health.move_back", session=session_label(back))
    return {"told": told, "writes": writes, "calls": [call]}


def _names(job: Job, session: Session) -> dict[str, Any]:
    return {"job": job_label(job), "session": session_label(session)}


def _own(job: Job, name: str = "own") -> dict[str, Any]:
    return {name: schedule.own(job.get("job_schedule"))}


def _call(verb: str, session: Session, job_id: str, body: dict[str, Any] | None = None) -> Call:
    return call(verb, session["session_id"], job_id, body)


def _when(session: Session) -> dict[str, Any]:
    return {"schedule": schedule.own(session.get("schedule"))}


def _is_wedged(session: Session, jobs: Jobs) -> bool:
    """Every job's tag is behind the session's while the jobs' own clocks move on (R5d)."""
    tag, opened = session.get("session_tag") or 0, epoch(session.get("time_start"))
    listed = session.get("jobs") or {}
    there = [job for job_id in listed if (job := jobs.get(job_id)) is not None]
    if not (there and tag and opened):
        return False
    closes = opened + (schedule.seconds_of(session.get("hold_off")) or 0)
    behind = all((job.get("session_tag") or 0) < tag for job in there)
    return behind and any(
        (epoch((job.get("job_schedule") or {}).get("time_started")) or 0) > closes for job in there
    )


def _out_of_step(session: Session, jobs: Jobs, agents: Agents) -> list[str]:
    """The members of an interval session whose agents count from different moments (N13).

    A late start alone does not show that: a machine may have been busy. Either the last run was
    opened off the schedule's grid, as by an agent that was restarted, or a member is two tags
    behind. Of the jobs that share a client, only the first starts on time (R3).
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
    """The moment that the agent of each member counts from, one member a client."""
    found: dict[str, tuple[int, str]] = {}
    for job_id in session.get("jobs") or {}:
        job = jobs.get(job_id)
        if job is None or standalone.is_stopped(job) or drifts(session, job, agents):
            continue
        moment = arming.counted_from(job.get("job_schedule") or {}, agents)
        client_id = job.get("client_id") or job_id
        if moment is not None and (client_id not in found or moment < found[client_id][0]):
            found[client_id] = (moment, job_id)
    return {job_id: moment for moment, job_id in found.values()}
