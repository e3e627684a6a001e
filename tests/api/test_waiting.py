"""Who waits for Freezer, for how long, and when nobody does."""

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager

import pytest
from django.core.cache import cache
from django.test import override_settings

from freezer_ui import bulkhead, deadline
from freezer_ui.api import parallel, transport
from freezer_ui.api.client import Freezer
from freezer_ui.cache import circuit, locks, responses
from freezer_ui.errors import Conflict, Failed, NoAnswer, Unavailable
from stack import ports
from tests.faults.proxy import Proxy

URL = "http://freezer.example:9090/v2"
PLACE = bulkhead.origin(URL)


@pytest.fixture(autouse=True)
def _fresh():
    """No failure of another test is known, and none of these afterwards."""
    cache.clear()
    circuit._healthy.clear()
    bulkhead._sides.clear()
    yield
    cache.clear()
    circuit._healthy.clear()


@pytest.fixture
def silent(monkeypatch):
    """Freezer counts as silent from the first moment on."""
    monkeypatch.setattr(bulkhead, "SILENT_AFTER", 0)


@contextmanager
def waiting(number: int) -> Iterator[None]:
    """As many requests that wait, of threads of their own."""
    entered, end = threading.Barrier(number + 1), threading.Event()

    def wait() -> None:
        with bulkhead.request(URL):
            entered.wait(10)
            end.wait(10)

    with ThreadPoolExecutor(number) as pool:
        for _ in range(number):
            pool.submit(wait)
        entered.wait(10)
        yield
        end.set()


def test_every_request_is_let_in_while_freezer_answers():
    with waiting(12):
        bulkhead.answered(PLACE)
        with bulkhead.request(URL):
            assert not bulkhead.has_to_give_way()


def test_the_first_requests_wait_for_a_silent_freezer_and_the_rest_gives_way(monkeypatch):
    with ExitStack() as entered, override_settings(FREEZER_WAITING_REQUESTS=2):
        ranks = []
        for _ in range(4):
            entered.enter_context(bulkhead.request(URL))
            with monkeypatch.context() as patch:
                patch.setattr(bulkhead, "SILENT_AFTER", 0)
                ranks.append(bulkhead.has_to_give_way())
    assert ranks == [False, False, True, True]


def test_one_too_many_is_refused_and_another_freezer_is_not_concerned(silent):
    with override_settings(FREEZER_WAITING_REQUESTS=2), waiting(2):
        with pytest.raises(Unavailable, match=r"freezer\.busy"), bulkhead.request(URL):
            pass
        with bulkhead.request("https://elsewhere.example"):
            assert not bulkhead.has_to_give_way()
    with bulkhead.request(URL):
        pass


def test_who_has_to_give_way_does_so_wherever_it_waits(monkeypatch):
    caller = Freezer("token", "project", "http://127.0.0.1:9")
    free = threading.Event()
    with override_settings(FREEZER_WAITING_REQUESTS=1), waiting(1), bulkhead.request(URL):
        monkeypatch.setattr(bulkhead, "SILENT_AFTER", 0)
        cache.set(locks._key("project", "s1"), "somebody")
        with pytest.raises(Unavailable), locks.acquire("project", "s1"):
            pass
        cache.set(responses._reading(responses._key(caller, ["x"])), 1)
        with pytest.raises(Unavailable):
            responses.get_or_make(caller, ["x"], 5, 100, dict)
        with pytest.raises(Unavailable):
            parallel.gather([free.wait])
        free.set()


def test_a_request_ends_in_time_before_its_first_write_only(monkeypatch):
    cache.set(locks._key("project", "s1"), "somebody")
    with deadline.request(0):
        with pytest.raises(NoAnswer, match=r"freezer\.no_time_left"):
            transport._call("GET", URL)
        with pytest.raises(Conflict), locks.acquire("project", "s1"):
            pass
        with pytest.raises(NoAnswer):
            parallel.gather([threading.Event().wait])
        deadline.lift()
        assert deadline.limited(7) == 7
        assert parallel.gather([lambda: deadline.limited(7)]) == [7]


def test_a_write_lifts_the_deadline():
    nowhere = Freezer("token", "project", f"http://127.0.0.1:{ports.free().freezer}")
    with deadline.request(5):
        assert deadline.limited(7) <= 5
        with pytest.raises(Failed, match=r"^freezer\.not_made .*freezer\.unreachable"):
            nowhere.delete_session("s1")
        assert deadline.limited(7) == 7


def test_a_process_sees_what_another_has_closed_or_opened():
    """Another process is one that does not know what this one saw."""
    for _ in range(3):
        with circuit.call(PLACE) as told:
            told.failed("ReadTimeoutError")
    circuit._healthy.clear()
    with pytest.raises(Unavailable, match=r"freezer\.left_alone"), circuit.call(PLACE):
        pass
    circuit._close(PLACE)
    with circuit.call(PLACE):
        pass


def test_an_answer_in_between_begins_the_row_anew():
    for _ in range(5):
        for _ in range(2):
            with circuit.call(PLACE) as told:
                told.failed("ReadTimeoutError")
        with circuit.call(PLACE) as told:
            told.answered(404)


def wait_for_the_trial() -> dict:
    """Until one call may try; the state of the open circuit."""
    while time.time() <= (state := cache.get(circuit._key("open", PLACE)))["until"]:
        time.sleep(0.001)
    return state


def test_one_of_many_tries_and_what_says_nothing_is_no_trial():
    with override_settings(FREEZER_CIRCUIT_FAILURES=1, FREEZER_CIRCUIT_PAUSE=0.001):
        with circuit.call(PLACE) as told:
            told.answered(503)
        first = wait_for_the_trial()
        for _ in range(2):  # Each is given up before it could tell.
            with (
                circuit.call(PLACE),
                pytest.raises(Unavailable, match=r"freezer\.being_tried"),
                circuit.call(PLACE),
            ):
                pass
        with circuit.call(PLACE) as told:
            told.failed("ReadTimeoutError")
        again = wait_for_the_trial()
        assert again["since"] == first["since"]
        assert again["until"] > first["until"]
        with circuit.call(PLACE) as told:
            told.answered(200)
        with circuit.call(PLACE), circuit.call(PLACE):
            pass


def test_a_call_that_had_less_time_than_usual_counts_for_nothing(wired):
    """A page waits half a second for its first rows: a Freezer that takes longer is not down."""
    proxy = Proxy(wired.cloud.freezer_url, *ports.unused(1))
    try:
        proxy.inject("GET", "/", "delay", nth=0)
        freezer = Freezer("token", "project", proxy.url)
        with deadline.at_most(0.05):
            for _ in range(5):
                with pytest.raises(NoAnswer):
                    freezer.sessions(1, 0)
        assert len(proxy.calls) == 5
    finally:
        proxy.close()


def test_without_a_cache_freezer_is_called(monkeypatch):
    def broken(*_arguments):
        raise ConnectionError

    for name in ("get_many", "add", "incr"):
        monkeypatch.setattr(cache, name, broken)
    for _ in range(5):
        with circuit.call(PLACE) as told:
            told.failed("ReadTimeoutError")
