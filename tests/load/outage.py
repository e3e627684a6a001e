"""Horizon while Freezer accepts and never answers, drips, or refuses: `make load-outage`.

10 and 50 users ask our REST of one Horizon with 8 threads, with its settings as they come,
and somebody else opens the login page, another panel and a file. How long these take then, and how
much longer than a moment before, when Freezer was healthy and as many users asked.
"""

import argparse
import random
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
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
#: Seconds between two requests of a user, and of whoever opens the other pages.
THINK, PAUSE = (2, 4), 0.2
#: Seconds in which what was asked before a fault, or in it, comes to its end.
SETTLE = 15


def main() -> int:
    """Print the table."""
    options = _options()
    with _cloud() as (cloud, proxy, relay):
        horizon = Horizon(cloud.horizon_url, users.DEMO)
        body = {"description": "Looked at", "hold_off": 60, "schedule": SCHEDULE}
        path = f"sessions/{horizon.post('sessions/', body).json()['id']}"
        others = pages(horizon)
        print("| users | Freezer | " + " | ".join(f"{name}, ms" for name in NAMES), end=" | ")
        print("ratios of medians | of p95 | longest, ms | answers to our users |")
        print("|---|---|---|---|---|---|---|---|---|")
        for number in options.users:
            _measure(horizon, path, others, number, options.seconds, proxy, relay)
    return 0


def _measure(
    horizon: Horizon,
    path: str,
    others: list[str],
    number: int,
    seconds: float,
    proxy: Proxy,
    relay: Relay,
) -> None:
    for name, kind in FAULTS.items():
        healthy = _look(horizon, path, others, number, seconds)
        _tell(number, "healthy", healthy)
        if kind == "refuse":
            relay.refuse()
        else:
            proxy.inject("GET", "/v2/", kind, nth=0)
        failing = _look(horizon, path, others, number, seconds)
        proxy.reset()
        relay.pass_on()
        _tell(number, name, failing, healthy)
        time.sleep(SETTLE)


def _look(
    horizon: Horizon, path: str, others: list[str], number: int, seconds: float
) -> tuple[list[list[float]], dict[str, int]]:
    """Seconds that each of the other pages took, again and again, while users asked for `path`; and
    how often these were answered with which status.
    """
    over, answers = threading.Event(), {}

    def ask() -> None:
        with horizon.new_window() as window:
            over.wait(random.uniform(0, THINK[1]))  # noqa: S311
            while not over.is_set():
                status = "no answer"
                with suppress(requests.RequestException):
                    status = str(window.get(path).status_code)
                answers[status] = answers.get(status, 0) + 1
                over.wait(random.uniform(*THINK))  # noqa: S311

    threads = [threading.Thread(target=ask, daemon=True) for _ in range(number)]
    for thread in threads:
        thread.start()
    took: list[list[float]] = [[] for _ in others]
    end = time.monotonic() + seconds
    with horizon.new_window() as window:
        while time.monotonic() < end:
            for place, page in enumerate(others):
                began = time.monotonic()
                assert window.page(page).ok, page
                took[place].append(time.monotonic() - began)
                time.sleep(PAUSE)
    over.set()
    for thread in threads:
        thread.join(90)
    return took, answers


def _tell(number: int, name: str, found, healthy=None) -> None:
    took, answers = found
    cells = [f"{1000 * median(each):.0f}" for each in took]
    ratios = tails = "-"
    if healthy:
        pairs = list(zip(took, healthy[0], strict=True))
        ratios = ", ".join(f"{median(now) / median(before):.2f}" for now, before in pairs)
        tails = ", ".join(f"{_p95(now) / _p95(before):.2f}" for now, before in pairs)
    longest = ", ".join(f"{1000 * max(each):.0f}" for each in took)
    said = ", ".join(f"{count} x {status}" for status, count in sorted(answers.items()))
    print(f"| {number} | {name} | {' | '.join(cells)} | {ratios} | {tails} | {longest} | {said} |")
    sys.stdout.flush()


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
