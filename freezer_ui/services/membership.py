"""Moves jobs into sessions, out of them and between them.

A plan (domain/membership/plan.py) is carried out, the state is read again, and planned again until
nothing is left. So every success was read back, and changes that another writer undoes are
repeated, up to ATTEMPTS times.
"""

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

from freezer_ui import settings
from freezer_ui.api import parallel
from freezer_ui.api.client import Freezer
from freezer_ui.cache import locks, undo_store
from freezer_ui.domain import documents
from freezer_ui.domain.document_types import Job, Own, Session
from freezer_ui.domain.jobs import standalone
from freezer_ui.domain.labels import job_label, session_label
from freezer_ui.domain.membership import capacity, health, plan
from freezer_ui.domain.membership.plan import State
from freezer_ui.domain.runs import run
from freezer_ui.domain.schedules import arming, schedule
from freezer_ui.domain.schedules.arming import Agents
from freezer_ui.errors import Conflict, Failed, FreezerError, NotFound
from freezer_ui.message import Message, message
from freezer_ui.services import jobs, session_rows
from freezer_ui.services.answers import Answer
from freezer_ui.services.clock import Clock

LOG = logging.getLogger(__name__)

#: What is to do in a state; True for the first time.
Planner = Callable[[State, bool], list[plan.Step]]

#: The default of `seen`: the request does not say where the user saw the job.
UNSAID = object()
#: Attempts at a change that other writers undo.
ATTEMPTS = 6
#: Seconds after which a scheduler's concurrent write has overwritten ours, or has not.
SETTLE = 0.3
#: Seconds in which an agent mostly writes back what it read in a poll. Every job of an undo waits
#: as long.
WRITE_BACK = 0.3


@dataclass(frozen=True)
class Then:
    """What a job does after it left a session: it runs or is stopped.

    `schedule` None: its own schedule if known; else, to run, its session's.
    """

    runs: bool = False
    schedule: Mapping[str, str] | None = None


def move_in(
    freezer: Freezer,
    session_id: str,
    job_id: str,
    now: int,
    seen: object = UNSAID,
    also: Iterable[str] = (),
    again: bool = False,
) -> Answer:
    """Put a job into a session, out of any other; return {"session", "job", "left", "undo",
    "behind"}.

    `seen` is where the user saw the job: a session's id, or None for the pool. Raises Conflict if
    it is elsewhere. `also` are other sessions that list it. `again` PUTs even a consistent member.

    "left" is the session that it left, or None; "undo" the call that brings it back, or None if
    nothing changed; "behind" the ids of members that could not follow a new start of the session,
    which then are problems with repairs.
    """
    clock = Clock(now)
    if seen is UNSAID:
        seen = freezer.job(job_id).get("session_id") or None
    ids = _ids(session_id, seen, *also)
    with _locked(freezer, job_id, ids, clock) as (work, before):
        _refuse_unfit(freezer, before, session_id, seen)
        is_being_read = _save(freezer, before, session_id, _own(before), clock)
        after = work.until_done(before, _joining(session_id, clock, again), is_being_read)
        behind = [] if again else _carry_over(work, session_id, before, after)
    left = before.home if before.home != session_id else None
    return _answer(freezer, after, session_id, clock) | {
        "left": _row(after.sessions.get(left or ""), clock),
        "undo": plan.undo_join(before, session_id),
        "behind": behind,
    }


def move_out(
    freezer: Freezer,
    session_id: str,
    job_id: str,
    now: int,
    then: Then | None = None,
    also: Iterable[str] = (),
) -> Answer:
    """Take a job out of a session; return {"session", "job", "undo"}, None for what is gone.

    A job that is out already gets the schedule in `then`, if there is one; otherwise raises
    NotFound.
    """
    clock = Clock(now)
    ids = _ids(session_id, *also)
    with _locked(freezer, job_id, ids, clock) as (work, before):
        _refuse_absent(before, session_id, then)
        foreign = _foreign(freezer, before)
        if foreign is None:
            is_being_read = _save(freezer, before, session_id, None, clock)
            wanted = _wanted(freezer, before, session_id, then or Then(), clock.agents)
            after = work.until_done(before, _leaving(session_id, wanted, clock), is_being_read)
    if foreign is not None:
        # the job names another session: repeat with the lock of that too
        also = [*also, foreign["session_id"]]
        return move_out(freezer, session_id, job_id, clock.now, then, also)
    return _answer(freezer, after, session_id, clock) | {
        "undo": plan.undo_leave(before, session_id)
    }


@contextmanager
def _locked(
    freezer: Freezer, job_id: str, ids: list[str], clock: Clock
) -> Iterator[tuple["_Work", State]]:
    """Hold the locks of a job and of the sessions `ids`; yields the work, and the state under the
    locks.
    """
    with locks.acquire(freezer.project_id, job_id, *ids) as keep_turn:
        yield _Work(freezer, keep_turn, ids, clock), _look(freezer, job_id, ids)


def _answer(freezer: Freezer, after: State, session_id: str, clock: Clock) -> Answer:
    """Session and job as they are now; None for what is gone."""
    return {
        "session": _row(after.sessions.get(session_id), clock),
        "job": jobs.row(freezer, after.job) if after.job else None,
    }


def _row(session: Session | None, clock: Clock) -> Answer | None:
    return session_rows.row_of(session, clock.now).with_members if session else None


def _joining(session_id: str, clock: Clock, again: bool = False) -> Planner:
    """The planner of a join, for _Work.until_done."""

    def steps(state: State, first: bool) -> list[plan.Step]:
        _refuse_gone(state, session_id)
        return plan.join(state, session_id, clock.agents, again=again and first)

    return steps


def _leaving(session_id: str, wanted: Answer, clock: Clock) -> Planner:
    """As _joining; `wanted` is the job's schedule afterwards."""

    def steps(state: State, _first: bool) -> list[plan.Step]:
        return plan.leave(state, session_id, wanted, clock.agents)

    return steps


def _carry_over(work: "_Work", session_id: str, before: State, after: State) -> list[str]:
    """PUT the other members again if the session's start left their grid; return the ids of those
    that could not be, because they run.
    """
    agents, session = work.clock.agents, after.sessions[session_id]
    if arming.in_step(session, before.sessions[session_id].get("schedule") or {}, agents):
        return []
    members = work.freezer.find_jobs(each for each in session["jobs"] or () if each != after.job_id)
    behind = []
    for job_id, job in members.items():
        if job is None or not health.drifts(session, job, agents):
            continue
        try:
            state = _look(work.freezer, job_id, work.ids)
            work.until_done(state, _joining(session_id, work.clock))
        except Conflict as error:
            LOG.info("%s stays behind its session %s: %s", job_id, session_id, error.sentence)
            behind.append(job_id)
    return behind


@dataclass(frozen=True)
class _Work:
    """Carries out plans while the locks of the sessions `ids` are held."""

    freezer: Freezer
    keep_turn: Callable[[], None]
    ids: list[str]
    clock: Clock

    def until_done(
        self,
        state: State,
        make: Planner,
        is_being_read: bool = False,
    ) -> State:
        """Plan, carry out and read again until nothing is left. Raises Conflict if that fails.

        `is_being_read`: the job's agent may be about to write the job back as it was.
        """
        for attempt in range(ATTEMPTS):
            steps = make(state, attempt == 0)
            if not steps:
                return state
            _refuse_running(state, steps, self.clock.agents if attempt == 0 else None)
            self._carry_out(state, steps)
            if is_being_read:
                time.sleep(WRITE_BACK)
            state = self._settled(state.job_id)
        if make(state, False):
            where = {"job": _name(state), "sessions": _whereabouts(state)}
            raise Conflict(message("sessions.change_not_kept", **where))
        return state

    def _settled(self, job_id: str) -> State:
        """The new state; if schedulers may be writing to a session, after SETTLE seconds: they do
        not know our locks and may still overwrite us.
        """
        self.keep_turn()
        state = _look(self.freezer, job_id, self.ids)
        if any(run.is_active(session, self.clock.now) for session in state.sessions.values()):
            time.sleep(SETTLE)
            self.keep_turn()
            state = _look(self.freezer, job_id, self.ids)
        return state

    def _carry_out(self, state: State, steps: list[plan.Step]) -> None:
        """Carry out the steps; an error after the first step says which are done."""
        for number, step in enumerate(steps):
            try:
                self.keep_turn()
                self._call(step)
            except FreezerError as error:
                if state.job is None and isinstance(error, NotFound):
                    continue  # Freezer's answer when it removes a ghost
                if not number:
                    raise
                raise _half_done(error, state, steps, number) from error

    def _call(self, step: plan.Step) -> None:
        if isinstance(step, plan.PutMember):
            self.freezer.add_job(step.session_id, step.job_id)
        elif isinstance(step, plan.RemoveMember):
            self.freezer.remove_job(step.session_id, step.job_id)
        elif isinstance(step, plan.PatchSession):
            self.freezer.update_session(step.session_id, {"schedule": dict(step.schedule)})
        else:
            self.freezer.update_job(step.job_id, step.changes)


def _half_done(
    error: FreezerError, state: State, steps: list[plan.Step], number: int
) -> FreezerError:
    """The error, with the steps that are done and those that are left."""
    names = {key: session_label(session) for key, session in state.sessions.items()}
    done = [plan.step_message(step, names) for step in steps[:number]]
    left = [plan.step_message(step, names) for step in steps[number:]]
    parts = {"job": _name(state), "done": done, "left": left, "reason": error.sentence}
    return type(error)(
        message("sessions.half_done", **parts),
        detail={"done": done, "left": left, "why": error.detail},
    )


def _look(freezer: Freezer, job_id: str, ids: Iterable[str]) -> State:
    """Read a job and these sessions; sessions that are gone are left out. Raises Failed."""
    wanted = list(ids)
    calls: list[Callable[[], Any]] = [partial(freezer.find_job, job_id)]
    calls += [partial(freezer.find_session, each) for each in wanted]
    job, *found = parallel.gather(calls)
    sessions = {key: session for key, session in zip(wanted, found, strict=True) if session}
    if any(documents.unreadable(session, "jobs") for session in sessions.values()):
        # taken for empty, the session would seem not to list the job
        raise Failed(message("freezer.other_jobs"))
    return State(job_id, job, sessions)


def _refuse_unfit(freezer: Freezer, state: State, session_id: str, seen: object) -> None:
    """Raises Conflict or NotFound unless job and session are as the user saw them."""
    _refuse_gone(state, session_id)
    foreign = _foreign(freezer, state)
    if foreign is None and _is_where_seen(state, session_id, seen):
        _refuse_full(state, session_id)
        return
    where = [session_label(foreign)] if foreign else _whereabouts(state)
    raise Conflict(
        message("sessions.moved_meanwhile", job=_name(state), sessions=where),
        detail={"job": jobs.row(freezer, _job(state))},
    )


def _refuse_full(state: State, session_id: str) -> None:
    """Raises Conflict if the job does not fit into the session (capacity.py)."""
    session = state.sessions[session_id]
    members = session.get("jobs") or {}
    most = settings.get("FREEZER_SESSION_SIZE")
    if capacity.is_full(members, {state.job_id: {"client_id": _job(state)["client_id"]}}, most):
        name = session_label(session)
        raise Conflict(message("sessions.full", session=name, members=len(members)))


def _refuse_absent(state: State, session_id: str, then: Then | None) -> None:
    is_free = state.job is not None and state.named is None and not state.listing
    to_be_given_one = is_free and then is not None and then.schedule is not None
    if not (plan.is_in(state, session_id) or to_be_given_one):
        raise NotFound(message("sessions.not_a_member"))


def _foreign(freezer: Freezer, state: State) -> Session | None:
    """The session that the job names, if we do not hold its lock; None if it is gone."""
    if state.named is None or state.named in state.sessions:
        return None
    return freezer.find_session(state.named)


def _job(state: State) -> Job:
    if state.job is None:
        raise NotFound(message("jobs.gone"))
    return state.job


def _refuse_gone(state: State, session_id: str) -> None:
    _job(state)
    if session_id not in state.sessions:
        raise NotFound(message("sessions.gone"))


def _is_where_seen(state: State, session_id: str, seen: object) -> bool:
    """Whether the job is where the user saw it, or already in the target; also if an earlier move
    into the target stopped half-way.
    """
    is_cut = state.listing == [session_id] and state.named is None
    if is_cut or (set(state.listing) <= {session_id} and seen is None):
        return True
    return seen in (*state.listing, state.named) or state.home == session_id


def _refuse_running(state: State, steps: list[plan.Step], agents: Agents | None) -> None:
    """Raises Conflict if the job runs; with `agents`, before the first write, also if it is about
    to.
    """
    if standalone.is_running(state.job):
        if plan.changes_session(state, steps):
            raise Conflict(message("sessions.running_member", job=_name(state)))
        if plan.changes_schedule(state, steps):
            raise Conflict(message("sessions.running_schedule", job=_name(state)))
    elif agents is not None and plan.is_about_to_run(state.job, agents):
        raise Conflict(message("sessions.about_to_run", job=_name(state)))


def _wanted(freezer: Freezer, state: State, session_id: str, then: Then, agents: Agents) -> Answer:
    """The job_schedule of a job after it left the session."""
    fields = then.schedule
    if fields is None:
        own = (undo_store.load(freezer.project_id, [state.job_id]).get(state.job_id) or {}).get(
            "own"
        )
        fields = own["schedule"] if own else None
    if fields is None and then.runs:
        fields = plan.session_schedule(state, session_id)
    if not then.runs:
        return standalone.stopped(fields or {})
    return standalone.running(arming.for_standalone(fields or {}, agents))


def _save(freezer: Freezer, state: State, session_id: str, own: Own | None, clock: Clock) -> bool:
    """Save a job's own schedule and where it is, for an undo; return whether its agent may be about
    to write it back as it was.
    """
    is_being_read = _is_being_read(freezer, state, clock.agents)
    project_id, job_id = freezer.project_id, state.job_id
    undo_store.save(project_id, job_id, session_id, own, state.home, clock.now)
    return is_being_read


def _is_being_read(freezer: Freezer, state: State, agents: Agents) -> bool:
    """Whether an agent may be about to write the job back: it has not cleared the event of our last
    write, which was less than a poll ago.
    """
    if not schedule.of_job(state.job).get("event"):
        return False
    last = undo_store.load(freezer.project_id, [state.job_id]).get(state.job_id) or {}
    return agents.now <= last.get("at", 0) + agents.poll + arming.HEADWAY


def _own(state: State) -> Own | None:
    """The schedule to save, of a job in no session; None for others."""
    if state.job is None or state.listing or state.named:
        return None
    return standalone.own(state.job)


def _whereabouts(state: State) -> list[str]:
    """The labels of all sessions that list the job or that it names."""
    return [
        session_label(session) for key, session in state.sessions.items() if plan.is_in(state, key)
    ]


def _name(state: State) -> Message | str:
    return job_label(state.job) if state.job else message("sessions.deleted_job")


def _ids(*ids: object) -> list[str]:
    """Each session id once, in order."""
    return list(dict.fromkeys(each for each in ids if isinstance(each, str)))
