"""Several calls at a time."""

import threading
import time
from functools import partial

import pytest

from freezer_ui.api import abreast, transport


def test_answers_come_in_the_order_of_the_calls_which_run_together():
    # passes only if all of them are under way at once
    together = threading.Barrier(abreast.MOST, timeout=10)

    def call(number: int) -> int:
        together.wait()
        return number

    calls = [partial(call, number) for number in range(abreast.MOST)]
    assert abreast.answers(calls) == list(range(abreast.MOST))
    assert abreast.answers([]) == []


def test_the_first_failure_is_raised_and_the_rest_is_not_begun():
    begun = []

    def fail() -> None:
        raise ValueError("of the first")

    def note() -> None:
        begun.append(1)
        time.sleep(0.02)

    with pytest.raises(ValueError, match="of the first"):
        abreast.answers([note] * 3 + [fail] + [note] * 500)
    assert len(begun) < 100


def test_what_limits_the_asker_limits_the_calls():
    with transport.at_most(0.25):
        assert abreast.answers([transport.timeouts] * 2) == [(0.25, 0.25)] * 2
    assert abreast.answers([transport.timeouts]) != [(0.25, 0.25)]
