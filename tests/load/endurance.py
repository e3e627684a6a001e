"""Hours of live refresh: `python -m tests.load.endurance`, see `make endurance`.

Four windows of Chromium (a hidden tab does not refresh), three machines whose agents back up every
minute. Each minute it takes what may grow, and in the end prints by how much it did: the last
quarter of the time beside the second. Then all windows sleep, as with a laptop, and wake up at
once.
"""

import argparse
import socket
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from stack import ports, users, wiki
from stack.clients import client_for
from stack.cloud import Cloud
from tests.browser.browser import JOBS, OVERVIEW, SESSIONS, Browser, session_page
from tests.load.running import running

#: Seconds between two samples, and that the windows sleep.
STEP, SLEEP = 60, 90
#: Seconds after they woke up in which a pile-up would be seen, and the most requests of a window in
#: them that are none.
AWAKE, REQUESTS = 10, 8
#: Seconds in which each window looks again, however long it rests (auto-refresh.service.js).
RESUMED = 180
#: Growth that is none: in per cent, and in whatever is counted.
FLAT, FEW = 5, 2
_COUNT = """
if (window.freezerSent === undefined) {
  window.freezerSent = 0;
  const send = XMLHttpRequest.prototype.send;
  XMLHttpRequest.prototype.send = function() {
    window.freezerSent++;
    return send.apply(this, arguments);
  };
}
const injector = angular.element(document.body).injector();
return [
  window.freezerSent,
  injector.get('$http').pendingRequests.length,
  injector.get('$rootScope').$$watchersCount
];
"""


@dataclass(frozen=True)
class Sample:
    """What may grow, of all windows together, of Horizon's process, and of the cache."""

    heap_mb: float
    nodes: int
    listeners: int
    watchers: int
    worker_mb: float
    threads: int
    connections: int
    cached: int
    without_expiry: int
    requests: int
    pending: int


def main() -> int:
    """0 if nothing grew by more than FLAT per cent, nor piled up."""
    options = _options()
    chosen = ports.free()
    (cache,) = ports.unused(1)
    with (
        tempfile.TemporaryDirectory() as folder,
        running(
            Cloud(folder, chosen.keystone, chosen.freezer, chosen.horizon, cache_port=cache)
        ) as cloud,
        wiki.running(cloud, Path(folder) / "wiki", interval="1 minutes"),
    ):
        browser = Browser(cloud.horizon_url.rstrip("/"))
        try:
            windows = _open(browser, cloud)
            samples = _watch(browser, windows, cloud.ports.horizon, cache, options.minutes)
            grown = _tell(samples)
            piled = _sleep(browser, windows)
        finally:
            browser.close()
    return int(bool(grown or piled))


def _open(browser: Browser, cloud: Cloud) -> list[str]:
    browser.log_in(users.DEMO)
    freezer = client_for(cloud, users.DEMO.name, users.DEMO.project)
    every = next(
        each["session_id"]
        for each in freezer.sessions.list_all(limit=100)
        if each["description"] == wiki.EVERY
    )
    windows = []
    for path in (OVERVIEW, SESSIONS, session_page(every), JOBS):
        if windows:
            browser.driver.switch_to.new_window("window")
        browser.open(path)
        browser.driver.execute_cdp_cmd("Performance.enable", {})
        windows.append(browser.driver.current_window_handle)
    return windows


def _watch(
    browser: Browser, windows: Sequence[str], horizon: int, cache: int, minutes: float
) -> list[Sample]:
    pid, samples, end = _pid(horizon), [], time.monotonic() + 60 * minutes
    while time.monotonic() < end:
        samples.append(_sample(browser, windows, pid, cache))
        print(f"{time.strftime('%H:%M:%S')} {samples[-1]}", file=sys.stderr, flush=True)
        time.sleep(min(STEP, max(0, end - time.monotonic())))
    return [*samples, _sample(browser, windows, pid, cache)]


def _sample(browser: Browser, windows: Sequence[str], pid: int, cache: int) -> Sample:
    heap = nodes = listeners = watchers = requests = pending = 0
    for window in windows:
        browser.driver.switch_to.window(window)
        browser.driver.execute_cdp_cmd("HeapProfiler.collectGarbage", {})
        found = browser.driver.execute_cdp_cmd("Performance.getMetrics", {})["metrics"]
        metrics = {each["name"]: each["value"] for each in found}
        heap += metrics["JSHeapUsedSize"]
        nodes += int(metrics["Nodes"])
        listeners += int(metrics["JSEventListeners"])
        sent, waiting, watching = browser.driver.execute_script(_COUNT)
        requests, pending, watchers = requests + sent, pending + waiting, watchers + watching
    keys = _cached(cache)
    return Sample(
        heap_mb=round(heap / 2**20, 1),
        nodes=nodes,
        listeners=listeners,
        watchers=watchers,
        worker_mb=round(_status(pid, "VmRSS") / 1024, 1),
        threads=_status(pid, "Threads"),
        connections=_sockets(pid),
        cached=len(keys),
        without_expiry=sum("exp=-1" in each.split() for each in keys),
        requests=requests,
        pending=pending,
    )


def _tell(samples: Sequence[Sample]) -> list[str]:
    """Print the table; the names of what grew."""
    quarter = max(1, len(samples) // 4)
    early, late = samples[quarter : 2 * quarter] or samples[:1], samples[-quarter:]
    grown = []
    print("| | at first | second quarter | last quarter | growth |\n|---|---|---|---|---|")
    for name in (field.name for field in fields(Sample)):
        first = getattr(samples[0], name)
        before, after = (
            statistics.mean(getattr(each, name) for each in part) for part in (early, late)
        )
        growth = 100 * (after / before - 1) if before else 100 * after
        # They are counted from the first sample on.
        if name != "requests" and growth > FLAT and after - before > FEW:
            grown.append(name)
        told = "" if name == "requests" else f"{growth:+.1f} %"
        print(f"| {name} | {first} | {before:.1f} | {after:.1f} | {told} |")
    minutes = STEP * (len(samples) - 1) / 60
    sent = samples[-1].requests - samples[0].requests
    print(
        f"\n{sent} requests in about {minutes:.0f} minutes; grew: {', '.join(grown) or 'nothing'}"
    )
    return grown


def _sleep(browser: Browser, windows: Sequence[str]) -> bool:
    """Whether the windows ask for more than they have to when all wake up at once, or one does not
    ask for anything any more.
    """
    before = _requests(browser, windows)
    _set_state(browser, windows, "frozen")
    time.sleep(SLEEP)
    asleep = _requests(browser, windows)
    _set_state(browser, windows, "active")
    woke = time.monotonic()
    while time.monotonic() < woke + AWAKE:
        time.sleep(0.5)
    awake = after = _requests(browser, windows)
    while min(_less(after, asleep)) == 0 and time.monotonic() < woke + RESUMED:
        time.sleep(1)
        after = _requests(browser, windows)
    print(
        f"\nrequests by window: {before} so far, {_less(asleep, before)} in {SLEEP} seconds of "
        f"sleep, {_less(awake, asleep)} in the first {AWAKE} seconds after it; within "
        f"{time.monotonic() - woke:.0f} seconds, {_less(after, asleep)}"
    )
    return max(_less(awake, asleep)) > REQUESTS or min(_less(after, asleep)) == 0


def _less(now: Sequence[int], then: Sequence[int]) -> list[int]:
    return [one - other for one, other in zip(now, then, strict=True)]


def _set_state(browser: Browser, windows: Sequence[str], state: str) -> None:
    """A frozen page is a hidden one, and stays hidden until its window is shown again."""
    for window in windows:
        browser.driver.switch_to.window(window)
        browser.driver.execute_cdp_cmd("Page.setWebLifecycleState", {"state": state})
    for window in windows if state == "active" else ():
        browser.driver.switch_to.window(window)
        number = browser.driver.execute_cdp_cmd("Browser.getWindowForTarget", {})["windowId"]
        for shown in ("minimized", "normal"):
            bounds = {"windowId": number, "bounds": {"windowState": shown}}
            browser.driver.execute_cdp_cmd("Browser.setWindowBounds", bounds)


def _requests(browser: Browser, windows: Sequence[str]) -> list[int]:
    sent = []
    for window in windows:
        browser.driver.switch_to.window(window)
        sent.append(browser.driver.execute_script(_COUNT)[0])
    return sent


def _cached(port: int) -> list[str]:
    """What memcached has, a line for each entry."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(b"lru_crawler metadump all\r\n")
        found = b""
        while not found.endswith(b"END\r\n"):
            found += connection.recv(65536)
    return [line for line in found.decode().splitlines() if line.startswith("key=")]


def _pid(port: int) -> int:
    """The process that was told to listen on this port (stack.serve)."""
    wanted = f"\0--port\0{port}\0"
    for command in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if wanted in command.read_text():
                return int(command.parent.name)
        except OSError:  # it has ended
            continue
    raise LookupError(f"no process listens on {port}")


def _status(pid: int, name: str) -> int:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1])
    raise LookupError(f"{name} of process {pid}")


def _sockets(pid: int) -> int:
    found = 0
    for each in Path(f"/proc/{pid}/fd").iterdir():
        try:
            found += str(each.readlink()).startswith("socket:")
        except OSError:  # closed since
            continue
    return found


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.load.endurance", description=__doc__)
    parser.add_argument("--minutes", type=float, default=60)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
