"""Horizon while Freezer accepts and never answers, drips, or refuses: `make load-outage`.

10 and 50 users ask our REST of one Horizon with 8 threads, with its settings as they come, while
three visitors open the login page, another panel and a file, each again and again. How long these
take then, and how much longer than just before and just after, when Freezer was healthy and as many
users asked.
"""

import argparse
import operator
import random
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from statistics import median, quantiles

import requests

from stack import ports, users
from stack.cloud import Cloud
from tests.conftest import SCHEDULE
from tests.faults.proxy import Proxy
from tests.faults.relay import Relay
from tests.load.running import running
from tests.rest.horizon import Horizon
from tests.rest.test_outage import pages

NAMES = ("login", "panel", "file")
FAULTS = {"never answers": "delay", "drips": "drip", "refuses": "refuse"}
#: Seconds between two requests of a user, and of a visitor.
THINK, PAUSE = (2, 4), 0.2
#: A page is slower where its median is by this factor longer, and by so many milliseconds: what
#: takes a few varies by as much from one run to the next, and nobody waits for it.
TWICE, NOTICED = 2, 50
#: Seconds in which what was asked before a fault, or in it, comes to its end.
SETTLE = 15


@dataclass(frozen=True)
class Look:
    """Seconds that each of the pages took, again and again; and how often users were answered with
    which status meanwhile.
    """

    took: list[list[float]]
    answers: Counter[str]


def main() -> int:
    """Print the table; 0 if no page was slower."""
    options = _options()
    with _cloud() as (cloud, proxy, relay):
        horizon = Horizon(cloud.horizon_url, users.DEMO)
        body = {"description": "Looked at", "hold_off": 60, "schedule": SCHEDULE}
        path = f"sessions/{horizon.post('sessions/', body).json()['id']}"
        others = pages(horizon)
        print("| users | Freezer | " + " | ".join(f"{name}, ms" for name in NAMES), end=" | ")
        print("ratios of medians | of p95 | longest, ms | samples | answers to our users |")
        print("|---|---|---|---|---|---|---|---|---|---|")
        slower = [
            told
            for number in options.users
            for told in _measure(
                lambda n=number: _look(horizon, path, others, n, options.seconds),
                number,
                proxy,
                relay,
            )
        ]
    print(f"\nslower by more than {TWICE} times and {NOTICED} ms: {', '.join(slower) or 'none'}")
    return int(bool(slower))


def _measure(look: Callable[[], Look], number: int, proxy: Proxy, relay: Relay) -> list[str]:
    """Which pages were slower, under which fault."""
    slower, before = [], look()
    _tell(number, "healthy", before)
    for name, kind in FAULTS.items():
        if kind == "refuse":
            relay.refuse()
        else:
            proxy.inject("GET", "/v2/", kind, nth=0)
        failing = look()
        proxy.reset()
        relay.pass_on()
        time.sleep(SETTLE)
        after = look()
        healthy = [*map(operator.add, before.took, after.took)]
        _tell(number, name, failing, healthy)
        _tell(number, "healthy", after)
        slower += [
            f"{page} for {number} users while Freezer {name}"
            for page, now, then in zip(NAMES, failing.took, healthy, strict=True)
            if _is_slower(median(now), median(then))
        ]
        before = after
    return slower


def _is_slower(now: float, then: float) -> bool:
    return now > TWICE * then and 1000 * (now - then) > NOTICED


def _look(horizon: Horizon, path: str, others: list[str], number: int, seconds: float) -> Look:
    over = threading.Event()

    def ask() -> list[str]:
        answers = []
        with horizon.new_window() as window:
            over.wait(random.uniform(0, THINK[1]))  # noqa: S311
            while not over.is_set():
                status = "no answer"
                with suppress(requests.RequestException):
                    status = str(window.get(path).status_code)
                answers.append(status)
                over.wait(random.uniform(*THINK))  # noqa: S311
        return answers

    def visit(page: str) -> list[float]:
        took = []
        with horizon.new_window() as window:
            while not over.wait(PAUSE):
                began = time.monotonic()
                assert window.page(page).ok, page
                took.append(time.monotonic() - began)
        return took

    with ThreadPoolExecutor(number + len(others)) as pool:
        asking = [pool.submit(ask) for _ in range(number)]
        visits = [pool.submit(visit, page) for page in others]
        wait(visits, seconds, FIRST_EXCEPTION)
        over.set()
    answers = Counter(status for each in asking for status in each.result())
    return Look([each.result() for each in visits], answers)


def _tell(number: int, name: str, look: Look, healthy: list[list[float]] | None = None) -> None:
    cells = [f"{1000 * median(each):.0f}" for each in look.took]
    ratios = tails = "-"
    if healthy:
        pairs = list(zip(look.took, healthy, strict=True))
        ratios = ", ".join(f"{median(now) / median(then):.2f}" for now, then in pairs)
        tails = ", ".join(f"{_p95(now) / _p95(then):.2f}" for now, then in pairs)
    longest = ", ".join(f"{1000 * max(each):.0f}" for each in look.took)
    samples = ", ".join(str(len(each)) for each in look.took)
    told = ", ".join(f"{count} x {status}" for status, count in sorted(look.answers.items()))
    print(
        f"| {number} | {name} | {' | '.join(cells)} | {ratios} | {tails} | {longest} | {samples} "
        f"| {told} |",
        flush=True,
    )


def _p95(seconds: list[float]) -> float:
    return quantiles(seconds, n=20, method="inclusive")[-1]


@contextmanager
def _cloud() -> Iterator[tuple[Cloud, Proxy, Relay]]:
    chosen = ports.free()
    cache, before, first = ports.unused(3)
    proxy = Proxy(f"http://127.0.0.1:{chosen.freezer}", before)
    relay = Relay(before, first)
    with (
        tempfile.TemporaryDirectory() as folder,
        running(
            Cloud(
                folder,
                chosen.keystone,
                chosen.freezer,
                chosen.horizon,
                horizon_freezer_url=f"http://127.0.0.1:{first}",
                cache_port=cache,
            )
        ) as cloud,
    ):
        try:
            yield cloud, proxy, relay
        finally:
            relay.close()
            proxy.close()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.load.outage", description=__doc__)
    parser.add_argument("--users", type=int, nargs="+", default=[10, 50])
    parser.add_argument("--seconds", type=float, default=40, help="of each row")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
