"""No schedule keeps a web process busy: one that never comes least of all."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from freezer_ui.domain.schedules import clock_changes, parsing, timetable
from freezer_ui.errors import Invalid
from freezer_ui.messages import schedules

NOW = 1_795_500_000  # 2026-11-24 06:00 UTC
#: Function calls of a preview, without and with runs years apart: the first one takes most,
#: 1,600,000 were seen.
MOST, MOST_WITH_RUNS = 2_000_000, 5_000_000
RARE = {
    "year": ("2026", "2036", "9999", "1970"),
    "month": ("2", "*", "2,4,6,9,11", "1-12/5"),
    "day": ("31", "30", "29", "last", "5th mon", "1-31/30"),
    "week": ("53", "1", "*/52", "52-53"),
    "day_of_week": ("mon", "sun", "0-6/5"),
    "hour": ("*", "23", "*/7"),
    "minute": ("*", "59"),
    "second": ("*", "59", ",".join(["*"] * 99)),
}
PATTERNS = st.fixed_dictionaries(
    {}, optional={f"schedule_{name}": st.sampled_from(RARE[name]) for name in RARE}
)


@contextmanager
def counted() -> Iterator[list[str]]:
    """A list that grows by an entry a call: the same on a busy machine, as seconds are not."""
    calls: list[str] = []
    sys.setprofile(
        lambda frame, event, arg: calls.append(event) if event.endswith("call") else None
    )
    try:
        yield calls
    finally:
        sys.setprofile(None)


@settings(max_examples=400, deadline=None)
@given(PATTERNS, st.sampled_from(["UTC", "Europe/Berlin", "Australia/Lord_Howe"]))
def test_rare_patterns_are_answered_or_refused_in_few_calls(fields, zone):
    with counted() as calls:
        try:
            clean = parsing.parse(fields, datetime.fromtimestamp(NOW, UTC))
        except Invalid:
            clean = {}
        found = timetable.runs(clean, NOW, None, zone, heard=NOW)
        clock_changes.notices(clean, NOW, zone)
        schedules.words(clean)
    assert len(calls) < (MOST_WITH_RUNS if found.at else MOST)
