"""What is broken in sessions, and which calls repair it."""

from freezer_ui.domain.membership import health
from freezer_ui.messages import say
from tests.unit.documents import AGENTS, entry, job, session


def problems(jobs, others=(), kept=None, **changes):
    broken = session(jobs={job_id: entry() for job_id in jobs}, **changes)
    sessions = {each["session_id"]: each for each in (broken, *others)}
    return list(health.problems(broken, sessions, jobs, AGENTS, kept))


def kinds(jobs, **changes):
    return [(each["kind"], each["job_id"]) for each in problems(jobs, **changes)]


def test_a_sound_session_has_no_problems():
    assert kinds({"a": job(), "b": job("b")}) == []


def test_each_kind_of_break_is_named():
    jobs = {
        "a": None,
        "b": job("b", session="s2"),
        "c": job("c", session=""),
        "d": job("d", schedule_interval="2 hours"),
    }
    assert kinds(jobs) == [("ghost", "a"), ("elsewhere", "b"), ("unaware", "c"), ("drift", "d")]


def test_a_job_that_names_a_session_which_does_not_list_it_dangles():
    """Another writer overwrote the add, or the session was deleted."""
    sessions = {"s1": session()}
    jobs = [job("a"), job("b", session="gone"), job("c", session="")]
    found = list(health.dangling(jobs, sessions))
    assert [(each["kind"], each["job_id"]) for each in found] == [
        ("dangling", "a"),
        ("dangling", "b"),
    ]
    assert found[1]["repairs"][0]["calls"][0]["body"] == {
        "then": "run",
        "schedule": {"schedule_interval": "1 hours"},
    }


def test_what_a_move_left_half_way_can_go_on_or_back():
    (problem,) = problems(
        {"a": job(session="")},
        others=[session(session_id="old", description="Old home")],
        kept={"a": {"origin": "old"}},
    )
    assert [say(repair["message"]) for repair in problem["repairs"]] == [
        "Make it a member",
        "Back to Old home",
    ]
    assert [repair["calls"][0]["session_id"] for repair in problem["repairs"]] == ["s1", "old"]


def test_a_job_that_lost_its_own_schedule_can_have_it_back():
    """A removal stopped after Freezer's DELETE, which destroys the schedule."""
    lost = job(session="") | {"job_schedule": {"event": "stop"}}
    own = {"schedule": {"schedule_interval": "1 days"}, "stopped": False}
    known = {"a": {"own": own, "origin": "s1", "session_id": "s1"}}
    (problem,) = health.bare([lost, job("b", session="")], {"s1": session()}, known)
    assert (problem["kind"], problem["job_id"]) == ("bare", "a")
    assert [say(repair["message"]) for repair in problem["repairs"]] == [
        "Restore the schedule, stopped",
        "Restore the schedule and run",
        "Back to Shop nightly",
    ]
    assert list(health.bare([lost], {}, {})) == []


def test_a_wedged_session_is_named_and_repaired_by_putting_every_job_again():
    behind = {"a": job(tag=3, time_started=12_000), "b": job("b", tag=2)}
    (problem,) = problems(behind)
    assert (problem["kind"], problem["job_id"]) == ("wedged", None)
    calls = problem["repairs"][0]["calls"]
    assert [(call["verb"], call["job_id"], call["body"]["again"]) for call in calls] == [
        ("PUT", "a", True),
        ("PUT", "b", True),
    ]
    assert kinds({"a": job(tag=3, time_started=10_010)}) == []


def test_a_problem_has_an_id_of_its_own():
    jobs = {"a": None, "b": None}
    assert len({problem["id"] for problem in problems(jobs)}) == 2
