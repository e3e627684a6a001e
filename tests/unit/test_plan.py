"""Which calls a membership change is made of."""

from freezer_ui.sessions import alone, plan
from freezer_ui.sessions.plan import DELETE, PATCH, PUT, State, Step
from tests.unit.documents import entry, job, session

ONE = session(jobs={"a": entry()})
TWO = session(session_id="s2")
OWN = {"schedule_interval": "1 days"}


def state(document, *sessions) -> State:
    return State("a", document, {each["session_id"]: each for each in sessions})


def test_adding_from_the_pool_is_one_put():
    assert plan.join(state(job(session=""), TWO), "s2") == [Step(PUT, "s2", "a")]


def test_a_move_ends_with_delete_then_put():
    """F2; the PUT before keeps the job in a session at every moment."""
    steps = plan.join(state(job(), ONE, TWO), "s2")
    assert steps == [Step(PUT, "s2", "a"), Step(DELETE, "s1", "a"), Step(PUT, "s2", "a")]


def test_a_sound_member_needs_nothing_unless_it_is_asked_for():
    sound = state(job(), ONE)
    assert plan.join(sound, "s1") == []
    assert plan.join(sound, "s1", again=True) == [Step(PUT, "s1", "a")]


def test_a_drifted_member_is_put_again():
    assert plan.join(state(job(schedule_interval="2 hours"), ONE), "s1") == [Step(PUT, "s1", "a")]


def test_a_dangling_job_is_put_without_delete():
    assert plan.join(state(job(session="gone"), TWO), "s2") == [Step(PUT, "s2", "a")]


def test_a_session_without_an_event_gets_one_first():
    """F4: the agent of a job that is put into it would die in its poll."""
    other_tools = session(session_id="s2", schedule={"schedule_interval": "1 hours"})
    event = {"schedule": {"schedule_interval": "1 hours", "event": "start"}}
    steps = plan.join(state(job(session=""), other_tools), "s2")
    assert steps == [Step(PATCH, "s2", "a", event), Step(PUT, "s2", "a")]


def test_stopping_without_a_schedule_is_one_delete():
    wanted = alone.stopped({})
    assert plan.leave(state(job(), ONE), "s1", wanted) == [Step(DELETE, "s1", "a")]


def test_its_own_schedule_is_given_back_with_its_past():
    """F3 destroys the schedule, F14 wants the whole of it."""
    steps = plan.leave(state(job(), ONE), "s1", alone.running(OWN))
    past = {"result": "success", "time_started": 10_000, "time_ended": 10_010}
    given = {"job_schedule": {**past, **OWN, "event": "start"}}
    assert steps == [Step(DELETE, "s1", "a"), Step(PATCH, None, "a", given)]


def test_nothing_runs_at_once_for_want_of_a_schedule():
    """R9: a start without a schedule is one run, now."""
    assert alone.running({}) == {"event": "stop"}


def test_a_ghost_is_deleted():
    assert plan.leave(state(None, ONE), "s1", alone.stopped({})) == [Step(DELETE, "s1", "a")]


def test_a_job_that_lives_elsewhere_is_put_back_there():
    """F2: DELETE clears the job's session, whichever it is."""
    home = session(session_id="s2", jobs={"a": entry()})
    steps = plan.leave(state(job(session="s2"), ONE, home), "s1", alone.stopped({}))
    assert steps == [Step(DELETE, "s1", "a"), Step(PUT, "s2", "a")]


def test_a_job_of_a_deleted_session_is_released():
    """F6: there is no session to DELETE it from."""
    fields = {"schedule_interval": "1 hours"}
    (step,) = plan.leave(state(job(session="gone")), "gone", alone.running(fields))
    assert (step.verb, step.session_id, step.changes["session_id"]) == (PATCH, None, "")
    assert step.changes["job_schedule"]["schedule_interval"] == "1 hours"


def test_a_running_job_is_not_brought_into_another_session():
    """R10."""
    moving = state(job(status="running"), ONE, TWO)
    assert plan.changes_session(moving, plan.join(moving, "s2"))
    staying = state(job(status="running", schedule_interval="2 hours"), ONE)
    assert plan.changes_schedule(staying, plan.join(staying, "s1"))
    sound = state(job(status="running"), ONE)
    assert not plan.changes_schedule(sound, plan.join(sound, "s1", again=True))
    assert not plan.changes_session(staying, plan.join(staying, "s1"))
    assert not plan.changes_session(staying, plan.leave(staying, "s1", alone.stopped({})))


def test_undoing_an_add_gives_the_job_its_own_schedule_back():
    pool = job(session="", schedule_interval="1 days", status="scheduled")
    assert plan.undo_join(state(pool, TWO), "s2") == {
        "verb": "DELETE",
        "session_id": "s2",
        "job_id": "a",
        "body": {"then": "run", "schedule": OWN},
    }
    stopped = job(session="", schedule_interval="1 days", event="stop")
    assert plan.undo_join(state(stopped, TWO), "s2")["body"]["then"] == "stop"


def test_undoing_a_move_is_a_move_back():
    undo = plan.undo_join(state(job(), ONE, TWO), "s2")
    assert (undo["verb"], undo["session_id"], undo["body"]) == ("PUT", "s1", {"from": "s2"})


def test_there_is_nothing_to_undo_where_nothing_was_moved():
    assert plan.undo_join(state(job(), ONE), "s1") is None
    assert plan.undo_leave(state(None, ONE), "s1") is None
