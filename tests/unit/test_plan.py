"""Which calls a membership change is made of."""

from freezer_ui.domain.jobs import standalone
from freezer_ui.domain.membership import plan
from freezer_ui.domain.membership.plan import PatchJob, PatchSession, PutMember, RemoveMember, State
from freezer_ui.domain.schedules.arming import Agents
from tests.unit.documents import AGENTS, entry, job, session

#: Calendar fields, which need no start to be in step.
NIGHTLY = {"schedule_hour": "2", "event": "start"}
ONE = session(jobs={"a": entry()}, schedule=NIGHTLY)
TWO = session(session_id="s2", schedule=NIGHTLY)
OWN = {"schedule_interval": "1 days"}


def member(**own) -> dict:
    return job(**{"schedule_interval": "", "schedule_hour": "2"} | own)


def state(document, *sessions) -> State:
    return State("a", document, {each["session_id"]: each for each in sessions})


def test_adding_from_the_pool_is_one_put():
    assert plan.join(state(member(session=""), TWO), "s2", AGENTS) == [PutMember("s2", "a")]


def test_a_move_ends_with_delete_then_put():
    """DELETE, then PUT, as Freezer needs it; the PUT before keeps the job in a session at every
    moment.
    """
    steps = plan.join(state(member(), ONE, TWO), "s2", AGENTS)
    assert steps == [PutMember("s2", "a"), RemoveMember("s1", "a"), PutMember("s2", "a")]


def test_a_sound_member_needs_nothing_unless_it_is_asked_for():
    sound = state(member(), ONE)
    assert plan.join(sound, "s1", AGENTS) == []
    assert plan.join(sound, "s1", AGENTS, again=True) == [PutMember("s1", "a")]


def test_a_drifted_member_is_put_again():
    drifted = state(member(schedule_hour="3"), ONE)
    assert plan.join(drifted, "s1", AGENTS) == [PutMember("s1", "a")]


def test_a_dangling_job_is_put_without_delete():
    assert plan.join(state(member(session="gone"), TWO), "s2", AGENTS) == [PutMember("s2", "a")]


def test_a_session_without_an_event_gets_one_first():
    """The agent of a job that is put into it would die in its poll."""
    other_tools = session(session_id="s2", schedule={"schedule_hour": "2"})
    steps = plan.join(state(member(session=""), other_tools), "s2", AGENTS)
    assert steps == [PatchSession("s2", NIGHTLY), PutMember("s2", "a")]


def test_stopping_without_a_schedule_is_one_delete():
    wanted = standalone.stopped({})
    assert plan.leave(state(member(), ONE), "s1", wanted, AGENTS) == [RemoveMember("s1", "a")]


def test_its_own_schedule_is_given_back_with_its_past():
    """DELETE destroys the schedule, and PATCH replaces the whole of it."""
    steps = plan.leave(state(member(), ONE), "s1", standalone.running(OWN), AGENTS)
    past = {"result": "success", "time_started": 10_000, "time_ended": 10_010}
    given = {**past, **OWN, "event": "start"}
    assert steps == [RemoveMember("s1", "a"), PatchJob("a", given)]


def test_nothing_runs_at_once_for_want_of_a_schedule():
    """A start without a schedule is one run, now."""
    assert standalone.running({}) == {"event": "stop"}


def test_a_ghost_is_deleted():
    gone = state(None, ONE)
    assert plan.leave(gone, "s1", standalone.stopped({}), AGENTS) == [RemoveMember("s1", "a")]


def test_a_job_that_lives_elsewhere_is_put_back_there():
    """DELETE clears the job's session, whichever it is."""
    home = session(session_id="s2", jobs={"a": entry()}, schedule=NIGHTLY)
    steps = plan.leave(state(member(session="s2"), ONE, home), "s1", standalone.stopped({}), AGENTS)
    assert steps == [RemoveMember("s1", "a"), PutMember("s2", "a")]


def test_a_job_of_a_deleted_session_is_released():
    """There is no session to DELETE it from."""
    fields = {"schedule_interval": "1 hours"}
    (step,) = plan.leave(state(member(session="gone")), "gone", standalone.running(fields), AGENTS)
    assert (step.job_id, step.changes["session_id"]) == ("a", "")
    assert step.changes["job_schedule"]["schedule_interval"] == "1 hours"


def test_a_running_job_is_not_brought_into_another_session():
    """The end would be recorded in a session where the job never started."""
    moving = state(member(status="running"), ONE, TWO)
    assert plan.changes_session(moving, plan.join(moving, "s2", AGENTS))
    staying = state(member(status="running", schedule_hour="3"), ONE)
    assert plan.changes_schedule(staying, plan.join(staying, "s1", AGENTS))
    sound = state(member(status="running"), ONE)
    assert not plan.changes_schedule(sound, plan.join(sound, "s1", AGENTS, again=True))
    assert not plan.changes_session(staying, plan.join(staying, "s1", AGENTS))
    assert not plan.changes_session(
        staying, plan.leave(staying, "s1", standalone.stopped({}), AGENTS)
    )


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
    undo = plan.undo_join(state(member(), ONE, TWO), "s2")
    assert (undo["verb"], undo["session_id"], undo["body"]) == ("PUT", "s1", {"from": "s2"})


def test_there_is_nothing_to_undo_where_nothing_was_moved():
    assert plan.undo_join(state(member(), ONE), "s1") is None
    assert plan.undo_leave(state(None, ONE), "s1") is None


# Interval sessions: the start that the PUT copies decides whether the job runs with the others.
# Every hour from 10,000 s on (02:46:40); it is 10,100 s, and agents poll once a minute.

HOURLY = {"schedule_interval": "1 hours", "schedule_start_date": "1970-01-01T02:46:40Z"}
NEXT, AFTER_NEXT = "1970-01-01T03:46:40Z", "1970-01-01T04:46:40Z"


def hourly(start=None, **changes) -> dict:
    fields = HOURLY if start is None else HOURLY | {"schedule_start_date": start}
    return session(**{"schedule": {**fields, "event": "start"}, "jobs": {"b": entry()}} | changes)


def armed(start: str) -> dict:
    return hourly(start)["schedule"]


def test_a_job_that_joins_is_armed_for_the_next_regular_run():
    steps = plan.join(state(job(session=""), hourly()), "s1", AGENTS)
    assert steps == [PatchSession("s1", armed(NEXT)), PutMember("s1", "a")]


def test_a_start_that_is_ahead_is_copied_as_it_is():
    assert plan.join(state(job(session=""), hourly(NEXT)), "s1", AGENTS) == [PutMember("s1", "a")]


def test_a_run_that_its_agent_may_read_too_late_is_left_to_the_others():
    """The session keeps its next run: its members are armed for that."""
    soon = Agents(poll=60, zone="UTC", now=13_570)
    assert plan.join(state(job(session=""), hourly()), "s1", soon) == [
        PatchSession("s1", armed(AFTER_NEXT)),
        PutMember("s1", "a"),
        PatchSession("s1", armed(NEXT)),
    ]


def test_the_first_member_of_a_session_takes_its_start_along():
    soon = Agents(poll=60, zone="UTC", now=13_570)
    steps = plan.join(state(job(session=""), hourly(jobs={}, session_tag=0)), "s1", soon)
    assert steps == [PatchSession("s1", armed(AFTER_NEXT)), PutMember("s1", "a")]


def test_members_run_together_wherever_on_the_grid_their_starts_are():
    sound = state(job(schedule_start_date=NEXT), hourly(jobs={"a": entry()}))
    assert plan.join(sound, "s1", AGENTS) == []


def test_an_edit_of_the_start_is_carried_over_however_small():
    edited = hourly("1970-01-01T03:46:50Z", jobs={"a": entry()}, hold_off=3600)
    assert plan.join(state(job(schedule_start_date=NEXT), edited), "s1", AGENTS) == [
        PutMember("s1", "a")
    ]


def test_putting_all_again_gives_all_one_start_and_goes_back_to_the_grid():
    """The last run was opened at 10,900 s, by an agent that was restarted."""
    later = Agents(poll=60, zone="UTC", now=11_000)
    broken = hourly(jobs={"a": entry(), "b": entry()}, time_start=10_900)
    member_a = job(**HOURLY, time_started=10_900)
    steps = plan.join(state(member_a, broken), "s1", later, again=True)
    assert steps == [PatchSession("s1", armed(NEXT)), PutMember("s1", "a")]
    after = {**broken, "schedule": armed(NEXT)}
    member_b = {**job(**HOURLY), "job_id": "b"}
    again = State("b", member_b, {"s1": after})
    much_later = Agents(poll=60, zone="UTC", now=11_030)
    assert plan.join(again, "s1", much_later, again=True) == [PutMember("s1", "b")]


def test_a_date_that_is_past_is_not_made_up_for():
    """Agents run a date of the last hour at once."""
    date = {"schedule_date": "1970-01-01T02:46:40Z", "event": "start"}
    over = session(schedule=date, jobs={"b": entry()})
    assert plan.join(state(job(session=""), over), "s1", AGENTS) == [
        PatchSession("s1", {**date, "event": "stop"}),
        PutMember("s1", "a"),
        PatchSession("s1", date),
    ]


def test_a_running_member_keeps_its_start():
    """Its agent would not arm it for another."""
    running = state(job(status="running", **HOURLY), hourly(jobs={"a": entry()}))
    assert plan.changes_schedule(running, plan.join(running, "s1", AGENTS, again=True))


def test_an_interval_that_leaves_the_calendar_is_copied_as_it_is():
    absurd = {"schedule_interval": "9999999 weeks", "event": "start"}
    odd = session(schedule=absurd, jobs={"b": entry()})
    assert plan.join(state(job(session=""), odd), "s1", AGENTS) == [PutMember("s1", "a")]


SOON = Agents(poll=60, zone="UTC", now=13_560)


def test_a_job_that_may_start_before_its_agent_reads_is_about_to_run():
    """What is written now would be lost."""
    assert not plan.is_about_to_run(job(**HOURLY), Agents(60, "UTC", 11_000))
    assert plan.is_about_to_run(job(**HOURLY), SOON)
    assert not plan.is_about_to_run(job(**HOURLY, event="stop"), SOON)


def test_of_a_job_that_runs_all_the_time_that_can_always_be():
    often = HOURLY | {"schedule_interval": "2 minutes"}
    assert not plan.is_about_to_run(job(**often), SOON)
