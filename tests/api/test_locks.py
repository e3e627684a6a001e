"""Turns: one writer at a time to a session, whatever becomes of the others."""

import threading
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.core.cache.backends.locmem import LocMemCache
from django.test import override_settings

from freezer_ui.cache import access, locks, responses, undo_store
from freezer_ui.errors import Conflict, Failed
from stack import ports

LOCAL = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}


@pytest.fixture(autouse=True)
def _own_cache():
    with override_settings(CACHES=LOCAL):
        cache.clear()
        yield


class Adds:
    """Notes who asked the cache for which turn, and whether it was given."""

    def __init__(self, monkeypatch):
        self._asked: dict[str, list[tuple[str, bool]]] = {}
        self._change = threading.Condition()
        self._ask = locks.backend.cache
        self.when_given = lambda: None
        monkeypatch.setattr(locks.backend, "cache", self._cache)

    def _cache(self, operation: str, *arguments: object):
        answer = self._ask(operation, *arguments)
        if operation == "add":
            with self._change:
                name = threading.current_thread().name
                self._asked.setdefault(name, []).append((arguments[0], answer))
                self._change.notify_all()
            if answer:
                self.when_given()
        return answer

    def until(self, condition) -> None:
        """Wait until it is true of what each thread asked for."""
        with self._change:
            assert self._change.wait_for(lambda: condition(self._asked), 10)


def test_one_at_a_time(monkeypatch):
    """The second has asked, and is not inside before the first has left."""
    adds, inside = Adds(monkeypatch), []

    def write() -> None:
        with locks.acquire("p", "s"):
            inside.append("second")

    second = threading.Thread(target=write, name="second")
    with locks.acquire("p", "s"):
        second.start()
        adds.until(lambda asked: len(asked.get("second", [])) >= 2)
        assert inside == []
    second.join(20)
    assert inside == ["second"]


def test_two_moves_in_opposite_directions_do_not_wait_for_each_other(monkeypatch):
    """Each one that is given its first turn goes on when the other has asked, too."""
    monkeypatch.setattr(locks, "TIMEOUT", 2)
    adds, done = Adds(monkeypatch), []
    adds.when_given = lambda: adds.until(lambda asked: len(asked) == 2)

    def move(*ids: str) -> None:
        with locks.acquire("p", *ids):
            done.append(ids)

    threads = [threading.Thread(target=move, args=ids) for ids in (("a", "b"), ("b", "a"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert sorted(done) == [("a", "b"), ("b", "a")]


def test_who_waits_too_long_is_told(monkeypatch):
    monkeypatch.setattr(locks, "TIMEOUT", 0.2)
    with (
        locks.acquire("p", "s"),
        pytest.raises(Conflict, match=r"sessions\.busy"),
        locks.acquire("p", "s"),
    ):
        pytest.fail("both had the turn")


def test_a_part_of_the_threads_waits_for_a_holder_that_may_have_died(monkeypatch):
    """Its turn ends with its lease; until then Horizon's pages need threads, too."""
    monkeypatch.setattr(locks, "_CHECK_INTERVAL", 0.05)
    entered, told, answered = [], [], threading.Semaphore(0)

    def write() -> None:
        try:
            with locks.acquire("p", "s"):
                entered.append("one")
        except Conflict as error:
            told.append(str(error))
        answered.release()

    cache.set(locks._key("p", "s"), "somebody who died", 60)
    with override_settings(FREEZER_WAITING_REQUESTS=2):
        threads = [threading.Thread(target=write) for _ in range(5)]
        for thread in threads:
            thread.start()
        for _ in range(3):
            assert answered.acquire(timeout=20)
        assert (entered, told) == ([], ["sessions.busy"] * 3)
        cache.delete(locks._key("p", "s"))
        for thread in threads:
            thread.join(20)
    assert (len(entered), len(told)) == (2, 3)


def test_all_wait_for_a_turn_that_passes_on(monkeypatch):
    monkeypatch.setattr(locks, "_CHECK_INTERVAL", 0.05)
    held, done = threading.Event(), []

    def write() -> None:
        with locks.acquire("p", "s"):
            done.append("one")

    with override_settings(FREEZER_WAITING_REQUESTS=1):
        threads = [threading.Thread(target=write) for _ in range(4)]
        cache.set(locks._key("p", "s"), "0", 60)
        for thread in threads:
            thread.start()
        for number in range(1, 400):
            cache.set(locks._key("p", "s"), str(number), 60)
            held.wait(0.001)
        cache.delete(locks._key("p", "s"))
        for thread in threads:
            thread.join(20)
    assert done == ["one"] * 4


def test_a_turn_is_given_back_after_an_error_and_nothing_else_is():
    with pytest.raises(ZeroDivisionError), locks.acquire("p", "s", None):
        raise ZeroDivisionError
    with locks.acquire("p", "s"):
        pass
    with locks.acquire("p", "s"):
        cache.set(locks._key("p", "s"), "somebody who came when our time was over")
    assert cache.get(locks._key("p", "s")) == "somebody who came when our time was over"


def test_without_the_cache_nothing_is_written():
    """Nobody listens there: what memcached's client raises differs from time to time."""
    nowhere = {
        "BACKEND": "django.core.cache.backends.memcached.PyMemcacheCache",
        "LOCATION": f"127.0.0.1:{ports.unused(1)[0]}",
    }
    with override_settings(CACHES={"default": nowhere}):
        for _ in range(3):
            with pytest.raises(Failed, match=r"service\.no_cache"), locks.acquire("p", "s"):
                pytest.fail("there is no turn without a cache")


def test_a_turn_that_ran_out_is_noticed_before_the_next_call():
    with locks.acquire("p", "s") as keep_turn:
        keep_turn()
        cache.set(locks._key("p", "s"), "somebody who came when our time was over")
        with pytest.raises(Conflict, match=r"sessions\.took_too_long"):
            keep_turn()


def test_other_projects_and_sessions_are_not_waited_for():
    with locks.acquire("p", "s"), locks.acquire("q", "s"), locks.acquire("p", "t"):
        pass


def test_a_turn_outlasts_the_longest_call():
    with override_settings(FREEZER_CONNECT_TIMEOUT=5, FREEZER_READ_TIMEOUT=40):
        # an address of each kind is tried
        assert locks._lease() > 2 * 5 + 40


def test_every_turn_that_is_held_is_renewed_and_none_that_was_given_back():
    locks.renew_all()
    with locks.acquire("p", "s"), locks.acquire("p", "t"):
        locks.renew_all()
        cache.set(locks._key("p", "s"), "somebody who came when our time was over")
        with pytest.raises(Conflict, match=r"sessions\.took_too_long"):
            locks.renew_all()
    locks.renew_all()


class _Deaf(LocMemCache):
    """As pymemcache is for a moment after an error: it keeps nothing, and says so to nobody."""

    def add(self, *_arguments, **_options):
        return False

    def set(self, *_arguments, **_options):
        return None


def test_a_cache_that_passes_over_its_errors_gives_no_turn_and_keeps_no_schedule_unnoticed():
    deaf = {"default": {"BACKEND": "tests.api.test_locks._Deaf", "LOCATION": "deaf"}}
    with override_settings(CACHES=deaf):
        with pytest.raises(Failed, match=r"service\.no_cache"), locks.acquire("p", "s"):
            pytest.fail("there is no turn without a cache")
        with pytest.raises(Failed, match=r"service\.no_cache"):
            undo_store.save("p", "j", "s", {"schedule": {}, "stopped": False}, None, 1)


def test_nobody_waits_for_an_answer_that_such_a_cache_would_not_keep(monkeypatch):
    monkeypatch.setattr(responses.time, "sleep", lambda _seconds: pytest.fail("nobody reads it"))
    deaf = {"default": {"BACKEND": "tests.api.test_locks._Deaf", "LOCATION": "deaf"}}
    caller = SimpleNamespace(
        project_id="p", url="http://freezer.invalid", roles="member", token="t1"
    )
    with override_settings(CACHES=deaf):
        made = responses.get_or_make(caller, ["x"], 30, 1000, lambda: {"items": []})
    assert made == {"items": [], "read": 1000}


def test_an_answer_that_came_between_the_look_and_the_turn_is_not_read_twice(monkeypatch):
    """Its reader keeps it and lets go of the turn just before we ask for that."""
    caller = SimpleNamespace(
        project_id="p", url="http://freezer.invalid", roles="member", token="t1"
    )
    ask = locks.backend.cache
    key = responses._key(caller, ["x"])
    access.note(caller.token)

    def cache_of_two(operation: str, *arguments: object):
        if operation == "add":
            ask("set", key, {"items": [1], "read": 1000}, 60)
        return ask(operation, *arguments)

    monkeypatch.setattr(locks.backend, "cache", cache_of_two)
    made = responses.get_or_make(caller, ["x"], 30, 1001, lambda: pytest.fail("read again"))
    assert made == {"items": [1], "read": 1000}
    assert ask("get", responses._reading(key)) is None
