"""Turns: one writer at a time to a session, whatever becomes of the others."""

import threading

import pytest
from django.core.cache import cache
from django.test import override_settings

from freezer_ui.api import turns
from freezer_ui.api.errors import Conflict, Failed
from stack import ports

LOCAL = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}


@pytest.fixture(autouse=True)
def _own_cache():
    with override_settings(CACHES=LOCAL):
        cache.clear()
        yield


def test_one_at_a_time():
    inside, most = [], []

    def write() -> None:
        with turns.taken("p", "s"):
            inside.append(1)
            most.append(len(inside))
            inside.pop()

    threads = [threading.Thread(target=write) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert most == [1] * 10


def test_two_moves_in_opposite_directions_do_not_wait_for_each_other_for_ever():
    done = []

    def move(*ids: str) -> None:
        for _ in range(5):
            with turns.taken("p", *ids):
                done.append(ids)

    threads = [threading.Thread(target=move, args=ids) for ids in (("a", "b"), ("b", "a"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert len(done) == 10


def test_who_waits_too_long_is_told(monkeypatch):
    monkeypatch.setattr(turns, "PATIENCE", 0.2)
    with (
        turns.taken("p", "s"),
        pytest.raises(Conflict, match="Others are changing"),
        turns.taken("p", "s"),
    ):
        pytest.fail("both had the turn")


def test_a_turn_is_given_back_after_an_error_and_nothing_else_is():
    with pytest.raises(ZeroDivisionError), turns.taken("p", "s", None):
        raise ZeroDivisionError
    with turns.taken("p", "s"):
        pass
    with turns.taken("p", "s"):
        cache.set("freezer-ui:turn:p:s", "somebody who came when our time was over")
    assert cache.get("freezer-ui:turn:p:s") == "somebody who came when our time was over"


def test_without_the_cache_nothing_is_written():
    """Nobody listens there: what memcached's client raises differs from time to time."""
    nowhere = {
        "BACKEND": "django.core.cache.backends.memcached.PyMemcacheCache",
        "LOCATION": f"127.0.0.1:{ports.unused(1)[0]}",
    }
    with override_settings(CACHES={"default": nowhere}):
        for _ in range(3):
            with (
                pytest.raises(Failed, match="cache cannot be reached"),
                turns.taken("p", "s"),
            ):
                pytest.fail("there is no turn without a cache")


def test_a_turn_that_ran_out_is_noticed_before_the_next_call():
    with turns.taken("p", "s") as keep_turn:
        keep_turn()
        cache.set("freezer-ui:turn:p:s", "somebody who came when our time was over")
        with pytest.raises(Conflict, match="took so long"):
            keep_turn()


def test_other_projects_and_sessions_are_not_waited_for():
    with turns.taken("p", "s"), turns.taken("q", "s"), turns.taken("p", "t"):
        pass
