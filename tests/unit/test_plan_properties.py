"""From any state, broken ones too, what users do ends in one that keeps the house's invariants."""

from hypothesis import given
from hypothesis import strategies as st

from freezer_ui.domain.jobs import standalone
from freezer_ui.domain.membership import health, plan
from freezer_ui.domain.membership.plan import State
from freezer_ui.domain.schedules import arming, schedule
from tests.freezer_model import Model
from tests.unit.documents import AGENTS

SESSIONS, JOBS, GONE = ("s1", "s2", "s3"), ("a", "b", "c"), "gone"
SCHEDULES = {
    "s1": {
        "schedule_interval": "1 hours",
        "schedule_start_date": "1970-01-01T02:00:00Z",
        "event": "start",
    },
    # Made by another tool: without an event, and without a schedule.
    "s2": {"schedule_hour": "3"},
    "s3": {},
}
OWN = {"schedule_interval": "1 days", "event": "start"}


@st.composite
def worlds(draw) -> Model:
    """Sessions that list anything, jobs that name anything and run on anything."""
    jobs = {}
    for job_id in draw(st.sets(st.sampled_from(JOBS), min_size=1)):
        jobs[job_id] = {
            "job_id": job_id,
            "client_id": "web-1",
            "session_id": draw(st.sampled_from([None, "", GONE, *SESSIONS])),
            "session_tag": 0,
            "job_schedule": draw(st.sampled_from([OWN, {"event": "stop"}, *SCHEDULES.values()])),
        }
    sessions = {}
    for session_id in SESSIONS:
        sessions[session_id] = {
            "session_id": session_id,
            "session_tag": 3,
            "schedule": SCHEDULES[session_id],
        }
        listed = draw(st.none() | st.sets(st.sampled_from(JOBS)))
        if listed is not None:
            sessions[session_id]["jobs"] = {job_id: {} for job_id in sorted(listed)}
    return Model(sessions, jobs)


SOUND = st.tuples(
    st.sampled_from([None, *SESSIONS]), st.sampled_from([OWN, {**OWN, "event": "stop"}])
)


def sound_world(home: str | None, own: dict) -> Model:
    job = {
        "job_id": "a",
        "client_id": "web-1",
        "session_id": "",
        "session_tag": 0,
        "job_schedule": own,
    }
    sessions = {
        each: {"session_id": each, "session_tag": 3, "schedule": SCHEDULES[each]}
        for each in SESSIONS
    }
    world = Model(sessions, {"a": job})
    if home:
        act(world, "a", lambda state: plan.join(state, home, AGENTS))
    return world


def state_of(world: Model, job_id: str, ids=SESSIONS) -> State:
    seen = {key: session for key, session in world.sessions.items() if key in ids}
    return State(job_id, world.jobs.get(job_id), seen)


def do(world: Model, step: plan.Step, half: bool = False) -> None:
    if isinstance(step, plan.PutMember):
        world.put(step.session_id, step.job_id, half)
    elif isinstance(step, plan.RemoveMember):
        world.delete(step.session_id, step.job_id, half)
    elif isinstance(step, plan.PatchSession):
        world.patch_session(step.session_id, {"schedule": dict(step.schedule)})
    else:
        world.patch_job(step.job_id, step.changes)


def act(world: Model, job_id: str, make, ids=SESSIONS) -> None:
    """Carry a plan out until nothing is left, as the service does, which reads `ids`."""
    for _ in range(2):
        for step in make(state_of(world, job_id, ids)):
            do(world, step)
    assert make(state_of(world, job_id, ids)) == []


def keeps_the_rules(world: Model, job_id: str) -> bool:
    """House rule 1 for one job."""
    state = state_of(world, job_id)
    if state.job is None:
        return state.listing == []
    if state.named is None:
        return state.listing == []
    session = world.sessions.get(state.named, {"schedule": None})
    return state.listing == [state.named] and arming.in_step(
        session, state.job["job_schedule"], AGENTS
    )


def broken(world: Model, job_id: str) -> list[dict]:
    found = [
        problem
        for session in world.sessions.values()
        for problem in health.problems(session, world.sessions, world.jobs, AGENTS)
    ]
    found += health.dangling(world.jobs.values(), world.sessions)
    return [problem for problem in found if problem["job_id"] == job_id]


def send(world: Model, call: dict) -> None:
    """What our REST does with a call that the heart handed out: it reads no other sessions."""
    body, job_id, session_id = call["body"] or {}, call["job_id"], call["session_id"]
    ids = {session_id, body.get("from"), *body.get("also", ())}
    if call["verb"] == "PUT":
        act(world, job_id, lambda state: plan.join(state, session_id, AGENTS), ids)
        return
    fields = body.get("schedule") or {}
    run = body.get("then") == "run"
    wanted = standalone.running(fields) if run else standalone.stopped(fields)
    act(world, job_id, lambda state: plan.leave(state, session_id, wanted, AGENTS), ids)


WANTED = st.sampled_from(
    [
        standalone.stopped({}),
        standalone.stopped(schedule.own(OWN)),
        standalone.running(schedule.own(OWN)),
    ]
)
ACTIONS = st.lists(
    st.tuples(st.sampled_from(JOBS), st.sampled_from(SESSIONS), st.none() | WANTED),
    min_size=1,
    max_size=5,
)


@given(worlds(), ACTIONS)
def test_any_actions_from_any_state_end_in_a_sound_one(world, actions):
    for job_id, session_id, wanted in actions:
        others = {key: value for key, value in world.jobs.items() if key != job_id}
        state = state_of(world, job_id)
        if wanted is None and state.job is not None:
            act(world, job_id, lambda it, target=session_id: plan.join(it, target, AGENTS))
            assert world.jobs[job_id]["session_id"] == session_id
        elif wanted is not None and plan.is_in(state, session_id):
            act(world, job_id, lambda it, s=session_id, w=wanted: plan.leave(it, s, w, AGENTS))
            assert not plan.is_in(state_of(world, job_id), session_id)
        else:
            continue
        assert keeps_the_rules(world, job_id)
        assert {key: value for key, value in world.jobs.items() if key != job_id} == others


@given(worlds())
def test_every_break_is_shown_and_every_repair_repairs_it(world):
    for job_id in JOBS:
        found = broken(world, job_id)
        assert bool(found) == (not keeps_the_rules(world, job_id))
        for problem in found:
            for repair in problem["repairs"]:
                copy = Model(world.sessions, world.jobs)
                for call in repair["calls"]:
                    send(copy, call)
                assert keeps_the_rules(copy, job_id), (problem["kind"], repair)


@given(SOUND, st.sampled_from(SESSIONS), st.integers(0, 4), st.booleans())
def test_a_join_stopped_anywhere_is_done_or_not_begun_or_shown(sound, target, stop, half):
    """Killed between any two steps, or freezer-api between the two writes of one (`half`)."""
    home, own = sound
    world = sound_world(home, own)
    before = Model(world.sessions, world.jobs)
    steps = plan.join(state_of(world, "a"), target, AGENTS)
    for step in steps[:stop]:
        do(world, step)
    if half and stop < len(steps):
        do(world, steps[stop], half=True)
    state = state_of(world, "a")
    untouched = world.jobs == before.jobs and state.listing == state_of(before, "a").listing
    assert untouched or broken(world, "a") or state.home == target
    assert state.listing or untouched, "a job that joins is never in no session"
    act(world, "a", lambda it: plan.join(it, target, AGENTS))
    assert keeps_the_rules(world, "a")


@given(SOUND, st.sampled_from(SESSIONS))
def test_a_join_is_undone_with_the_jobs_own_schedule(sound, target):
    home, own = sound
    world = sound_world(home, own)
    before = Model(world.sessions, world.jobs)
    undo = plan.undo_join(state_of(world, "a"), target)
    act(world, "a", lambda it: plan.join(it, target, AGENTS))
    if undo:
        send(world, undo)
    assert same_place(world, before)


@given(st.sampled_from(SESSIONS), WANTED)
def test_a_leave_is_undone(home, wanted):
    world = sound_world(home, OWN)
    before = Model(world.sessions, world.jobs)
    undo = plan.undo_leave(state_of(world, "a"), home)
    act(world, "a", lambda it: plan.leave(it, home, wanted, AGENTS))
    assert standalone.matches(world.jobs["a"], wanted)
    send(world, undo)
    assert same_place(world, before)


def same_place(one: Model, other: Model) -> bool:
    here, there = state_of(one, "a"), state_of(other, "a")
    schedules = (here.job["job_schedule"], there.job["job_schedule"])
    same = arming.in_step({"schedule": schedules[0]}, schedules[1], AGENTS)
    place = (here.named, here.listing, standalone.is_stopped(here.job))
    return same and place == (there.named, there.listing, standalone.is_stopped(there.job))
