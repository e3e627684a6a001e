"""Simulates what the schedulers on a session's machines do to Freezer, without making backups."""

from dataclasses import dataclass

from freezerclient.v2.client import Client

from stack.errors import StackError
from stack.shop import RUNNING, SUCCESS, Run

#: Seconds between the starts of two members, and between start and end of a member.
STAGGER = 3
DURATION = 95


@dataclass(frozen=True)
class Times:
    """When a member started and ended, epoch seconds; `ended` is -1 while it runs."""

    started: int
    ended: int


def adopt(client: Client, job_id: str) -> None:
    """Obey the job's `start` event, as an agent's poll does: the job is then scheduled."""
    update_schedule(client, job_id, event="", status="scheduled")


def update_schedule(client: Client, job_id: str, **changes: object) -> None:
    """Merge `changes` into a job's schedule. A PATCH replaces the whole schedule, so all of it is
    sent.
    """
    schedule = {**client.jobs.get(job_id)["job_schedule"], **changes}
    client.jobs.update(job_id, {"job_schedule": schedule})


def play(client: Client, session_id: str, job_ids: dict[str, str], run: Run) -> int:
    """Play one run of a session through the API's start and end actions; return its tag.

    `job_ids` has each member's job by name. The API records the present time, so afterwards the
    run's times are moved to when it `began`, in the session and in the jobs. Raises StackError if
    the API refuses a start.
    """
    tag = client.sessions.get(session_id)["session_tag"]
    for name in run.members:
        _start(client, session_id, job_ids[name], tag)
    tag += 1
    for name, outcome in run.members.items():
        if outcome != RUNNING:
            client.sessions.end_session(session_id, job_ids[name], tag, outcome)
    times = {name: _times(run, number) for number, name in enumerate(run.members)}
    _move_session(client, session_id, run, {job_ids[name]: times[name] for name in times})
    for name, outcome in run.members.items():
        _report(client, job_ids[name], tag, outcome, times[name])
    return tag


def _start(client: Client, session_id: str, job_id: str, tag: int) -> None:
    answer = client.sessions.start_session(session_id, job_id, tag)
    if answer["result"] != SUCCESS:
        raise StackError(f"Freezer answered {answer['result']} to the start of job {job_id}.")


def _times(run: Run, number: int) -> Times:
    started = run.began + number * STAGGER
    running = list(run.members.values())[number] == RUNNING
    return Times(started, -1 if running else started + DURATION + 10 * number)


def _move_session(client: Client, session_id: str, run: Run, times: dict[str, Times]) -> None:
    session = client.sessions.get(session_id)
    # The API merges members by id, but replaces each member's entry as a whole.
    jobs = {
        job_id: {**session["jobs"][job_id], "time_started": at.started, "time_ended": at.ended}
        for job_id, at in times.items()
    }
    patch = {"time_start": run.began, "jobs": jobs}
    if session["status"] == "completed":
        patch["time_end"] = max(at.ended for at in times.values())
    client.sessions.update(session_id, patch)


def _report(client: Client, job_id: str, tag: int, outcome: str, at: Times) -> None:
    """Write into the job what its agent writes after a backup, or while it runs."""
    running = outcome == RUNNING
    schedule = {
        **client.jobs.get(job_id)["job_schedule"],
        "event": "",
        "status": "running" if running else "scheduled",
        "result": "" if running else outcome,
        "time_started": at.started,
        "time_ended": at.ended,
    }
    client.jobs.update(job_id, {"job_schedule": schedule, "session_tag": tag})
