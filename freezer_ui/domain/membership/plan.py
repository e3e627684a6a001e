"""Which calls bring a job to a place, given what is true now; none if it is there.

Pure: a plan is made from what was read, carried out, and made again from what is then true. Its
steps are ordered so that a job is listed by a session at every moment of a move: whoever stops in
between leaves a break that health finds, never a job that nobody backs up and nobody misses.
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
    """DELETE sessions/{session_id}/jobs/{job_id}: the job stops, and loses its schedule."""

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
    #: Whether the job gives up the session that it names (F6).
    leaves: bool = False

    @property
    def changes(self) -> dict[str, Any]:
        named = {"session_id": "", "session_tag": 0} if self.leaves else {}
        return named | {"job_schedule": dict(self.job_schedule)}


#: One call to Freezer.
Step = PutMember | RemoveMember | PatchSession | PatchJob


@dataclass(frozen=True)
class State:
    """What is true of one job: its document (None: it is gone) and the sessions that matter."""

    job_id: str
    job: Job | None
    sessions: Mapping[str, Session]

    @property
    def named(self) -> str | None:
        """The session that the job itself names."""
        return ((self.job or {}).get("session_id")) or None

    @property
    def listing(self) -> list[str]:
        """The sessions that list it."""
        return [key for key, session in self.sessions.items() if health.lists(session, self.job_id)]

    @property
    def home(self) -> str | None:
        """The session it is in: the one that it names and that lists it."""
        return self.named if self.named in self.listing else None


def is_in(state: State, session_id: str) -> bool:
    """Whether the job is in the session by either's word."""
    return session_id in (*state.listing, state.named)


def is_running(job: Job | None) -> bool:
    return ((job or {}).get("job_schedule") or {}).get("status") == "running"


def changes_session(state: State, steps: list[Step]) -> bool:
    """Whether the steps bring the job into another session than the one it names: not while it
    runs, or its end is booked where it never started (R10).
    """
    into = [step.session_id for step in steps if isinstance(step, PutMember)]
    deletes = any(isinstance(step, RemoveMember) for step in steps)
    return bool(into) and (deletes or into[-1] != state.named)


def changes_schedule(state: State, steps: list[Step]) -> bool:
    """Whether the steps give the job another schedule: not while it runs, for its agent then reads
    the new one and never arms it (`process_event` of freezer.scheduler, seen with real agents).
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
            # To stop is heard while it runs, and is all that is left where its machine is gone.
            if (given or {}).get("event") != "stop" and not schedule.same(given, own):
                return True
    return False


def is_about_to_run(job: Job | None, agents: Agents) -> bool:
    """Whether the job may start before its agent reads what is written now: the agent then writes
    its own idea of schedule, session and tag over ours (F5). Of jobs that run every few minutes
    that can always be.
    """
    if job is None or standalone.is_stopped(job):
        return False
    own = job.get("job_schedule") or {}
    started = epoch(own.get("time_started"))
    found = timetable.runs(own, agents.now, started, agents.zone, 2, near=arming.NEAR).at
    is_often = len(found) == 2 and found[1] - found[0] <= agents.often
    return bool(found) and not is_often and found[0] - agents.now <= agents.poll + arming.LEAST


def join(state: State, session_id: str, agents: Agents, again: bool = False) -> list[Step]:
    """Steps that make the job a member of this session and of no other, armed for a run of it.

    A move is DELETE from the old, then PUT into the new (F2). The new one is PUT first as well: so
    the job is never in no session, and a target that refuses costs it nothing. `again` plans a PUT
    even for a sound member: it copies the session's schedule and tag (R5d). Around the PUT the
    session has the start that the job is to copy (arming.py).
    """
    target = state.sessions[session_id]
    others = [each for each in state.listing if each != session_id]
    if _is_sound(state, target, agents) and not others and not again:
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
    """The document for POST jobs of a job that is to be PUT into the session: as the PUT leaves it.

    An agent that reads a job for the first time writes it back as it read it, and would undo a PUT
    that comes meanwhile.
    """
    return {
        **document,
        "session_id": session["session_id"],
        "session_tag": epoch(session.get("session_tag")) or 0,
        "job_schedule": schedule.document(arming.arm(session, job_id, agents).put),
    }


def leave(state: State, session_id: str, wanted: Fields, agents: Agents) -> list[Step]:
    """Steps that take the job out of this session, then to run or stop as `wanted` (standalone.py).

    A ghost goes from every session. A job that is in another one too stays there, where it is put
    again, for DELETE clears the job's session whichever that is (F2).
    """
    if state.job is None:
        return [RemoveMember(each, state.job_id) for each in state.listing]
    keeps = [each for each in state.listing if each != session_id]
    if keeps:
        home = state.named if state.named in keeps else keeps[0]
        return join(state, home, agents)
    if state.named and state.named != session_id and session_id not in state.listing:
        return []  # It was moved elsewhere meanwhile.
    steps: list[Step] = [RemoveMember(each, state.job_id) for each in state.listing]
    if not steps and state.named:
        return [_release(state, state.job, state.named, wanted)]
    if steps and _is_plain_stop(wanted):
        return steps
    if steps or not standalone.is_so(state.job, wanted):
        steps.append(PatchJob(state.job_id, standalone.document(state.job, wanted)))
    return steps


def session_schedule(state: State, session_id: str) -> dict[str, str]:
    """What a member runs on: its session's schedule, or what it has of one that is gone."""
    session = state.sessions.get(session_id)
    if session is not None:
        return schedule.own(session.get("schedule"))
    return schedule.own((state.job or {}).get("job_schedule"))


def undo_join(state: State, session_id: str) -> Call | None:
    """The call that undoes a join from `state`: {"verb", "session_id", "job_id", "body"}."""
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
    """The call that undoes a leave from `state`; None where the job was gone or elsewhere."""
    if state.job is None or state.home != session_id:
        return None
    return call("PUT", session_id, state.job_id, {"from": None})


def told(step: Step, names: Mapping[str, str]) -> Message:
    """A step for people; `names` has the sessions' descriptions by id."""
    if isinstance(step, PatchJob):
        return message("sessions.step_schedule")
    where = {"session": names.get(step.session_id, step.session_id)}
    if isinstance(step, PutMember):
        return message("sessions.step_add", **where)
    if isinstance(step, RemoveMember):
        return message("sessions.step_remove", **where)
    return message("sessions.step_start", **where)


def _is_sound(state: State, session: Session, agents: Agents) -> bool:
    """Whether session, job and schedule agree that the job is in the session (house rule 1), and no
    agent dies of the job (F4): an agent that has it leaves the event empty, but there.
    """
    return (
        state.job is not None
        and health.lists(session, state.job_id)
        and state.named == session["session_id"]
        and not health.drifts(session, state.job, agents)
        and "event" in (state.job.get("job_schedule") or {})
    )


def _release(state: State, job: Job, named: str, wanted: Fields) -> Step:
    """Out of the session that it names, which does not list the job, or is gone (F6)."""
    session = state.sessions.get(named)
    # Without a `jobs` key Freezer fails to DELETE (F9).
    if session is not None and session.get("jobs") is not None and _is_plain_stop(wanted):
        return RemoveMember(named, state.job_id)
    return PatchJob(state.job_id, standalone.document(job, wanted), leaves=True)


def _is_plain_stop(wanted: Fields) -> bool:
    """What Freezer's DELETE leaves by itself (F3)."""
    return dict(wanted) == {"event": "stop"}
