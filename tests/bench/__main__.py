"""`make bench`: our REST beside the bare API, and our pages beside freezer-web-ui's, in one run.

Each with 10, 100 and 1,000 sessions of ten jobs; then what the plugin adds to what is loaded, how
Horizon's memory grows, and what drawing costs. Prints tables and writes them as JSON and as a
picture to the paths given. Nothing here passes or fails by time.

With names of PARTS behind the paths, only these are measured, and take their place in the report.
"""

import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from stack import crowd
from stack.cloud import Cloud
from tests.bench import board, history, machine, memory, pages, picture, rest, size
from tests.bench.clouds import one_cloud
from tests.bench.tables import tables

SIZES, JOBS = (10, 100, 1000), 10
REPORT, DRAWING = ".test/bench.json", "doc/images/bench.svg"

#: Parts that are measured at each of SIZES, in one cloud.
COMPARED: dict[str, Callable[[Cloud, int], list[dict]]] = {
    "rest": rest.measure,
    "pages": pages.measure,
}
#: Parts with a cloud of their own, or none.
ALONE: dict[str, Callable[[], dict | list[dict]]] = {
    "size": size.measure,
    "memory": memory.measure,
    "history": history.measure,
    "board": board.measure,
}
PARTS = (*COMPARED, *ALONE)


def main(report: Path, drawing: Path, wanted: list[str]) -> None:
    if unknown := set(wanted) - set(PARTS):
        sys.exit(f"There is no {', '.join(unknown)}. The rows are of: {', '.join(PARTS)}.")
    found = json.loads(report.read_text()) if wanted and report.exists() else {}
    wanted = wanted or list(PARTS)
    found["on"] = machine.described()
    found |= _compared([part for part in COMPARED if part in wanted])
    for part in ALONE:
        # a run that is cut leaves what it had
        _write(report, json.dumps(found, indent=2))
        if part in wanted:
            found[part] = ALONE[part]()
    _write(report, json.dumps(found, indent=2))
    print(tables(found))
    _write(drawing, picture.draw(found))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def _compared(parts: Iterable[str]) -> dict[str, list[dict]]:
    found: dict[str, list[dict]] = {part: [] for part in parts}
    if not found:
        return {}
    with one_cloud() as cloud:
        there = 0
        for sessions in SIZES:
            crowd.make(cloud, sessions - there, JOBS, first=there + 1)
            there = sessions
            for part, rows in found.items():
                rows += [row | {"sessions": sessions} for row in COMPARED[part](cloud, sessions)]
        if "rest" in found:
            found["rest"] += rest.measure_schedules(cloud)
    return {part: _by_work(rows) for part, rows in found.items()}


def _by_work(rows: list[dict]) -> list[dict]:
    """The rows of the same work next to each other: so growth is seen."""
    order = list(dict.fromkeys(row["work"] for row in rows))
    return sorted(rows, key=lambda row: order.index(row["work"]))


if __name__ == "__main__":
    report, drawing, *wanted = sys.argv[1:] or (REPORT, DRAWING)
    main(Path(report), Path(drawing), wanted)
