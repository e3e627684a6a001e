"""Advice on a session's schedule and hold-off, before its agents run it.

Advice forbids nothing: it says what will happen, and offers values that avoid it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from itertools import pairwise

from freezer_ui.domain.document_types import Fields
from freezer_ui.domain.labels import client_label
from freezer_ui.domain.runs import forecast
from freezer_ui.domain.schedules import calendar_fields, timetable
from freezer_ui.domain.schedules.schedule import is_continuous, own
from freezer_ui.domain.times import format_iso, parse_iso
from freezer_ui.message import Message, message

WARNING, INFO = "warning", "info"
#: Freezer's hold-off where a session is created without one.
HOLD_OFF_AT_CREATION = 30
#: Seconds between the starts of agents that start together: clocks differ, hosts are busy.
SPREAD = 30
#: Seconds to look ahead for other sessions on the same client.
WEEK = 7 * 86400
_YEAR = 366 * 86400
#: Minutes by which to move a session away from others, tried in this order.
_SHIFTS = (15, 30, 45, 60, 90, 120, 180, 240)


@dataclass(frozen=True)
class Apply:
    """A way to follow advice: a new hold-off in seconds, or a whole new schedule."""

    message: Message
    hold_off: int | None = None
    schedule: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Advice:
    kind: str
    level: str
    message: Message
    applies: tuple[Apply, ...] = ()


@dataclass(frozen=True)
class Case:
    """The session to advise on.

    `members` have client_id, and time_started and time_ended, or seconds. `found` are the next
    runs. `last_start` and `heard` are as in timetable.runs. `poll` is the agents' interval in
    seconds.
    """

    schedule: Mapping[str, str]
    hold_off: int | None
    members: Sequence[forecast.Member]
    found: timetable.Runs
    now: int
    last_start: int | None
    heard: int | None
    poll: int
    agents_zone: str
    #: The interval that the user typed; it may be saved as calendar fields.
    typed: str | None = None

    @property
    def window(self) -> int:
        return HOLD_OFF_AT_CREATION if self.hold_off is None else self.hold_off

    @property
    def gap(self) -> int | None:
        """The fewest seconds between two of the next runs; None for fewer than two."""
        return min((after - before for before, after in pairwise(self.found.at)), default=None)

    @property
    def is_continuous(self) -> bool:
        return is_continuous(self.schedule)

    @property
    def is_unaligned(self) -> bool:
        """Whether agents start at different moments, each counted from its own poll."""
        return self.found.about == timetable.BY_POLL or self.found.note == timetable.UNHEARD

    @cached_property
    def lengths(self) -> dict[str, int | None]:
        return forecast.lengths(self.members)

    @cached_property
    def shared(self) -> dict[str, list[int | None]]:
        """Clients that run several of the jobs, with the seconds that each job took."""
        took: dict[str, list[int | None]] = {}
        for member in self.members:
            client_id = member.get("client_id")
            if client_id:
                took.setdefault(client_id, []).append(forecast.length(member))
        return {client_id: each for client_id, each in took.items() if len(each) > 1}

    @cached_property
    def queue(self) -> int:
        """Seconds until the last job of a shared client starts."""
        return max(map(_wait, self.shared.values()), default=0)

    @property
    def needed(self) -> int:
        """The hold-off that lets every job be in the run, in seconds, rounded up to 30."""
        seconds = (self.poll if self.is_unaligned else 0) + self.queue + SPREAD
        return -(-seconds // 30) * 30


def _wait(took: Sequence[int | None]) -> int:
    """Seconds until the last of these jobs starts, in the worst order: the shortest last."""
    known = [each for each in took if each is not None]
    return sum(known) - (min(known) if len(known) == len(took) else 0)


def advise(case: Case, others: Sequence[forecast.Plan], names: Mapping[str, str]) -> list[Advice]:
    """Return all advice, warnings first.

    `others` are the plans of the other sessions for WEEK seconds from now, `names` their
    descriptions by id.
    """
    rules = (
        _unreadable, _ended, _far, _starts_soon, _unaligned, _shares_client, _tight, _swallows,
        _overruns, _continuous, _by_calendar,
    )  # fmt: skip
    found = [advice for rule in rules for advice in rule(case)]
    found += _meets(case, others, names)
    return sorted(found, key=lambda advice: advice.level != WARNING)


def _unreadable(case: Case) -> Iterator[Advice]:
    """A date or interval that ends an agent's poll."""
    if case.found.note == timetable.UNREADABLE:
        yield Advice("unreadable", WARNING, message("advice.unreadable"))


def _ended(case: Case) -> Iterator[Advice]:
    date = case.schedule.get("schedule_date")
    missed = date and case.found.about == timetable.BY_POLL
    if missed:
        yield Advice("ended", WARNING, message("advice.date_missed"))
    elif case.found.note == timetable.OVER:
        end = case.schedule.get("schedule_end_date")
        applies: tuple[Apply, ...] = ()
        if date:
            why = message("advice.date_past")
        elif end:
            why = message("advice.ends_before", end=end)
            rest = _without(case, "schedule_end_date")
            applies = (Apply(message("advice.remove_end"), schedule=rest),)
        else:
            why = message("advice.over")
        yield Advice("ended", INFO if case.heard is None else WARNING, why, applies)


def _far(case: Case) -> Iterator[Advice]:
    if case.found.at and case.found.at[0] - case.now > _YEAR:
        yield Advice("far", INFO, message("advice.far", seconds=case.found.at[0] - case.now))


def _starts_soon(case: Case) -> Iterator[Advice]:
    """The start is less than a poll away: agents that read it later run at once."""
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
        message("advice.starts_soon", seconds=away, poll=case.poll),
        _start_on(case, later if step else later - later % 60, key),
    )


def _next_on_grid(start: str, step: int, after: int) -> int:
    begin = int(parse_iso(start).timestamp())
    return begin + -(-(after - begin) // step) * step


def _start_on(case: Case, at: int, key: str = "schedule_start_date") -> tuple[Apply, ...]:
    """Offer a start at this moment, unless the schedule ends before it."""
    end = case.schedule.get("schedule_end_date")
    if end and int(parse_iso(end).timestamp()) <= at:
        return ()
    moment = datetime.fromtimestamp(at, UTC)
    schedule = {**own(case.schedule), key: format_iso(moment)}
    return (Apply(message("advice.start_on", at=at), schedule=schedule),)


def _unaligned(case: Case) -> Iterator[Advice]:
    is_bare = timetable.step(case.schedule) and not case.schedule.get("schedule_start_date")
    if not is_bare or case.is_continuous or len(case.members) == 1:
        return
    if case.window >= case.poll + SPREAD:
        return
    half_hour = -(-(case.now + 2 * case.poll) // 1800) * 1800
    yield Advice(
        "unaligned",
        WARNING,
        message("advice.unaligned", poll=case.poll, window=case.window),
        (*_start_on(case, half_hour), *_room(case)),
    )


def _hold_off(seconds: int) -> Apply:
    return Apply(message("advice.set_hold_off", seconds=seconds), hold_off=seconds)


def _room(case: Case) -> tuple[Apply, ...]:
    """Offer the needed hold-off, or a longer interval if runs are closer together than that."""
    if case.gap is None or case.needed < case.gap:
        return (_hold_off(case.needed),)
    return (_every(case, 2 * case.needed),) if timetable.step(case.schedule) else ()


def _shares_client(case: Case) -> Iterator[Advice]:
    if not case.shared or (case.window >= case.needed and not _unknown(case)):
        return
    shared = [(str(client_label(each)), len(took)) for each, took in case.shared.items()]
    who = {"clients": shared[:3], "more": max(len(shared) - 3, 0)}
    if _unknown(case):
        yield Advice("shared_client", INFO, message("advice.shared_client", **who))
    else:
        times = {"queue": case.queue, "window": case.window}
        told = message("advice.shared_client_waits", **who, **times)
        yield Advice("shared_client", WARNING, told, _room(case))


def _unknown(case: Case) -> bool:
    """Whether the length of a job on a shared client is not known."""
    return any(None in took for took in case.shared.values())


def _tight(case: Case) -> Iterator[Advice]:
    runs = bool(case.found.at) or case.found.note == timetable.UNHEARD
    has_other_reason = case.is_unaligned or case.queue or len(case.members) == 1
    if runs and case.window < 10 and not has_other_reason:
        yield Advice("tight", WARNING, message("advice.tight", window=case.window), _room(case))


def _swallows(case: Case) -> Iterator[Advice]:
    """The hold-off is longer than the gap: runs within it belong to the previous tag."""
    gap = case.gap
    if case.is_continuous or gap is None or case.window < gap:
        return
    yield Advice(
        "swallows", WARNING, message("advice.swallows", window=case.window, gap=gap), _room(case)
    )


def _every(case: Case, seconds: int) -> Apply:
    minutes = _nice(seconds) // 60
    count, unit = (minutes // 60, "hours") if minutes % 60 == 0 else (minutes, "minutes")
    return Apply(
        message("advice.run_every", count=count, unit=unit),
        schedule={**own(case.schedule), "schedule_interval": f"{count} {unit}"},
    )


def _overruns(case: Case) -> Iterator[Advice]:
    took = max((each for each in case.lengths.values() if each is not None), default=0)
    if case.is_continuous or case.gap is None or took < case.gap:
        return
    applies: tuple[Apply, ...] = ()
    if timetable.step(case.schedule):
        applies = (_every(case, took * 3 // 2),)
    yield Advice("overruns", WARNING, message("advice.overruns", took=took, gap=case.gap), applies)


def _nice(seconds: int) -> int:
    """Round up to an interval that people use: whole 5, 15, 30 or 60 minutes."""
    size = next((size for size in (300, 900, 1800) if seconds <= 6 * size), 3600)
    return -(-seconds // size) * size


def _continuous(case: Case) -> Iterator[Advice]:
    if case.is_continuous:
        yield Advice("continuous", INFO, message("advice.continuous", window=case.window))


def _by_calendar(case: Case) -> Iterator[Advice]:
    """Calendar fields keep their time when an agent restarts; intervals do not."""
    if case.is_continuous or (case.typed is None and not timetable.step(case.schedule)):
        return
    if not timetable.step(case.schedule):
        yield Advice("by_calendar", INFO, message("advice.saved_as_calendar"))
        return
    said = calendar_fields.of_interval(case.schedule, case.now, case.agents_zone)
    if said:
        apply = Apply(message("advice.use_calendar"), schedule=said)
        yield Advice("by_calendar", INFO, message("advice.has_calendar"), (apply,))
    else:
        yield Advice("interval", INFO, message("advice.has_no_calendar"))


def _meets(
    case: Case, others: Sequence[forecast.Plan], names: Mapping[str, str]
) -> Iterator[Advice]:
    """Other sessions run on the same client at the same time: one has to wait."""
    near = [each for each in others if each.lengths.keys() & case.lengths.keys()]
    met = _met(case, case.schedule, near)
    if not met:
        return
    first = min(met)
    client_id, ids = min(met[first].items())
    told = message(
        "advice.meets",
        sessions=[names.get(each, each) for each in ids[:2]],
        more=max(len(ids) - 2, 0),
        client=str(client_label(client_id)),
        first=first,
        times=len(met),
    )
    yield Advice("meets", WARNING, told, tuple(_away(case, near)))


def _met(
    case: Case, schedule: Fields, near: Sequence[forecast.Plan]
) -> dict[int, dict[str, list[str]]]:
    """As forecast.meets, of the next week's runs on this schedule."""
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
            yield Apply(message("advice.run_later", seconds=minutes * 60), schedule=schedule)
            return


def _shifted(case: Case, minutes: int) -> dict[str, str] | None:
    """Return the schedule, moved later; None if its fields cannot express that."""
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
    return {**schedule, "schedule_hour": str(total // 60), "schedule_minute": str(total % 60)}


def _without(case: Case, key: str) -> dict[str, str]:
    return {name: value for name, value in own(case.schedule).items() if name != key}
