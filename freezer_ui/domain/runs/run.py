"""The verdict on a session's current run.

Freezer's own result includes members that did not take part, and no single source is reliable. So a
member's state is derived from three: its entry in the session, the job's `session_tag`, and the
times and result that the agent wrote into the job. Lists start with the entries alone, which prove
a start and an end in the run but not their absence: a start that Freezer lost looks like a late
one. A member that needs its job is "checking" until the job was read.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from freezer_ui.domain import documents, volumes
from freezer_ui.domain.document_types import Entry, Job, Schedule, Session
from freezer_ui.domain.labels import client_label
from freezer_ui.domain.schedules import schedule, timetable
from freezer_ui.domain.times import end_after, epoch
from freezer_ui.message import Message, message

SUCCEEDED, FAILED, RUNNING = "succeeded", "failed", "running"
LATE, MISSING, WAITING, UNKNOWN = "late", "missing", "waiting", "unknown"
#: State of a member or run that depends on jobs which were not read yet.
CHECKING = "checking"
#: States of a member that started and ended in the run.
PROVED = (SUCCEEDED, FAILED)
STATES = (SUCCEEDED, FAILED, RUNNING, LATE, MISSING, WAITING, UNKNOWN, CHECKING)

#: Freezer's result of a failed job or session.
FAIL = "fail"
#: Seconds; Freezer's hold-off for a session without a valid one.
HOLD_OFF_IF_MISSING = 60
#: Seconds by which an agent's clock may differ from the API's.
SLACK = 5
#: Seconds after which a run that is due is overdue: two polls.
OVERDUE_GRACE = 120
#: A member's state by that of its backup in Cinder (domain/volumes.py).
IN_CINDER = {
    volumes.AVAILABLE: SUCCEEDED,
    volumes.REQUESTED: RUNNING,
    volumes.FAILED: FAILED,
    volumes.NEVER_MADE: FAILED,
    volumes.DELETING: UNKNOWN,
    volumes.GONE: UNKNOWN,
    volumes.UNKNOWN: UNKNOWN,
}
#: Members that a verdict names; more are counted.
NAMED = 2


Entries = Mapping[str, Entry]
Jobs = Mapping[str, Job | None]


@dataclass(frozen=True)
class Run:
    """The current run: its tag, its members' states by job id, and the verdict.

    `complete` is None if the session never ran, or while its state is checking. `state` is one of
    complete, incomplete, running, overdue, never, empty, unknown, checking.
    """

    tag: int
    members: dict[str, str]
    complete: bool | None
    state: str
    message: Message
    #: Why Freezer's own result is different, or None.
    differs: Message | None = None
    #: When time alone may change the verdict, epoch seconds; None: never.
    until: int | None = None
    #: Members whose end in this run is not proved; their jobs have to be read, or read again.
    unproved: tuple[str, ...] = ()
    #: The backups in Cinder of members that succeeded by Freezer's record; None: no record of one.
    in_cinder: Mapping[str, volumes.Made | None] = field(default_factory=dict)

    @property
    def counts(self) -> dict[str, int]:
        """The number of "members", and of those in each state."""
        counted = Counter(self.members.values())
        return {"members": len(self.members), **{state: counted[state] for state in STATES}}


@dataclass(frozen=True)
class _Window:
    """The time in which a start is part of the run; all times are epoch seconds."""

    opened: int
    closes: int
    next_due: int | None
    tag: int
    now: int

    def holds(self, started: int | None, slack: int = 0) -> bool:
        return started is not None and self.opened - slack <= started <= self.closes

    def holds_own(self, entry: Entry, job: Job | None) -> bool:
        """Whether the start that the agent wrote into the job is in the run."""
        started = epoch(schedule.of_job(job).get("time_started"))
        if started is None or not self.holds(started, SLACK):
            return False
        return not self.known_before(started, entry, job)

    def known_before(self, started: int, entry: Entry, job: Job | None) -> bool:
        """Whether the entry has the same start, from before the run by the API's clock.

        A PUT copies the agent's time into the entry and the tag into the job; such an entry says
        nothing about the API's clock.
        """
        recorded = epoch(entry.get("time_started"))
        if recorded is None or recorded >= self.opened or abs(started - recorded) > SLACK:
            return False
        return recorded != started or (job or {}).get("session_tag") != self.tag

    @property
    def closed(self) -> bool:
        return self.now > self.closes

    @property
    def overdue_after(self) -> int | None:
        """Without a run by then, the session is overdue: agents are gone, or it is wedged. None if
        no run is due.
        """
        return None if self.next_due is None else overdue_after(self.opened, self.next_due)

    @property
    def overdue(self) -> bool:
        return self.overdue_after is not None and self.now > self.overdue_after

    @property
    def until(self) -> int | None:
        """When `closed` or `overdue` changes next; None: never."""
        last = (at for at in (self.closes, self.overdue_after) if at is not None)
        return min((at + 1 for at in last if at >= self.now), default=None)


def judge(
    session: Session,
    jobs: Mapping[str, Job | None] | None,
    now: int,
    older: Mapping[str, Job | None] | None = None,
    of_volumes: volumes.Known | None = None,
) -> Run:
    """Judge the current run of a session at `now` (epoch seconds).

    `jobs` has the jobs that were read, None for a ghost; None judges from the session alone.
    `older` are jobs that were read before the session's last change: they can prove that something
    happened, not that it did not. `of_volumes` has the backups that Cinder keeps, whose state
    replaces Freezer's success.
    """
    if documents.unreadable(session, "jobs", "session_tag", "time_start"):
        return _not_readable(session)
    entries = session.get("jobs") or {}
    read, older = jobs or {}, older or {}
    tag, opened = session.get("session_tag") or 0, epoch(session.get("time_start"))
    if not entries or not tag or opened is None:
        return _without_run(session, {**older, **read})
    window = _window(session, tag, opened, now)
    members = {
        job_id: _state(job_id, entry or {}, read, older, window)
        for job_id, entry in entries.items()
    }
    judged = _sum_up(session, window, members)
    return _with_cinder(session, window, judged, read, of_volumes) if of_volumes else judged


def _with_cinder(
    session: Session,
    window: _Window,
    judged: Run,
    jobs: Mapping[str, Job | None],
    of_volumes: volumes.Known,
) -> Run:
    """Replace Freezer's success by Cinder's state: Freezer does not wait for Cinder."""
    entries = session.get("jobs") or {}
    made: dict[str, volumes.Made | None] = {}
    for job_id, state in judged.members.items():
        if state == SUCCEEDED and job_id in of_volumes:
            span = backup(session, entries[job_id] or {}, jobs.get(job_id))
            made[job_id] = volumes.of_span(of_volumes[job_id], *span) if span else None
    if not made:
        return judged
    states = {each: IN_CINDER[word.state] if word else UNKNOWN for each, word in made.items()}
    really = _sum_up(session, window, {**judged.members, **states})
    differs = really.differs
    if differs and set(states.values()) != {SUCCEEDED} and session.get("result") == "success":
        differs = message("volumes.success_too_early")
    # what was proved without Cinder stays proved
    return replace(really, differs=differs, unproved=judged.unproved, in_cinder=made)


def _state(job_id: str, entry: Entry, read: Jobs, older: Jobs, window: _Window) -> str:
    """The state of a member; CHECKING if it depends on a job that was not read."""
    if job_id in read:
        return _member(entry, read[job_id], window)
    state = _member(entry, older.get(job_id), window)
    if state in PROVED or (state in (RUNNING, WAITING) and not window.closed):
        return state
    # only a job shows that it runs: an entry may keep that status until the next run
    return RUNNING if state == RUNNING and older.get(job_id) else CHECKING


def _not_readable(session: Session) -> Run:
    """The verdict on a session whose run cannot be read."""
    members = dict.fromkeys(session.get("jobs") or {}, UNKNOWN)
    told = message("runs.unreadable")
    return Run(session.get("session_tag") or 0, members, False, "unknown", told)


def _without_run(session: Session, jobs: Jobs) -> Run:
    """The verdict on a session that has no members or never ran."""
    entries, tag = session.get("jobs") or {}, session.get("session_tag") or 0
    if not entries:
        state, told = "empty", message("runs.empty")
    elif any(_awaited(schedule.of_job(job)) for job in jobs.values()):
        state, told = "running", message("runs.awaited")
    else:
        state, told = "never", message("runs.never")
    complete = False if tag and epoch(session.get("time_start")) else None
    # only its jobs show whether a session without a schedule was started
    runs_once = not schedule.own(session.get("schedule") or {})
    unproved = tuple(entries) if runs_once else ()
    return Run(tag, dict.fromkeys(entries, WAITING), complete, state, told, unproved=unproved)


def _awaited(own: Schedule) -> bool:
    """Whether a job is to run once and has not begun; its agent clears the event."""
    is_started = own.get("event") == "start" or (own.get("event") == "" and own.get("status"))
    return bool(is_started) and not schedule.own(own) and not own.get("result")


def window(session: Session) -> tuple[int, int] | None:
    """Return the start of the current run and the end of its hold-off, epoch seconds; None if there
    was no run.
    """
    tag, opened = session.get("session_tag") or 0, epoch(session.get("time_start"))
    if not tag or opened is None:
        return None
    return opened, opened + hold_off(session)


def backup(session: Session, entry: Entry, job: Job | None) -> tuple[int, int | None] | None:
    """Return start and end of a member's backup in the current run or late for it, or None.

    Epoch seconds; the end is None while it runs. The agent's own times come first, unless only the
    session's entry is of this run: the job may have run again since.
    """
    of_run = window(session)
    if of_run is None:
        return None
    opened, closes = of_run
    spans = [(_span(schedule.of_job(job)), opened - SLACK), (_span(entry), opened)]
    begun = [span for span, first in spans if span and span[0] >= first]
    in_window = [span for span in begun if span[0] <= closes]
    return next(iter(in_window or begun), None)


def _span(source: Entry | Schedule) -> tuple[int, int | None] | None:
    """Start and end; an end before the start belongs to the previous run."""
    started = epoch(source.get("time_started"))
    return None if started is None else (started, end_after(source, started, "time_ended"))


def skew(starts: Sequence[int]) -> int | None:
    """Return the seconds between the first and the last start; None for fewer than two."""
    return max(starts) - min(starts) if len(starts) > 1 else None


def overdue_after(began: int, due: int) -> int:
    """Return when a run is overdue that was due at `due`, after one that began at `began`: one more
    interval later. Epoch seconds.
    """
    return due + (due - began) + OVERDUE_GRACE


def is_active(session: Session, now: int) -> bool:
    """Whether schedulers may be writing `start` or `end` to the session: it runs, has just run, or
    is about to run.
    """
    around = (epoch(session.get("time_start")), epoch(session.get("time_end")))
    if session.get("status") == RUNNING or any(at and abs(now - at) <= SLACK for at in around):
        return True
    opened = epoch(session.get("time_start")) or now
    due = timetable.due_after(session.get("schedule") or {}, opened)
    return due is not None and abs(now - due) <= OVERDUE_GRACE


def hold_off(session: Session) -> int:
    """Return the seconds after a run's start in which starts are part of it."""
    seconds = schedule.seconds_of(session.get("hold_off"))
    return HOLD_OFF_IF_MISSING if seconds is None else seconds


def _window(session: Session, tag: int, opened: int, now: int) -> _Window:
    return _Window(
        opened=opened,
        closes=opened + hold_off(session),
        next_due=timetable.due_after(session.get("schedule") or {}, opened),
        tag=tag,
        now=now,
    )


def _member(entry: Entry, job: Job | None, window: _Window) -> str:
    own = schedule.of_job(job)
    entry_took_part = window.holds(epoch(entry.get("time_started")))
    own_took_part = window.holds_own(entry, job)
    if own_took_part and not entry_took_part and _ends(entry, own):
        entry, entry_took_part = {**entry, "time_started": own["time_started"]}, True
    if entry_took_part or own_took_part or _tag_took_part(entry, job, own, window):
        results = {
            result
            for took_part, source in ((entry_took_part, entry), (own_took_part, own))
            if took_part and (result := _result(source, window))
        }
        if len(results) == 1:
            return results.pop()
        running = RUNNING in (entry.get("status"), own.get("status"))
        return UNKNOWN if results or not running else RUNNING
    if _was_late(entry, own, window):
        return LATE
    if not window.closed or _added_since(entry, job, own, window):
        return WAITING
    return MISSING


def _ends(entry: Entry, own: Schedule) -> bool:
    """Whether the entry's end belongs to the job's own start, which Freezer lost: of two starts at
    once it keeps one.
    """
    ended, started = epoch(entry.get("time_ended")), epoch(own.get("time_started"))
    return ended is not None and started is not None and ended >= started


def _tag_took_part(entry: Entry, job: Job | None, own: Schedule, window: _Window) -> bool:
    """Whether the job has the run's tag and a start of its own; PUT copies only the tag."""
    started = epoch(own.get("time_started"))
    return (
        job is not None
        and job.get("session_tag") == window.tag
        and started is not None
        and started >= window.opened - SLACK
        and not window.known_before(started, entry, job)
    )


def _result(source: Entry | Schedule, window: _Window) -> str | None:
    """The state that a source shows for a member that took part; None while it has no end.

    An end before the start belongs to the previous run. An end after the next run was due may
    belong to a later backup, since `end` ignores the tag: UNKNOWN.
    """
    started, ended = epoch(source.get("time_started")), epoch(source.get("time_ended"))
    if source.get("status") == RUNNING or ended is None or ended < (started or 0):
        return None
    if window.next_due is not None and ended >= window.next_due:
        return UNKNOWN
    return {"success": SUCCEEDED, "": None, None: None}.get(source.get("result"), FAILED)


def _was_late(entry: Entry, own: Schedule, window: _Window) -> bool:
    """Whether the start was outside the window; Freezer records the end all the same."""
    started, ended = epoch(entry.get("time_started")), epoch(entry.get("time_ended"))
    own_started = epoch(own.get("time_started"))
    booked = started is not None and ended is not None and started < window.opened < ended
    return booked or (own_started is not None and own_started > window.closes)


def _added_since(entry: Entry, job: Job | None, own: Schedule, window: _Window) -> bool:
    """Whether the job was added after the run began: PUT copies the tag, but no times."""
    if job is None:
        return epoch(entry.get("time_started")) is None
    return job.get("session_tag") == window.tag and epoch(own.get("time_started")) is None


def _sum_up(session: Session, window: _Window, members: dict[str, str]) -> Run:
    counted = Counter(members.values())
    complete = counted[SUCCEEDED] == len(members)
    if complete:
        state = "overdue" if window.overdue else "complete"
    elif counted[RUNNING] or (counted[WAITING] and not window.closed):
        state = "running"
    elif counted[CHECKING]:
        state = CHECKING
    else:
        worst = counted[FAILED] or counted[LATE] or counted[MISSING] or counted[WAITING]
        state = "incomplete" if worst else "unknown"
    judged = Run(
        tag=window.tag,
        members=members,
        complete=None if counted[CHECKING] else complete,
        state=state,
        message=_told(state, window.tag, members, session.get("jobs") or {}),
        until=window.until,
        unproved=tuple(job_id for job_id, state in members.items() if state not in PROVED),
    )
    return replace(judged, differs=_differs(session, judged))


def _differs(session: Session, run: Run) -> Message | None:
    """Why Freezer's own result differs from the verdict, or None."""
    if run.state in (RUNNING, CHECKING):
        return None
    if session.get("status") == RUNNING:
        return message("runs.booked_as_running")
    if session.get("status") != "completed":
        return None
    if session.get("result") == "success" and not run.complete:
        return _success_of_others(session, run.members)
    if session.get("result") == FAIL and run.complete:
        return message("runs.failure_of_others")
    return None


def _success_of_others(session: Session, members: Mapping[str, str]) -> Message:
    """Freezer's result includes members that did not take part."""
    absent = [job_id for job_id, state in members.items() if state in (MISSING, LATE, WAITING)]
    if not absent:
        return message("runs.success_too_early")
    entry = (session["jobs"] or {})[absent[0]] or {}
    client = client_label(entry.get("client_id"))
    if len(absent) == 1 and client and entry.get("result") == "success":
        return message("runs.success_of_client", client=client)
    return message("runs.success_of_others")


def _told(state: str, tag: int, members: Mapping[str, str], entries: Entries) -> Message:
    counted = Counter(members.values())
    if state in ("overdue", CHECKING):
        return message(f"runs.{state}", tag=tag)
    numbers = {"tag": tag, "done": counted[SUCCEEDED], "members": len(members)}
    if state == "complete":
        return message("runs.complete", **numbers)
    code = "unconfirmed" if state == "unknown" else state
    return message(f"runs.{code}", **numbers, rest=_rest(members, entries, counted))


def _rest(members: Mapping[str, str], entries: Entries, counted: Counter[str]) -> dict[str, Any]:
    """The members that did not succeed: up to NAMED by client, more as counts by state."""
    bad = {job_id: state for job_id, state in members.items() if state != SUCCEEDED}
    names = {job_id: client_label((entries[job_id] or {}).get("client_id")) for job_id in bad}
    if len(bad) <= NAMED and all(names.values()):
        # a client with several jobs in one state is named once
        named = dict.fromkeys((str(names[job_id]), state) for job_id, state in bad.items())
        return {"named": [*named]}
    return {"counted": {name: counted[name] for name in STATES[1:] if counted[name]}}
