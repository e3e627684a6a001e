"""Which restore points the next runs leave: what agents 19 do by the action's rule."""

import pytest

from freezer_ui.domain.backups import retention, simulation
from freezer_ui.messages import retention as words

DAY = 86_400
WEEKLY = {"remove_older_than": 14, "incremental": True, "max_level": 6}


def nights(first: int, count: int) -> list[int]:
    return [(first + night) * DAY for night in range(count)]


def days(chains) -> list[list[int]]:
    return [[at // DAY for at in chain.made] for chain in chains]


def test_chains_stay_whole_until_their_full_backup_is_old_enough():
    found = simulation.simulate(WEEKLY, nights(1, 30))
    assert days(found.deleted) == [[*range(1, 8)], [*range(8, 15)], [*range(15, 22)]]
    assert days(found.kept) == [[*range(22, 29)], [29, 30]]
    assert [chain.gone_at // DAY for chain in found.deleted] == [15, 22, 29]
    assert (found.points, found.oldest) == (9, 22 * DAY)
    # After the run of day 15 the oldest is of day 8: a week, though "14 days" are kept.
    assert found.least == 7 * DAY


def test_full_backups_alone_go_one_by_one():
    found = simulation.simulate({"remove_older_than": 3}, nights(1, 10))
    assert days(found.kept) == [[8], [9], [10]]
    assert found.least == 2 * DAY


def test_the_least_that_one_can_go_back_counts():
    made = [(DAY, 0), (3 * DAY, 0)]
    found = simulation.simulate({"remove_older_than": 3}, nights(5, 3), made)
    # The run of day 5 leaves the backup of day 3, that of day 6 leaves that of day 5.
    assert found.least == DAY


def test_without_a_rule_all_stay():
    found = simulation.simulate({"incremental": True, "max_level": 1}, nights(1, 5))
    assert days(found.kept) == [[1, 2], [3, 4], [5]]
    assert (found.deleted, found.least) == ((), None)


def test_backups_that_are_there_go_first_and_the_newest_chain_goes_on():
    made = [(night * DAY, 0) for night in (1, 2, 3)]
    found = simulation.simulate({**WEEKLY, "remove_older_than": 8}, nights(4, 6), made)
    assert days(found.deleted) == [[1, 2, 3, 4, 5, 6, 7]]
    assert days(found.kept) == [[8, 9]]
    # What a run has deleted before today is told nowhere.
    gone = simulation.simulate({"remove_older_than": 1}, nights(10, 1), [(DAY, 0), (5 * DAY, 0)])
    assert days(gone.deleted) == [[5]]


def test_levels_that_records_have_do_not_confuse_the_runs_to_come():
    """Level 1 tells that records can be believed; a run to come has none."""
    made = [(DAY, 0), (2 * DAY, 1)]
    found = simulation.simulate({"incremental": True, "max_level": 2}, nights(3, 3), made)
    assert days(found.kept) == [[1, 2, 3], [4, 5]]


@pytest.mark.parametrize(
    "action",
    [
        {"remove_older_than": 3, "remove_before_date": "2026-01-01"},
        {"remove_older_than": "soon"},
        {"remove_before_date": "yesterday"},
    ],
)
def test_a_rule_that_agents_refuse_is_none(action):
    assert simulation.simulate(action, nights(1, 3)) is None
    assert retention.rule_of(action) is None


def test_a_rule_of_zero_days_leaves_nothing():
    found = simulation.simulate({"remove_older_than": 0}, nights(1, 3))
    assert (found.points, found.oldest, found.least) == (0, None, 0)
    assert words.outcome(found)[1] == "Each run deletes the backup that it just made."


def test_it_is_told_in_whole_sentences():
    found = simulation.simulate(WEEKLY, nights(1, 30))
    assert words.outcome(found) == [
        "After the run of 31 January 1970 00:00 UTC there are 9 restore points.",
        "The oldest is from 23 January 1970 00:00 UTC.",
        "From the first deletion on, you can go back 7 days or more.",
    ]
    assert words.chain(found.deleted[0]) == (
        "Full backup of 2 January 1970 00:00 UTC and 6 increments, deleted by the run of "
        "16 January 1970 00:00 UTC"
    )
    assert words.chain(found.kept[0]).endswith("23 January 1970 00:00 UTC and 6 increments")
    assert words.outcome(simulation.simulate(WEEKLY, [])) == [
        "No runs follow, so no backup is made or deleted."
    ]
    never = simulation.simulate({}, nights(1, 1))
    assert words.outcome(never)[0].endswith("there is 1 restore point.")
    assert words.outcome(never)[-1] == "None of these runs deletes a backup."
