"""What to think of a session's schedule and hold-off before its agents find out.

Nothing here forbids: each piece of advice says what will happen, the number that would be better,
and what to write for that.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from itertools import pairwise
from zoneinfo import ZoneInfo

from freezer_ui.domain.labels import client_label
from freezer_ui.domain.runs import forecast
from freezer_ui.domain.schedules import calendar_fields, timetable
from freezer_ui.domain.schedules.phrases import interval_words, joined, length_words
from freezer_ui.domain.schedules.schedule import own
from freezer_ui.domain.times import format_iso, in_words, parse_iso, spoken

WARNING, INFO = "warning", "info"
#: Freezer's hold-off where a session is created without one (R4).
DEFAULT_HOLD_OFF = 30
#: Seconds that agents need to start at the same moment: their clocks differ, their hosts are busy.
BREATH = 30
#: Seconds to look ahead for other sessions on the same client.
WEEK = 7 * 86400
_YEAR = 366 * 86400
#: Minutes by which a session may be moved away from others, tried in turn.
_SHIFTS = (15, 30, 45, 60, 90, 120, 180, 240)


@dataclass(frozen=True)
class Apply:
    """One way to take an advice: a new hold-off (seconds), or a new schedule as a whole."""

    words: str
    hold_off: int | None = None
    schedule: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Advice:
    kind: str
    level: str
    words: str
    applies: tuple[Apply, ...] = ()


@dataclass(frozen=True)
class Case:
    """All that is known of the session that is advised.

    `members` have client_id, and time_started and time_ended or seconds; `found` are the next runs;
    `last_start` and `heard` are as in timetable.runs; `poll` is the agents' (seconds); `place` is
    the zone for times in sentences.
    """

    schedule: Mapping[str, str]
    hold_off: int | None
    members: Sequence[Mapping]
    found: timetable.Runs
    now: int
    last_start: int | None
    heard: int | None
    poll: int
    agents_zone: str
    place: ZoneInfo
    #: The interval that a user typed, whatever became of it.
    typed: str | None = None

    @property
    def window(self) -> int:
        return DEFAULT_HOLD_OFF if self.hold_off is None else self.hold_off

    @property
    def gap(self) -> int | None:
        """The least seconds between two of the next runs."""
        return min((after - before for before, after in pairwise(self.found.at)), default=None)

    @property
    def is_continuous(self) -> bool:
        return self.schedule.get("schedule_interval") == "continuous"

    @property
    def is_unaligned(self) -> bool:
        """Whether each agent starts at a moment of its own (R4)."""
        return self.found.about == timetable.BY_POLL or self.found.note == timetable.UNHEARD

    @cached_property
    def lengths(self) -> dict[str, int | None]:
        return forecast.lengths(self.members)

    @cached_property
    def shared(self) -> dict[str, list[int | None]]:
        """The clients that have several of the jobs, with how long each job took."""
        took: dict[str, list[int | None]] = {}
        for member in self.members:
            if member.get("client_id"):
                took.setdefault(member["client_id"], []).append(forecast.length(member))
        return {client_id: each for client_id, each in took.items() if len(each) > 1}

    @cached_property
    def queue(self) -> int:
        """The seconds after which the last job of a client starts that has several (R3)."""
        return max(map(_wait, self.shared.values()), default=0)

    @property
    def needed(self) -> int:
        """The hold-off with which every job can be in the run, in half minutes."""
        seconds = (self.poll if self.is_unaligned else 0) + self.queue + BREATH
        return -(-seconds // 30) * 30


def _wait(took: Sequence[int | None]) -> int:
    """Until the last of these jobs starts: the quickest comes last, if it comes to the worst."""
    known = [each for each in took if each is not None]
    return sum(known) - (min(known) if len(known) == len(took) else 0)


def advise(case: Case, others: Sequence[forecast.Plan], names: Mapping[str, str]) -> list[Advice]:
    """All advice, what matters most first. `others` are the plans of the other sessions for a week
    from now, `names` their descriptions by id.
    """
    rules = (
        _unreadable, _ended, _far, _starts_soon, _unaligned, _shares_client, _tight, _swallows,
        _overruns, _continuous, _by_calendar,
    )  # fmt: skip
    found = [advice for rule in rules for advice in rule(case)]
    found += _meets(case, others, names)
    return sorted(found, key=lambda advice: advice.level != WARNING)


def _unreadable(case: Case) -> Iterator[Advice]:
    """An agent's poll ends at such a date or interval (read in its `Job.schedule`, and seen)."""
    if case.found.note == timetable.UNREADABLE:
        yield Advice(
            "unreadable",
            WARNING,
            "Agents cannot read this schedule: nothing runs, and an agent that meets it may not "
            "get to its other jobs. Choose another schedule.",
        )


def _ended(case: Case) -> Iterator[Advice]:
    date = case.schedule.get("schedule_date")
    missed = date and case.found.about == timetable.BY_POLL
    if missed:
        yield Advice(
            "ended",
            WARNING,
            "This date is past. Agents make up for up to an hour: they would run the jobs at once.",
        )
    elif case.found.note == timetable.OVER:
        end = case.schedule.get("schedule_end_date")
        applies: tuple[Apply, ...] = ()
        if date:
            why = "This date is past: the session will not run again."
        elif end:
            over = in_words(end, case.place)
            why = f"The end, {over}, is before the next run: it will not run again."
            applies = (Apply("Take the end away", schedule=_without(case, "schedule_end_date")),)
        else:
            why = "No run is left: the session will not run again."
        yield Advice("ended", INFO if case.heard is None else WARNING, why, applies)


def _far(case: Case) -> Iterator[Advice]:
    if case.found.at and case.found.at[0] - case.now > _YEAR:
        first = length_words(case.found.at[0] - case.now)
        yield Advice("far", INFO, f"The next run is {first} away.")


def _starts_soon(case: Case) -> Iterator[Advice]:
    """Agents hear of it within a poll; those that hear too late start as soon as they do."""
    key = "schedule_date" if case.schedule.get("schedule_date") else "schedule_start_date"
    start = case.schedule.get(key)
    if case.heard is None or not start or not case.found.at or case.is_unaligned:
        return
    away = int(parse_iso(start).timestamp()) - case.now
    if not 0 < away <= case.poll:
        return
    step = timetable.step(case.schedule)
    later = case.now + 3 * case.poll
    later = _next_on_grid(start, int(step.total_seconds()), later) if step else later
    yield Advice(
        "soon",
        WARNING,
        f"It starts in {length_words(away)}, and agents hear of it within {case.poll} seconds: one "
        "that hears too late starts later than the others.",
        _start_on(case, later if step else later - later % 60, key),
    )


def _next_on_grid(start: str, step: int, after: int) -> int:
    begin = int(parse_iso(start).timestamp())
    return begin + -(-(after - begin) // step) * step


def _start_on(case: Case, at: int, key: str = "schedule_start_date") -> tuple[Apply, ...]:
    """None where it would end before."""
    end = case.schedule.get("schedule_end_date")
    if end and int(parse_iso(end).timestamp()) <= at:
        return ()
    moment = datetime.fromtimestamp(at, UTC)
    schedule = {**own(case.schedule), key: format_iso(moment)}
    return (Apply(f"Start on {spoken(moment, case.place)}", schedule=schedule),)


def _unaligned(case: Case) -> Iterator[Advice]:
    is_bare = timetable.step(case.schedule) and not case.schedule.get("schedule_start_date")
    if not is_bare or case.is_continuous or len(case.members) == 1:
        return
    if case.window >= case.poll + BREATH:
        return
    half_hour = -(-(case.now + 2 * case.poll) // 1800) * 1800
    yield Advice(
        "unaligned",
        WARNING,
        f"Without a start, each agent counts from its own poll: jobs start up to {case.poll} "
        f"seconds apart, and with a hold-off of {case.window} seconds some are late for the run.",
        (*_start_on(case, half_hour), *_room(case)),
    )


def _hold_off(seconds: int) -> Apply:
    return Apply(f"Set the hold-off to {seconds} seconds", hold_off=seconds)


def _room(case: Case) -> tuple[Apply, ...]:
    """The hold-off that is needed, or where runs come faster than that, more time between them."""
    if case.gap is None or case.needed < case.gap:
        return (_hold_off(case.needed),)
    return (_every(case, 2 * case.needed),) if timetable.step(case.schedule) else ()


def _shares_client(case: Case) -> Iterator[Advice]:
    if not case.shared or (case.window >= case.needed and not _unknown(case)):
        return
    shared = [(client_label(client_id), took) for client_id, took in case.shared.items()]
    who = joined([f"{len(took)} jobs on {name}" for name, took in shared[:3]])
    more = len(case.shared) - 3
    who += f" and on {more} more clients" if more > 0 else ""
    if _unknown(case):
        yield Advice(
            "shared_client",
            INFO,
            f"There are {who}: an agent runs one job after the other, and how long they take is "
            "not known yet. What starts after the hold-off is late for the run.",
        )
    else:
        yield Advice(
            "shared_client",
            WARNING,
            f"There are {who}: an agent runs one job after the other. By their last runs the last "
            f"of them starts {length_words(case.queue)} after the first, and the hold-off is "
            f"{case.window} seconds.",
            _room(case),
        )


def _unknown(case: Case) -> bool:
    """Whether nobody knows how long a job on a shared client takes."""
    return any(None in took for took in case.shared.values())


def _tight(case: Case) -> Iterator[Advice]:
    runs = bool(case.found.at) or case.found.note == timetable.UNHEARD
    has_other_reason = case.is_unaligned or case.queue or len(case.members) == 1
    if runs and case.window < 10 and not has_other_reason:
        yield Advice(
            "tight",
            WARNING,
            f"With a hold-off of {case.window} seconds a job is late for the run when its "
            "machine's clock is a little behind or it is busy.",
            _room(case),
        )


def _swallows(case: Case) -> Iterator[Advice]:
    """Starts within the hold-off join the run before: they get no tag of their own (R12)."""
    gap = case.gap
    if case.is_continuous or gap is None or case.window < gap:
        return
    yield Advice(
        "swallows",
        WARNING,
        f"The hold-off ({length_words(case.window)}) is as long as the time between two runs "
        f"({length_words(gap)}): runs are taken for one, and not each is a snapshot of its own.",
        _room(case),
    )


def _every(case: Case, seconds: int) -> Apply:
    minutes = _nice(seconds) // 60
    count, unit = (minutes // 60, "hours") if minutes % 60 == 0 else (minutes, "minutes")
    text = f"{count} {unit}"
    return Apply(
        f"Run {interval_words(text)}",
        schedule={**own(case.schedule), "schedule_interval": text},
    )


def _overruns(case: Case) -> Iterator[Advice]:
    took = max((each for each in case.lengths.values() if each is not None), default=0)
    if case.is_continuous or case.gap is None or took < case.gap:
        return
    applies: tuple[Apply, ...] = ()
    if timetable.step(case.schedule):
        applies = (_every(case, took * 3 // 2),)
    yield Advice(
        "overruns",
        WARNING,
        f"The last backups took {length_words(took)}, and {length_words(case.gap)} after a run the "
        "next is due: an agent that is still at work leaves runs out.",
        applies,
    )


def _nice(seconds: int) -> int:
    """Up to the next of the lengths that people set schedules to."""
    size = next((size for size in (300, 900, 1800) if seconds <= 6 * size), 3600)
    return -(-seconds // size) * size


def _continuous(case: Case) -> Iterator[Advice]:
    if case.is_continuous:
        yield Advice(
            "continuous",
            INFO,
            "A job starts again within a second of its end. What starts within the hold-off of "
            f"{case.window} seconds counts as one run.",
        )


_RESTARTED = (
    "An agent that is restarted runs its job at once and counts from there, so the jobs of an "
    "interval may no longer run together."
)


def _by_calendar(case: Case) -> Iterator[Advice]:
    """Calendar fields keep their time when an agent is restarted, intervals do not (N2)."""
    if case.is_continuous or (case.typed is None and not timetable.step(case.schedule)):
        return
    if not timetable.step(case.schedule):
        yield Advice(
            "by_calendar",
            INFO,
            "This is written as calendar times: the jobs keep them when an agent is restarted.",
        )
        return
    said = calendar_fields.of_interval(case.schedule, case.now, case.agents_zone)
    if said:
        apply = Apply("Run at these times by the calendar", schedule=said)
        words = f"{_RESTARTED} Calendar times stay as they are."
        yield Advice("by_calendar", INFO, words, (apply,))
    else:
        words = (
            f"{_RESTARTED} Calendar times cannot say this interval: choose another, or repair the "
            "session when it is shown as out of step."
        )
        yield Advice("interval", INFO, words)


def _meets(
    case: Case, others: Sequence[forecast.Plan], names: Mapping[str, str]
) -> Iterator[Advice]:
    """Other sessions at the same time on the same client: one of them has to wait (R3)."""
    near = [each for each in others if each.lengths.keys() & case.lengths.keys()]
    met = _met(case, case.schedule, near)
    if not met:
        return
    first = min(met)
    client_id, ids = min(met[first].items())
    who = [f'"{names.get(each, each)}"' for each in ids[:2]]
    if len(ids) > 2:
        who.append(f"{len(ids) - 2} other{'s' if len(ids) > 3 else ''}")
    when = spoken(datetime.fromtimestamp(first, UTC), case.place)
    verb = "runs" if len(ids) == 1 else "run"
    often = f" So it is {len(met)} times in the next week." if len(met) > 1 else ""
    yield Advice(
        "meets",
        WARNING,
        f"{joined(who)} {verb} on {client_label(client_id)} at the same time, first on {when}: its "
        "agent runs one job after the other, and what starts after the hold-off is late."
        f"{often}",
        tuple(_away(case, near)),
    )


def _met(
    case: Case, schedule: Mapping, near: Sequence[forecast.Plan]
) -> dict[int, dict[str, list[str]]]:
    """The runs of the next week, on this schedule, that others overlap."""
    if not near:
        return {}
    until = case.now + WEEK
    found = timetable.runs(
        schedule, case.now, case.last_start, case.agents_zone, forecast.MOST, case.heard, until
    )
    return forecast.meets(forecast.planned("", found, case.lengths), near)


def _away(case: Case, near: Sequence[forecast.Plan]) -> Iterator[Apply]:
    for minutes in _SHIFTS:
        schedule = _shifted(case, minutes)
        if schedule is None:
            return
        if not _met(case, schedule, near):
            yield Apply(f"Run {length_words(minutes * 60)} later", schedule=schedule)
            return


def _shifted(case: Case, minutes: int) -> dict[str, str] | None:
    """The schedule so much later; None where that cannot be said in its fields."""
    schedule = own(case.schedule)
    start = schedule.get("schedule_start_date")
    if timetable.step(schedule):
        if not start or int(parse_iso(start).timestamp()) <= case.now:
            return None
        later = int(parse_iso(start).timestamp()) + minutes * 60
        moment = format_iso(datetime.fromtimestamp(later, UTC))
        end = schedule.get("schedule_end_date")
        return None if end and moment >= end else {**schedule, "schedule_start_date": moment}
    clock = [schedule.get(f"schedule_{name}", "0") for name in ("hour", "minute")]
    if "schedule_hour" not in schedule or not all(each.isdecimal() for each in clock):
        return None
    total = int(clock[0]) * 60 + int(clock[1]) + minutes
    if total >= 24 * 60:
        return None
    return {
        **schedule,
        "schedule_hour": str(total // 60),
        "schedule_minute": str(total % 60),
    }


def _without(case: Case, key: str) -> dict[str, str]:
    return {name: value for name, value in own(case.schedule).items() if name != key}
