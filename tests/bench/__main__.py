"""`make bench`: our REST beside the bare API, and our pages beside freezer-web-ui's, in one run.

Each with 10, 100 and 1,000 sessions of ten jobs; then what the plugin adds to what is loaded, how
Horizon's memory grows, and what drawing costs. Prints tables and writes them as JSON and as a
picture to the paths given. Nothing here passes or fails by time.
"""

import json
import sys
from pathlib import Path

from stack import crowd
from tests.bench import board, history, machine, memory, pages, picture, rest, size
from tests.bench.clouds import one_cloud
from tests.bench.tables import tables

SIZES, JOBS = (10, 100, 1000), 10


PARTS = {
    "size": size.measure,
    "memory": memory.measure,
    "scripting": history.measure,
    "board": board.measure,
}


def main(report: Path, drawing: Path) -> None:
    found = {"on": machine.described(), **_compared()}
    for part, measure in PARTS.items():
        # a run that is cut leaves what it had
        _write(report, json.dumps(found, indent=2))
        found[part] = measure()
    _write(report, json.dumps(found, indent=2))
    print(tables(found))
    _write(drawing, picture.draw(found))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def _compared() -> dict[str, list[dict]]:
    found: dict[str, list[dict]] = {"rest": [], "pages": []}
    for sessions in SIZES:
        with one_cloud() as cloud:
            crowd.make(cloud, sessions, JOBS)
            grown = {"rest": rest.measure(cloud), "pages": pages.measure(cloud, sessions)}
            for part, rows in grown.items():
                found[part] += [row | {"sessions": sessions} for row in rows]
            if sessions == SIZES[-1]:
                found["rest"] += rest.measure_schedules(cloud)
    return {part: _by_work(rows) for part, rows in found.items()}


def _by_work(rows: list[dict]) -> list[dict]:
    """The rows of the same work next to each other: so growth is seen."""
    order = list(dict.fromkeys(row["work"] for row in rows))
    return sorted(rows, key=lambda row: order.index(row["work"]))


if __name__ == "__main__":
    given = [Path(each) for each in sys.argv[1:]]
    main(*(given or (Path(".test/bench.json"), Path("doc/images/bench.svg"))))
