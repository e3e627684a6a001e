"""What a document's fields may be, and what stands in for a value that they cannot be."""

import json
import math
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freezer_ui.domain import documents
from freezer_ui.domain.documents import NOT_READABLE, unreadable
from freezer_ui.domain.runs import run
from freezer_ui.domain.schedules import schedule, timetable
from freezer_ui.domain.times import LATEST, epoch
from freezer_ui.messages import say, schedules
from tests.unit.documents import entry, job, session

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


def read(**parts):
    return documents.session(session(**parts))


def test_a_document_as_freezer_writes_it_is_the_same_object():
    """Lists have a thousand of them: nothing is copied."""
    whole = session(jobs={"a": entry(), "b": entry(time_started="", time_ended=-1)})
    assert documents.session(whole) is whole
    assert documents.job(work := job()) is work
    rows = [whole, session(jobs={"a": entry()})]
    found = documents.every(rows, documents.session)
    assert [each is row for each, row in zip(found, rows, strict=True)] == [True, True]
    assert documents.every(found, documents.session) is found


@pytest.mark.parametrize(
    "value", [9_999_999_999_999, 1e18, math.nan, math.inf, -5, "yesterday", [1], {"a": 1}, True]
)
def test_a_time_that_is_none_is_no_time_and_said_so(value):
    found = read(time_start=value)
    assert epoch(found["time_start"]) is None
    assert unreadable(found, "time_start", "time_end") == ["time_start"]


@pytest.mark.parametrize("value", [-1, "", None, 0, 1_700_000_000, 1_700_000_000.5, LATEST])
def test_times_and_freezers_several_nothings_are_readable(value):
    found = read(time_start=value)
    assert found["time_start"] == value
    assert unreadable(found, "time_start") == []


def test_a_number_for_a_text_is_shown_as_it_would_be_typed():
    found = read(description=5, result=True)
    assert (found["description"], found["result"]) == ("5", "True")
    assert unreadable(found, "description", "result") == []


def test_half_a_character_can_be_written_down():
    found = read(description="half \ud83d")
    assert found["description"].encode() == b"half ?"


@pytest.mark.parametrize("value", [[], [1], {"a": 1}])
def test_no_text_says_that_it_is_not_readable(value):
    assert read(description=value)["description"] == NOT_READABLE


def test_a_tag_that_is_no_number_can_be_counted_with():
    assert [read(session_tag=tag)["session_tag"] for tag in ("x", 1e18, -3, [1])] == [0] * 4
    found = documents.job(job() | {"session_tag": "x"})
    assert found["session_tag"] < 1


def test_a_schedule_that_is_none_is_not_the_same_as_no_schedule():
    found = read(schedule=["daily"])
    assert schedules.words(found["schedule"]) == NOT_READABLE
    assert timetable.next_of({**found, "jobs": {"a": {}}}, 10_000, "UTC") == (
        None,
        False,
        timetable.UNREADABLE,
    )
    assert unreadable(found, "schedule") == ["schedule"]
    assert schedule.own(read(schedule={})["schedule"]) == {}


def test_members_that_are_none_are_not_an_empty_session():
    judged = run.judge(read(jobs=[1]), None, 10_000)
    assert (judged.state, judged.complete) == ("unknown", False)
    assert "not readable" in say(judged.message)


def test_a_member_without_anything_is_a_member():
    found = read(jobs={"a": None, "b": 5, "c": {"client_id": [1]}})
    assert {key: dict(each) for key, each in found["jobs"].items()} == {
        "a": {},
        "b": {},
        "c": {"client_id": NOT_READABLE},
    }
    assert set(run.judge(found, None, 10_000).members) == {"a", "b", "c"}


def test_what_has_no_id_is_a_row_all_the_same():
    found = documents.every([{}, None, 5, {"session_id": "../jobs"}], documents.session)
    assert [each["session_id"] for each in found] == [NOT_READABLE] * 4
    # asked for by its id, it has that
    assert documents.session({}, "s1")["session_id"] == "s1"
    assert documents.job({"job_id": 5}, "a")["client_id"] == NOT_READABLE


@pytest.mark.parametrize(("answered", "asked"), [("ab12", "AB12"), ("ab12", "Ab12")])
def test_another_spelling_of_an_id_is_not_this_document(answered, asked):
    """MySQL answers it all the same (M5): a session would list a job under an id that is none."""
    with pytest.raises(documents.Namesake):
        documents.job({"job_id": answered}, asked)


@pytest.mark.parametrize(("answered", "asked"), [("web-1", "WEB-1"), ("müller", "muller")])
def test_another_spelling_of_a_clients_name_is_not_this_client(answered, asked):
    with pytest.raises(documents.Namesake):
        documents.client({"client": {"client_id": answered}}, asked)
    assert documents.client({"client": {"client_id": asked}}, asked)["client_id"] == asked


def test_the_answer_to_another_request_is_no_answer():
    with pytest.raises(ValueError, match="another"):
        documents.session({"session_id": "s2"}, "s1")


@pytest.mark.parametrize("answer", [None, 5, "x", {}])
def test_what_is_no_list_is_refused(answer):
    with pytest.raises(ValueError, match="no list"):
        documents.every(answer, documents.session)


@pytest.mark.parametrize("answer", [None, 5, "x", []])
def test_what_is_no_document_is_refused(answer):
    with pytest.raises(ValueError, match="no document"):
        documents.session(answer)


def test_what_is_too_deep_is_not_handed_on():
    deep = []
    for _ in range(900):
        deep = [deep]
    found = documents.action({"action_id": "a", "freezer_action": {"x": deep}})
    assert found["freezer_action"]["x"] == NOT_READABLE


@given(st.dictionaries(st.sampled_from(sorted({*session()} - {"session_id"})), JSON))
def test_what_is_written_again_is_what_was_read(parts):
    """A change keeps what we do not understand of a document."""
    whole = session(jobs={"a": entry()}) | parts
    found = documents.session(whole, "s1")
    assert documents.with_raw_values(found) == whole | {"session_id": "s1"}
    assert json.dumps(found, allow_nan=False)


def test_a_cache_keeps_what_stands_for_what():
    found = pickle.loads(pickle.dumps(read(time_start=1e18, jobs=[1])))  # noqa: S301 our own
    assert unreadable(found, "time_start", "jobs") == ["time_start", "jobs"]
    assert documents.with_raw_values(found)["time_start"] == 1e18
