"""What is said of a job that has done what it does."""

import pytest

from freezer_ui.domain.jobs import kind


def job(*kinds):
    return {"job_actions": [{"freezer_action": {"action": kind}} for kind in kinds]}


@pytest.mark.parametrize(
    ("of", "words"),
    [
        (None, "Backed up"),
        ({}, "Backed up"),
        (job("backup", "backup"), "Backed up"),
        (job("restore"), "Restored"),
        (job("exec"), "Done"),
        (job("restore", "exec"), "Done"),
        ({"job_actions": [{}]}, "Backed up"),
    ],
)
def test_it_is_told_by_its_actions(of, words):
    assert kind.past_verb(of) == words
    assert kind.backs_up(of) == (words == "Backed up")
