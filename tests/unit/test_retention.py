"""How long backups have to stay so that no chain is deleted while it grows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freezer_ui import messages
from freezer_ui.domain.backups import retention

DAY = 86_400
NIGHTS = tuple(night * DAY for night in range(30))


@pytest.mark.parametrize(
    ("action", "runs", "least"),
    [
        ({"remove_older_than": 6, "incremental": True, "max_level": 6}, NIGHTS, "7 days"),
        ({"remove_older_than": 7, "incremental": True, "max_level": 6}, NIGHTS, None),
        # as another tool may have written it
        ({"remove_older_than": 6.0, "incremental": True, "max_level": 6}, NIGHTS, "7 days"),
        ({"remove_older_than": "0.5", "incremental": True, "max_level": "6"}, NIGHTS, "7 days"),
        # the full backup alone: the newest is never old enough
        ({"remove_older_than": 1}, NIGHTS, None),
        ({"remove_older_than": 1, "incremental": False, "max_level": 6}, NIGHTS, None),
        (
            {"remove_older_than": 1, "incremental": True, "max_level": 2},
            (0, DAY, 7 * DAY),
            "8 days",
        ),
        # several runs a day: less than a day of changes
        ({"remove_older_than": 1, "incremental": True, "max_level": 2}, (0, 3600, 7200), None),
        # everything stays
        ({"incremental": True, "max_level": 6}, NIGHTS, None),
        # it runs less often than a chain is long
        ({"remove_older_than": 1, "incremental": True, "max_level": 6}, (0,), None),
    ],
)
def test_a_chain_is_not_deleted_while_it_grows(action, runs, least):
    wrong = retention.too_short(action, runs)
    if least is None:
        assert wrong is None
    else:
        assert f"Keep backups for {least} or more" in messages.say(wrong)


def nights(*days):
    return [(day * DAY, 0) for day in days]


def fates(action, made):
    """By day: the days of its chain, and the day of the run that is to have deleted it."""
    rule = retention.rule_of(action)
    return {
        at // DAY: ([each // DAY for each in chain.made], chain.gone_at and chain.gone_at // DAY)
        for chain in retention.chains(rule, made)
        for at in chain.made
    }


def test_a_full_backup_is_gone_with_the_first_run_after_its_time():
    found = fates({"remove_older_than": 3}, nights(1, 2, 3, 4, 7))
    assert found == {1: ([1], 4), 2: ([2], 7), 3: ([3], 7), 4: ([4], 7), 7: ([7], None)}


def test_a_run_that_failed_deletes_nothing():
    assert fates({"remove_older_than": 3}, nights(1, 2))[1] == ([1], None)


def test_a_chain_goes_by_the_age_of_its_full_backup():
    weekly = {"remove_older_than": 8, "incremental": True, "max_level": 6}
    found = fates(weekly, nights(*range(1, 17)))
    assert found[1] == found[7] == (list(range(1, 8)), 9)
    assert found[8] == found[14] == (list(range(8, 15)), 16)
    assert found[16] == ([15, 16], None)


def test_a_chain_without_an_end_takes_the_newest_backup_along():
    found = fates({"remove_older_than": 3, "incremental": True}, nights(1, 2, 3, 4, 5))
    assert found[4] == ([1, 2, 3, 4], 4)
    # nothing is left to build on
    assert found[5] == ([5], None)


def test_nothing_is_kept_where_the_rule_says_so():
    """remove_older_than 0 deletes the backup just made."""
    assert fates({"remove_older_than": 0}, nights(1, 2)) == {1: ([1], 1), 2: ([2], 2)}


def test_what_records_say_of_levels_counts_where_they_say_anything():
    rule = {"remove_older_than": 30, "incremental": True, "max_level": 6}
    made = [(1 * DAY, 0), (2 * DAY, 1), (3 * DAY, 0), (4 * DAY, 1)]
    assert [days for days, _gone in fates(rule, made).values()] == [[1, 2], [1, 2], [3, 4], [3, 4]]


def test_a_level_that_stays_the_same_is_no_end_of_a_chain():
    rule = {"remove_older_than": 30, "incremental": True, "max_level": 9, "always_level": 1}
    assert fates(rule, nights(1, 2, 3, 4))[4][0] == [1, 2, 3, 4]
    again = rule | {"restart_always_level": 2}
    assert fates(again, nights(1, 2, 3, 6))[6][0] == [6]


def test_a_date_is_a_rule_too():
    action = {"remove_before_date": "1970-01-03T00:00:00"}
    assert fates(action, nights(1, 2, 3)) == {1: ([1], 1), 2: ([2], 2), 3: ([3], None)}


@pytest.mark.parametrize(
    "action",
    [
        {},
        {"remove_older_than": None},
        {"remove_older_than": True},
        {"remove_older_than": "soon"},
        {"remove_older_than": -1},
        {"remove_older_than": float("nan")},
        {"remove_older_than": 1e300},
        {"remove_older_than": 3, "remove_before_date": "2026-01-01T00:00:00"},
        {"remove_before_date": "never"},
        {"remove_from_date": 7},
    ],
)
def test_what_an_agent_refuses_is_no_rule(action):
    assert retention.rule_of(action) is None


TIMES = st.lists(st.integers(1, 400), min_size=1, max_size=60, unique=True).map(sorted)
ACTIONS = st.fixed_dictionaries(
    {"remove_older_than": st.integers(0, 40)},
    optional={
        "incremental": st.booleans(),
        "max_level": st.integers(0, 9),
        "always_level": st.integers(0, 9),
        "restart_always_level": st.integers(0, 9),
    },
)


@given(ACTIONS, TIMES)
def test_each_backup_is_in_one_chain_and_goes_with_it(action, days):
    made = nights(*days)
    found = retention.chains(retention.rule_of(action), made)
    assert [at for chain in found for at in chain.made] == [at for at, _level in made]
    kept = action["remove_older_than"] * DAY
    for chain in found:
        if chain.gone_at is None:
            # nothing that should be there is older than the newest run allows
            assert made[-1][0] - chain.made[0] < kept
        else:
            assert chain.gone_at - chain.made[0] >= kept
            assert chain.gone_at in dict(made)
        assert chain.ends == chain.made[0] + kept


@given(ACTIONS, TIMES)
def test_what_is_gone_stays_gone(action, days):
    rule, made = retention.rule_of(action), nights(*days)
    before = retention.chains(rule, made[:-1])
    after = retention.chains(rule, made)
    lost = [chain for chain in before if chain.gone_at is not None]
    assert all(chain in after for chain in lost)


@given(ACTIONS, TIMES, st.integers(1, 40))
def test_who_keeps_longer_has_no_less_of_full_backups(action, days, more):
    full = {"remove_older_than": action["remove_older_than"]}
    longer = {"remove_older_than": full["remove_older_than"] + more}

    def there(each):
        found = retention.chains(retention.rule_of(each), nights(*days))
        return {at for chain in found if chain.gone_at is None for at in chain.made}

    assert there(full) <= there(longer)
