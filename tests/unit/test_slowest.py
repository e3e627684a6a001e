"""No schedule keeps a web process busy: one that never comes least of all."""

import sys
from collections.abc import Callable
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from freezer_ui.domain.schedules import clock_changes, parsing, timetable
from freezer_ui.errors import Invalid
from freezer_ui.messages import schedules

NOW = 1_795_500_000  # 2026-11-24 06:00 UTC
#: Calls of functions for a preview, without and with runs years apart; a million is half a second.
MOST, MOST_WITH_RUNS = 200_000, 1_000_000
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


def calls_of(work: Callable[[], object]) -> int:
    """How many functions of Python's are called: as many on every machine, however busy."""
    calls = 0

    def note(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event == "call"

    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(None)
    return calls


@settings(max_examples=400)
@given(PATTERNS, st.sampled_from(["UTC", "Europe/Berlin", "Australia/Lord_Howe"]))
def test_rare_patterns_are_answered_or_refused_in_time(fields, zone):
    found = []

    def preview() -> None:
        try:
            clean = parsing.parse(fields, datetime.fromtimestamp(NOW, UTC))
        except Invalid:
            clean = {}
        found.extend(timetable.runs(clean, NOW, None, zone, heard=NOW).at)
        clock_changes.notices(clean, NOW, zone)
        schedules.words(clean)

    calls = calls_of(preview)
    assert calls < (MOST_WITH_RUNS if found else MOST)
