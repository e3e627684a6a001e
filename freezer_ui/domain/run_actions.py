"""What can be done about a session's run: run it now, retry what failed, end what is stuck."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from freezer_ui.domain import times
from freezer_ui.domain.body import Body, nullable, one_of
from freezer_ui.domain.document_types import Job, Session
from freezer_ui.domain.jobs import standalone
from freezer_ui.domain.membership import health
from freezer_ui.domain.runs import run
from freezer_ui.domain.schedules import timetable
from freezer_ui.domain.schedules.arming import Agents
from freezer_ui.message import Message, message

RUN, RETRY, END = "run", "retry", "end"
KINDS = (RUN, RETRY, END)
BODY = Body({"kind": one_of(*KINDS), "tag": nullable({"type": "integer"})}, needed=("kind", "tag"))
#: Seconds in which an agent that hears late still starts a run of a session without a schedule.
_GRACE = 3600
_TROUBLES = ("elsewhere", "unaware", "wedged", "out_of_step")


@dataclass(frozen=True)
class RunAction:
    """One of KINDS for these members; `refused` says why it cannot be done now."""

    kind: str
    members: tuple[str, ...] = ()
    refused: Message | None = None


def available(
    session: Session, jobs: Mapping[str, Job | None], judged: run.Run, agents: Agents
) -> list[RunAction]:
    """What there is to do now. `jobs` has each member's job, None for a ghost."""
    there = tuple(job_id for job_id in session.get("jobs") or {} if jobs.get(job_id))
    found = [RunAction(RUN, there, _run_refused(session, jobs, judged, agents))]
    window = run.window(session)
    over = window is not None and agents.now > window[1]
    bad = tuple(job_id for job_id in there if judged.members[job_id] in _TO_RETRY)
    if over and bad:
        found.append(RunAction(RETRY, bad))
    stuck = _stuck(session, judged)
    if over and (stuck or _hangs(session, judged)):
        found.append(RunAction(END, stuck))
    return found


def changes_at(session: Session, agents: Agents) -> int | None:
    """When time alone changes what is on offer, epoch seconds: first a run now begins after the
    hold-off, then the hold-off is over. None if neither is ahead.
    """
    window = run.window(session)
    if window is None:
        return None
    closes = window[1]
    until_polled = agents.all_have_polled - agents.now
    ahead = (at for at in (closes - until_polled + 1, closes + 1) if at > agents.now)
    return min(ahead, default=None)


def next_regular(session: Session, agents: Agents) -> int | None:
    """The run that its page shows as the next one; None where there is none."""
    at, _about, _note = timetable.next_of(session, agents.now, agents.zone)
    return at


def run_now(job: Job, at: int, due: int | None) -> dict[str, Any]:
    """The job_schedule that makes a member run at `at` with all others, then at `due`, the
    session's next regular run, if nobody gives it its schedule back; without one it runs once.

    Freezer's own "start" would have each agent start at its own poll, and would leave the job
    without any schedule (R9).
    """
    start = _iso(at)
    if due is None:
        fields = {
            "schedule_interval": "1 weeks",
            "schedule_start_date": start,
            "schedule_end_date": _iso(at + _GRACE),
        }
    else:
        fields = {"schedule_interval": f"{due - at} seconds", "schedule_start_date": start}
    return standalone.document(job, standalone.running(fields))


def caught_up(job: Job, session: Session) -> dict[str, Any]:
    """What a member is given beside its schedule so that it can open the next tag: an agent whose
    poll overlapped the last start has put the job's tag back, and no job behind its session may
    start a run (R5d).
    """
    tag = session.get("session_tag") or 0
    return {"session_tag": tag} if (job.get("session_tag") or 0) < tag else {}


def over_by(session: Session, at: int, due: int | None, agents: Agents) -> int:
    """When the run that was asked for at `at` has begun if it ever does, epoch seconds; in time
    before the next regular run.
    """
    latest = at + run.hold_off(session) + agents.poll
    return latest if due is None else min(latest, due - agents.often)


_TO_RETRY = (run.FAILED, run.MISSING, run.LATE)


def _iso(at: int) -> str:
    return times.format_iso(datetime.fromtimestamp(at, UTC))


def _run_refused(
    session: Session, jobs: Mapping[str, Job | None], judged: run.Run, agents: Agents
) -> Message | None:
    if not any(jobs.get(job_id) for job_id in session.get("jobs") or {}):
        return message("run_actions.no_jobs")
    if run.RUNNING in judged.members.values():
        return message("run_actions.running")
    if any(each["kind"] in _TROUBLES for each in health.problems(session, {}, jobs, agents)):
        return message("run_actions.broken")
    window = run.window(session)
    if window is not None and agents.all_have_polled <= window[1]:
        return message("run_actions.too_recent")
    due = next_regular(session, agents)
    # Between the two, each job is given its schedule back before it is about to run again.
    if due is not None and due <= agents.all_have_polled + agents.often:
        return message("run_actions.next_is_near")
    return None


def _stuck(session: Session, judged: run.Run) -> tuple[str, ...]:
    """Members that Freezer books as running."""
    entries = session.get("jobs") or {}
    return tuple(
        job_id
        for job_id, state in judged.members.items()
        if state == run.RUNNING or (entries[job_id] or {}).get("status") == run.RUNNING
    )


def _hangs(session: Session, judged: run.Run) -> bool:
    """A session that is booked as running while no member is (R13)."""
    return session.get("status") == run.RUNNING and not judged.members
