"""How old the last good backup of a job is, beside what its schedule promises.

A failed run leaves no record (R6), so the records alone say how old what can be restored is. A job
that makes several backups is as old as the oldest of them; a machine, and a session, as old as the
oldest of its jobs.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from freezer_ui.domain import volumes
from freezer_ui.domain.document_types import Fact, Job, Session
from freezer_ui.domain.runs import run
from freezer_ui.domain.schedules import schedule, timetable
from freezer_ui.domain.times import epoch

#: Older than its schedule allows, by a whole time between two runs, as of a session (run.judge); no
#: good backup on record, though it has run; older than its schedule asks; it has not run yet; in
#: time; no further run is due, so that nothing is promised; there may be a newer one, which Cinder
#: has not confirmed.
OVERDUE, NEVER, LATE, UNCONFIRMED, WAITING, FRESH, OPEN = (
    "overdue", "never", "late", "unconfirmed", "waiting", "fresh", "open",
)  # fmt: skip
#: The worst first.
STATES = (OVERDUE, NEVER, LATE, UNCONFIRMED, WAITING, FRESH, OPEN)
#: Those that ask for somebody.
BAD = (OVERDUE, NEVER, LATE)
#: Seconds by which an agent's clock may be ahead: what is later is no time of a backup.
AHEAD = 120

#: By job, by the name of a backup, when the last good one was made.
Made = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True)
class Age:
    """When the last good backup was made, by when the next was due, and what that comes to; all
    times are epoch seconds.
    """

    state: str
    at: int | None = None
    due: int | None = None

    @property
    def rank(self) -> tuple[int, int]:
        """The worst first; of the same state the oldest."""
        return STATES.index(self.state), self.at or 0


def last_made(facts: Iterable[Fact], now: int) -> dict[str, dict[str, int]]:
    """Made, of records.facts; what cannot be restored is no good backup."""
    found: dict[str, dict[str, int]] = {}
    for fact in facts:
        if fact["job_id"] and is_good(fact, now):
            names = found.setdefault(fact["job_id"], {})
            name = fact["backup_name"]
            names[name] = max(fact["at"] or 0, names.get(name, 0))
    return found


def open_since(facts: Iterable[Fact]) -> dict[str, int]:
    """By job, when the last backup was begun that Cinder has not confirmed."""
    found: dict[str, int] = {}
    for fact in facts:
        if fact["job_id"] and fact["at"] is not None and volumes.is_open(fact):
            found[fact["job_id"]] = max(fact["at"], found.get(fact["job_id"], 0))
    return found


def first_made(facts: Iterable[Fact]) -> dict[str, int]:
    """By job, when its first backup was made, whatever became of it."""
    found: dict[str, int] = {}
    for fact in facts:
        if fact["job_id"] and fact["at"] is not None:
            found[fact["job_id"]] = min(fact["at"], found.get(fact["job_id"], fact["at"]))
    return found


def is_good(fact: Fact, now: int) -> bool:
    """Whether a record is a restore point: not one that cannot be restored, nor of the future."""
    return not fact["refused"] and fact["at"] is not None and fact["at"] <= now + AHEAD


def is_ahead(fact: Fact, now: int) -> bool:
    """Whether the clock of its machine was wrong."""
    return fact["at"] is not None and fact["at"] > now + AHEAD


def last_of(job: Job, made: Mapping[str, int]) -> int | None:
    """When the oldest of the last backups of a job was made; None where one of them was never."""
    names = backup_names(job) or set(made)
    found = [made.get(name) for name in names]
    known = [at for at in found if at is not None]
    return min(known) if known and len(known) == len(found) else None


def backup_names(job: Job) -> set[str]:
    """What the backups are called that a job makes, as far as its actions say."""
    actions = [each.get("freezer_action") or {} for each in job.get("job_actions") or []]
    return {
        str(each["backup_name"])
        for each in actions
        if each.get("backup_name") and (each.get("action") or "backup") == "backup"
    }


def promised(job: Job, session: Session | None) -> dict[str, str]:
    """The schedule that says how old a backup may be: that of the session which lists the job, for
    a member's own may have drifted, else its own.
    """
    of_session = schedule.own((session or {}).get("schedule"))
    return of_session or schedule.own(job.get("job_schedule"))


def is_running(job: Job) -> bool:
    return (job.get("job_schedule") or {}).get("status") == run.RUNNING


def of_job(
    job: Job, when: Mapping[str, str], at: int | None, now: int, limit: int | None = None
) -> Age:
    """The age of a job whose last good backup is of `at`. `limit`, in seconds, counts in the place
    of its schedule `when`.
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
    # one that runs is about to leave the next
    is_late = now > due + run.OVERDUE_GRACE and not is_running(job)
    return Age(LATE if is_late else FRESH, at, due)


def with_open(age: Age, since: int | None) -> Age:
    """The same, unless a newer backup than the last good one may be there (open_since)."""
    if age.state in BAD and since is not None and since > (age.at or 0):
        return Age(UNCONFIRMED, age.at, age.due)
    return age


def of_machine(aged: Mapping[str, Age]) -> str:
    """The job that speaks for a machine, of its jobs' ages: the worst; one that has not run yet
    speaks for it only where no other has.
    """

    def rank(job_id: str) -> tuple[Any, ...]:
        age = aged[job_id]
        return age.state in (WAITING, OPEN), *age.rank, job_id

    return min(aged, key=rank)


def _has_run(job: Job) -> bool:
    own = job.get("job_schedule") or {}
    return bool(epoch(own.get("time_started")) or own.get("result"))
