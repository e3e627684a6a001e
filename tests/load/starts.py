"""How fast a Horizon answers just after its start, compared with later.

All Horizons and their cache are killed at the same time, so nothing that was read before remains.
"""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass

import requests

from stack.ha import Deployment
from stack.service import Application
from tests.load.tenants import PAGE, Tenant
from tests.rest.horizon import TIMEOUT, Horizon

HORIZONS, CACHES = ("horizon-1", "horizon-2"), ("memcached-1", "memcached-2")
#: Seconds until a process is back.
PATIENCE = 300


@dataclass(frozen=True)
class Start:
    """Seconds from the kill to the first answer, and of each request, the first time and again."""

    back: float
    requests: dict[str, tuple[float, float]]


def measure(deployment: Deployment, tenant: Tenant) -> list[Start]:
    """The starts of HORIZONS, at the same time."""
    login = Horizon(deployment.horizon_url, tenant.user)
    services = {each.name: each for each in deployment.services()}
    before = {name: deployment.pid(name) for name in (*CACHES, *HORIZONS)}
    for name in before:
        deployment.kill(name)
    killed = time.monotonic()

    def measure_one(name: str) -> Start:
        _wait(lambda: deployment.pid(name) != before[name], name)
        first = _first_answer(services[name])
        back = time.monotonic() - killed
        asked = _requests(login.at(services[name].health.partition("/auth/")[0]), tenant)
        rounds = [{each: _seconds(ask) for each, ask in asked.items()} for _ in range(2)]
        took = {each: (rounds[0][each], rounds[1][each]) for each in asked}
        again = _seconds(lambda: requests.get(services[name].health, timeout=TIMEOUT))
        return Start(back, {"login page": (first, again), **took})

    with ThreadPoolExecutor(len(HORIZONS)) as pool:
        return list(pool.map(measure_one, HORIZONS))


def table(starts: list[Start]) -> str:
    """A column of each start."""
    lines = ["| just started | " + " | ".join(HORIZONS) + " |", "|---|---|---|"]
    lines.append(_row("from the kill to the first answer, s", [f"{s.back:.1f}" for s in starts]))
    for name in starts[0].requests:
        cells = ["{:.0f}, {:.0f}".format(*(1000 * t for t in s.requests[name])) for s in starts]
        lines.append(_row(f"{name}: first, second, ms", cells))
    return "\n".join(lines)


def _row(name: str, cells: list[str]) -> str:
    return f"| {name} | {' | '.join(cells)} |"


def _requests(horizon: Horizon, tenant: Tenant) -> dict[str, Callable[[], requests.Response]]:
    return {
        "Sessions page": lambda: horizon.page(PAGE),
        "sessions": lambda: horizon.get("sessions/", limit=100),
        "a session": lambda: horizon.get(f"sessions/{tenant.sessions[0]}"),
        "jobs": lambda: horizon.get("jobs/", homes=1, limit=100),
    }


def _first_answer(service: Application) -> float:
    """Seconds that the first request took which the process accepted."""
    took: list[float] = []

    def answers() -> bool:
        with suppress(requests.ConnectionError):
            took.append(_seconds(lambda: requests.get(service.health, timeout=TIMEOUT)))
        return bool(took)

    _wait(answers, service.name)
    return took[0]


def _seconds(ask: Callable[[], requests.Response]) -> float:
    began = time.monotonic()
    ask().raise_for_status()
    return time.monotonic() - began


def _wait(is_so: Callable[[], bool], name: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not is_so():
        if time.monotonic() > deadline:
            raise TimeoutError(f"{name} does not come back")
        time.sleep(0.05)
