"""Single cases of the judgement that the recorded session does not have."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freezer_ui.domain.runs import run as runs
from freezer_ui.domain.runs.run import judge
from freezer_ui.message import message
from freezer_ui.messages import say
from tests.unit.documents import entry, job, session

AFTER = 10_100  # the hold-off window is over


def state_of(one_entry, one_job=None, now=AFTER, **changes):
    jobs = None if one_job is None else {"a": one_job}
    return judge(session(jobs={"a": one_entry}, **changes), jobs, now).members["a"]


#: What the agent wrote of a run before this one.
BEFORE = {"time_started": 9_000, "time_ended": 9_010}


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
    assert (run.state, run.complete, say(run.message)) == (
        "complete",
        True,
        "Complete: 2 of 2 in tag 4",
    )


def test_false_success_over_a_member_that_failed_later():
    """Freezer computed success before B, which then failed inside hold-off."""
    run = judge(session(jobs={"a": entry(), "b": entry(result="fail")}), None, AFTER)
    assert (run.complete, bool(run.differs)) == (False, True)
    assert say(run.message) == "Tag 4: 1 of 2 succeeded · web-1 failed"


def test_a_run_that_is_over_and_that_freezer_goes_on_calling_running():
    """Seen with real agents: of two simultaneous ends the session keeps one."""
    entries = {"a": entry(), "b": entry(status="running", time_ended=9_000, result="")}
    there = session(status="running", result=None, jobs=entries)
    run = judge(there, {"a": job(), "b": job("b")}, AFTER)
    assert (run.state, run.complete) == ("complete", True)
    assert "shows this run as running" in say(run.differs)
    alone = judge(there, None, AFTER)
    assert (alone.state, alone.differs, alone.unproved) == ("checking", None, ("b",))


def test_a_late_start_is_outside_the_snapshot():
    """Time_ended > time_start > time_started."""
    refused = job(tag=3, time_started=9_000, time_ended=10_090)
    assert state_of(entry(time_started=9_000, time_ended=10_090), refused) == "late"


def test_a_lost_start_leaves_what_a_late_one_does():
    """Only the job tells them apart, so a list without it says neither."""
    lost = entry(time_started=9_000, time_ended=10_012)
    there = session(jobs={"a": lost, "b": entry()})
    alone = judge(there, None, AFTER)
    assert (alone.state, alone.complete, say(alone.message)) == (
        "checking",
        None,
        "Checking tag 4…",
    )
    assert (alone.members, alone.unproved) == ({"a": "checking", "b": "succeeded"}, ("a",))
    assert alone.differs is None
    settled = judge(there, {"a": job()}, AFTER)
    assert (settled.state, settled.complete, settled.unproved) == ("complete", True, ())


@pytest.mark.parametrize(
    "doubtful",
    [
        entry(**BEFORE),
        entry(time_started=9_000, time_ended=10_012),
        entry(status="running", time_ended=9_000, result=""),
        entry(status="scheduled", time_ended=9_000, result=""),
        entry(time_started="", time_ended=""),
    ],
)
def test_what_an_entry_does_not_prove_is_neither_red_nor_green(doubtful):
    """And nothing else is asked for: what is proved is."""
    there = session(jobs={"a": doubtful, "b": entry(result="fail"), "c": entry()})
    run = judge(there, None, AFTER)
    assert (run.state, run.unproved) == ("checking", ("a",))
    assert run.members == {"a": "checking", "b": "failed", "c": "succeeded"}


def test_while_a_run_can_begin_it_is_running_and_in_doubt():
    there = session(jobs={"a": entry(**BEFORE), "b": entry(status="running", time_ended=9_000)})
    run = judge(there, None, 10_010)
    assert (run.state, run.unproved) == ("running", ("a", "b"))
    assert run.members == {"a": "waiting", "b": "running"}


def test_what_was_read_before_the_session_changed_proves_what_it_has_and_nothing_else():

    def then(one_job, result="success"):
        lost = entry(time_started=9_000, time_ended=10_012, result=result)
        return judge(session(jobs={"a": lost}), None, AFTER, older={"a": one_job}).members["a"]

    assert then(job()) == "succeeded"
    assert then(job(result="fail"), "fail") == "failed"
    assert then(job(tag=3, **BEFORE)) == "checking"
    assert then(None) == "checking"
    running = job(status="running", time_ended=-1, result="")
    ended = judge(session(jobs={"a": entry(**BEFORE)}), None, AFTER, older={"a": running})
    assert (ended.state, ended.unproved) == ("running", ("a",))


def test_a_start_before_the_run_by_the_apis_own_clock_is_not_in_it():
    """Also with a hold-off of two seconds: slack is for the agents' clocks."""
    earlier = entry(time_started=9_997, time_ended=9_999)
    there = session(jobs={"a": earlier, "b": entry(time_ended=10_001)}, hold_off=2)
    jobs = {"a": job(tag=3, time_started=9_997, time_ended=9_999), "b": job("b")}
    run = judge(there, jobs, AFTER)
    assert (run.state, run.members) == ("incomplete", {"a": "missing", "b": "succeeded"})
    assert judge(there, None, AFTER).members["a"] == "checking"
    assert runs.backup(there, earlier, None) is None


def test_an_agents_clock_may_be_behind_also_where_put_copied_its_times():
    """An agent writes its start before it asks for one; PUT copies that into the entry."""
    behind = {"time_started": 9_998, "time_ended": 10_008}
    lost = entry(time_started=9_000, time_ended=10_010)
    assert state_of(lost, job(**behind)) == "succeeded"
    assert state_of(entry(**behind), job(**behind)) == "succeeded"
    assert state_of(entry(**behind), job(tag=3, **behind)) != "succeeded"
    assert state_of(entry(time_started=9_999, time_ended=10_008), job(**behind)) != "succeeded"


def test_ends_before_starts_belong_to_the_run_before():
    running = entry(status="running", time_ended=9_000, result="")
    assert state_of(running, now=10_010) == "running"


def test_within_hold_off_nobody_is_missing_yet():
    old = entry(time_started=9_000, time_ended=9_010)
    assert state_of(old, job(tag=3, **BEFORE), now=10_010) == "waiting"
    assert state_of(old, job(tag=3, **BEFORE), now=10_100) == "missing"


def test_an_entry_left_running_is_corrected_by_the_job():
    """Another's write left the entry stale."""
    assert state_of(entry(status="running", time_ended=9_000), job(result="fail")) == "failed"


def test_a_job_that_ran_in_time_with_the_tag_before():
    """One in five."""
    assert state_of(entry(), job(tag=3)) == "succeeded"


def test_results_that_contradict_each_other_are_unknown():
    assert state_of(entry(result="success"), job(result="fail")) == "unknown"


def test_an_end_after_the_next_run_was_due_proves_nothing():
    """The `end` of a backup outside any tag is booked on the member."""
    often = {"schedule_interval": "20 seconds"}
    there = session(jobs={"a": entry(time_ended=10_025)}, schedule=often)
    run = judge(there, {"a": job(time_started=10_060, time_ended=10_065)}, 10_100)
    assert (run.members, run.complete, run.state) == ({"a": "unknown"}, False, "unknown")


def test_a_job_added_since_the_run_waits():
    added = job(status="", result="", time_started=-1, time_ended=-1)
    assert state_of(entry(time_started="", time_ended=""), added) == "waiting"


def test_a_calendar_has_a_next_run_too():
    late = entry(time_ended=10_000 + 86_400)
    assert state_of(late, job(tag=3, **BEFORE), schedule={"schedule_hour": "2"}) == "unknown"


def test_an_overdue_session_is_not_green():
    """Stopped agents leave the last success standing for ever."""
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


documents = st.tuples(
    st.lists(st.tuples(facts, facts, st.integers(0, 5)), max_size=4),
    st.sampled_from([0, 4]),
    st.sampled_from([{}, {"schedule_interval": "20 seconds"}, {"schedule_interval": "1 hours"}]),
    st.sampled_from([2, 30]),
)
moments = st.sampled_from([10_005, 10_029, 10_100, 30_000])


def made(members, tag, schedule, hold_off):
    """A session and its jobs."""
    entries = {str(n): entry(**said) for n, (said, _own, _tag) in enumerate(members)}
    jobs = {str(n): job(str(n), tag=t, **own) for n, (_said, own, t) in enumerate(members)}
    return session(jobs=entries, session_tag=tag, schedule=schedule, hold_off=hold_off), jobs


@given(documents, moments)
def test_a_list_says_another_thing_only_where_the_jobs_contradict_the_session(parts, now):
    document, jobs = made(*parts)
    alone, full = judge(document, None, now), judge(document, jobs, now)
    if (alone.complete, full.complete) in {(True, False), (False, True)}:
        assert "unknown" in full.members.values()
    assert alone.state not in ("incomplete", "unknown") or not alone.unproved
    assert (full.complete is True) == (full.state in ("complete", "overdue"))


@given(documents, moments)
def test_with_the_jobs_in_doubt_a_list_says_what_the_page_says(parts, now):
    """But where an entry that proves its member is contradicted by the job: that is not read."""
    document, jobs = made(*parts)
    doubtful = judge(document, None, now).unproved
    settled = judge(document, {job_id: jobs[job_id] for job_id in doubtful}, now)
    full = judge(document, jobs, now)
    assert "checking" not in settled.members.values()
    other = {each for each in full.members if settled.members[each] != full.members[each]}
    assert all(full.members[each] == "unknown" and each not in doubtful for each in other)
    assert other or settled.message == full.message


@given(documents, documents, moments)
def test_older_jobs_make_nothing_red(parts, others, now):
    document, _jobs = made(*parts)
    _document, jobs = made(*others)
    run = judge(document, None, now, older=jobs)
    assert not {"late", "missing", "unknown"} & set(run.members.values())


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
        (entry(time_ended=9_000), None, (10_000, None)),  # of the run before
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
    assert judge(session, {"a": regular}, 1_700_000_000).message == message("runs.never")
    assert judge(session, None, 1_700_000_000).message == message("runs.never")


def test_an_end_counts_where_freezer_lost_the_start():
    """Of two starts at once it keeps one; an end is booked for the other all the same."""
    own = job("a", status="running", time_started=10_001, time_ended=-1, result="")
    lost = {"client_id": "web-1", "status": "completed", "result": "fail", "time_ended": 10_090}
    assert state_of(lost, own) == "failed"
    assert state_of(lost | {"time_ended": 9_000}, own) == "running"
