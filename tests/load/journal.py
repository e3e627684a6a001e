"""What was asked and moved during a load, line by line, and what it says."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles


@dataclass(frozen=True)
class Request:
    """`began` in epoch seconds; no `error` is a good answer."""

    name: str
    began: float
    seconds: float
    error: str

    @property
    def ended(self) -> float:
        return self.began + self.seconds


@dataclass(frozen=True)
class Journal:
    """`acknowledged` has where the last good answer said that each job is, None for in no session;
    `doubtful` where later moves, that were not answered well, may have put it.
    """

    requests: list[Request]
    acknowledged: dict[str, str | None]
    doubtful: dict[str, set[str | None]]
    moved: int


def read(path: Path) -> Journal:
    requests, acknowledged, doubtful, moved = [], {}, {}, 0
    for line in map(json.loads, path.read_text().splitlines()):
        if line["kind"] == "request":
            names = ("name", "began", "seconds", "error")
            requests.append(Request(*(line[name] for name in names)))
        elif line["kind"] == "move":
            doubtful.setdefault(line["job"], set()).add(line["target"])
        else:
            acknowledged[line["job"]] = line["target"]
            doubtful.pop(line["job"], None)
            moved += 1
    return Journal(requests, acknowledged, doubtful, moved)


def between(requests: Iterable[Request], start: float, end: float) -> list[Request]:
    """Return the requests that a user waited for in this time."""
    return [each for each in requests if each.began < end and each.ended >= start]


def times(requests: Iterable[Request]) -> str:
    """p50, p95 and p99 of the answers, in milliseconds, as the cells of a table."""
    seconds = sorted(each.seconds for each in requests)
    if len(seconds) < 2:
        return "- | - | -"
    cuts = quantiles(seconds, n=100, method="inclusive")
    return " | ".join(f"{1000 * cuts[n - 1]:,.0f}" for n in (50, 95, 99))


def errors(requests: Iterable[Request]) -> str:
    """Return the error messages that users saw, with their numbers."""
    count = Counter(each.error for each in requests if each.error)
    return "; ".join(f"{number} x {told[:110]}" for told, number in count.most_common()) or "none"
