"""Single cases of the judgement that the recorded session does not have."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freezer_ui.sessions import run as runs
from freezer_ui.sessions.run import judge
from tests.unit.documents import entry, job, session

AFTER = 10_100  # the hold-off window is over
RANK = {True: 2, None: 1, False: 0}


def state_of(one_entry, one_job=None, now=AFTER, **changes):
    jobs = None if one_job is None else {"a": one_job}
    return judge(session(jobs={"a": one_entry}, **changes), jobs, now).members["a"]


def test_a_session_without_jobs_key_is_empty_and_never_ran():
    fresh = session(session_tag=0, time_start=-1, status="active", result=None)
    del fresh["jobs"]
    run = judge(fresh, {}, AFTER)
    assert (run.state, run.complete, run.counts["members"]) == ("empty", None, 0)


def test_members_wait_before_the_first_run():
    run = judge(session(session_tag=0, time_start=-1, jobs={"a": entry()}), None, AFTER)
    assert (run.state, run.complete, run.members) == ("never", None, {"a": "waiting"})


def test_a_complete_run():
    run = judge(session(jobs={"a": entry(), "b": entry()}), None, AFTER)
    assert (run.state, run.complete, run.words) == ("complete", True, "Complete: 2 of 2 in tag 4")


def test_false_success_over_a_member_that_failed_later():
    """R1: Freezer computed success before B, which then failed inside hold-off."""
    run = judge(session(jobs={"a": entry(), "b": entry(result="fail")}), None, AFTER)
    assert (run.complete, bool(run.differs)) == (False, True)
    assert run.words == "1 of 2 in tag 4: web-1 failed (not confirmed)"


def test_a_run_that_is_over_and_that_freezer_goes_on_calling_running():
    """F1, seen with real agents: of two ends that came at once the session keeps one."""
    entries = {"a": entry(), "b": entry(status="running", time_ended=9_000, result="")}
    there = session(status="running", result=None, jobs=entries)
    run = judge(there, {"a": job(), "b": job("b")}, AFTER)
    assert (run.state, run.complete) == ("complete", True)
    assert "calls this running" in run.differs
    assert judge(there, None, AFTER).differs is None  # by its own word it runs


def test_a_late_start_is_outside_the_snapshot():
    """R2: time_ended > time_start > time_started."""
    assert state_of(entry(time_started=9_000, time_ended=10_090)) == "late"


def test_ends_before_starts_belong_to_the_run_before():
    """R5c."""
    running = entry(status="running", time_ended=9_000, result="")
    assert state_of(running, now=10_010) == "running"


def test_within_hold_off_nobody_is_missing_yet():
    old = entry(time_started=9_000, time_ended=9_010)
    assert state_of(old, now=10_010) == "waiting"
    assert state_of(old, now=10_100) == "missing"


def test_an_entry_left_running_is_corrected_by_the_job():
    """R5b: another's write left the entry stale."""
    assert state_of(entry(status="running", time_ended=9_000), job(result="fail")) == "failed"


def test_a_job_that_ran_in_time_with_the_tag_before():
    """R5b: one in five."""
    assert state_of(entry(), job(tag=3)) == "succeeded"


def test_results_that_contradict_each_other_are_unknown():
    assert state_of(entry(result="success"), job(result="fail")) == "unknown"


def test_an_end_after_the_next_run_was_due_proves_nothing():
    """R12: `end` of a backup outside any tag is booked on the member."""
    often = {"schedule_interval": "20 seconds"}
    run = judge(session(jobs={"a": entry(time_ended=10_025)}, schedule=often), None, 10_100)
    assert (run.members, run.complete) == ({"a": "unknown"}, False)


def test_a_job_added_since_the_run_waits():
    added = job(status="", result="", time_started=-1, time_ended=-1)
    assert state_of(entry(time_started="", time_ended=""), added) == "waiting"


def test_a_calendar_has_a_next_run_too():
    assert state_of(entry(time_ended=10_000 + 86_400), schedule={"schedule_hour": "2"}) == "unknown"


def test_an_overdue_session_is_not_green():
    """R5c: stopped agents leave the last success standing for ever."""
    run = judge(session(jobs={"a": entry()}), {"a": job()}, 10_000 + 3 * 3600)
    assert run.state == "overdue"


@pytest.mark.parametrize("hold_off", ["thirty", None, -5, True])
def test_a_hold_off_that_is_no_number_is_freezers_own_default(hold_off):
    late = entry(time_started=10_050, time_ended=10_055)
    assert state_of(late, hold_off=hold_off) == "succeeded"


times = st.sampled_from([-1, "", None, 0, 8_000, 9_998, 10_000, 10_010, 10_031, 10_500, 14_000])
results = st.sampled_from(["", "success", "fail", "aborted", None])
statuses = st.sampled_from(["", "running", "completed", "scheduled", "stop", None])
facts = st.fixed_dictionaries(
    {"status": statuses, "result": results, "time_started": times, "time_ended": times}
)


@given(
    st.lists(st.tuples(facts, facts, st.integers(0, 5)), max_size=4),
    st.sampled_from([0, 4]),
    st.sampled_from([10_005, 10_029, 10_100, 30_000]),
    st.sampled_from([{}, {"schedule_interval": "20 seconds"}, {"schedule_interval": "1 hours"}]),
)
def test_a_list_is_greener_only_where_the_jobs_contradict_the_session(members, tag, now, schedule):
    entries = {str(n): entry(**said) for n, (said, _own, _tag) in enumerate(members)}
    jobs = {str(n): job(str(n), tag=t, **own) for n, (_said, own, t) in enumerate(members)}
    document = session(jobs=entries, session_tag=tag, schedule=schedule)
    alone, full = judge(document, None, now), judge(document, jobs, now)
    if RANK[alone.complete] > RANK[full.complete]:
        assert set(full.members.values()) == {"succeeded", "unknown"} or full.state == "unknown"
    assert (full.complete is True) == (full.state in ("complete", "overdue"))


def test_the_window_of_a_run_is_its_hold_off():
    assert runs.window(session()) == (10_000, 10_030)
    assert runs.window(session(hold_off="soon")) == (10_000, 10_060)
    assert runs.window(session(session_tag=0)) is None
    assert runs.window(session(time_start=-1)) is None


@pytest.mark.parametrize(
    ("one_entry", "one_job", "expected"),
    [
        (entry(), None, (10_000, 10_010)),
        (entry(), job(time_started=10_003, time_ended=10_015), (10_003, 10_015)),
        (entry(), job(time_started=10_003, time_ended=-1), (10_003, None)),
        (entry(time_ended=9_000), None, (10_000, None)),  # of the run before (R5c)
        (entry(time_started=9_000), None, None),
        (entry(time_started="", time_ended=""), None, None),
        (entry(time_started=9_000), job(time_started=10_500, time_ended=10_600), (10_500, 10_600)),
    ],
)
def test_the_backup_of_a_member_in_the_run_or_late_for_it(one_entry, one_job, expected):
    assert runs.backup(session(), one_entry, one_job) == expected


def test_skew_needs_two():
    assert runs.skew([10_003, 10_000, 10_001]) == 3
    assert runs.skew([10_000]) is None


def test_a_session_that_runs_once_begins_when_its_agents_hear_of_it():
    session = {"jobs": {"a": {"client_id": "db-1"}}, "session_tag": 0, "schedule": {}}
    told = {"job_schedule": {"event": "start", "status": "scheduled"}}
    assert judge(session, {"a": told}, 1_700_000_000).state == "running"
    heard = {"job_schedule": {"event": "", "status": "scheduled", "result": ""}}
    assert judge(session, {"a": heard}, 1_700_000_000).state == "running"
    stopped = {"job_schedule": {"event": "stop", "status": "scheduled"}}
    assert judge(session, {"a": stopped}, 1_700_000_000).state == "never"
    regular = {"job_schedule": {"event": "start", "schedule_interval": "1 days"}}
    assert judge(session, {"a": regular}, 1_700_000_000).words == "Never run"
    assert judge(session, None, 1_700_000_000).words == "Never run"


def test_an_end_counts_where_freezer_lost_the_start():
    """R2: of two starts at once it keeps one; an end is booked for the other all the same."""
    own = job("a", status="running", time_started=10_001, time_ended=-1, result="")
    lost = {"client_id": "web-1", "status": "completed", "result": "fail", "time_ended": 10_090}
    assert state_of(lost, own) == "failed"
    assert state_of(lost | {"time_ended": 9_000}, own) == "running"
