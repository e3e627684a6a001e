"""Whether Horizon's process grows with the requests it has answered.

Its resident memory after 1,000 mixed requests, which fill caches, pools and arenas, and after each
1,000 more up to 10,000. A hundred sessions with few jobs: a list of jobs takes Freezer over a
millisecond for each of them, and how much memory one answer takes is not the question.
"""

import itertools
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from stack import crowd, users
from stack.cloud import Cloud
from tests.bench.bare import Bare
from tests.bench.clouds import one_cloud
from tests.rest.horizon import Horizon

EMPTY, SINGLE = 90, 10
STEP, REQUESTS = 1_000, 10_000
#: As many as there may be browsers that ask at the same moment.
THREADS = 2


def measure() -> dict:
    """{"requests": [n], "rss_mb": [n], "growth_percent"}."""
    with one_cloud() as cloud:
        crowd.make(cloud, EMPTY, 0)
        crowd.make(cloud, SINGLE, 1)
        pid = _pid(cloud.ports.horizon)
        asked = list(range(STEP, REQUESTS + 1, STEP))
        found = []
        people = [_User(cloud) for _ in range(THREADS)]
        with ThreadPoolExecutor(THREADS) as pool:
            for _ in asked:
                list(pool.map(lambda user: user.ask(STEP // THREADS), people))
                found.append(_rss(pid))
    return {
        "requests": asked,
        "rss_mb": [round(each / 2**20, 1) for each in found],
        "growth_percent": round(100 * (found[-1] / found[0] - 1), 2),
    }


class _User:
    """Goes through the pages again and again."""

    def __init__(self, cloud: Cloud) -> None:
        self._horizon = Horizon(cloud.horizon_url, users.DEMO)
        sessions = Bare(cloud).get("sessions", limit=20).json()["sessions"]
        pages = (_pages(session["session_id"]) for session in sessions)
        self._work = itertools.cycle([*itertools.chain.from_iterable(pages)])

    def ask(self, count: int) -> None:
        for path, query in itertools.islice(self._work, count):
            assert self._horizon.get(path, **query).ok, path


def _pages(session_id: str) -> list[tuple[str, dict]]:
    return [
        ("sessions/", {"limit": 100}),
        (f"sessions/{session_id}", {}),
        ("jobs/", {"limit": 100}),
        ("upcoming/", {"limit": 50, "hours": 168}),
        ("sessions/", {"limit": 100, "q": "nightly"}),
    ]


def _pid(port: int) -> int:
    """The process that was told to listen on this port (stack.serve)."""
    wanted = f"\0--port\0{port}\0".encode()
    for command in Path("/proc").glob("[0-9]*/cmdline"):
        if wanted in _read(command):
            return int(command.parent.name)
    raise LookupError(f"no process listens on {port}")


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:  # it has ended
        return b""


def _rss(pid: int) -> int:
    """Bytes of a process that are in memory."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) * 1024
    raise LookupError(f"process {pid} has ended")
