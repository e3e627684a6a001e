"""What others broke, in words, and the calls that mend it.

Kinds: ghost (a listed member whose job is gone), elsewhere (listed here, belongs to another
session), unaware (listed, but names no session), drift (a member's schedule is not its session's),
dangling (names a session that does not list it), bare (in no session, and lost its own schedule),
wedged (no member can start a new run, R5d), out_of_step (members run, but not together, N13).
"""

from collections.abc import Iterable, Iterator, Mapping

from freezer_ui.domain.jobs import standalone
from freezer_ui.domain.labels import job_label, quoted, session_label
from freezer_ui.domain.rest_calls import call
from freezer_ui.domain.schedules import arming, phrases, schedule, timetable
from freezer_ui.domain.schedules.arming import Agents
from freezer_ui.domain.times import epoch

Sessions = Mapping[str, Mapping]
Jobs = Mapping[str, Mapping | None]
#: What is kept of jobs from before our last write, by id: {"own", "origin", "session_id"}.
Kept = Mapping[str, Mapping]


def drifts(session: Mapping, job: Mapping, agents: Agents) -> bool:
    """Whether a member's schedule is not its session's: edits do not reach members (F5)."""
    return not arming.in_step(session, job.get("job_schedule") or {}, agents)


def lists(session: Mapping, job_id: str) -> bool:
    """Whether the session has the job among its members."""
    return job_id in (session.get("jobs") or {})


def listed(sessions: Iterable[Mapping]) -> set[str]:
    """The jobs that any of these sessions lists."""
    return {job_id for session in sessions for job_id in session.get("jobs") or {}}


def problems(
    session: Mapping, sessions: Sessions, jobs: Jobs, agents: Agents, kept: Kept | None = None
) -> Iterator[dict]:
    """What is wrong with this session's members, each {"id", "kind", "session_id", "session_name",
    "job_id", "job_name", "words", "mends"}; the first of the mends is the usual one.

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


def dangling(jobs: Iterable[Mapping], sessions: Sessions) -> Iterator[dict]:
    """Problems of the jobs that name a session which does not list them, or is gone (F6).

    A job that some other session lists is that one's problem.
    """
    members = listed(sessions.values())
    for job in jobs:
        if job.get("session_id") and job["job_id"] not in members:
            session = sessions.get(job["session_id"])
            yield _dangling(session, job) if session else _orphan(job)


def is_bare(job: Mapping) -> bool:
    """Whether a job that names no session has no schedule: Freezer's DELETE leaves it so (F3)."""
    return not job.get("session_id") and not schedule.own(job.get("job_schedule"))


def bare(jobs: Iterable[Mapping], sessions: Sessions, kept: Kept) -> Iterator[dict]:
    """Problems of the jobs in no session that lost a schedule which is still known: a removal was
    stopped half-way, or another tool took them out.
    """
    members = listed(sessions.values())
    for job in jobs:
        known = kept.get(job["job_id"]) or {}
        if known.get("own") and is_bare(job) and job["job_id"] not in members:
            yield _bare(job, known, sessions)


def _ghost(session: Mapping, job_id: str, sessions: Sessions) -> dict:
    here, job = quoted(session_label(session)), {"job_id": job_id}
    return _problem(
        "ghost",
        session,
        job,
        f"A job of {here} was deleted; only its entry is left, and counts as a missing member.",
        _mend(
            "Remove the entry",
            f"Takes the entry out of {here}. Backups that the job made stay.",
            _call("DELETE", session, job_id, _also(session, job, sessions) or None),
        ),
    )


def _unaware(session: Mapping, job: Mapping, sessions: Sessions, origin: str | None) -> dict:
    """Also what an add or a move leaves that was stopped half-way."""
    here, who = quoted(session_label(session)), quoted(job_label(job))
    rest = _also(session, job, sessions)
    back = sessions.get(origin or "")
    if back is not None and back is not session:
        origin_label = session_label(back)
        undo = _mend(
            f"Back to {origin_label}",
            f"Takes {who} out of {here} and puts it back into {quoted(origin_label)}, where it was "
            "before.",
            _call("PUT", back, job["job_id"], {"from": session["session_id"], **rest}),
        )
    else:
        undo = _take_out(session, job, rest)
    return _problem(
        "unaware",
        session,
        job,
        f"{who} is listed in {here} but does not know of it, so it does not run with the others.",
        _mend(
            "Make it a member",
            f"Puts {who} into {here} again: it gets the session's schedule, {_when(session)}.",
            _call("PUT", session, job["job_id"], {"from": session["session_id"], **rest}),
        ),
        undo,
    )


def _elsewhere(session: Mapping, job: Mapping, sessions: Sessions) -> dict:
    here, who = quoted(session_label(session)), quoted(job_label(job))
    home = sessions.get(job["session_id"])
    there = quoted(session_label(home)) if home else "another session"
    rest = _also(session, job, sessions)
    keep = _mend(
        f"Keep it in {session_label(home)}" if home else "Take it out here",
        f"Takes {who} out of {here} and puts it into {there} again: Freezer stops a job that is "
        "taken out of any session.",
        _call("DELETE", session, job["job_id"], rest or None),
    )
    move = _mend(
        f"Move it to {session_label(session)}",
        f"Takes {who} out of {there} and puts it into {here}: it gets that schedule, "
        f"{_when(session)}.",
        _call("PUT", session, job["job_id"], {"from": session["session_id"], **rest}),
    )
    return _problem(
        "elsewhere",
        session,
        job,
        f"{who} is listed in {here} but belongs to {there}. {here} waits for it in vain.",
        keep,
        move,
    )


def _drift(session: Mapping, job: Mapping, sessions: Sessions) -> dict:
    here, who = quoted(session_label(session)), quoted(job_label(job))
    body = {"from": session["session_id"], **_also(session, job, sessions)}
    own = phrases.words(job.get("job_schedule") or {})
    return _problem(
        "drift",
        session,
        job,
        f"{who} runs {own}, its session {here} {_when(session)}: they do not run together.",
        _mend(
            "Give it the session's schedule",
            f"Puts {who} into {here} again: Freezer copies the schedule, {_when(session)}, into "
            "it.",
            _call("PUT", session, job["job_id"], body),
        ),
    )


def _dangling(session: Mapping, job: Mapping) -> dict:
    """What another writer leaves when it overwrites an add (F1)."""
    here, who = quoted(session_label(session)), quoted(job_label(job))
    return _problem(
        "dangling",
        session,
        job,
        f"{who} runs on the schedule of {here}, which does not list it: it is in no snapshot.",
        _mend(
            "Put it into the session",
            f"Puts {who} into {here}.",
            _call("PUT", session, job["job_id"], {"from": session["session_id"]}),
        ),
        _take_out(session, job, {}),
    )


def _orphan(job: Mapping) -> dict:
    who, session_id = quoted(job_label(job)), job["session_id"]
    gone = {"session_id": session_id, "description": "A deleted session"}
    when = phrases.words(job.get("job_schedule") or {})
    run = {"then": "run", "schedule": schedule.own(job.get("job_schedule"))}
    return _problem(
        "dangling",
        gone,
        job,
        f"{who} still names a session that was deleted. It goes on by itself: {when}.",
        _mend(
            "Let it run alone",
            f"Clears the name of the session in {who}. It goes on by itself: {when}.",
            _call("DELETE", gone, job["job_id"], run),
        ),
        _mend(
            "Stop it",
            f"Clears the name of the session in {who} and stops it.",
            _call("DELETE", gone, job["job_id"], {"then": "stop"}),
        ),
    )


def _bare(job: Mapping, known: Mapping, sessions: Sessions) -> dict:
    who, when = quoted(job_label(job)), phrases.words(known["own"]["schedule"])
    session = {"session_id": known["session_id"], "description": ""}
    given = {"schedule": known["own"]["schedule"]}
    mends = [
        _mend(
            "Give it back, stopped",
            f"Gives {who} its own schedule, {when}. It stays stopped.",
            _call("DELETE", session, job["job_id"], {"then": "stop", **given}),
        ),
        _mend(
            "Let it run",
            f"Gives {who} its own schedule, {when}, and lets it run.",
            _call("DELETE", session, job["job_id"], {"then": "run", **given}),
        ),
    ]
    back = sessions.get(known.get("origin") or "")
    if back is not None:
        mends.append(
            _mend(
                f"Back to {session_label(back)}",
                f"Puts {who} back into {quoted(session_label(back))}, where it was before.",
                _call("PUT", back, job["job_id"], {"from": None}),
            )
        )
    words = f"{who} is in no session any more, stopped, and lost its own schedule, {when}."
    return _problem("bare", session, job, words, *mends)


def _apart(session: Mapping, jobs: Jobs, apart: list[str]) -> dict:
    here = quoted(session_label(session))
    names = phrases.some([quoted(job_label(jobs[job_id] or {})) for job_id in apart], 3)
    calls = _put_all_again(session, jobs)
    return _problem(
        "out_of_step",
        session,
        {},
        f"The jobs of {here} no longer run together: {names} started at another time than the "
        f"run of tag {session['session_tag']}. Each start makes a snapshot of its own, or none.",
        _mend(
            "Bring them back in step",
            f"Puts all {len(calls)} jobs of {here} into it again, with the next regular run as "
            "their common start.",
            *calls,
        ),
    )


def _put_all_again(session: Mapping, jobs: Jobs) -> list[dict]:
    return [
        _call("PUT", session, job_id, {"from": session["session_id"], "again": True})
        for job_id, job in jobs.items()
        if job is not None and job_id in session["jobs"]
    ]


def _wedged(session: Mapping, jobs: Jobs) -> dict:
    here = quoted(session_label(session))
    calls = _put_all_again(session, jobs)
    return _problem(
        "wedged",
        session,
        {},
        f"No job of {here} can start a new run: all are behind tag {session['session_tag']}. They "
        "go on backing up, outside every snapshot, while the session shows its last success.",
        _mend(
            "Repair the session",
            f"Puts all {len(calls)} jobs of {here} into it again, which brings them to its tag. "
            "The next run is a snapshot again.",
            *calls,
        ),
    )


def _take_out(session: Mapping, job: Mapping, rest: dict) -> dict:
    return _mend(
        "Take it out",
        f"Takes {quoted(job_label(job))} out of {quoted(session_label(session))} and stops it.",
        _call("DELETE", session, job["job_id"], {"then": "stop", **rest}),
    )


def _also(session: Mapping, job: Mapping, sessions: Sessions) -> dict:
    """{"also": the other sessions that list the job}, for the mending to take it out there."""
    others = [
        key
        for key, other in sessions.items()
        if key != session["session_id"] and lists(other, job["job_id"])
    ]
    if job.get("session_id") and job["session_id"] != session["session_id"]:
        others = list(dict.fromkeys([*others, job["session_id"]]))
    return {"also": others} if others else {}


def _problem(kind: str, session: Mapping, job: Mapping, words: str, *mends: dict) -> dict:
    session_id, job_id = session["session_id"], job.get("job_id")
    return {
        "id": ":".join([kind, session_id, job_id or ""]),
        "kind": kind,
        "session_id": session_id,
        "session_name": session_label(session),
        "job_id": job_id,
        "job_name": job_label(job),
        "words": words,
        "mends": list(mends),
    }


def _mend(words: str, writes: str, *calls: dict) -> dict:
    return {"words": words, "writes": writes, "calls": list(calls)}


def _call(verb: str, session: Mapping, job_id: str, body: dict | None = None) -> dict:
    return call(verb, session["session_id"], job_id, body)


def _when(session: Mapping) -> str:
    return phrases.words(session.get("schedule") or {})


def _is_wedged(session: Mapping, jobs: Jobs) -> bool:
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


def _out_of_step(session: Mapping, jobs: Jobs, agents: Agents) -> list[str]:
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


def _counted_from(session: Mapping, jobs: Jobs, agents: Agents) -> dict[str, int]:
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
