"""What can be done about a session's run: run it now, retry what failed, end what is stuck."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from freezer_ui.sessions import alone, health, instants, run, timetable

RUN, RETRY, END = "run", "retry", "end"
KINDS = (RUN, RETRY, END)
#: Seconds that all agents surely need to hear of a run, beside their poll (R4).
HEADWAY = 30
#: Seconds before the next regular run in which no other one is offered.
_CLOSE = 60
#: Seconds in which an agent that hears late still starts a run of a session without a schedule.
_GRACE = 3600
_TROUBLES = ("elsewhere", "unaware", "wedged")


@dataclass(frozen=True)
class Offer:
    """One of KINDS for these members; `refused` says why it cannot be done now."""

    kind: str
    members: tuple[str, ...] = ()
    refused: str | None = None


def offers(
    session: Mapping, jobs: Mapping[str, Mapping | None], judged: run.Run, now: int, poll: int
) -> list[Offer]:
    """What there is to do at `now`. `jobs` has each member's job, None for a ghost."""
    there = tuple(job_id for job_id in session.get("jobs") or {} if jobs.get(job_id))
    found = [Offer(RUN, there, _run_refused(session, jobs, judged, now, poll))]
    window = run.window(session)
    over = window is not None and now > window[1]
    bad = tuple(job_id for job_id in there if judged.members[job_id] in _TO_RETRY)
    if over and bad:
        found.append(Offer(RETRY, bad))
    stuck = _stuck(session, judged)
    if over and (stuck or _hangs(session, judged)):
        found.append(Offer(END, stuck))
    return found


def moment(now: int, poll: int) -> int:
    """When a run that is asked for now begins: every agent has heard of it by then."""
    return now + poll + HEADWAY


def run_now(session: Mapping, job: Mapping, at: int) -> dict:
    """The job_schedule that makes a member run at `at` with all others.

    It goes on with the session's next regular run if nobody gives it its schedule back; where
    there is none, it runs once.

    Freezer's own "start" would have each agent start at its own poll, and would leave the job
    without any schedule (R9).
    """
    start = _iso(at)
    due = timetable.due_after(session.get("schedule") or {}, at)
    if due is None:
        fields = {
            "schedule_interval": "1 weeks",
            "schedule_start_date": start,
            "schedule_end_date": _iso(at + _GRACE),
        }
    else:
        fields = {"schedule_interval": f"{due - at} seconds", "schedule_start_date": start}
    return alone.document(job, alone.running(fields))


_TO_RETRY = (run.FAILED, run.MISSING, run.LATE)


def _iso(at: int) -> str:
    return instants.format_iso(datetime.fromtimestamp(at, UTC))


def _run_refused(
    session: Mapping, jobs: Mapping[str, Mapping | None], judged: run.Run, now: int, poll: int
) -> str | None:
    if not any(jobs.get(job_id) for job_id in session.get("jobs") or {}):
        return "There are no jobs in this session."
    if run.RUNNING in judged.members.values():
        return "It is running. Wait until it has ended."
    if any(each["kind"] in _TROUBLES for each in health.problems(session, {}, jobs)):
        return "Some of its jobs would not run with the others: mend what is broken first."
    at = moment(now, poll)
    due = timetable.due_after(session.get("schedule") or {}, now)
    if due is not None and due < at + _CLOSE:
        return "Its next run is about to begin anyway."
    return None


def _stuck(session: Mapping, judged: run.Run) -> tuple[str, ...]:
    """Members that Freezer books as running."""
    entries = session.get("jobs") or {}
    return tuple(
        job_id
        for job_id, state in judged.members.items()
        if state == run.RUNNING or (entries[job_id] or {}).get("status") == run.RUNNING
    )


def _hangs(session: Mapping, judged: run.Run) -> bool:
    """A session that is booked as running while no member is (R13)."""
    return session.get("status") == run.RUNNING and not judged.members
