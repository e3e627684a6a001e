"""What is said before a job is created is what its agent will do."""

import pytest

from freezer_ui.services import retention

NOW = 1_795_500_000  # 2026-11-24 06:00 UTC
BACKUP = {"action": "backup", "backup_name": "db"}
NIGHTLY = {"schedule_hour": "3"}


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ({}, "Retention: no backup is deleted."),
        ({"remove_older_than": 14}, "Retention: backups are deleted after 14 days"),
        ({"remove_older_than": 0}, "Each run deletes the backup that it just made."),
        (
            {"remove_before_date": "2030-01-01T00:00:00"},
            "Each run deletes the backup that it just made.",
        ),
        (
            {"remove_from_date": "2030-01-01T00:00:00"},
            "Each run deletes the backup that it just made.",
        ),
        ({"remove_before_date": "2026-01-01T00:00:00"}, "None of these runs deletes a backup."),
    ],
)
def test_the_rule_of_a_new_action_is_said(rule, told):
    assert told in retention.planned([{**BACKUP, **rule}], NIGHTLY, NOW)


def test_nothing_is_said_of_a_rule_that_agents_refuse():
    assert retention.planned([{**BACKUP, "remove_before_date": "soon"}], NIGHTLY, NOW) is None
