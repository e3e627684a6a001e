"""Jobs into sessions, out of them and between them.

What the heart plans from what is true now is carried out; then one looks again, until nothing is
left to do. So every success was read back, and what another writer undid meanwhile (F1) is done
again, a bounded number of times.
"""

import logging
import time
from collections.abc import Callable, Iterable, Mapping
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
from freezer_ui.domain.schedules import arming
from freezer_ui.domain.schedules.arming import Agents
from freezer_ui.errors import Conflict, Failed, FreezerError, NotFound
from freezer_ui.message import Message, message
from freezer_ui.services import jobs, session_rows
from freezer_ui.services.answers import Answer
from freezer_ui.services.clock import Clock

LOG = logging.getLogger(__name__)

#: Where the user saw the job, if that was not said.
UNSAID = object()
#: How often a change is made that other writers undo.
ATTEMPTS = 6
#: Seconds until a scheduler's write that was under way has landed on ours, or has not.
SETTLE = 0.3
#: Seconds in which an agent mostly writes back what it has read in its poll. Each of many jobs that
#: one undo brings back waits so long.
WRITE_BACK = 0.3


@dataclass(frozen=True)
class Then:
    """What a job that is taken out does next: it runs alone or is stopped.

    On `schedule`; None: on its own where that is known, else, to run, on its session's.
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
    """Put a job into a session, out of any other; {"session", "job", "left", "undo", "behind"}.

    `seen` is where the user saw the job, a session's id or None for the pool: Conflict where it is
    elsewhere by now. `also` are other sessions that the user sees it in. `left` is the session it
    came from, or None; `undo` the call that brings it back, or None if nothing was changed.
    `behind` are the members, by id, that could not follow a new start of the session yet: they are
    problems of their own, with their repair.
    """
    clock = Clock(now)
    if seen is UNSAID:
        seen = freezer.job(job_id).get("session_id") or None
    ids = _ids(session_id, seen, *also)
    with locks.acquire(freezer.project_id, job_id, *ids) as keep_turn:
        before = _look(freezer, job_id, ids)
        _refuse_unfit(freezer, before, session_id, seen)
        is_being_read = _is_being_read(freezer, before, clock.agents)
        undo_store.save(
            freezer.project_id, job_id, session_id, _own(before), before.home, clock.now
        )
        work = _Work(freezer, keep_turn, ids, clock)
        after = work.until_done(before, _joining(session_id, clock, again), is_being_read)
        behind = [] if again else _carry_over(work, session_id, before, after)
    left = after.sessions.get(before.home or "") if before.home != session_id else None
    return {
        "session": session_rows.row_of(after.sessions[session_id], clock.now).with_members,
        "job": jobs.row(freezer, _job(after)),
        "left": session_rows.row_of(left, clock.now).with_members if left else None,
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
    """Take a job out of a session; {"session", "job", "undo"}: the job is None if it was a ghost,
    the session if that is gone. With a schedule in `then` it may be out already: it is given that.
    """
    clock = Clock(now)
    ids = _ids(session_id, *also)
    with locks.acquire(freezer.project_id, job_id, *ids) as keep_turn:
        before = _look(freezer, job_id, ids)
        _refuse_absent(before, session_id, then)
        foreign = _foreign(freezer, before)
        if foreign is None:
            is_being_read = _is_being_read(freezer, before, clock.agents)
            undo_store.save(freezer.project_id, job_id, session_id, None, before.home, clock.now)
            wanted = _wanted(freezer, before, session_id, then or Then(), clock.agents)

            def steps(state: State, _first: bool) -> list[plan.Step]:
                return plan.leave(state, session_id, wanted, clock.agents)

            work = _Work(freezer, keep_turn, ids, clock)
            after = work.until_done(before, steps, is_being_read)
    if foreign is not None:
        # It belongs to a session that we were not told of: again, with its turn too.
        others = [*also, foreign["session_id"]]
        return move_out(freezer, session_id, job_id, clock.now, then, others)
    session = after.sessions.get(session_id)
    return {
        "session": session_rows.row_of(session, clock.now).with_members if session else None,
        "job": jobs.row(freezer, after.job) if after.job else None,
        "undo": plan.undo_leave(before, session_id),
    }


def _joining(
    session_id: str, clock: Clock, again: bool = False
) -> Callable[[State, bool], list[plan.Step]]:
    """The plan of a join, as until_done makes it."""

    def steps(state: State, first: bool) -> list[plan.Step]:
        _refuse_gone(state, session_id)
        return plan.join(state, session_id, clock.agents, again=again and first)

    return steps


def _carry_over(work: "_Work", session_id: str, before: State, after: State) -> list[str]:
    """PUT the other members again where the session's start left the grid that they are on; the
    ids of those that have to wait, for they run.
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
    """Carrying out the plans for jobs while the turns of their sessions are held."""

    freezer: Freezer
    keep_turn: Callable[[], None]
    ids: list[str]
    clock: Clock

    def until_done(
        self,
        state: State,
        make: Callable[[State, bool], list[plan.Step]],
        is_being_read: bool = False,
    ) -> State:
        """Plan, do and look again until nothing is left; Conflict if something stays undone.

        `is_being_read`: the job's agent may be about to write it back as it was.
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
        """What is true. Schedulers write to a session that runs, and know no turns: one that was
        doing so while we did may only now overwrite us (F1), so we look a moment later.
        """
        self.keep_turn()
        state = _look(self.freezer, job_id, self.ids)
        if any(run.is_active(session, self.clock.now) for session in state.sessions.values()):
            time.sleep(SETTLE)
            self.keep_turn()
            state = _look(self.freezer, job_id, self.ids)
        return state

    def _carry_out(self, state: State, steps: list[plan.Step]) -> None:
        """Do the steps in turn; where one fails after another was done, say which."""
        for number, step in enumerate(steps):
            try:
                self.keep_turn()
                self._call(step)
            except FreezerError as error:
                if state.job is None and isinstance(error, NotFound):
                    continue  # Freezer's answer to the removal of a ghost, which it removes (F7).
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
    """The error, with which steps were done and which are left."""
    names = {key: session_label(session) for key, session in state.sessions.items()}
    done = [plan.step_message(step, names) for step in steps[:number]]
    left = [plan.step_message(step, names) for step in steps[number:]]
    parts = {"job": _name(state), "done": done, "left": left, "reason": error.sentence}
    return type(error)(
        message("sessions.half_done", **parts),
        detail={"done": done, "left": left, "why": error.detail},
    )


def _look(freezer: Freezer, job_id: str, ids: Iterable[str]) -> State:
    """What is true of a job and of these sessions; those that are gone are left out."""
    wanted = list(ids)
    calls: list[Callable[[], Any]] = [partial(freezer.find_job, job_id)]
    calls += [partial(freezer.find_session, each) for each in wanted]
    job, *found = parallel.gather(calls)
    sessions = {key: session for key, session in zip(wanted, found, strict=True) if session}
    if any(documents.unreadable(session, "jobs") for session in sessions.values()):
        # Nobody can tell who is in it: taken for empty, a job would be said to be out of it.
        raise Failed(message("freezer.other_jobs"))
    return State(job_id, job, sessions)


def _refuse_unfit(freezer: Freezer, state: State, session_id: str, seen: object) -> None:
    """Nothing is written where the job, or the session, is not what the user saw."""
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
    """Freezer would answer 500, and lose ends of runs before that."""
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
    """The session that the job names, if we hold no turn for it; None if that is gone (F6)."""
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
    """A job that is in the target already may stay there, wherever it was seen; one that is listed
    there and names no session was on its way there when a move was cut.
    """
    is_cut = state.listing == [session_id] and state.named is None
    if is_cut or (set(state.listing) <= {session_id} and seen is None):
        return True
    return seen in (*state.listing, state.named) or state.home == session_id


def _refuse_running(state: State, steps: list[plan.Step], agents: Agents | None) -> None:
    """`agents`: nothing is written yet, so a job that is about to run is refused as well."""
    if plan.is_running(state.job):
        if plan.changes_session(state, steps):
            raise Conflict(message("sessions.running_member", job=_name(state)))
        if plan.changes_schedule(state, steps):
            raise Conflict(message("sessions.running_schedule", job=_name(state)))
    elif agents is not None and plan.is_about_to_run(state.job, agents):
        raise Conflict(message("sessions.about_to_run", job=_name(state)))


def _wanted(freezer: Freezer, state: State, session_id: str, then: Then, agents: Agents) -> Answer:
    """The job_schedule that a job gets when it has left the session."""
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


def _is_being_read(freezer: Freezer, state: State, agents: Agents) -> bool:
    """Whether an agent may be about to write back what our last write made of the job: it has not
    taken the event of that write yet (F5). Without agents a job keeps its event, so not for long.
    """
    if not ((state.job or {}).get("job_schedule") or {}).get("event"):
        return False
    last = undo_store.load(freezer.project_id, [state.job_id]).get(state.job_id) or {}
    return agents.now <= last.get("at", 0) + agents.poll + arming.HEADWAY


def _own(state: State) -> Own | None:
    """The schedule to keep of a job that is in no session."""
    if state.job is None or state.listing or state.named:
        return None
    return standalone.own(state.job)


def _whereabouts(state: State) -> list[str]:
    """Every session that has it by its own word or the job's: a move may have stopped half-way."""
    return [
        session_label(session) for key, session in state.sessions.items() if plan.is_in(state, key)
    ]


def _name(state: State) -> Message | str:
    return job_label(state.job) if state.job else message("sessions.deleted_job")


def _ids(*ids: object) -> list[str]:
    """Each session once, in the order of importance."""
    return list(dict.fromkeys(each for each in ids if isinstance(each, str)))
