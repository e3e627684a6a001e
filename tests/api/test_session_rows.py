"""Rows that are held are what would be made anew, at every moment."""

import copy
import json

from django.test import override_settings
from django.utils import timezone, translation
from hypothesis import given, settings
from hypothesis import strategies as st

from freezer_ui.cache import locks, parsed
from freezer_ui.domain.runs import run
from freezer_ui.services import (
    health,
    preview,
    serializers,
    session_list,
    session_rows,
    sessions,
    upcoming,
)
from freezer_ui.services.paging import Page
from tests.unit.documents import entry, session

NOW = 1_795_500_000  # 2026-11-24 06:00 UTC
DAY = 86_400

_moments = st.integers(NOW - 2 * DAY, NOW + 2 * DAY)
_schedules = st.one_of(
    st.just({}),
    st.builds(lambda hours: {"schedule_interval": f"{hours} hours"}, st.integers(1, 30)),
    st.builds(lambda hour: {"schedule_hour": str(hour)}, st.integers(0, 23)),
    st.builds(
        lambda at: {"schedule_date": f"2026-11-{22 + at // 24:02}T{at % 24:02}:00:00Z"},
        st.integers(0, 100),
    ),
    st.builds(
        lambda hours, at: {
            "schedule_interval": f"{hours} hours",
            "schedule_start_date": f"2026-11-{22 + at // 24:02}T{at % 24:02}:30:00",
        },
        st.integers(1, 30),
        st.integers(0, 100),
    ),
)
_entries = st.builds(
    entry,
    status=st.sampled_from(["completed", "running", "scheduled", ""]),
    result=st.sampled_from(["success", "fail", ""]),
    time_started=st.one_of(_moments, st.just(-1)),
    time_ended=st.one_of(_moments, st.just(-1)),
)
_sessions = st.builds(
    session,
    session_tag=st.integers(0, 3),
    hold_off=st.integers(0, 4000),
    schedule=_schedules,
    time_start=st.one_of(_moments, st.just(-1)),
    status=st.sampled_from(["completed", "running", "active"]),
    jobs=st.dictionaries(st.sampled_from("abc"), _entries),
)


def anew(document: dict, now: int) -> dict:
    judged = run.judge(document, None, now)
    return serializers.session_row(document, now, judged, confirmed=not judged.unproved)


@settings(max_examples=300)
@given(document=_sessions, begun=_moments, steps=st.lists(st.integers(-3600, 7200), max_size=12))
def test_a_held_row_is_what_would_be_made_anew(document, begun, steps):
    now = begun
    for step in [0, *steps]:
        now += step
        row = session_rows.row_of(document, now)
        assert row.item == anew(document, now)
        assert row.since <= now < row.until
        # the second before it is another, and that second itself
        assert session_rows.row_of(document, row.until - 1).item == anew(document, row.until - 1)
        assert session_rows.row_of(document, row.until).item == anew(document, row.until)


def test_a_row_is_made_once_until_its_document_is_another():
    document = session(jobs={"a": entry()})
    first = session_rows.row_of(document, NOW)
    assert session_rows.row_of(copy.deepcopy(document), NOW + 1) is first
    failed = session(jobs={"a": entry(result="fail")})
    second = session_rows.row_of(failed, NOW + 1)
    assert second.item == anew(failed, NOW + 1)
    assert second.judged.message != first.judged.message


def test_a_row_is_of_one_zone():
    document = session(schedule={"schedule_date": "2026-12-01T02:00:00Z", "event": "start"})
    with timezone.override("Europe/Berlin"):
        there = session_rows.row_of(document, NOW).item["schedule_words"]
    assert session_rows.row_of(document, NOW).item["schedule_words"] != there


def test_a_row_is_of_one_language():
    """Names of months are in Django's own catalogues: a row made for another is not shown."""
    document = session(schedule={"schedule_day": "1", "schedule_month": "12", "event": "start"})
    with translation.override("de"):
        assert "Dezember" in session_rows.row_of(document, NOW).item["schedule_words"]
    assert "December" in session_rows.row_of(document, NOW).item["schedule_words"]


class Answering:
    """A Freezer whose only list was decoded before, as api.transport does it."""

    project_id, url, roles, volumes = "p1", "http://freezer", "member", None

    def __init__(self, content: bytes):
        self._content = content

    def all_sessions(self) -> list[dict]:
        return parsed.get_or_parse("here", self._content, lambda: json.loads(self._content))

    def sessions(self, limit: int, offset: int) -> list[dict]:
        return self.all_sessions()[offset : offset + limit]

    def all_jobs(self) -> list[dict]:
        return []

    def session(self, session_id: str) -> dict:
        return next(each for each in self.all_sessions() if each["session_id"] == session_id)

    def find_jobs(self, job_ids) -> dict:
        return dict.fromkeys(job_ids)

    def find_sessions(self, session_ids) -> dict:
        return {each: self.session(each) for each in session_ids}


@override_settings(FREEZER_AGENT_TIME_ZONE="Europe/Berlin")
def test_nobody_changes_documents_that_are_shared():
    many = [
        session(session_id=f"s{number}", jobs={f"j{number}": entry(), "shared": entry()})
        for number in range(100)
    ]
    doubtful = entry(time_started=9_000)
    many += [session(session_id=f"d{n}", jobs={f"j{n}": doubtful}) for n in range(3)]
    content = json.dumps(many).encode()
    assert len(content) > parsed.SHORTEST
    freezer = Answering(content)
    shared = freezer.all_sessions()
    every = {"q": "shop", "state": "complete", "sort": "members", "members": "1"}
    for query in ({}, {"members": "1"}, every):
        session_list.list_sessions(freezer, Page(), NOW, query)
    with locks.acquire(freezer.project_id, "j1"):
        health.check(freezer, NOW)
    upcoming.upcoming(freezer, Page(), NOW, 24, "")
    preview.preview(freezer, {"session_id": "s1"}, NOW)
    preview.preview(freezer, {"session_id": "d1"}, NOW)
    session_list.some_sessions(freezer, ["s1", "d1"], NOW, {"members": "1"})
    session_list.get_row(freezer, "d1", NOW)
    session_list.get_row(freezer, "s1", NOW)
    sessions.get_session(freezer, "s1", NOW)
    assert freezer.all_sessions() is shared
    assert shared == json.loads(content)
