"""Backups machine by machine and night by night, from the records that Freezer has.

A night goes from noon to noon in the user's zone. What was expected of it is told by the schedule
as it is today, for Freezer keeps no other, and only from a job's first sign of life on, for it does
not keep when a job was made: an estimate.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache

from freezer_ui.domain.document_types import Job
from freezer_ui.domain.overview import ages
from freezer_ui.domain.runs import run
from freezer_ui.domain.schedules import timetable
from freezer_ui.domain.times import NotATime, epoch, parse_iso

#: All that was expected was made; some of it; backups that cannot be restored, and no other;
#: none, though one was expected; one is still to come; none, and none was expected as far as is
#: known.
MADE, PARTLY, UNUSABLE, MISSED, COMING, NONE = (
    "made", "partly", "unusable", "missed", "coming", "none",
)  # fmt: skip
#: What can be asked for.
FEWEST, MOST = 1, 30
_NOON = time(12)


@dataclass(frozen=True)
class Night:
    """From noon to noon, epoch seconds; `day` is the morning's."""

    start: int
    end: int
    day: date


@dataclass(frozen=True)
class Cell:
    """A night of a machine: good backups, others, jobs of which one was expected, and how many of
    these made one.
    """

    state: str
    backups: int = 0
    unusable: int = 0
    expected: int = 0
    kept: int = 0


@dataclass
class Work:
    """By the night's number, good backups of a job or a machine, and those without a use."""

    good: dict[int, int] = field(default_factory=dict)
    bad: dict[int, int] = field(default_factory=dict)
    #: Those that Cinder has not confirmed.
    open: dict[int, int] = field(default_factory=dict)

    def add(self, number: int, is_good: bool, is_open: bool = False) -> None:
        counted = self.good if is_good else self.open if is_open else self.bad
        counted[number] = counted.get(number, 0) + 1


def until(now: int, place: tzinfo, count: int) -> list[Night]:
    """The last `count` nights, oldest first, and the coming one from noon on: `now` is in the last
    of them.
    """
    today = datetime.fromtimestamp(now, UTC).astimezone(place).date()
    days = [today - timedelta(days=back) for back in range(count - 1, -1, -1)]
    if now >= _noon(today, place):
        days.append(today + timedelta(days=1))
    return [Night(_noon(day - timedelta(days=1), place), _noon(day, place), day) for day in days]


def last(shown: Sequence[Night], now: int, place: tzinfo) -> Night:
    """Last night: the one that ended this morning."""
    today = datetime.fromtimestamp(now, UTC).astimezone(place).date()
    return next((night for night in shown if night.day == today), shown[-1])


def _noon(day: date, place: tzinfo) -> int:
    return int(datetime.combine(day, _NOON, place).timestamp())


class Sorter:
    """Puts backups into nights; asked for each of them, of which there may be many."""

    def __init__(self, shown: Sequence[Night]):
        self._starts = [night.start for night in shown]
        self._end = shown[-1].end

    def place_of(self, at: int) -> int | None:
        if not self._starts[0] <= at < self._end:
            return None
        return bisect_right(self._starts, at) - 1


def expected(
    job: Job,
    when: Mapping[str, str],
    first: int | None,
    shown: Sequence[Night],
    now: int,
    zone: str,
) -> dict[int, bool]:
    """The nights in which a job was to make a backup: by number, whether that is still to come.

    `first` is when its first backup was made; `zone` is the agents'.
    """
    begun = epoch((job.get("job_schedule") or {}).get("time_started"))
    since = min((at for at in (first, begun) if at is not None), default=None)
    if since is None:
        return {}
    fields = tuple(sorted(when.items()))
    past = (now - run.OVERDUE_GRACE) // 60 * 60
    found = {}
    for number, night in enumerate(shown):
        if night.end <= since:
            continue
        if night.end <= past:
            if runs_in(fields, night.start, night.end, zone):
                found[number] = False
        elif runs_in(fields, night.start, night.end, zone):
            is_due = runs_in(fields, night.start, max(past, night.start), zone)
            found[number] = not is_due or ages.is_running(job)
    return found


@lru_cache(maxsize=20_000)  # Jobs often share a schedule, and all ask of the same nights.
def runs_in(fields: tuple[tuple[str, str], ...], start: int, end: int, zone: str) -> bool:
    """Whether a schedule has a run from `start` until before `end`, wherever it began to be so;
    False where that cannot be told.
    """
    when = dict(fields)
    if start >= end or _is_over(when, start):
        return False
    if when.get("schedule_interval") and not when.get("schedule_date"):
        return _interval_runs_in(when, start, end)
    for name in ("schedule_start_date", "schedule_end_date"):
        when.pop(name, None)
    return bool(timetable.runs(when, start - 1, None, zone, 1, until=end).at)


def _is_over(when: Mapping[str, str], start: int) -> bool:
    ends = _moment(when.get("schedule_end_date"))
    # an agent ignores an end without a start
    return ends is not None and ends < start and bool(when.get("schedule_start_date"))


def _interval_runs_in(when: Mapping[str, str], start: int, end: int) -> bool:
    """Each agent counts from its own poll where there is no start, so only what comes in every
    night for certain can be told.
    """
    step = timetable.step(when)
    seconds = int(step.total_seconds()) if step else 0
    if seconds <= 0:
        return False
    base = _moment(when.get("schedule_start_date"))
    if base is None:
        return seconds <= end - start
    return start + (base - start) % seconds < end


def _moment(text: str | None) -> int | None:
    try:
        return int(parse_iso(text).timestamp()) if text else None
    except (NotATime, OverflowError):
        return None


def cells(count: int, machine: Work, jobs: Iterable[tuple[Work, Mapping[int, bool]]]) -> list[Cell]:
    """The nights of a machine: of its own counts, and of each job's counts and expected nights."""
    known = list(jobs)
    return [_cell(number, machine, known) for number in range(count)]


def _cell(number: int, machine: Work, jobs: list[tuple[Work, Mapping[int, bool]]]) -> Cell:
    good, bad = machine.good.get(number, 0), machine.bad.get(number, 0)
    due = [work for work, nights in jobs if nights.get(number) is False]
    kept = sum(bool(work.good.get(number)) for work in due)
    is_coming = any(nights.get(number) for _work, nights in jobs)
    if machine.open.get(number) and not good and not bad:
        return Cell(COMING)
    return Cell(_state(good, bad, len(due), kept, is_coming), good, bad, len(due), kept)


def _state(good: int, bad: int, expected: int, kept: int, is_coming: bool) -> str:
    if good:
        return MADE if kept == expected else PARTLY
    if bad:
        return UNUSABLE
    if expected:
        return MISSED
    return COMING if is_coming else NONE
