"""What a session's current run really was.

Freezer's own result is computed over stale members (R1) and no single source is reliable (R5b), so
three witnesses are heard for every member: its entry in the session, the job's `session_tag`, and
the times and result that the agent wrote into the job. A list begins with the first alone. That
proves a start and an end in the run, and nothing else: a start that Freezer lost leaves the same
entry as one that came too late (N3). What only a job can settle is "checking" until that was read.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from freezer_ui.domain import documents, volumes
from freezer_ui.domain.document_types import Entry, Job, Schedule, Session
from freezer_ui.domain.labels import client_label
from freezer_ui.domain.schedules import schedule, timetable
from freezer_ui.domain.times import epoch
from freezer_ui.message import Message, message

SUCCEEDED, FAILED, RUNNING = "succeeded", "failed", "running"
LATE, MISSING, WAITING, UNKNOWN = "late", "missing", "waiting", "unknown"
#: Of a member, and of a run: only the jobs can tell, and they were not read yet.
CHECKING = "checking"
#: Of a member: it started and ended in the run, and how.
PROVED = (SUCCEEDED, FAILED)
STATES = (SUCCEEDED, FAILED, RUNNING, LATE, MISSING, WAITING, UNKNOWN, CHECKING)

#: Freezer's hold-off where a session has none that is a number (R4).
HOLD_OFF_IF_MISSING = 60
#: Seconds by which an agent's clock may differ from the API's, whose own times need none: an agent
#: writes its start before it asks the API for one.
SLACK = 5
#: Seconds a run may be overdue before that is said: two polls of an agent (R4).
OVERDUE_GRACE = 120
#: A member's state by what became of its backup, where Cinder keeps it (domain/volumes.py).
IN_CINDER = {
    volumes.AVAILABLE: SUCCEEDED,
    volumes.REQUESTED: RUNNING,
    volumes.FAILED: FAILED,
    volumes.NEVER_MADE: FAILED,
    volumes.DELETING: UNKNOWN,
    volumes.GONE: UNKNOWN,
    volumes.UNKNOWN: UNKNOWN,
}
#: Members that a verdict names; of more it only tells how many.
NAMED = 2


Entries = Mapping[str, Entry]
Jobs = Mapping[str, Job | None]


@dataclass(frozen=True)
class Run:
    """The current run: its tag, the states of its members, and what they add up to.

    `complete` is None if the session never ran, or while that is checked; `state` is one of
    complete, incomplete, running, overdue, never, empty, unknown, checking.
    """

    tag: int
    members: dict[str, str]
    complete: bool | None
    state: str
    told: Message
    #: Why Freezer's own result is different; None where it is not.
    differs: Message | None = None
    #: From when on (epoch seconds) time alone may make it another; None: never.
    until: int | None = None
    #: The members of which nothing has proved that they ended in this run: to be sure, their jobs
    #: have to be read, or read again.
    unproved: tuple[str, ...] = ()
    #: Of members whose backups Cinder keeps, and that succeeded by Freezer's word: what became of
    #: these backups; None where there is no record of them.
    in_cinder: Mapping[str, volumes.Made | None] = field(default_factory=dict)

    @property
    def counts(self) -> dict[str, int]:
        """How many members there are, and how many in each state."""
        counted = Counter(self.members.values())
        return {"members": len(self.members), **{state: counted[state] for state in STATES}}


@dataclass(frozen=True)
class _Window:
    """The time in which a member's start made it part of the run, epoch seconds."""

    opened: int
    closes: int
    next_due: int | None
    tag: int
    now: int

    def holds(self, started: int | None, slack: int = 0) -> bool:
        return started is not None and self.opened - slack <= started <= self.closes

    def holds_own(self, entry: Entry, job: Job | None) -> bool:
        """Whether the start that the agent wrote into the job is in the run, by the agent's clock,
        and not known to be an earlier one by the API's.
        """
        started = epoch(_own(job).get("time_started"))
        if started is None or not self.holds(started, SLACK):
            return False
        return not self.known_before(started, entry, job)

    def known_before(self, started: int, entry: Entry, job: Job | None) -> bool:
        """Whether the entry has that same start, from before the run. PUT copies the agent's time
        into the entry, and the session's tag into the job: that is no word of the API's clock.
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
        """No run for longer than this, and its agents seem to be gone, or the session is wedged
        (R5c, R5d); None where none is due.
        """
        return None if self.next_due is None else overdue_after(self.opened, self.next_due)

    @property
    def overdue(self) -> bool:
        return self.overdue_after is not None and self.now > self.overdue_after

    @property
    def until(self) -> int | None:
        """When the next of these is another."""
        last = (at for at in (self.closes, self.overdue_after) if at is not None)
        return min((at + 1 for at in last if at >= self.now), default=None)


def judge(
    session: Session,
    jobs: Mapping[str, Job | None] | None,
    now: int,
    older: Mapping[str, Job | None] | None = None,
    of_volumes: volumes.Known | None = None,
) -> Run:
    """Judge the current run of a session document at `now` (epoch seconds).

    `jobs` has the job document of each member that was read, None for a ghost; jobs=None judges
    from the session alone. `older` are those that were read before the session's last change: what
    they prove holds, and what they lack proves nothing. `of_volumes` has the backups of jobs that
    Cinder keeps: without it they would be what Freezer calls them.
    """
    if documents.unreadable(session, "jobs", "session_tag", "time_start"):
        return _not_readable(session)
    entries = session.get("jobs") or {}
    read, older = jobs or {}, older or {}
    tag, opened = session.get("session_tag") or 0, epoch(session.get("time_start"))
    if not entries or not tag or opened is None:
        members = dict.fromkeys(entries, WAITING)
        state, told = _before_any(entries, {**older, **read})
        # what runs once is told so in the job alone
        runs_once = not schedule.own(session.get("schedule") or {})
        unproved = tuple(entries) if runs_once else ()
        complete = False if tag and opened else None
        return Run(tag, members, complete, state, told, unproved=unproved)
    window = _window(session, tag, opened, now)
    members = {
        job_id: _seen(job_id, entry or {}, read, older, window) for job_id, entry in entries.items()
    }
    judged = _sum_up(session, window, members)
    asked = [each for each in members if each in (of_volumes or {}) and members[each] == SUCCEEDED]
    if not asked or of_volumes is None:
        return judged
    spans = {each: backup(session, entries[each] or {}, read.get(each)) for each in asked}
    made = {
        each: volumes.of_span(of_volumes[each], *span) if (span := spans[each]) else None
        for each in asked
    }
    return _with_cinder(session, window, judged, made)


def _with_cinder(
    session: Session, window: _Window, judged: Run, made: Mapping[str, volumes.Made | None]
) -> Run:
    """Freezer calls a backup of a volume a success as soon as Cinder was asked for it (N7)."""
    states = {each: IN_CINDER[word.state] if word else UNKNOWN for each, word in made.items()}
    really = _sum_up(session, window, {**judged.members, **states})
    differs = really.differs
    if differs and set(states.values()) != {SUCCEEDED} and session.get("result") == "success":
        differs = message("volumes.success_too_early")
    # what is proved of the jobs themselves stays so
    return replace(really, differs=differs, unproved=judged.unproved, in_cinder=made)


def _seen(job_id: str, entry: Entry, read: Jobs, older: Jobs, window: _Window) -> str:
    """The state of a member, as far as what was read can tell it."""
    if job_id in read:
        return _member(entry, read[job_id], window)
    state = _member(entry, older.get(job_id), window)
    if state in PROVED or (state in (RUNNING, WAITING) and not window.closed):
        return state
    # a job that ran a moment ago may run still; an entry says so until the next run (F1)
    return RUNNING if state == RUNNING and older.get(job_id) else CHECKING


def _not_readable(session: Session) -> Run:
    """Of a run that Freezer tells nonsense of, nobody knows how it went."""
    members = dict.fromkeys(session.get("jobs") or {}, UNKNOWN)
    told = message("runs.unreadable")
    return Run(session.get("session_tag") or 0, members, False, "unknown", told)


def _before_any(entries: Entries, jobs: Mapping[str, Job | None]) -> tuple[str, Message]:
    """State and message of a session that never ran."""
    if not entries:
        return "empty", message("runs.empty")
    if any(_awaited((job or {}).get("job_schedule") or {}) for job in jobs.values()):
        return "running", message("runs.awaited")
    return "never", message("runs.never")


def _awaited(own: Schedule) -> bool:
    """Told to run once, and not yet begun; an agent that has heard of it clears the event (R9)."""
    told = own.get("event") == "start" or (own.get("event") == "" and own.get("status"))
    return bool(told) and not schedule.own(own) and not own.get("result")


def window(session: Session) -> tuple[int, int] | None:
    """When the current run began, and until when a member's start is part of it; None if never."""
    tag, opened = session.get("session_tag") or 0, epoch(session.get("time_start"))
    if not tag or opened is None:
        return None
    return opened, opened + hold_off(session)


def backup(session: Session, entry: Entry, job: Job | None) -> tuple[int, int | None] | None:
    """Start and end of a member's backup in the current run, or late for it; None if there is none.

    The agent's own times, unless only the session's entry is of this run (R5b): the job may have
    run again since. An end of None while it runs.
    """
    of_run = window(session)
    if of_run is None:
        return None
    opened, closes = of_run
    spans = [(_span(_own(job)), opened - SLACK), (_span(entry), opened)]
    begun = [span for span, first in spans if span and span[0] >= first]
    in_window = [span for span in begun if span[0] <= closes]
    return next(iter(in_window or begun), None)


def _own(job: Job | None) -> Schedule:
    """What the agent wrote into a job."""
    return (job or {}).get("job_schedule") or {}


def _span(witness: Entry | Schedule) -> tuple[int, int | None] | None:
    """An end before its start belongs to the run before (R5c)."""
    started, ended = epoch(witness.get("time_started")), epoch(witness.get("time_ended"))
    if started is None:
        return None
    return started, ended if ended is not None and ended >= started else None


def skew(starts: Sequence[int]) -> int | None:
    """How far apart, in seconds, the members of a run started; None for fewer than two."""
    return max(starts) - min(starts) if len(starts) > 1 else None


def overdue_after(began: int, due: int) -> int:
    """After which moment a run that was due at `due`, after one that began at `began`, is missed:
    a whole time between two runs has passed once more.
    """
    return due + (due - began) + OVERDUE_GRACE


def is_lively(session: Session, now: int) -> bool:
    """Whether schedulers may be writing `start` and `end` into the session at this moment: it
    runs, has just run, or is about to.
    """
    around = (epoch(session.get("time_start")), epoch(session.get("time_end")))
    if session.get("status") == RUNNING or any(at and abs(now - at) <= SLACK for at in around):
        return True
    opened = epoch(session.get("time_start")) or now
    due = timetable.due_after(session.get("schedule") or {}, opened)
    return due is not None and abs(now - due) <= OVERDUE_GRACE


def hold_off(session: Session) -> int:
    """Seconds in which a member's start is part of a run (R4)."""
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
    own = _own(job)
    entry_took_part = window.holds(epoch(entry.get("time_started")))
    own_took_part = window.holds_own(entry, job)
    if own_took_part and not entry_took_part and _ends(entry, own):
        entry, entry_took_part = {**entry, "time_started": own["time_started"]}, True
    if entry_took_part or own_took_part or _tag_took_part(entry, job, own, window):
        results = {
            result
            for took_part, witness in ((entry_took_part, entry), (own_took_part, own))
            if took_part and (result := _result(witness, window))
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
    """Whether the end in the entry is the one of the job's own start, which Freezer lost: it keeps
    one of two that come at once (R2).
    """
    ended, started = epoch(entry.get("time_ended")), epoch(own.get("time_started"))
    return ended is not None and started is not None and ended >= started


def _tag_took_part(entry: Entry, job: Job | None, own: Schedule, window: _Window) -> bool:
    """A job carries the tag its start was given; PUT copies the tag, but no start (R5b)."""
    started = epoch(own.get("time_started"))
    return (
        job is not None
        and job.get("session_tag") == window.tag
        and started is not None
        and started >= window.opened - SLACK
        and not window.known_before(started, entry, job)
    )


def _result(witness: Entry | Schedule, window: _Window) -> str | None:
    """What a witness that took part says of its end, or None while it says nothing.

    An end before the start belongs to the run before (R5c). An end after the next run was due may
    belong to a later backup, for `end` ignores the tag (R2, R12): then nobody knows.
    """
    started, ended = epoch(witness.get("time_started")), epoch(witness.get("time_ended"))
    if witness.get("status") == RUNNING or ended is None or ended < (started or 0):
        return None
    if window.next_due is not None and ended >= window.next_due:
        return UNKNOWN
    return {"success": SUCCEEDED, "": None, None: None}.get(witness.get("result"), FAILED)


def _was_late(entry: Entry, own: Schedule, window: _Window) -> bool:
    """A backup outside the window: its start was refused, its end was booked all the same (R2)."""
    started, ended = epoch(entry.get("time_started")), epoch(entry.get("time_ended"))
    own_started = epoch(own.get("time_started"))
    booked = started is not None and ended is not None and started < window.opened < ended
    return booked or (own_started is not None and own_started > window.closes)


def _added_since(entry: Entry, job: Job | None, own: Schedule, window: _Window) -> bool:
    """PUT leaves a job with the session's tag and without times of its own (F4)."""
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
        told=_told(state, window.tag, members, session.get("jobs") or {}),
        until=window.until,
        unproved=tuple(job_id for job_id, state in members.items() if state not in PROVED),
    )
    return replace(judged, differs=_differs(session, judged))


def _differs(session: Session, run: Run) -> Message | None:
    """Why Freezer's own result is not ours."""
    if run.state in (RUNNING, CHECKING):
        return None
    if session.get("status") == RUNNING:
        return message("runs.booked_as_running")
    if session.get("status") != "completed":
        return None
    if session.get("result") == "success" and not run.complete:
        return _success_of_others(session, run.members)
    if session.get("result") == "fail" and run.complete:
        return message("runs.failure_of_others")
    return None


def _success_of_others(session: Session, members: Mapping[str, str]) -> Message:
    """Freezer adds up each member's last result, even of one that did not take part (R1)."""
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
    """Who did not succeed, by the machine's name as long as that is short, and how."""
    bad = {job_id: state for job_id, state in members.items() if state != SUCCEEDED}
    names = {job_id: client_label((entries[job_id] or {}).get("client_id")) for job_id in bad}
    if len(bad) <= NAMED and all(names.values()):
        return {"named": [(str(names[job_id]), state) for job_id, state in bad.items()]}
    return {"counted": {name: counted[name] for name in STATES[1:] if counted[name]}}
