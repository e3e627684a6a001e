"""What an action does, in fields; what is hidden of them is in test_secrets.py."""

from freezer_ui.domain.jobs import action
from freezer_ui.message import message
from tests.unit.documents import job


def test_the_usual_fields_come_first_and_empty_ones_do_not():
    found = action.fields(
        {"sync": True, "timeout": None, "log_file": "", "mode": "fs", "action": "backup",
         "max_level": 0, "exclude": ["a", "b"], "dry_run": False}
    )  # fmt: skip
    assert [(each["name"], each["value"]) for each in found] == [
        ("action", "backup"),
        ("mode", "fs"),
        ("max_level", "0"),
        ("dry_run", message("jobs.no")),
        ("exclude", "a, b"),
        ("sync", message("jobs.yes")),
    ]


def test_jobs_are_told_by_their_actions():
    both = [{"action_id": "x"}, {"action_id": "x"}, {"action_id": "y"}]
    first, second = job("a") | {"job_actions": both}, job("b") | {"job_actions": both[:1]}
    assert action.uses([first, second, job("c")]) == {"x": [first, second], "y": [first]}
