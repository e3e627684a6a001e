"""What was foreseen before is told again only while it is what would be foreseen now."""

import copy
import uuid

import pytest
from django.utils import timezone

from freezer_ui.services import upcoming
from freezer_ui.services.paging import Page
from tests.unit.documents import entry, session

NOW = 1_795_500_000  # 2026-11-24 06:00 UTC
HOUR = 3600


class Freezer:
    """A Freezer with these sessions, whose jobs are gone."""

    url, roles, volumes = "http://freezer", "member", None

    def __init__(self, *documents: dict):
        self.project_id = uuid.uuid4().hex
        self.documents = documents
        self.answered = 0

    def all_sessions(self) -> list[dict]:
        self.answered += 1
        return copy.deepcopy(list(self.documents))

    def find_jobs(self, job_ids) -> dict:
        return dict.fromkeys(job_ids)


def nightly(name: str, hour: int, **parts) -> dict:
    schedule = {"schedule_hour": str(hour)}
    members = {f"job-{name}": entry(client_id="web-1")}
    return session(session_id=name, description=name, schedule=schedule, jobs=members, **parts)


@pytest.fixture(autouse=True)
def foreseen(monkeypatch) -> list[int]:
    """The moments at which runs were foreseen."""
    moments = []
    foresee = upcoming._foresee

    def noted(sessions, doubtful, took, now, until):
        moments.append(now)
        return foresee(sessions, doubtful, took, now, until)

    monkeypatch.setattr(upcoming, "_foresee", noted)
    return moments


def ask(freezer, now: int, hours: int = 24, q: str = "", offset: int = 0) -> dict:
    return upcoming.upcoming(freezer, Page(100, offset), now, hours, q)


def test_runs_are_foreseen_once_and_sessions_are_read_each_time(foreseen):
    freezer = Freezer(nightly("one", 7), nightly("two", 7))
    first = ask(freezer, NOW)
    assert ask(freezer, NOW + 1) == first
    found = ask(freezer, NOW + 2, q="one")
    assert [item["name"] for item in found["items"]] == ["one"]
    assert [each["clashes"] for each in found["items"][0]["runs"]] == [[0]]
    (second,) = ask(freezer, NOW + 3, offset=1)["items"]
    assert second == first["items"][1]
    assert (foreseen, freezer.answered) == ([NOW], 4)


def test_a_changed_session_is_foreseen_again(foreseen):
    freezer = Freezer(nightly("one", 7))
    ask(freezer, NOW)
    freezer.documents = (nightly("one", 9),)
    (item,) = ask(freezer, NOW + 1)["items"]
    assert [run["start"] for run in item["runs"]] == [NOW + 3 * HOUR]
    assert foreseen == [NOW, NOW + 1]


@pytest.mark.parametrize("documents", [(), (session(schedule={}),)])
def test_there_may_be_no_runs(foreseen, documents):
    freezer = Freezer(*documents)
    assert ask(freezer, NOW) == ask(freezer, NOW + 1)
    assert foreseen == [NOW]


def test_a_run_that_begins_is_not_upcoming(foreseen):
    """At 07:00 the next one is tomorrow's."""
    freezer, seven = Freezer(nightly("one", 7)), NOW + HOUR
    starts = [
        ask(freezer, now, hours=48)["items"][0]["runs"][0]["start"] for now in (seven - 1, seven)
    ]
    assert starts == [seven, seven + 24 * HOUR]
    assert foreseen == [seven - 1, seven]


def test_what_was_foreseen_is_of_a_minute_a_time_span_and_a_zone(foreseen):
    freezer = Freezer(nightly("one", 9))
    told = ask(freezer, NOW)
    assert ask(freezer, NOW + upcoming.LASTS - 1)["from"] == NOW
    assert ask(freezer, NOW + upcoming.LASTS)["from"] == NOW + upcoming.LASTS
    assert ask(freezer, NOW - 1)["from"] == NOW - 1
    assert ask(freezer, NOW, hours=168)["until"] == NOW + 168 * HOUR
    with timezone.override("Europe/Berlin"):
        assert ask(freezer, NOW)["time_zone"] != told["time_zone"]
    assert len(foreseen) == 5
