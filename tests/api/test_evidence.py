"""What lists know of jobs proves as much as it can, and no more; in Django's own cache."""

import pytest
from django.core.cache import cache
from hypothesis import given, settings
from hypothesis import strategies as st

from freezer_ui.latest import Latest
from freezer_ui.services import evidence, session_rows
from tests.unit.documents import entry, job, session

#: The window of the run is over, and what was written in it can be read.
NOW = 10_100
LOST = entry(time_started=9_000, time_ended=10_012)
BEFORE = {"time_started": 9_000, "time_ended": 9_010}


class Jobs:
    """A Freezer that has these jobs, and counts who asks for them."""

    project_id, url, roles, volumes = "p1", "http://freezer", "member", None

    def __init__(self, **jobs):
        self.jobs, self.asked = jobs, []

    def find_jobs(self, job_ids) -> dict:
        self.asked.append(sorted(job_ids))
        return {job_id: self.jobs.get(job_id) for job_id in job_ids}


@pytest.fixture(autouse=True)
def _nothing_is_known():
    cache.clear()
    session_rows._rows = Latest(session_rows.MOST)


def settled(freezer, document, now, gather=False):
    (row,) = session_rows.confirmed(freezer, [document], now, gather)
    return row


def told(row):
    return row.judged.state, row.item["confirmed"]


def test_what_is_known_settles_a_row_until_the_session_is_another():
    freezer, document = Jobs(a=job(tag=3, **BEFORE)), session(jobs={"a": LOST})
    assert told(settled(freezer, document, NOW)) == ("checking", False)
    assert told(settled(freezer, document, NOW, gather=True)) == ("incomplete", True)
    assert told(settled(freezer, document, NOW + 3000)) == ("incomplete", True)
    changed = session(jobs={"a": {**LOST, "time_ended": 10_013}})
    assert told(settled(freezer, changed, NOW)) == ("checking", False)
    assert freezer.asked == [["a"]]


def test_what_was_proved_stays_so_when_the_session_is_another():
    freezer, document = Jobs(a=job()), session(jobs={"a": LOST})
    settled(freezer, document, NOW, gather=True)
    changed = session(jobs={"a": LOST, "b": entry()})
    assert told(settled(freezer, changed, NOW)) == ("complete", True)


def test_what_had_not_begun_in_its_window_may_have_begun_since():
    freezer, document = Jobs(a=job(tag=3, **BEFORE)), session(jobs={"a": entry(**BEFORE)})
    assert told(settled(freezer, document, 10_020, gather=True)) == ("running", True)
    assert told(settled(freezer, document, 10_031)) == ("checking", False)
    # nor does what is read before the agent can have written it
    assert told(settled(freezer, document, 10_033, gather=True)) == ("checking", False)
    assert told(settled(freezer, document, 10_036, gather=True)) == ("incomplete", True)


def test_what_runs_is_asked_for_again_and_goes_on_running_meanwhile():
    own = job(status="running", time_ended=-1, result="")
    freezer, document = Jobs(a=own), session(jobs={"a": entry(status="running", time_ended=9_000)})
    assert told(settled(freezer, document, NOW, gather=True)) == ("running", True)
    assert told(settled(freezer, document, NOW + evidence.FRESH)) == ("running", True)
    assert told(settled(freezer, document, NOW + evidence.FRESH + 1)) == ("running", False)
    settled(freezer, document, NOW + evidence.FRESH, gather=True)
    assert len(freezer.asked) == 1
    freezer.jobs["a"] = job()
    later = settled(freezer, document, NOW + evidence.FRESH + 1, gather=True)
    assert told(later) == ("complete", True)


def test_who_read_long_ago_does_not_replace_what_is_known_since():
    freezer, document = Jobs(a=job()), session(jobs={"a": LOST})
    settled(freezer, document, NOW, gather=True)
    slow = session(jobs={"a": LOST}, session_tag=3)
    evidence.keep(freezer, [slow], {"a": job(tag=3, **BEFORE)}, NOW - 30)
    assert told(settled(freezer, document, NOW + 1)) == ("complete", True)


def test_a_backup_that_runs_is_as_long_as_the_one_before():
    freezer, document = Jobs(a=job(time_ended=10_042)), session(jobs={"a": LOST})
    settled(freezer, document, NOW, gather=True)
    assert evidence.measure(freezer, [document], NOW) == {"s1": {"a": 42}}
    freezer.jobs["a"] = job(status="running", time_started=13_600, time_ended=-1, result="")
    again = session(jobs={"a": LOST}, time_start=13_600, session_tag=5)
    settled(freezer, again, 13_610, gather=True)
    assert evidence.measure(freezer, [again], 13_610) == {"s1": {"a": 42}}


_moments = st.sampled_from([-1, 9_000, 9_999, 10_000, 10_012, 10_050])
_own = st.fixed_dictionaries(
    {
        "status": st.sampled_from(["running", "scheduled", "completed", ""]),
        "result": st.sampled_from(["success", "fail", ""]),
        "time_started": _moments,
        "time_ended": _moments,
    }
)


@settings(max_examples=200)
@given(_own, _own, st.integers(3, 4), st.lists(st.integers(0, 40), max_size=6))
def test_a_settled_row_that_is_held_is_what_would_be_made_again(said, own, tag, steps):
    freezer, document = Jobs(a=job(tag=tag, **own)), session(jobs={"a": entry(**said)})
    now = 10_005
    settled(freezer, document, now, gather=True)
    for step in steps:
        now += step
        row = settled(freezer, document, now)
        assert row.since <= now < row.until
        session_rows._rows = Latest(session_rows.MOST)
        assert settled(freezer, document, now).item == row.item
