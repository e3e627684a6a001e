"""The report as text, for the terminal and for doc/bench.md."""


def tables(report: dict) -> str:
    """Of the parts that were measured."""
    told = [table(report[part]) for part, table in _TABLES.items() if part in report]
    return "\n\n".join(["\n".join(report["on"].values()), *told])


def _rest(rows: list[dict]) -> str:
    return _compared(rows, "freezer-api")


def _pages(rows: list[dict]) -> str:
    return _compared(rows, "freezer-web-ui")


def _compared(rows: list[dict], theirs: str) -> str:
    """Medians with the least and the most of both sides, in milliseconds."""
    heads = ("work, sessions there are", theirs, "ms", "freezer-ui ms", "ratio", "bytes")
    lines = [f"{heads[0]:<38}{theirs + ' ms':>28}{heads[3]:>28}{'ratio':>8}{'bytes':>8}"]
    lines += [
        f"{row['work'] + _among(row):<38}{_times(row, 'theirs'):>28}{_times(row, 'ours'):>28}"
        f"{row['ratio']:>8}{row.get('bytes_ratio', ''):>8}"
        for row in rows
    ]
    return "\n".join(lines)


def _among(row: dict) -> str:
    return f", {row['sessions']}" if "sessions" in row else ""


def _times(row: dict, side: str) -> str:
    least, most = row[f"{side}_spread_ms"]
    return f"{row[f'{side}_ms']:.1f} ({least:.1f} to {most:.1f})"


def _sizes(rows: list[dict]) -> str:
    lines = [f"{'added to what is loaded':<32}{'bytes':>28}{'gzip':>28}"]
    lines += [f"{row['what']:<32}{row['raw']:>28,}{row['gzip']:>28,}" for row in rows]
    return "\n".join(lines)


def _memory(found: dict) -> str:
    lines = [f"{'requests so far':<32}{'MB in memory':>28}"]
    lines += [
        f"{count:<32,}{size:>28}"
        for count, size in zip(found["requests"], found["rss_mb"], strict=True)
    ]
    return "\n".join([*lines, f"{'growth':<32}{found['growth_percent']:>26} %"])


def _history(rows: list[dict]) -> str:
    heads = ("script", "layout", "style", "longest")
    lines = [f"{'milliseconds in Chromium':<32}" + "".join(f"{head:>12}" for head in heads)]
    lines += [
        f"{row['what']:<32}" + "".join(f"{row[f'{head}_ms']:>12}" for head in heads) for row in rows
    ]
    return "\n".join(lines)


def _board(found: dict) -> str:
    """A task of under 50 ms is not counted by the browser: it is a 0 here."""
    lines = [
        ("first cards, ms", found["first_ms"]),
        ("all read, s", found["read_s"]),
        ("cards drawn then", found["drawn"]),
        ("longest task, reading, ms", found["reading_longest_ms"]),
        ("longest task, scrolling, ms", found["scrolling_longest_ms"]),
        ("longest task, dragging, ms", found["dragging_longest_ms"]),
    ]
    head = f"the board, {found['jobs']:,} jobs"
    return "\n".join([head, *(f"{what:<32}{value:>12}" for what, value in lines)])


_TABLES = {
    "rest": _rest,
    "pages": _pages,
    "size": _sizes,
    "memory": _memory,
    "history": _history,
    "board": _board,
}
