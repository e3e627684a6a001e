"""What sessions will do, and where they meet on a client."""

from freezer_ui.domain.runs import forecast

NOW = 1_795_500_000  # 2026-11-24 06:00 UTC
HOUR = 3600


def session(name, hours, *members, **schedule):
    return {
        "session_id": name,
        "schedule": {"schedule_hour": hours, **schedule},
        "jobs": {str(number): member for number, member in enumerate(members)},
    }


def member(client_id, seconds=None):
    ended = NOW - HOUR + seconds if seconds is not None else -1
    return {"client_id": client_id, "time_started": NOW - HOUR, "time_ended": ended}


def ran(started, ended, **schedule):
    """A session whose run began an hour ago, with a member."""
    times = {"client_id": "a", "time_started": started, "time_ended": ended}
    document = session("s", "7", times, **schedule)
    return document | {"session_tag": 3, "time_start": NOW - HOUR, "hold_off": 30}


def seconds(document, **took):
    (member,) = forecast.members(document, took)
    return member["seconds"]


def test_a_length_is_of_a_start_and_an_end_that_belong_together():
    began = NOW - HOUR
    assert seconds(ran(began + 2, began + 62)) == 60
    assert forecast.unmeasured(ran(began + 2, began + 62)) == []
    # the start of a run before, which Freezer kept beside the new end
    stale = ran(began - 600, began + 5)
    assert seconds(stale) is None
    assert forecast.unmeasured(stale) == ["0"]
    assert forecast.plan(stale, NOW, NOW + 24 * HOUR, "UTC").lengths == {"a": None}
    # the end of a later backup, which no run knows of
    later = ran(began + 2, began + 62, schedule_hour="*", schedule_second="*/30")
    assert seconds(later) is None
    # while it runs
    assert seconds(ran(began + 2, -1)) is None
    assert forecast.unmeasured(ran(began + 2, -1)) == []


def test_a_member_that_failed_or_was_ended_says_nothing_of_the_length():
    """ "End a stuck run" writes an end that may be hours after the backup's."""
    ended = ran(NOW - HOUR + 2, NOW - 62)
    ended["jobs"]["0"]["result"] = "fail"
    assert seconds(ended) is None
    # nor is there anything to find out about it
    assert forecast.unmeasured(ended) == []
    assert seconds(ended, **{"0": 40}) == 40
    good = {"client_id": "a", "time_started": NOW - 100, "time_ended": NOW - 40}
    members = [{**good, "result": "fail"}, {**good, "result": "success"}]
    assert forecast.lengths(members) == {"a": 60}


def test_else_it_is_the_agents_own():
    stale = ran(NOW - 2 * HOUR, NOW - HOUR + 5)
    assert seconds(stale, **{"0": 4}) == 4
    told = forecast.plan(stale, NOW, NOW + 24 * HOUR, "UTC", {"0": 4})
    assert (told.lengths, told.seconds) == ({"a": 4}, 4)


def test_a_stale_start_is_no_clash():
    one = ran(NOW - 9 * HOUR, NOW - HOUR + 5)
    two = session("2", "8", member("a", 60))
    both = [forecast.plan(each, NOW, NOW + 24 * HOUR, "UTC") for each in (one, two)]
    assert forecast.clashes(both) == []


def plans(*sessions):
    return [forecast.plan(each, NOW, NOW + 24 * HOUR, "UTC") for each in sessions]


def test_a_client_takes_as_long_as_its_jobs_together():
    assert forecast.lengths([member("a", 60), member("a", 30), member("b"), None, {}]) == {
        "a": 90,
        "b": None,
    }
    (plan,) = plans(session("s", "7", member("a", 60), member("b", 90)))
    assert (plan.starts, plan.seconds) == ((NOW + HOUR,), 90)


def test_an_end_before_its_start_is_of_the_run_before():
    assert forecast.length({"time_started": NOW, "time_ended": NOW - 5}) is None


def test_more_runs_than_can_be_told_are_said_to_be_there():
    (plan,) = plans(session("s", "*", member("a"), schedule_minute="*"))
    assert len(plan.starts) == forecast.MOST
    assert plan.more_from == plan.starts[-1] + 60


def test_sessions_meet_where_their_runs_overlap_on_a_client():
    long, short = session("long", "7", member("a", 2 * HOUR)), session("short", "8", member("a", 9))
    elsewhere = session("elsewhere", "8", member("b", 9))
    nightly = plans(long, short, elsewhere)
    (clash,) = forecast.clashes(nightly)
    assert clash == forecast.Clash("a", ("long", "short"), ((NOW + HOUR, NOW + 3 * HOUR),))
    starts = [list(clash.starts_of(plan)) for plan in nightly[:2]]
    assert starts == [[NOW + HOUR], [NOW + 2 * HOUR]]


def test_only_runs_that_overlap_are_part_of_a_clash():
    often, once = session("often", "7-12", member("a", 60)), session("once", "9", member("a", 60))
    both = plans(often, once)
    (clash,) = forecast.clashes(both)
    assert list(clash.starts_of(both[0])) == [NOW + 3 * HOUR]


def test_one_that_ends_as_the_other_starts_does_not_meet_it():
    both = plans(session("1", "7", member("a", HOUR)), session("2", "8", member("a")))
    assert forecast.clashes(both) == []


def test_runs_of_unknown_length_meet_at_the_same_moment():
    minute = forecast.UNKNOWN_LENGTH
    spans = tuple((NOW + hours * HOUR, NOW + hours * HOUR + minute) for hours in (1, 3))
    found = forecast.clashes(plans(*(session(name, "7,9", member("a")) for name in "xyz")))
    assert found == [forecast.Clash("a", ("x", "y", "z"), spans)]


def test_the_runs_of_one_session_that_others_overlap():
    (mine,) = plans(session("mine", "7,9", member("a", HOUR), member("b", 60)))
    others = plans(
        session("inside", "7", member("a", 60), schedule_minute="30"),
        session("before", "6", member("b", HOUR + 1), schedule_minute="59"),
        session("ends as it starts", "8", member("a", HOUR)),
        session("elsewhere", "7", member("c", HOUR)),
    )
    assert forecast.meets(mine, others) == {NOW + HOUR: {"a": ["inside"], "b": ["before"]}}


def test_a_thousand_sessions_at_one_moment_are_one_meeting():
    many = plans(*(session(str(number), "7", member("a", 60)) for number in range(1000)))
    assert [len(clash.sessions) for clash in forecast.clashes(many)] == [1000]
