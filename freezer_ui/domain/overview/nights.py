"""Backups by machine and night, from Freezer's records.

A night is from noon to noon in the user's zone. Which backups were expected is an estimate, from
the present schedule and the job's first start or backup: Freezer keeps neither earlier schedules
nor when a job was created.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache

from freezer_ui.domain.document_types import Job
from freezer_ui.domain.jobs import standalone
from freezer_ui.domain.runs import run
from freezer_ui.domain.schedules import schedule, timetable
from freezer_ui.domain.times import NotATime, epoch, parse_iso

#: States of a night: all expected backups; some of them; only backups that cannot be restored;
#: none, though expected; one is still to come; none, and none expected.
MADE, PARTLY, UNUSABLE, MISSED, COMING, NONE = (
    "made", "partly", "unusable", "missed", "coming", "none",
)  # fmt: skip
#: Limits of the number of nights.
MOST = 30
_NOON = time(12)


@dataclass(frozen=True)
class Night:
    """From noon to noon, epoch seconds; `day` is the date of the morning."""

    start: int
    end: int
    day: date


@dataclass(frozen=True)
class Cell:
    """A night of a machine: usable and unusable backups, jobs that were expected to make one, and
    how many of them did (`kept`).
    """

    state: str
    backups: int = 0
    unusable: int = 0
    expected: int = 0
    kept: int = 0


@dataclass
class Work:
    """Backups of a job or machine by index of the night: usable ones and others."""

    good: dict[int, int] = field(default_factory=dict)
    bad: dict[int, int] = field(default_factory=dict)
    #: Backups that Cinder has not confirmed.
    open: dict[int, int] = field(default_factory=dict)

    def add(self, number: int, is_good: bool, is_open: bool = False) -> None:
        counted = self.good if is_good else self.open if is_open else self.bad
        counted[number] = counted.get(number, 0) + 1


def until(now: int, place: tzinfo, count: int) -> list[Night]:
    """Return the last `count` nights, oldest first; from noon on also the coming one, so that `now`
    is in the last.
    """
    today = datetime.fromtimestamp(now, UTC).astimezone(place).date()
    days = [today - timedelta(days=back) for back in range(count - 1, -1, -1)]
    if now >= _noon(today, place):
        days.append(today + timedelta(days=1))
    return [Night(_noon(day - timedelta(days=1), place), _noon(day, place), day) for day in days]


def last(shown: Sequence[Night], now: int, place: tzinfo) -> Night:
    """Return last night: the one whose morning is today."""
    today = datetime.fromtimestamp(now, UTC).astimezone(place).date()
    return next((night for night in shown if night.day == today), shown[-1])


def _noon(day: date, place: tzinfo) -> int:
    return int(datetime.combine(day, _NOON, place).timestamp())


class Sorter:
    """Finds the night of a time by bisection."""

    def __init__(self, shown: Sequence[Night]):
        self._starts = [night.start for night in shown]
        self._end = shown[-1].end

    def index_of(self, at: int) -> int | None:
        """Return the index of the night of a time (epoch seconds), or None."""
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
    """Return {index of a night: whether the backup is still to come} for nights with a due backup.

    `first` is the time of the job's first backup; `zone` is the agents'.
    """
    begun = epoch(schedule.of_job(job).get("time_started"))
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
            found[number] = not is_due or standalone.is_running(job)
    return found


@lru_cache(maxsize=20_000)  # jobs often share a schedule, and the nights are the same
def runs_in(fields: tuple[tuple[str, str], ...], start: int, end: int, zone: str) -> bool:
    """Whether a schedule has a run from `start` to before `end`, ignoring its start date; False if
    unknown.
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
    """Without a start, agents count from their polls: True only if every such time has a run."""
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
    """Return the nights of a machine, from its counts and each job's counts and expected nights."""
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
