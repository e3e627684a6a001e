"""Actions on a session's run: run now, retry failed members, end a stuck run."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from freezer_ui.domain import request_id, times
from freezer_ui.domain.body import Body, nullable, one_of
from freezer_ui.domain.document_types import Job, Session
from freezer_ui.domain.jobs import standalone
from freezer_ui.domain.membership import health, plan
from freezer_ui.domain.runs import run
from freezer_ui.domain.schedules import timetable
from freezer_ui.domain.schedules.arming import Agents
from freezer_ui.message import Message, message

RUN, RETRY, END = "run", "retry", "end"
KINDS = (RUN, RETRY, END)
BODY = Body(
    {"kind": one_of(*KINDS), "tag": nullable({"type": "integer"}), "id": request_id.SCHEMA},
    needed=("kind", "tag"),
)
#: Seconds in which a late agent still starts a run of a session without a schedule.
_GRACE = 3600
_TROUBLES = ("elsewhere", "unaware", "wedged", "out_of_step")


@dataclass(frozen=True)
class RunAction:
    """One of KINDS for these members; `refused` says why it is not possible now."""

    kind: str
    members: tuple[str, ...] = ()
    refused: Message | None = None


def available(
    session: Session, jobs: Mapping[str, Job | None], judged: run.Run, agents: Agents
) -> list[RunAction]:
    """Return the actions on offer now. `jobs` has each member's job, None for a ghost."""
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
    """Return when the offers change with time alone, epoch seconds; None if they do not.

    That is when a run that is requested now would start after the hold-off, then when the hold-off
    ends.
    """
    window = run.window(session)
    if window is None:
        return None
    closes = window[1]
    ahead = (at for at in (_can_run_from(closes, agents), closes + 1) if at > agents.now)
    return min(ahead, default=None)


def _can_run_from(closes: int, agents: Agents) -> int:
    """Return when a new run can be requested first: its start is then after the hold-off (epoch
    seconds).
    """
    return closes + 1 - (agents.all_have_polled - agents.now)


def next_regular(session: Session, agents: Agents) -> int | None:
    """Return the next scheduled run, epoch seconds, or None."""
    at, _about, _note = timetable.next_of(session, agents.now, agents.zone)
    return at


def run_now(job: Job, at: int, due: int | None) -> dict[str, Any]:
    """Return the job_schedule of a member for a run at `at` (epoch seconds).

    It also runs at `due`, the session's next regular run, even if its own schedule is not restored
    by then; with `due` None it runs once. Freezer's own "start" would start each agent at its own
    poll and leave the job without a schedule.
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
    """Return the changes that let a member start the next tag.

    An agent whose poll overlapped the last start may have reset the job's tag, and a job behind its
    session cannot start a run.
    """
    tag = session.get("session_tag") or 0
    return {"session_tag": tag} if (job.get("session_tag") or 0) < tag else {}


def over_by(session: Session, at: int, due: int | None, agents: Agents) -> int:
    """Return the time by which a run that is requested for `at` has begun, if it does at all: epoch
    seconds, before the next regular run.
    """
    latest = at + run.hold_off(session) + agents.poll
    return latest if due is None else min(latest, due - agents.often)


_TO_RETRY = (run.FAILED, run.MISSING, run.LATE)


def _iso(at: int) -> str:
    return times.format_iso(datetime.fromtimestamp(at, UTC))


def _run_refused(
    session: Session, jobs: Mapping[str, Job | None], judged: run.Run, agents: Agents
) -> Message | None:
    there = [job for job_id in session.get("jobs") or {} if (job := jobs.get(job_id))]
    if not there:
        return message("run_actions.no_jobs")
    if run.RUNNING in judged.members.values():
        return message("run_actions.running")
    if any(each["kind"] in _TROUBLES for each in health.problems(session, {}, jobs, agents)):
        return message("run_actions.broken")
    window = run.window(session)
    if window is not None and agents.all_have_polled <= window[1]:
        return message("run_actions.too_recent", at=_can_run_from(window[1], agents))
    due = next_regular(session, agents)
    # Each job gets its own schedule back before the next regular run.
    is_near = due is not None and due <= agents.all_have_polled + agents.often
    # a run that was requested before is about to start: agents would not read another write in
    # time
    if is_near or any(plan.is_about_to_run(job, agents) for job in there):
        return message("run_actions.next_is_near")
    return None


def _stuck(session: Session, judged: run.Run) -> tuple[str, ...]:
    """Members that are running by Freezer's record."""
    entries = session.get("jobs") or {}
    return tuple(
        job_id
        for job_id, state in judged.members.items()
        if state == run.RUNNING or (entries[job_id] or {}).get("status") == run.RUNNING
    )


def _hangs(session: Session, judged: run.Run) -> bool:
    """Whether a session without members is running by Freezer's record."""
    return session.get("status") == run.RUNNING and not judged.members
