"""Which calls bring a job to a place, given what is true now; none if it is there.

Pure: a plan is made from what was read, carried out, and made again from what is then true. Its
steps are ordered so that a job is listed by a session at every moment of a move: whoever stops in
between leaves a break that health finds, never a job that nobody backs up and nobody misses.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from freezer_ui.sessions import alone, health, schedule
from freezer_ui.sessions.calls import call

PUT, DELETE, PATCH = "PUT", "DELETE", "PATCH"


@dataclass(frozen=True)
class Step:
    """One call to Freezer. PUT and DELETE: sessions/{session_id}/jobs/{job_id}. PATCH: of the
    session, or of the job where there is no session_id, with `changes`.
    """

    verb: str
    session_id: str | None
    job_id: str
    changes: Mapping | None = None


@dataclass(frozen=True)
class State:
    """What is true of one job: its document (None: it is gone) and the sessions that matter."""

    job_id: str
    job: Mapping | None
    sessions: Mapping[str, Mapping]

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


def is_running(job: Mapping | None) -> bool:
    return ((job or {}).get("job_schedule") or {}).get("status") == "running"


def changes_session(state: State, steps: list[Step]) -> bool:
    """Whether the steps bring the job into another session than the one it names: not while it
    runs, or its end is booked where it never started (R10).
    """
    into = [step.session_id for step in steps if step.verb == PUT]
    deletes = any(step.verb == DELETE for step in steps)
    return bool(into) and (deletes or into[-1] != state.named)


def changes_schedule(state: State, steps: list[Step]) -> bool:
    """Whether the steps give the job another schedule: not while it runs, for its agent then reads
    the new one and never arms it (`process_event` of freezer.scheduler, seen with real agents).
    """
    into = [state.sessions[step.session_id] for step in steps if step.verb == PUT]
    return any(health.drifts(session, state.job or {}) for session in into)


def join(state: State, session_id: str, again: bool = False) -> list[Step]:
    """Steps that make the job a member of this session and of no other.

    A move is DELETE from the old, then PUT into the new (F2). The new one is PUT first as well: so
    the job is never in no session, and a target that refuses costs it nothing. `again` plans a PUT
    even for a sound member: it copies the session's schedule and tag (R5d).
    """
    target = state.sessions[session_id]
    others = [each for each in state.listing if each != session_id]
    if _is_sound(state, target) and not others and not again:
        return []
    put = Step(PUT, session_id, state.job_id)
    steps = [] if _has_event(target) else [_give_event(target, state.job_id)]
    if others and session_id not in state.listing:
        steps.append(put)
    steps += [Step(DELETE, each, state.job_id) for each in others]
    return [*steps, put]


def leave(state: State, session_id: str, wanted: Mapping) -> list[Step]:
    """Steps that take the job out of this session, then to run or stop as `wanted` (alone.py).

    A ghost goes from every session. A job that is in another one too stays there, where it is put
    again, for DELETE clears the job's session whichever that is (F2).
    """
    if state.job is None:
        return [Step(DELETE, each, state.job_id) for each in state.listing]
    keeps = [each for each in state.listing if each != session_id]
    if keeps:
        home = state.named if state.named in keeps else keeps[0]
        return join(state, home)
    if state.named and state.named != session_id and session_id not in state.listing:
        return []  # It was moved elsewhere meanwhile.
    steps = [Step(DELETE, each, state.job_id) for each in state.listing]
    if not steps and state.named:
        return [_release(state, wanted)]
    if steps and _is_plain_stop(wanted):
        return steps
    if steps or not alone.is_so(state.job, wanted):
        document = alone.document(state.job, wanted)
        steps.append(Step(PATCH, None, state.job_id, {"job_schedule": document}))
    return steps


def session_schedule(state: State, session_id: str) -> dict[str, str]:
    """What a member runs on: its session's schedule, or what it has of one that is gone."""
    session = state.sessions.get(session_id)
    if session is not None:
        return schedule.own(session.get("schedule"))
    return schedule.own((state.job or {}).get("job_schedule"))


def undo_join(state: State, session_id: str) -> dict | None:
    """The call that undoes a join from `state`: {"verb", "session_id", "job_id", "body"}."""
    if is_in(state, session_id):
        return None
    origin = state.home or next(iter(state.listing), None)
    if origin:
        return call(PUT, origin, state.job_id, {"from": session_id})
    before = alone.own(state.job or {}) or {"schedule": {}, "stopped": True}
    then = "stop" if before["stopped"] else "run"
    body = {"then": then, "schedule": before["schedule"]}
    return call(DELETE, session_id, state.job_id, body)


def undo_leave(state: State, session_id: str) -> dict | None:
    """The call that undoes a leave from `state`; None where the job was gone or elsewhere."""
    if state.job is None or state.home != session_id:
        return None
    return call(PUT, session_id, state.job_id, {"from": None})


def words(step: Step, names: Mapping[str, str]) -> str:
    """A step for people; `names` has the sessions' descriptions by id."""
    where = names.get(step.session_id or "", step.session_id)
    if step.verb == PUT:
        return f"put it into {where}"
    if step.verb == DELETE:
        return f"take it out of {where}"
    return f"make {where} fit for its agents" if step.session_id else "set its own schedule"


def _is_sound(state: State, session: Mapping) -> bool:
    """Whether session, job and schedule agree that the job is in the session (house rule 1), and no
    agent dies of the job (F4): an agent that has it leaves the event empty, but there.
    """
    return (
        state.job is not None
        and health.lists(session, state.job_id)
        and state.named == session["session_id"]
        and not health.drifts(session, state.job)
        and "event" in (state.job.get("job_schedule") or {})
    )


def _has_event(session: Mapping) -> bool:
    return bool((session.get("schedule") or {}).get("event"))


def _give_event(session: Mapping, job_id: str) -> Step:
    """Freezer copies the session's schedule into the job as it is: without an event the job's
    agent dies in its poll (F4).
    """
    whole = dict(session.get("schedule") or {})
    whole |= schedule.stored(schedule.own(whole))
    return Step(PATCH, session["session_id"], job_id, {"schedule": whole})


def _release(state: State, wanted: Mapping) -> Step:
    """Out of a session that does not list the job, or is gone (F6)."""
    session = state.sessions.get(state.named or "")
    # Without a `jobs` key Freezer fails to DELETE (F9).
    if session is not None and session.get("jobs") is not None and _is_plain_stop(wanted):
        return Step(DELETE, state.named, state.job_id)
    changes = {"session_id": "", "session_tag": 0}
    return Step(
        PATCH, None, state.job_id, changes | {"job_schedule": alone.document(state.job, wanted)}
    )


def _is_plain_stop(wanted: Mapping) -> bool:
    """What Freezer's DELETE leaves by itself (F3)."""
    return dict(wanted) == {"event": "stop"}
