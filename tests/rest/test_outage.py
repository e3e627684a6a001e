"""A Freezer that hangs, drips, refuses or floods: Horizon stays usable, and says what is wrong.

Two processes of a Horizon of their own, with a proxy of their own before Freezer: their circuit is
nobody else's.
"""

import re
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

import pytest
import requests

from stack import ports, users
from tests.conftest import SCHEDULE, Twin
from tests.faults.proxy import Proxy
from tests.rest.horizon import Horizon

#: Threads that the stack gives a Horizon (stack/dashboard.py).
THREADS = 8
#: Of them, those that may wait for a Freezer that does not answer.
WAITING = 4
READ_TIMEOUT = 12
ENVIRONMENT = {
    "STACK_FREEZER_READ_TIMEOUT": str(READ_TIMEOUT),
    "STACK_FREEZER_CALL_TIMEOUT": "15",
    "STACK_FREEZER_CIRCUIT_FAILURES": "3",
    "STACK_FREEZER_CIRCUIT_PAUSE": "12",
    "STACK_FREEZER_WAITING_REQUESTS": str(WAITING),
    "STACK_FREEZER_LARGEST_ANSWER": "200000",
}
LEFT_ALONE = re.compile(r"Freezer has been failing since \d\d:\d\d:\d\d\. .*no requests are sent\.")
BODY = {"description": "Never made", "hold_off": 60, "schedule": SCHEDULE}


@dataclass
class Outage:
    """One login in two processes, whose Freezer is behind `freezer`."""

    freezer: Proxy
    first: Horizon
    second: Horizon

    def is_back(self) -> bool:
        return self.first.get("sessions/").status_code == 200


@pytest.fixture(scope="module")
def outage(wired) -> Iterator[Outage]:
    port, *twins = ports.unused(3)
    freezer = Proxy(wired.cloud.freezer_url, port)
    environment = {**ENVIRONMENT, "STACK_FREEZER_URL": freezer.url}
    first, second = (
        Twin(wired.cloud, twin, f"outage-{number}", environment)
        for number, twin in enumerate(twins)
    )
    first.start()
    second.start()
    horizon = Horizon(first.url, users.DEMO)
    yield Outage(freezer, horizon, horizon.at(second.url))
    first.stop()
    second.stop()
    freezer.close()


@pytest.fixture(autouse=True)
def _whole(outage):
    """Freezer is back, and every circuit closed."""
    yield
    outage.freezer.reset()
    wait_until(outage.is_back)
    outage.freezer.reset()


def wait_until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.1)


def ask_together(horizon: Horizon, path: str, number: int) -> list[Future]:
    """As many users as that, each on a connection of its own."""

    def ask() -> requests.Response:
        with horizon.new_window() as window:
            return window.get(path)

    pool = ThreadPoolExecutor(number)
    asked = [pool.submit(ask) for _ in range(number)]
    pool.shutdown(wait=False)
    return asked


def pages(horizon: Horizon) -> list[str]:
    """The login, another panel, and a file of Horizon's."""
    login = horizon.page("/auth/login/?next=/settings/").text
    static = re.search(r'href="(/static/[^"]+\.css)"', horizon.page("/settings/").text)
    assert "csrfmiddlewaretoken" in login
    return ["/auth/login/", "/settings/", static[1]]


@pytest.mark.parametrize("kind", ["delay", "drip"])
def test_a_part_of_the_threads_waits_and_all_else_is_answered(outage, new_session, kind):
    """As many users as there are threads: without a limit nobody else would be answered before
    they are.
    """
    path, others = f"sessions/{new_session()}", pages(outage.first)
    fault = outage.freezer.inject("GET", "/v2/", kind, nth=0)
    asked = ask_together(outage.first, path, THREADS)
    assert fault.held.wait(60)
    with outage.first.new_window() as window:
        for page in others:
            assert window.page(page).status_code == 200
    # The requests that came first still wait, and no more of them than may.
    assert sum(not each.done() for each in asked) == WAITING
    # One more is refused before anything is sent.
    before = len(outage.freezer.calls)
    refused = outage.first.get(path)
    assert (refused.status_code, len(outage.freezer.calls)) == (503, before)
    assert "other requests are already waiting, so this request was not sent" in refused.text
    written = outage.first.post("sessions/", BODY)
    assert (written.status_code, len(outage.freezer.calls)) == (503, before)
    # Each of those that waited is told in the end, and then Freezer is left alone.
    assert {each.result().status_code for each in asked} == {504}
    before = len(outage.freezer.calls)
    refused = outage.first.get(path)
    assert (refused.status_code, len(outage.freezer.calls)) == (503, before)
    assert LEFT_ALONE.match(refused.json()["error"])


def test_a_dripping_answer_is_given_up_while_it_drips(outage, new_session):
    """From its first byte on, and in its body: at the same time, for both take as long."""
    faults, asked = [], []
    for skip in (0, 90):
        session_id = new_session()
        faults.append(
            outage.freezer.inject("GET", f"/sessions/{session_id}", "drip", nth=0, skip=skip)
        )
        asked += ask_together(outage.first, f"sessions/{session_id}", 1)
    for fault, answer in zip(faults, asked, strict=True):
        assert (answer.result().status_code, fault.released.is_set()) == (504, False)
        assert answer.result().json()["error"] == "Freezer did not answer in time."


def test_freezer_is_left_alone_by_all_processes_and_asked_again(outage, new_session):
    path = f"sessions/{new_session()}"
    outage.freezer.inject("GET|POST", "/v2/", "status", nth=0, status=503)
    for _ in range(3):
        assert outage.first.get(path).status_code == 502
    outage.freezer.calls.clear()
    for horizon in (outage.first, outage.second):
        refused = horizon.get(path)
        assert refused.status_code == 503
        assert LEFT_ALONE.match(refused.json()["error"])
    written = outage.second.post("sessions/", BODY)
    assert written.status_code == 503
    assert LEFT_ALONE.match(written.json()["error"])
    assert written.json()["error"].endswith("The change was not made.")
    assert outage.freezer.calls == []
    # It is tried again by itself, and left alone again.
    wait_until(lambda: outage.first.get(path).status_code == 502)
    assert len(outage.freezer.calls) == 1
    assert outage.second.get(path).status_code == 503
    outage.freezer.reset()
    wait_until(lambda: outage.second.get(path).status_code == 200)
    assert outage.first.get(path).status_code == 200


def test_one_call_tries_whether_freezer_is_back(outage, new_session):
    path = f"sessions/{new_session()}"
    fault = outage.freezer.inject("GET", "/v2/", "status", nth=0, status=503)
    for _ in range(3):
        outage.first.get(path)
    fault.kind = "delay"
    outage.freezer.calls.clear()
    trial = threading.Thread(
        target=wait_until, args=[lambda: outage.second.get(path).status_code == 200]
    )
    trial.start()
    assert fault.held.wait(60)
    refused = outage.first.get(path)
    assert (refused.status_code, len(outage.freezer.calls)) == (503, 1)
    assert "A new attempt is in progress." in refused.json()["error"]
    fault.released.set()
    trial.join(60)
    assert outage.first.get(path).status_code == 200


@pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 429, 500])
def test_what_a_user_can_provoke_shuts_nobody_out(outage, status):
    outage.freezer.inject("GET", "/v2/", "status", nth=0, status=status)
    for _ in range(8):
        answer = outage.first.get("sessions/0123")
        assert "no requests are sent" not in answer.json()["error"]
    assert len(outage.freezer.calls) == 8


def test_a_flood_is_not_read_to_its_end(outage, new_session):
    path = f"sessions/{new_session()}"

    def flood(document: dict) -> dict:
        return {**document, "description": "x" * 300_000}

    outage.freezer.inject("GET", "/sessions/", "change", nth=0, change=flood)
    answer = outage.first.get(path)
    assert answer.status_code == 502
    assert "larger than this dashboard reads" in answer.json()["error"]
