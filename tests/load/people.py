"""What each tenant does, for locust: looks at lists and pages, and moves jobs.

LOAD_TENANTS is the file of tenants.py, LOAD_URL their Horizon, and LOAD_JOURNAL the file that gets
a line for each request and move (journal.py).
"""

import itertools
import json
import os
import random
import threading
import time
from contextlib import suppress
from pathlib import Path

import requests
from locust import User, between, task

from tests.load.tenants import PAGE, Tenant
from tests.rest.horizon import Horizon

_tenants = itertools.cycle(
    Tenant(**each) for each in json.loads(Path(os.environ["LOAD_TENANTS"]).read_text())
)
_journal = Path(os.environ["LOAD_JOURNAL"]).open("a", buffering=1)  # noqa: SIM115 until we end
_lock = threading.Lock()


class Person(User):
    """One tenant, with one login."""

    wait_time = between(3, 7)

    def on_start(self) -> None:
        self.tenant = next(_tenants)
        #: Where each job is; not in here: it is not known, or a move was not acknowledged.
        self.homes: dict[str, str | None] = {}
        self.horizon: Horizon | None = None
        while self.horizon is None:
            self._log_in()

    @task(30)
    def list_sessions(self) -> None:
        self._ask("sessions", "GET", "sessions/?limit=100")

    @task(20)
    def look_at_a_session(self) -> None:
        self._ask("session", "GET", f"sessions/{random.choice(self.tenant.sessions)}")  # noqa: S311

    @task(15)
    def list_jobs(self) -> None:
        self._ask("jobs", "GET", "jobs/?homes=1&limit=100")

    @task(10)
    def open_the_page(self) -> None:
        self._measured("page", lambda: self.horizon.page(PAGE))

    @task(25)
    def move(self) -> None:
        job = random.choice(self.tenant.jobs)  # noqa: S311
        here = self.homes.pop(job, "unknown")
        target = random.choice(  # noqa: S311
            [each for each in (*self.tenant.sessions, None) if each != here]
        )
        if target is None and here == "unknown":
            target = self.tenant.sessions[0]
        _write(kind="move", job=job, target=target)
        if target is None:
            answer = self._ask("move", "DELETE", f"sessions/{here}/jobs/{job}")
        else:
            # As the page does, which shows where a job is listed.
            others = [each for each in self.tenant.sessions if each != target]
            body = {"also": others} if here == "unknown" else {"from": here}
            answer = self._ask("move", "PUT", f"sessions/{target}/jobs/{job}", json=body)
        if answer is not None and answer.ok:
            self.homes[job] = target
            _write(kind="moved", job=job, target=target)

    def _log_in(self) -> None:
        def log_in() -> requests.Response | None:
            # It asserts that the login succeeded.
            with suppress(AssertionError, KeyError):
                self.horizon = Horizon(os.environ["LOAD_URL"], self.tenant.user)
            return None

        self._measured("login", log_in, lambda: self.horizon is not None)
        if self.horizon is None:
            time.sleep(3)

    def _ask(self, name: str, verb: str, path: str, **options) -> requests.Response | None:
        return self._measured(name, lambda: self.horizon.ask(verb, path, **options))

    def _measured(self, name: str, send, is_good=None) -> requests.Response | None:
        began, answer, error = time.time(), None, ""
        try:
            answer = send()
        except requests.RequestException as problem:
            error = type(problem).__name__
        if answer is not None and not answer.ok:
            error = f"{answer.status_code} {_sentence(answer)}"
        elif is_good and not is_good():
            error = error or "refused"
        seconds = time.time() - began
        _write(kind="request", name=name, began=began, seconds=seconds, error=error)
        self.environment.events.request.fire(
            request_type="",
            name=name,
            response_time=1000 * seconds,
            response_length=0,
            exception=error or None,
        )
        return answer


def _sentence(answer: requests.Response) -> str:
    with suppress(ValueError, KeyError, TypeError):
        return answer.json()["error"]
    return "a page that is not ours"


def _write(**line) -> None:
    with _lock:
        _journal.write(json.dumps({"at": time.time(), **line}) + "\n")
