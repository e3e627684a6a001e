"""What kind of job it is."""

import pytest

from freezer_ui.domain.jobs import kind


def job(*kinds):
    return {"job_actions": [{"freezer_action": {"action": each}} for each in kinds]}


@pytest.mark.parametrize(
    ("of", "found"),
    [
        (None, kind.BACKUP),
        ({}, kind.BACKUP),
        (job("backup", "backup"), kind.BACKUP),
        (job("restore"), kind.RESTORE),
        (job("exec"), kind.OTHER),
        (job("restore", "exec"), kind.OTHER),
        ({"job_actions": [{}]}, kind.BACKUP),
    ],
)
def test_it_is_told_by_its_actions(of, found):
    assert kind.of(of) == found
    assert kind.backs_up(of) == (found == kind.BACKUP)
