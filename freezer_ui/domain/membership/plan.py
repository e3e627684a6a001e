"""Plans the calls that put a job into a session or take it out; no calls if nothing is to do.

A plan is made from the state that was read, carried out, and made again from the new state, until
it is empty. During a move, a session lists the job after every step: a move that stops half-way
leaves a problem that health finds, never a job that is silently not backed up.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from freezer_ui.domain.document_types import Call, Fields, Job, Session
from freezer_ui.domain.jobs import standalone
from freezer_ui.domain.membership import health
from freezer_ui.domain.rest_calls import call
from freezer_ui.domain.schedules import arming, schedule, timetable
from freezer_ui.domain.schedules.arming import Agents
from freezer_ui.domain.times import epoch
from freezer_ui.message import Message, message


@dataclass(frozen=True)
class PutMember:
    """PUT sessions/{session_id}/jobs/{job_id}: the job gets the session's schedule and tag."""

    session_id: str
    job_id: str


@dataclass(frozen=True)
class RemoveMember:
    """DELETE sessions/{session_id}/jobs/{job_id}: the job stops and loses its schedule."""

    session_id: str
    job_id: str


@dataclass(frozen=True)
class PatchSession:
    """PATCH sessions/{session_id}."""

    session_id: str
    schedule: Fields


@dataclass(frozen=True)
class PatchJob:
    """PATCH jobs/{job_id}."""

    job_id: str
    job_schedule: Fields
    #: Whether the job's session_id is cleared.
    leaves: bool = False

    @property
    def changes(self) -> dict[str, Any]:
        named = {"session_id": "", "session_tag": 0} if self.leaves else {}
        return named | {"job_schedule": dict(self.job_schedule)}


#: One call to Freezer.
Step = PutMember | RemoveMember | PatchSession | PatchJob


@dataclass(frozen=True)
class State:
    """A job as read from Freezer (None: deleted), and the sessions that the plan may touch."""

    job_id: str
    job: Job | None
    sessions: Mapping[str, Session]

    @property
    def named(self) -> str | None:
        """The session of the job's session_id, or None."""
        return ((self.job or {}).get("session_id")) or None

    @property
    def listing(self) -> list[str]:
        """The sessions that list the job."""
        return [key for key, session in self.sessions.items() if health.lists(session, self.job_id)]

    @property
    def home(self) -> str | None:
        """The session that the job names and that lists it, or None."""
        return self.named if self.named in self.listing else None


def is_in(state: State, session_id: str) -> bool:
    """Whether the session lists the job, or the job names the session."""
    return session_id in (*state.listing, state.named)


def changes_session(state: State, steps: list[Step]) -> bool:
    """Whether the steps change the job's session. Not allowed while it runs: its end would be
    recorded in a session where it never started.
    """
    into = [step.session_id for step in steps if isinstance(step, PutMember)]
    deletes = any(isinstance(step, RemoveMember) for step in steps)
    return bool(into) and (deletes or into[-1] != state.named)


def changes_schedule(state: State, steps: list[Step]) -> bool:
    """Whether the steps change the job's schedule. Not allowed while it runs: its agent would adopt
    the new schedule and never arm it.
    """
    own = (state.job or {}).get("job_schedule")
    copied: dict[str, Fields | None] = {
        key: session.get("schedule") for key, session in state.sessions.items()
    }
    for step in steps:
        if isinstance(step, PatchSession):
            copied[step.session_id] = step.schedule
        elif not isinstance(step, RemoveMember):
            given: Fields | None = (
                step.job_schedule if isinstance(step, PatchJob) else copied[step.session_id]
            )
            # A stop is allowed: agents obey it, and it must work if the machine is gone.
            if (given or {}).get("event") != "stop" and not schedule.same(given, own):
                return True
    return False


def is_about_to_run(job: Job | None, agents: Agents) -> bool:
    """Whether the job may start before its agent reads a write of now; the agent would then
    overwrite schedule, session and tag. Jobs that run every few minutes are not refused for
    that.
    """
    if job is None or standalone.is_stopped(job):
        return False
    own = schedule.of_job(job)
    started = epoch(own.get("time_started"))
    found = timetable.runs(own, agents.now, started, agents.zone, 2, near=arming.NEAR).at
    is_often = len(found) == 2 and found[1] - found[0] <= agents.often
    return bool(found) and not is_often and found[0] - agents.now <= agents.poll + arming.LEAST


def join(state: State, session_id: str, agents: Agents, again: bool = False) -> list[Step]:
    """Plan to make the job a member of this session alone, armed for its next run.

    A move is DELETE from the old session, then PUT into the new one. The PUT comes first as
    well, so that the job is always listed, and a target that refuses changes nothing. `again` plans
    a PUT even for a consistent member, to copy schedule and tag. During the PUT, the session
    has the start that the job is to copy (arming.py).
    """
    target = state.sessions[session_id]
    others = [each for each in state.listing if each != session_id]
    if _is_consistent(state, target, agents) and not others and not again:
        return []
    put = PutMember(session_id, state.job_id)
    armed = arming.arm(target, state.job_id, agents, realign=again)
    steps: list[Step] = []
    if armed.put != target.get("schedule"):
        steps.append(PatchSession(session_id, armed.put))
    if others and session_id not in state.listing:
        steps.append(put)
    steps += [RemoveMember(each, state.job_id) for each in others]
    steps.append(put)
    if armed.keep != armed.put:
        steps.append(PatchSession(session_id, armed.keep))
    return steps


def new_member(session: Session, job_id: str, document: Job, agents: Agents) -> Job:
    """Return the document for POST jobs of a new member, as the following PUT will leave it.

    An agent writes a job back as it first read it, which would undo a PUT in between.
    """
    return {
        **document,
        "session_id": session["session_id"],
        "session_tag": epoch(session.get("session_tag")) or 0,
        "job_schedule": schedule.document(arming.arm(session, job_id, agents).put),
    }


def leave(state: State, session_id: str, wanted: Fields, agents: Agents) -> list[Step]:
    """Plan to take the job out of this session, with the job_schedule `wanted` afterwards.

    A ghost is removed from every session. A job that another session lists too is PUT there again,
    since DELETE clears its session_id.
    """
    if state.job is None:
        return [RemoveMember(each, state.job_id) for each in state.listing]
    keeps = [each for each in state.listing if each != session_id]
    if keeps:
        home = state.named if state.named in keeps else keeps[0]
        return join(state, home, agents)
    if state.named and state.named != session_id and session_id not in state.listing:
        return []  # it was moved elsewhere meanwhile
    steps: list[Step] = [RemoveMember(each, state.job_id) for each in state.listing]
    if not steps and state.named:
        return [_release(state, state.job, state.named, wanted)]
    if steps and _is_plain_stop(wanted):
        return steps
    if steps or not standalone.matches(state.job, wanted):
        steps.append(PatchJob(state.job_id, standalone.document(state.job, wanted)))
    return steps


def session_schedule(state: State, session_id: str) -> dict[str, str]:
    """Return the session's schedule; if the session is gone, the job's copy of it."""
    session = state.sessions.get(session_id)
    if session is not None:
        return schedule.own(session.get("schedule"))
    return schedule.own((state.job or {}).get("job_schedule"))


def undo_join(state: State, session_id: str) -> Call | None:
    """Return the call that undoes a join from `state`; None if the job was in the session."""
    if is_in(state, session_id):
        return None
    origin = state.home or next(iter(state.listing), None)
    if origin:
        return call("PUT", origin, state.job_id, {"from": session_id})
    before = standalone.own(state.job or {}) or {"schedule": {}, "stopped": True}
    then = "stop" if before["stopped"] else "run"
    body = {"then": then, "schedule": before["schedule"]}
    return call("DELETE", session_id, state.job_id, body)


def undo_leave(state: State, session_id: str) -> Call | None:
    """Return the call that undoes a leave from `state`; None if the job was gone or elsewhere."""
    if state.job is None or state.home != session_id:
        return None
    return call("PUT", session_id, state.job_id, {"from": None})


def step_message(step: Step, names: Mapping[str, str]) -> Message:
    """Return a sentence about a step; `names` has the sessions' labels by id."""
    if isinstance(step, PatchJob):
        return message("sessions.step_schedule")
    where = {"session": names.get(step.session_id, step.session_id)}
    if isinstance(step, PutMember):
        return message("sessions.step_add", **where)
    if isinstance(step, RemoveMember):
        return message("sessions.step_remove", **where)
    return message("sessions.step_start", **where)


def _is_consistent(state: State, session: Session, agents: Agents) -> bool:
    """Whether session, job and schedule agree, and the job_schedule has an event, without which the
    agent's poll ends.
    """
    return (
        state.job is not None
        and health.lists(session, state.job_id)
        and state.named == session["session_id"]
        and not health.drifts(session, state.job, agents)
        and "event" in schedule.of_job(state.job)
    )


def _release(state: State, job: Job, named: str, wanted: Fields) -> Step:
    """Clear the session_id of a job that no session lists."""
    session = state.sessions.get(named)
    # DELETE fails for a session without a `jobs` key.
    if session is not None and session.get("jobs") is not None and _is_plain_stop(wanted):
        return RemoveMember(named, state.job_id)
    return PatchJob(state.job_id, standalone.document(job, wanted), leaves=True)


def _is_plain_stop(wanted: Fields) -> bool:
    """Whether `wanted` is what Freezer's DELETE leaves."""
    return dict(wanted) == {"event": "stop"}
