"""Runs the same work on two sides in turns, so that a machine that slows down slows both.

JSON is decoded inside the timed part on both sides: callers need the data, and the side that sends
more of it has to pay for that.
"""

import statistics
import time
from collections.abc import Callable, Iterator

import requests

#: Rounds of a row; LEAST of one that takes more than SECONDS.
ROUNDS, SECONDS, LEAST = 15, 10, 5


def by_the_clock(call: Callable) -> tuple[float, int]:
    """Seconds of a call with its answer decoded, and the answer's bytes before compression."""
    begun = time.perf_counter()
    answer = decoded(call())
    taken = time.perf_counter() - begun
    return taken, len(answer.content) if isinstance(answer, requests.Response) else 0


def decoded(answer: object) -> object:
    """An answer, which must be a good one; its JSON has been read."""
    if isinstance(answer, requests.Response):
        answer.raise_for_status()
        if "json" in answer.headers.get("Content-Type", ""):
            answer.json()
    return answer


def by_itself(call: Callable) -> tuple[float, int]:
    """For a call that answers its own seconds."""
    return call(), 0


def compare(
    work: str,
    theirs: Callable,
    ours: Callable,
    *,
    least: int = LEAST,
    timed: Callable[[Callable], tuple[float, int]] = by_the_clock,
    after: Callable[[], object] = lambda: None,
) -> dict:
    """A row: median, least and most of each side, after a round to warm caches and connections up.

    `least` rounds at least; `after` each call sets back what it wrote.
    """
    calls = {"theirs": theirs, "ours": ours}
    seconds: dict[str, list[float]] = {side: [] for side in calls}
    size = {}
    for number in _rounds(least):
        for side, call in calls.items():
            taken, size[side] = timed(call)
            if number:
                seconds[side].append(taken)
            after()
    return {"work": work, "rounds": len(seconds["ours"]), **_times(seconds), **_bytes(size)}


def _rounds(least: int) -> Iterator[int]:
    """Yield the numbers of rounds; 0 is the warm-up."""
    until = time.monotonic() + SECONDS
    for number in range(ROUNDS + 1):
        if number > least and time.monotonic() > until:
            return
        yield number


def _times(seconds: dict[str, list[float]]) -> dict:
    row = {}
    for side, taken in seconds.items():
        row[f"{side}_ms"] = _ms(statistics.median(taken))
        row[f"{side}_spread_ms"] = [_ms(min(taken)), _ms(max(taken))]
    medians = {side: statistics.median(taken) for side, taken in seconds.items()}
    return row | {"ratio": round(medians["ours"] / medians["theirs"], 2)}


def _bytes(size: dict[str, int]) -> dict:
    if not all(size.values()):
        return {}
    row = {f"{side}_bytes": count for side, count in size.items()}
    return row | {"bytes_ratio": round(size["ours"] / size["theirs"], 2)}


def _ms(seconds: float) -> float:
    return round(1000 * seconds, 2)
