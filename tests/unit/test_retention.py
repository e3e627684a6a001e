"""How long backups have to stay so that no chain is deleted while it grows."""

import pytest

from freezer_ui import messages
from freezer_ui.domain.backups import retention

DAY = 86_400
NIGHTS = tuple(night * DAY for night in range(30))


@pytest.mark.parametrize(
    ("action", "runs", "least"),
    [
        ({"remove_older_than": 6, "incremental": True, "max_level": 6}, NIGHTS, "7 days"),
        ({"remove_older_than": 7, "incremental": True, "max_level": 6}, NIGHTS, None),
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
