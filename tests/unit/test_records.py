"""What a backup's record says, which are wanted, and in which order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freezer_ui.domain.backups import records
from freezer_ui.messages import say
from freezer_ui.services import paging
from tests.unit.refusals import refused


def row(number=1, **metadata):
    known = {"backup_name": "orders", "hostname": "db-1", "job_id": "j1", "time_stamp": 1_000}
    return {"backup_id": f"b{number}", "status": "available", "backup_metadata": known | metadata}


def ids(facts):
    return [fact["id"] for fact in facts]


def test_a_record_is_told_in_our_words():
    fact = records.facts(
        row(
            container="/var/backups",
            storage="local",
            mode="fs",
            engine_name="tar",
            path_to_backup="/srv/orders",
            curr_backup_level=2,
            max_level=3,
            client_version="19.0.0",
        )
    )
    assert fact == {
        "id": "b1",
        "backup_name": "orders",
        "hostname": "db-1",
        "container": "/var/backups",
        "storage": "local",
        "mode": "fs",
        "engine_name": "tar",
        "path": "/srv/orders",
        "at": 1_000,
        "level": 2,
        "job_id": "j1",
        "session_id": None,
        "session_tag": None,
        "client_version": "19.0.0",
        "status": "available",
        "volume": None,
        "refused": None,
        "unreadable": [],
    }


@pytest.mark.parametrize("nothing", [-1, "", 0, None, "yesterday", True])
def test_a_time_that_is_none_is_none_and_cannot_be_restored(nothing):
    fact = records.facts(row(time_stamp=nothing))
    assert (fact["at"], "no time" in say(fact["refused"])) == (None, True)


def test_an_empty_record_is_told_too():
    fact = records.facts({"backup_id": "b", "backup_metadata": None})
    assert (fact["backup_name"], fact["hostname"], fact["at"], fact["status"]) == (
        "",
        None,
        None,
        "available",
    )


def test_what_freezer_does_not_call_available_is_not_restored():
    assert "marks this backup as error" in say(
        records.facts(row() | {"status": "error"})["refused"]
    )
    assert "no name" in say(records.facts(row(backup_name=""))["refused"])


def test_a_level_that_freezer_made_up_is_not_told():
    assert records.facts(row(curr_backup_level=0, max_level=3))["level"] is None
    assert records.facts(row(curr_backup_level=0))["level"] == 0
    assert records.facts(row(curr_backup_level="one"))["level"] is None


def test_a_pin_needs_session_and_tag():
    pinned = records.facts(row(session_id="s1", session_tag=4))
    assert (pinned["session_id"], pinned["session_tag"]) == ("s1", 4)
    for half in ({"session_id": "s1"}, {"session_id": None, "session_tag": 4}):
        fact = records.facts(row(**half))
        assert (fact["session_id"], fact["session_tag"]) == (None, None)


def test_a_search_looks_into_what_is_said_in_any_case():
    facts = [records.facts(row(1)), records.facts(row(2, backup_name="Uploads", job_id=None))]
    assert ids(records.wanted(facts, "UPLOAD")) == ["b2"]
    assert ids(records.wanted(facts, "db-1")) == ["b1", "b2"]
    assert ids(records.wanted(facts, "db-1", job="j1")) == ["b1"]
    assert ids(records.wanted(facts, hosts={"web-1"})) == []


def test_a_session_has_its_jobs_backups_unless_they_are_pinned_elsewhere():
    facts = [
        records.facts(row(1)),
        records.facts(row(2, session_id="s2", session_tag=1)),
        records.facts(row(3, job_id="gone", session_id="s1", session_tag=1)),
    ]
    assert ids(records.wanted(facts, session=("s1", {"j1"}))) == ["b1", "b3"]
    assert ids(records.wanted(facts, session=("s2", set()))) == ["b2"]


def test_the_newest_come_first_and_those_without_a_time_last():
    facts = [records.facts(row(n, time_stamp=at)) for n, at in enumerate([5, None, 9, 9])]
    assert ids(records.Order.of(None, None).sorted(facts)) == ["b3", "b2", "b0", "b1"]
    assert ids(records.Order.of("at", "asc").sorted(facts)) == ["b1", "b0", "b2", "b3"]
    assert ids(records.Order.of("hostname", None).sorted(facts)) == ["b0", "b1", "b2", "b3"]


TIMES = st.lists(st.integers(0, 30), max_size=60)


@given(TIMES, TIMES, st.sampled_from([None, "at", "hostname"]), st.integers(1, 7))
def test_pages_lose_nothing_when_something_comes_and_goes_between_them(times, more, sort, limit):
    order = records.Order.of(sort, None)
    stays = [records.facts(row(f"s{n}", time_stamp=at)) for n, at in enumerate(times)]
    moves = [records.facts(row(f"m{n}", time_stamp=at)) for n, at in enumerate(more)]
    seen, cursor, there = [], None, False
    while True:
        every = order.sorted(stays + (moves if there else []))
        found, cursor = paging.after_cursor(limit, cursor, every, order.place, order.down)
        seen += ids(found)
        there = not there
        if cursor is None:
            break
    assert set(ids(stays)) <= set(seen)
    assert len(seen) == len(set(seen))


@pytest.mark.parametrize("cursor", ["", "1", "é", "bnVsbA==", "WyJhIiwgImIiXQ=="])
def test_a_cursor_that_no_page_answered_is_told(cursor):
    order = records.Order.of(None, None)
    facts = order.sorted([records.facts(row(1)), records.facts(row(2))])
    told = refused(paging.after_cursor, 1, cursor, facts, order.place, order.down)
    assert list(told) == ["cursor"]


@pytest.mark.parametrize("said", [True, "True", 1])
def test_a_trial_run_is_no_restore_point(said):
    assert "dry_run" in say(records.facts(row(dry_run=said))["refused"])


@pytest.mark.parametrize("said", [False, "", None, "False", 0])
def test_a_run_that_was_none_is(said):
    assert records.facts(row(dry_run=said))["refused"] is None


@pytest.mark.parametrize("storage", ["ftp", "ftps", "s3"])
def test_a_storage_that_agents_cannot_restore_from_is_refused(storage):
    assert storage in say(records.facts(row(storage=storage))["refused"])


@pytest.mark.parametrize("key", ["backup_name", "container", "hostname"])
def test_a_percent_is_refused_for_the_job_would_never_end(key):
    assert "%" in say(records.facts(row(**{key: "100%"}))["refused"])


def test_a_time_behind_the_calendar_is_no_time_to_restore():
    assert "no time" in say(records.facts(row(time_stamp=253_402_300_800))["refused"])
