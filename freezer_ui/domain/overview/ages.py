"""The age of a job's last good backup, compared with its schedule.

Failed runs leave no record, so records alone show the age of what can be restored. A job with
several backups is as old as the oldest of them; a machine or session is as old as its oldest job.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from freezer_ui.domain import volumes
from freezer_ui.domain.document_types import Fact, Job, Session
from freezer_ui.domain.jobs import action, kind, standalone
from freezer_ui.domain.runs import run
from freezer_ui.domain.schedules import schedule, timetable
from freezer_ui.domain.times import epoch

#: OVERDUE: late by a whole interval (run.overdue_after); NEVER: it has run, without a good backup;
#: LATE: past its schedule; UNCONFIRMED: there may be a newer one that Cinder has not confirmed;
#: WAITING: it has not run yet; FRESH: in time; OPEN: no further run is due.
OVERDUE, NEVER, LATE, UNCONFIRMED, WAITING, FRESH, OPEN = (
    "overdue", "never", "late", "unconfirmed", "waiting", "fresh", "open",
)  # fmt: skip
#: The worst first.
STATES = (OVERDUE, NEVER, LATE, UNCONFIRMED, WAITING, FRESH, OPEN)
#: States that need somebody.
BAD = (OVERDUE, NEVER, LATE)
#: Seconds by which an agent's clock may be ahead; later times are ignored.
AHEAD = 120

#: {job id: {backup name: time of the last good backup}}, epoch seconds.
Made = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True)
class Age:
    """The state, when the last good backup was made, and when the next was due (epoch seconds)."""

    state: str
    at: int | None = None
    due: int | None = None

    @property
    def rank(self) -> tuple[int, int]:
        """A sort key: the worst state first, then the oldest."""
        return STATES.index(self.state), self.at or 0


def last_made(facts: Iterable[Fact], now: int) -> dict[str, dict[str, int]]:
    """Return Made; a backup that cannot be restored does not count."""
    found: dict[str, dict[str, int]] = {}
    for fact in facts:
        if fact["job_id"] and is_good(fact, now):
            names = found.setdefault(fact["job_id"], {})
            name = fact["backup_name"]
            names[name] = max(fact["at"] or 0, names.get(name, 0))
    return found


def open_since(facts: Iterable[Fact]) -> dict[str, int]:
    """Return by job id when its last backup began that Cinder has not confirmed."""
    found: dict[str, int] = {}
    for fact in facts:
        if fact["job_id"] and fact["at"] is not None and volumes.is_open(fact):
            found[fact["job_id"]] = max(fact["at"], found.get(fact["job_id"], 0))
    return found


def first_made(facts: Iterable[Fact]) -> dict[str, int]:
    """Return by job id when its first backup was made, usable or not."""
    found: dict[str, int] = {}
    for fact in facts:
        if fact["job_id"] and fact["at"] is not None:
            found[fact["job_id"]] = min(fact["at"], found.get(fact["job_id"], fact["at"]))
    return found


def is_good(fact: Fact, now: int) -> bool:
    """Whether a record is a restore point: restorable, and not from the future."""
    return not fact["refused"] and fact["at"] is not None and fact["at"] <= now + AHEAD


def is_ahead(fact: Fact, now: int) -> bool:
    """Whether a record is from the future: its machine's clock was wrong."""
    return fact["at"] is not None and fact["at"] > now + AHEAD


def last_of(job: Job, made: Mapping[str, int]) -> int | None:
    """Return the time of the oldest of a job's last backups; None if one was never made."""
    names = backup_names(job) or set(made)
    found = [made.get(name) for name in names]
    known = [at for at in found if at is not None]
    return min(known) if known and len(known) == len(found) else None


def backup_names(job: Job) -> set[str]:
    """Return the backup names of a job's actions, as they are recorded."""
    names = (action.recorded(each.get("backup_name")) for each in kind.backups_of(job))
    return {name for name in names if name}


def promised(job: Job, session: Session | None) -> dict[str, str]:
    """Return the schedule that a job's backups are measured by: its session's (a member's own may
    have drifted), else its own.
    """
    of_session = schedule.own((session or {}).get("schedule"))
    return of_session or schedule.own(job.get("job_schedule"))


def of_job(
    job: Job, when: Mapping[str, str], at: int | None, now: int, limit: int | None = None
) -> Age:
    """Return the age of a job whose last good backup was made at `at` (epoch seconds).

    `limit` (seconds) replaces the schedule `when`.
    """
    if at is None:
        return Age(NEVER if _has_run(job) else WAITING)
    if limit is not None:
        return Age(OVERDUE if now > at + limit else FRESH, at, at + limit)
    due = timetable.due_after(when, at)
    if due is None:
        return Age(OPEN, at)
    if now > run.overdue_after(at, due):
        return Age(OVERDUE, at, due)
    # a running job is about to make the next backup
    is_late = now > due + run.OVERDUE_GRACE and not standalone.is_running(job)
    return Age(LATE if is_late else FRESH, at, due)


def with_open(age: Age, since: int | None) -> Age:
    """Return the age, UNCONFIRMED if a backup newer than the last good one may exist."""
    if age.state in BAD and since is not None and since > (age.at or 0):
        return Age(UNCONFIRMED, age.at, age.due)
    return age


def of_machine(aged: Mapping[str, Age]) -> str:
    """Return the job id whose age stands for a machine: the worst; jobs that have not run yet count
    only if there are no others.
    """

    def rank(job_id: str) -> tuple[Any, ...]:
        age = aged[job_id]
        return age.state in (WAITING, OPEN), *age.rank, job_id

    return min(aged, key=rank)


def _has_run(job: Job) -> bool:
    own = schedule.of_job(job)
    return bool(epoch(own.get("time_started")) or own.get("result"))
