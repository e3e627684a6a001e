"""What a page tells its scripts before they ask, and the specs' copy of it."""

import json
from pathlib import Path

from apscheduler.triggers.cron.fields import DEFAULT_VALUES

import tests.api.conftest  # noqa: F401 Django, as in a Horizon
from freezer_ui.content import page_rules

#: What karma.conf.js gives to the specs.
COPY = Path(__file__).with_name("page_rules.json")


def test_the_specs_have_what_pages_have():
    told = json.dumps(page_rules.of_page(), indent=2) + "\n"
    before = COPY.read_text()
    COPY.write_text(told)
    assert before == told, "written again: run the specs with it, and commit it"


def test_a_page_asks_for_the_rules_that_its_requests_need():
    rights = page_rules.of_page()["rights"]
    assert rights["create"] == ["sessions:create"]
    assert rights["remove"] == ["sessions:delete", "sessions:job:remove"]
    assert rights["members"] == ["sessions:job:add", "sessions:job:remove", "jobs:update"]
    assert "jobs:update" in rights["run"]


def test_a_calendar_is_completed_as_agents_do():
    fields = dict(page_rules.of_page()["calendarFields"])
    assert fields == {name: str(value) for name, value in DEFAULT_VALUES.items()}
    assert list(fields)[:2] == ["year", "month"]
