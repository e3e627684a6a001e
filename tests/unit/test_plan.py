"""Which calls a membership change is made of, and what is broken in a session."""

from freezer_ui.sessions import health, plan
from freezer_ui.sessions.plan import DELETE, PUT, Step
from tests.unit.documents import entry, job, session

ONE = session(jobs={"a": entry()})
TWO = session(session_id="s2")


def test_adding_from_the_pool_is_one_put():
    assert plan.join(TWO, job(session=""), None) == [Step(PUT, "s2", "a")]


def test_a_move_is_delete_then_put():
    """F2: the other way round clears the job's session and stops it."""
    assert plan.join(TWO, job(), ONE) == [Step(DELETE, "s1", "a"), Step(PUT, "s2", "a")]


def test_a_sound_member_needs_nothing():
    assert plan.join(ONE, job(), ONE) == []


def test_a_drifted_member_is_put_again():
    assert plan.join(ONE, job(schedule_interval="2 hours"), ONE) == [Step(PUT, "s1", "a")]


def test_a_dangling_job_is_put_without_delete():
    assert plan.join(TWO, job(session="gone"), None) == [Step(PUT, "s2", "a")]


def test_leaving_is_one_delete():
    assert plan.leave(ONE, "a", job(), ONE) == [Step(DELETE, "s1", "a")]


def test_a_ghost_is_deleted_too():
    assert plan.leave(ONE, "a", None, None) == [Step(DELETE, "s1", "a")]


def test_a_job_that_lives_elsewhere_is_put_back_there():
    """F2: DELETE clears the job's session, whichever it is."""
    home = session(session_id="s2", jobs={"a": entry()})
    steps = plan.leave(ONE, "a", job(session="s2"), home)
    assert steps == [Step(DELETE, "s1", "a"), Step(PUT, "s2", "a")]


def test_nothing_to_leave():
    assert plan.leave(ONE, "b", job("b", session=""), None) == []


def kinds(jobs, **changes):
    document = session(jobs={job_id: entry() for job_id in jobs}, **changes)
    return [(p["kind"], p["job_id"]) for p in health.problems(document, jobs)]


def test_a_sound_session_has_no_problems():
    assert kinds({"a": job(), "b": job("b")}) == []


def test_each_kind_of_break_is_named():
    jobs = {
        "a": None,
        "b": job("b", session="s2"),
        "c": job("c", session=""),
        "d": job("d", schedule_interval="2 hours"),
    }
    assert kinds(jobs) == [("ghost", "a"), ("elsewhere", "b"), ("elsewhere", "c"), ("drift", "d")]


def test_a_wedged_session_is_named():
    """R5d."""
    behind = {"a": job(tag=3, time_started=12_000)}
    assert kinds(behind) == [("wedged", None)]
    assert kinds({"a": job(tag=3, time_started=10_010)}) == []
