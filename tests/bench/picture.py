"""Draws the report as an SVG: `python -m tests.bench.picture REPORT PICTURE`.

Two parts. Ratios, on a logarithmic axis: a bar begins at 1, which is as long as the other side
takes, and goes left where we take less. Below, what has nobody to be compared with, as a part of
its goal. A red tick is a goal.
"""

import json
import math
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

from tests.bench import goals

WIDTH, LEFT, RIGHT = 960, 330, 130
ROW, BAR, GAP = 17, 11, 10
TOP = 96
LEAST, MOST = 0.05, 50
GRID = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20)
GOOD, BAD, PLAIN, GOAL = "#2f7d4f", "#c0603a", "#5a7fa8", "#b3202c"
LEGEND = (
    "Left of 1 is less than theirs. A red tick is the goal, where there is one: "
    "green keeps it, brown does not."
)


class Bar(NamedTuple):
    """`words` stand at its end; `goal` is on the same axis as `value`."""

    label: str
    value: float
    words: str
    goal: float | None


class Group(NamedTuple):
    title: str
    bars: list[Bar]


def draw(report: dict) -> str:
    """The whole picture."""
    parts, y = [], TOP
    for group in _groups(report):
        parts.append(_text(16, y + 12, group.title, "bold"))
        y += ROW + 6
        begun = y
        for bar in group.bars:
            parts.extend(_bar(bar, y))
            y += ROW
        parts[:0] = _grid(begun, y)
        y += GAP + ROW
    return _svg(y + 8, [*_heading(report["on"]), *parts])


def _groups(report: dict) -> list[Group]:
    """Of the parts that were measured."""
    rest = report.get("rest", [])
    return [
        Group("REST, time beside the bare freezer-api's", _ratios(rest)),
        Group("Bytes of the answer, beside the bare freezer-api's", _bytes(rest)),
        Group("Pages, time beside freezer-web-ui's", _ratios(report.get("pages", []))),
        Group("As a part of the goal", _of_goals(report)),
    ]


def _ratios(rows: list[dict]) -> list[Bar]:
    return [
        Bar(
            _label(row),
            row["ratio"],
            f"{row['ratio']:g} ({row['ours_ms']:.3g} ms)",
            _goal(goals.RATIOS, row),
        )
        for row in rows
    ]


def _bytes(rows: list[dict]) -> list[Bar]:
    return [
        Bar(_label(row), row["bytes_ratio"], f"{row['bytes_ratio']:g}", goal)
        for row in rows
        if (goal := _goal(goals.BYTES, row))
    ]


def _goal(known: dict[str, float], row: dict) -> float | None:
    return known.get(row["work"]) if row.get("sessions") == goals.SESSIONS else None


def _label(row: dict) -> str:
    return f"{row['work']}, of {row['sessions']}" if "sessions" in row else row["work"]


def _of_goals(report: dict) -> list[Bar]:
    bars = [
        _part(f"{row['what']}, gzip", row["gzip"] / 1000, goals.SIZES[row["what"]] / 1000, "kB")
        for row in report.get("size", [])
        if row["what"] in goals.SIZES
    ]
    if "memory" in report:
        growth = report["memory"]["growth_percent"]
        words = "memory, 1,000 to 10,000 requests"
        bars.append(_part(words, growth, goals.GROWTH_PERCENT, "%"))
    return bars + [
        _part(f"{row['what']}, script", row["script_ms"], goals.SCRIPT_MS[row["what"]], "ms")
        for row in report.get("history", [])
        if row["what"] in goals.SCRIPT_MS
    ]


def _part(label: str, value: float, goal: float, unit: str) -> Bar:
    return Bar(label, value / goal, f"{value:.3g} of {goal:g} {unit}", 1)


def _x(value: float) -> float:
    """Return the position of a ratio; ratios beyond the axis are at its end."""
    within = min(max(value, LEAST), MOST)
    wide = WIDTH - LEFT - RIGHT
    return LEFT + wide * math.log(within / LEAST) / math.log(MOST / LEAST)


def _bar(bar: Bar, y: float) -> Iterator[str]:
    ends = sorted((_x(1), _x(bar.value)))
    yield _text(LEFT - 8, y + 10, bar.label, anchor="end")
    yield (
        f'<rect x="{ends[0]:.1f}" y="{y}" width="{max(ends[1] - ends[0], 1):.1f}" '
        f'height="{BAR}" fill="{_colour(bar)}"/>'
    )
    if bar.goal:
        yield _line(_x(bar.goal), y - 2, y + BAR + 2, GOAL, 2.5)
    goal = f", goal {bar.goal:g}" if bar.goal and bar.goal != 1 else ""
    yield _text(max(ends[1], _x(bar.goal or LEAST)) + 6, y + 10, bar.words + goal)


def _colour(bar: Bar) -> str:
    if bar.goal is None:
        return PLAIN
    return GOOD if bar.value <= bar.goal else BAD


def _grid(top: float, bottom: float) -> list[str]:
    lines = [
        _line(_x(at), top - 4, bottom, "#444" if at == 1 else "#ddd", 1.5 if at == 1 else 1)
        for at in GRID
    ]
    return [*lines, *(_text(_x(at), bottom + 11, f"{at:g}", "small", "middle") for at in GRID)]


def _heading(on: dict[str, str]) -> list[str]:
    return [
        _text(16, 26, f"freezer-ui, make bench, {on['date']}", "title"),
        _text(16, 46, on["machine"], "small"),
        _text(16, 62, on["versions"], "small"),
        _text(16, 80, LEGEND),
    ]


def _line(x: float, top: float, bottom: float, colour: str, wide: float) -> str:
    return (
        f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{top}" y2="{bottom}" '
        f'stroke="{colour}" stroke-width="{wide}"/>'
    )


def _text(x: float, y: float, words: str, kind: str = "plain", anchor: str = "start") -> str:
    return f'<text x="{x:.1f}" y="{y}" class="{kind}" text-anchor="{anchor}">{escape(words)}</text>'


_STYLE = (
    "text { font: 12px 'DejaVu Sans', Arial, sans-serif; fill: #222 } "
    "text.bold { font-weight: bold } text.title { font-size: 17px; font-weight: bold } "
    "text.small { font-size: 11px; fill: #555 }"
)


def _svg(high: float, parts: list[str]) -> str:
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {high}" '
        f'width="{WIDTH}" height="{high}" role="img">',
        "<title>What freezer-ui costs beside the bare API and freezer-web-ui</title>",
        f"<style>{_STYLE}</style>",
        f'<rect width="{WIDTH}" height="{high}" fill="#fff"/>',
        *parts,
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    Path(sys.argv[2]).write_text(draw(json.loads(Path(sys.argv[1]).read_text())))
