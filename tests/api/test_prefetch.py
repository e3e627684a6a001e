"""Prefetches: few at a time, dropped where there are enough, waited for by nobody for long."""

import logging
import threading
import time
from types import SimpleNamespace

import pytest

from freezer_ui.api import parallel
from freezer_ui.content import prefetch
from freezer_ui.content.sessions import first_rows
from freezer_ui.errors import Failed, NoAnswer
from freezer_ui.message import message


@pytest.fixture(autouse=True)
def _as_a_member(monkeypatch):
    monkeypatch.setattr(prefetch.policy, "check", lambda _rules, _request: True)
    monkeypatch.setattr(prefetch, "connect", lambda _request: "Freezer")


def until(condition) -> None:
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_more_than_a_few_at_a_time_are_dropped_and_the_next_ones_are_not():
    released, done = threading.Event(), []

    def read(freezer: str) -> list:
        released.wait(60)
        done.extend(parallel.gather([lambda: freezer] * 3))
        return done

    begun = [prefetch.submit(None, (), read) for _ in range(10 * parallel.WORKERS)]
    assert [each is not None for each in begun] == [True] * prefetch.WORKERS + [False] * (
        10 * parallel.WORKERS - prefetch.WORKERS
    )
    released.set()
    until(lambda: len(done) == 3 * prefetch.WORKERS)
    until(lambda: all(each.done() for each in begun[: prefetch.WORKERS]))
    again = prefetch.submit(None, (), lambda freezer: freezer)
    assert again.result(60) == "Freezer"


@pytest.mark.parametrize("error", [NoAnswer("too late"), OverflowError("a strange document")])
def test_a_prefetch_that_fails_is_logged_and_its_place_is_free_again(error, caplog):
    def fail(_freezer: str) -> None:
        raise error

    for _ in range(3 * prefetch.WORKERS):
        reading = prefetch.submit(None, (), fail)
        until(reading.done)
    with caplog.at_level(logging.WARNING):
        until(lambda: len(caplog.records) >= 3 * prefetch.WORKERS)
    assert "rows" in caplog.records[-1].getMessage()


def test_who_may_not_read_or_has_no_freezer_has_none(monkeypatch):
    def refuse(_request) -> str:
        raise Failed(message("freezer.no_service"))

    monkeypatch.setattr(prefetch, "connect", refuse)
    assert prefetch.submit(None, (), str) is None
    monkeypatch.setattr(prefetch.policy, "check", lambda _rules, _request: False)
    assert prefetch.submit(None, (), str) is None


def test_a_page_is_drawn_without_rows_that_are_late_or_cannot_be_read(monkeypatch):
    monkeypatch.setattr(prefetch, "TIMEOUT", 0.1)
    request = SimpleNamespace(session={}, COOKIES={})
    released = threading.Event()
    monkeypatch.setattr(first_rows, "_read", lambda _freezer: released.wait(60) and ["late"])
    try:
        assert list(first_rows.rows(request)) == []
    finally:
        released.set()
    monkeypatch.setattr(prefetch, "TIMEOUT", 60)

    def overflow(_freezer: str) -> list:
        raise OverflowError("a year that no calendar has")

    monkeypatch.setattr(first_rows, "_read", overflow)
    assert list(first_rows.rows(request)) == []
    monkeypatch.setattr(first_rows, "_read", lambda _freezer: ["row"])
    assert list(first_rows.rows(request)) == ["row"]
