"""What a tenant is told first: verdicts added up, the age of backups, machines night by night."""

import itertools
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freezer_ui.domain import documents
from freezer_ui.domain.backups import records
from freezer_ui.domain.overview import ages, machines, nights, summary
from freezer_ui.domain.overview.nights import Cell, Work
from freezer_ui.domain.runs import run

HOUR, DAY = 3600, 86_400
BERLIN = ZoneInfo("Europe/Berlin")
NIGHTLY = {"schedule_hour": "2", "schedule_minute": "0"}


def at(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


NOW = at("2026-11-26T10:00")
LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**12), 10**12),
    st.floats(),
    st.sampled_from(
        ["", "orders", "a", "backup", "-1 days", "0 minutes", "*/0", "9999-12-31T23:59:59"]
    ),
    st.text(max_size=5),
)
KEYS = st.sampled_from(
    [
        "schedule_interval",
        "schedule_start_date",
        "schedule_end_date",
        "schedule_hour",
        "schedule_date",
        "freezer_action",
        "backup_name",
        "action",
        "time_stamp",
        "job_id",
        "hostname",
        "status",
        "time_started",
    ]
)
ANYTHING = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4)
)


def job(job_id="a", client_id="web-1", names=("orders",), **own):
    actions = [{"freezer_action": {"action": "backup", "backup_name": name}} for name in names]
    return {
        "job_id": job_id,
        "client_id": client_id,
        "job_actions": actions,
        "job_schedule": {**NIGHTLY, "event": "", "status": "scheduled", **own},
    }


def fact(made_at, job_id="a", name="orders", **changes):
    metadata = {"job_id": job_id, "backup_name": name, "hostname": "web-1", "time_stamp": made_at}
    row = {"backup_id": f"b{made_at}", "status": "available", "backup_metadata": metadata}
    return records.facts({**row, **changes})


# What the verdicts add up to.


def test_verdicts_are_added_up_and_the_worst_gives_the_tone():
    found = summary.of(
        [("complete", 900), ("complete", 950), ("incomplete", 950), ("never", None), ("empty", 1)],
        last_night=800,
    )
    assert (found.sessions, found.ran, found.complete, found.needy) == (5, 3, 2, 1)
    assert found.tone == "incomplete"
    assert found.is_of_last_night


@pytest.mark.parametrize("runs", [[], [("never", None)], [("complete", 900), ("complete", 700)]])
def test_what_did_not_all_begin_last_night_is_not_told_of_it(runs):
    assert not summary.of(runs, last_night=800).is_of_last_night


def test_nothing_is_green_without_a_complete_session():
    assert summary.of([], 0).tone == "empty"
    assert summary.of([("never", None)], 0).tone == "never"
    assert summary.of([("complete", 5), ("checking", 5)], 0).tone == "checking"


# The age of a job.


def test_a_backup_is_late_after_the_next_was_due_and_overdue_a_time_later():
    """As a session is (run.judge): a whole time between two runs has passed once more."""
    made = at("2026-11-24T02:00:07")
    due = made + DAY

    def state(now, **own):
        return ages.of_job(job(**own), NIGHTLY, made, now).state

    assert state(due + run.OVERDUE_GRACE) == ages.FRESH
    assert state(due + run.OVERDUE_GRACE + 1) == ages.LATE
    assert state(due + run.OVERDUE_GRACE + 1, status="running") == ages.FRESH
    assert state(run.overdue_after(made, due)) == ages.LATE
    assert state(run.overdue_after(made, due) + 1) == ages.OVERDUE
    assert state(run.overdue_after(made, due) + 1, status="running") == ages.OVERDUE


def test_a_limit_of_the_user_counts_in_the_place_of_the_schedule():
    assert ages.of_job(job(), NIGHTLY, NOW - 5 * DAY, NOW, 6 * DAY).state == ages.FRESH
    assert ages.of_job(job(), NIGHTLY, NOW - HOUR, NOW, HOUR - 1).state == ages.OVERDUE


def test_without_a_further_run_nothing_is_promised():
    once = {"schedule_date": "2026-11-20T02:00:00"}
    assert ages.of_job(job(), once, at("2026-11-20T02:00:05"), NOW).state == ages.OPEN


def test_what_never_left_a_backup_has_not_run_or_it_failed():
    assert ages.of_job(job(), NIGHTLY, None, NOW).state == ages.WAITING
    assert ages.of_job(job(time_started=5), NIGHTLY, None, NOW).state == ages.NEVER
    assert ages.of_job(job(result="fail"), NIGHTLY, None, NOW, HOUR).state == ages.NEVER


def test_a_job_is_as_old_as_the_oldest_of_its_backups():
    made = ages.last_made([fact(100), fact(300), fact(200, name="mails")], NOW)
    both = job(names=("orders", "mails"))
    assert ages.last_of(both, made["a"]) == 200
    assert ages.last_of(job(names=("orders", "mails", "logs")), made["a"]) is None
    # an action that Freezer has lost names nothing: all that was made counts
    assert ages.last_of(job(names=()), made["a"]) == 200
    # nor does a template, which is recorded filled in
    assert ages.last_of(job(names=("freezer_{mode}_{resource_id}",)), made["a"]) == 200


def test_a_name_is_recorded_otherwise_than_an_action_has_it():
    """Agents read "$$" as "$"; a name that may be a login is hidden wherever it is read."""
    for stored, recorded in (("price in $$", "price in $"), ("shop:pa@web", "shop:pa@web")):
        made = ages.last_made([fact(300, name=recorded)], NOW)
        assert ages.last_of(job(names=(stored,)), made["a"]) == 300


def test_what_cannot_be_restored_or_is_of_the_future_is_no_good_backup():
    bad = [fact(NOW - 5, status="creating"), fact(-1), fact(NOW + ages.AHEAD + 1)]
    assert ages.last_made([*bad, fact(NOW - 900)], NOW) == {"a": {"orders": NOW - 900}}
    assert [ages.is_ahead(each, NOW) for each in bad] == [False, False, True]


def test_a_member_is_held_against_the_schedule_of_its_session():
    session = {"schedule": {"schedule_interval": "1 weeks", "event": "start"}}
    assert ages.promised(job(), session) == {"schedule_interval": "1 weeks"}
    assert ages.promised(job(), {"schedule": None}) == NIGHTLY
    assert ages.promised(job(), None) == NIGHTLY


def test_the_worst_comes_first_and_then_the_oldest():
    found = [ages.Age(ages.FRESH, 5), ages.Age(ages.LATE, 9), ages.Age(ages.LATE, 7)]
    assert sorted(found, key=lambda age: age.rank)[0] == ages.Age(ages.LATE, 7)


def test_the_worst_job_speaks_for_its_machine_unless_it_has_not_run_yet():
    aged = {"a": ages.Age(ages.WAITING), "b": ages.Age(ages.FRESH, 9), "c": ages.Age(ages.FRESH, 7)}
    assert ages.of_machine(aged) == "c"
    assert ages.of_machine({**aged, "d": ages.Age(ages.NEVER)}) == "d"
    assert ages.of_machine({"a": aged["a"]}) == "a"


# Nights.


def test_a_night_goes_from_noon_to_noon_where_the_user_is():
    shown = nights.until(at("2026-03-30T08:00"), BERLIN, 3)
    assert [night.day.isoformat() for night in shown] == ["2026-03-28", "2026-03-29", "2026-03-30"]
    assert [night.start for night in shown] == [
        at("2026-03-27T11:00"),
        at("2026-03-28T11:00"),  # 23 hours: clocks are put forward
        at("2026-03-29T10:00"),
    ]
    assert all(one.end == two.start for one, two in itertools.pairwise(shown))


def test_from_noon_on_the_coming_night_is_there_and_last_night_is_the_one_before():
    now = at("2026-11-26T15:00")
    shown = nights.until(now, UTC, 2)
    assert [night.day.day for night in shown] == [25, 26, 27]
    assert nights.last(shown, now, UTC) == shown[1]
    assert nights.last(nights.until(NOW, UTC, 2), NOW, UTC).day.day == 26


def test_a_backup_is_in_one_night_or_in_none():
    shown = nights.until(NOW, UTC, 2)
    sorter = nights.Sorter(shown)
    assert sorter.index_of(shown[0].start - 1) is None
    assert [sorter.index_of(shown[0].start), sorter.index_of(shown[1].start - 1)] == [0, 0]
    assert sorter.index_of(shown[1].start) == 1
    assert sorter.index_of(shown[1].end) is None


@given(st.integers(0, 4_000_000_000), st.sampled_from([UTC, BERLIN, ZoneInfo("Pacific/Apia")]))
def test_nights_follow_each_other_and_now_is_in_the_last(now, place):
    shown = nights.until(now, place, 14)
    assert all(one.end == two.start for one, two in itertools.pairwise(shown))
    assert shown[-1].start <= now < shown[-1].end
    assert nights.last(shown, now, place) in shown[-2:]


def expected(when, first, now=NOW, **own):
    shown = nights.until(now, UTC, 4)
    return nights.expected(job(**own), when, first, shown, now, "UTC")


def test_a_backup_is_expected_from_the_first_one_on():
    assert expected(NIGHTLY, None) == {}
    assert expected(NIGHTLY, at("2026-11-24T02:00")) == {1: False, 2: False, 3: False}
    assert expected(NIGHTLY, None, time_started=at("2026-11-25T15:00")) == {3: False}


def test_what_is_not_due_yet_or_runs_is_still_to_come():
    early = at("2026-11-26T01:30")
    assert expected(NIGHTLY, at("2026-11-25T02:00"), early) == {2: False, 3: True}
    running = expected(NIGHTLY, at("2026-11-25T02:00"), status="running")
    assert running == {2: False, 3: True}


@pytest.mark.parametrize(
    ("when", "wanted"),
    [
        ({"schedule_interval": "4 hours"}, [0, 1, 2, 3]),
        ({"schedule_interval": "1 days"}, [0, 1, 2, 3]),
        # counted from a poll that nobody knows
        ({"schedule_interval": "2 days"}, []),
        # whatever start it was given since, the grid goes on before
        ({"schedule_interval": "2 days", "schedule_start_date": "2026-11-28T02:00:00"}, [1, 3]),
        ({"schedule_day_of_week": "2", "schedule_hour": "2"}, [2]),
        ({**NIGHTLY, "schedule_start_date": "2026-11-28T00:00:00"}, [0, 1, 2, 3]),
        (
            {
                **NIGHTLY,
                "schedule_start_date": "2026-11-01T00:00:00",
                "schedule_end_date": "2026-11-24T20:00:00",
            },
            [0, 1, 2],
        ),
        ({"schedule_date": "2026-11-25T02:00:00"}, [2]),
        ({"schedule_interval": "soon"}, []),
        ({"schedule_interval": "-5 hours"}, []),
        ({"schedule_hour": "99"}, []),
        ({}, []),
    ],
)
def test_what_each_schedule_has_to_do_in_a_night(when, wanted):
    shown = nights.until(NOW, UTC, 4)
    fields = tuple(sorted(when.items()))
    found = [
        number
        for number, night in enumerate(shown)
        if nights.runs_in(fields, night.start, night.end, "UTC")
    ]
    assert found == wanted


def cell(good=0, bad=0, jobs=()):
    (found,) = nights.cells(1, Work({0: good}, {0: bad}), jobs)
    return found


def test_a_cell_says_what_became_of_a_night():
    kept, lost = Work({0: 1}), Work()
    due, to_come = {0: False}, {0: True}
    assert cell() == Cell(nights.NONE)
    assert cell(jobs=[(lost, due)]) == Cell(nights.MISSED, expected=1)
    assert cell(good=2, jobs=[(kept, due)]) == Cell(nights.MADE, 2, expected=1, kept=1)
    assert cell(good=1, jobs=[(kept, due), (lost, due)]).state == nights.PARTLY
    assert cell(good=1, jobs=[(lost, due)]).state == nights.PARTLY
    assert cell(bad=1, jobs=[(lost, due)]).state == nights.UNUSABLE
    assert cell(jobs=[(lost, to_come)]) == Cell(nights.COMING)
    assert cell(good=1).state == nights.MADE


# Machines.


def test_a_backup_is_of_its_jobs_machine_else_of_the_only_one_with_that_name():
    clients = {
        "0" * 32 + "_db-1": {"hostname": "db-1"},
        "web-1": {"hostname": "web"},
        "web-2": {"hostname": "web"},
    }
    hosts = machines.by_host(clients)
    jobs = {"a": job(client_id="web-2")}
    made = fact(5)
    assert machines.owner(made, jobs, hosts) == "web-2"
    assert machines.owner({**made, "job_id": "gone"}, jobs, hosts) == "web-1"
    assert machines.owner({**made, "job_id": None, "hostname": "db-1"}, jobs, hosts) == (
        "0" * 32 + "_db-1"
    )
    assert machines.owner({**made, "job_id": None, "hostname": "web"}, jobs, hosts) is None
    assert machines.owner({**made, "job_id": None, "hostname": None}, jobs, hosts) is None


def test_only_backups_that_run_protect():
    restore = {"freezer_action": {"action": "restore"}}
    found = machines.protecting(
        [
            job("a"),
            job("b", event="stop"),
            {**job("c", client_id="web-2"), "job_actions": [restore]},
        ]
    )
    assert {key: [each["job_id"] for each in jobs] for key, jobs in found.items()} == {
        "web-1": ["a"]
    }


@given(ANYTHING, ANYTHING, ANYTHING)
def test_any_document_is_told_of(schedule, actions, metadata):
    found = documents.job(
        {"job_id": "a", "client_id": "web-1", "job_schedule": schedule, "job_actions": actions}
    )
    row = documents.backup({"backup_id": "b", "backup_metadata": metadata})
    known = [records.facts(row), fact(NOW - DAY)]
    when = ages.promised(found, documents.session({"session_id": "s", "schedule": schedule}))
    made = ages.last_made(known, NOW)
    age = ages.of_job(found, when, ages.last_of(found, made.get("a", {})), NOW)
    assert age.state in ages.STATES
    shown = nights.until(NOW, UTC, 14)
    due = nights.expected(found, when, ages.first_made(known).get("a"), shown, NOW, "UTC")
    assert set(due) <= set(range(14))
    assert machines.owner(known[0], {"a": found}, {}) in (None, "web-1")
