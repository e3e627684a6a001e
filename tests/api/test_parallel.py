"""Several calls at a time."""

import threading
from functools import partial
from types import SimpleNamespace

import pytest

from freezer_ui import deadline
from freezer_ui.api import parallel, transport
from freezer_ui.errors import NoAnswer


def test_answers_come_in_the_order_of_the_calls_which_run_together():
    # passes only if all of them are under way at once
    together = threading.Barrier(parallel.WORKERS, timeout=60)

    def call(number: int) -> int:
        together.wait()
        return number

    calls = [partial(call, number) for number in range(parallel.WORKERS)]
    assert parallel.gather(calls) == list(range(parallel.WORKERS))
    assert parallel.gather([]) == []


def test_the_first_failure_is_raised_and_the_rest_is_not_begun():
    begun, released = [], threading.Event()

    def fail() -> None:
        raise ValueError("of the first")

    def note() -> None:
        begun.append(1)
        released.wait(60)

    with pytest.raises(ValueError, match="of the first"):
        parallel.gather([note] * 3 + [fail] + [note] * 500)
    released.set()
    assert len(begun) <= parallel.WORKERS


def test_what_limits_the_asker_limits_the_calls():
    with deadline.at_most(0.25):
        assert parallel.gather([transport.timeouts] * 2) == [(0.25, 0.25)] * 2
    assert parallel.gather([transport.timeouts]) != [(0.25, 0.25)]


def test_calls_within_calls_are_answered(monkeypatch):
    """All threads are taken by calls that have calls of their own."""
    monkeypatch.setattr(parallel, "TIMEOUT", 60)
    together = threading.Barrier(parallel.WORKERS, timeout=60)

    def outer(number: int) -> list[int]:
        together.wait()
        return parallel.gather([lambda: number, lambda: -number])

    calls = [partial(outer, number) for number in range(parallel.WORKERS)]
    assert parallel.gather(calls) == [[number, -number] for number in range(parallel.WORKERS)]


def test_nobody_waits_longer_than_the_deadline(monkeypatch):
    monkeypatch.setattr(parallel, "TIMEOUT", 0.1)
    released, asked = threading.Event(), []

    def wait_for_release() -> None:
        asked.append(1)
        released.wait(60)

    try:
        with pytest.raises(NoAnswer, match=r"freezer\.no_answer"):
            parallel.gather([wait_for_release] * 3 * parallel.WORKERS)
    finally:
        released.set()
    monkeypatch.setattr(parallel, "TIMEOUT", 60)
    # the threads are free again, and what had not begun is not asked
    assert parallel.gather([lambda: 1]) == [1]
    assert len(asked) <= parallel.WORKERS


def test_calls_of_a_call_that_are_late_are_not_made(monkeypatch):
    moments = iter([0, 0, parallel.TIMEOUT + 1])
    monkeypatch.setattr(parallel, "time", SimpleNamespace(monotonic=lambda: next(moments)))
    asked = []
    with pytest.raises(NoAnswer):
        parallel._one_by_one([lambda: asked.append(1)] * 5)
    assert asked == [1]
