"""Documents as Freezer 19 writes them, for tests of the rules."""

from freezer_ui.domain.schedules.arming import Agents

#: Shortly after the run in these documents.
AGENTS = Agents(poll=60, zone="UTC", now=10_100)


def session(**changes) -> dict:
    return {
        "session_id": "s1",
        "description": "Shop nightly",
        "session_tag": 4,
        "status": "completed",
        "result": "success",
        "hold_off": 30,
        "schedule": {"schedule_interval": "1 hours", "event": "start"},
        "time_start": 10_000,
        "time_end": 10_020,
        "time_started": -1,
        "time_ended": -1,
        "jobs": {},
    } | changes


def entry(**changes) -> dict:
    """Return a member's entry in its session: it took part and succeeded, unless changed."""
    return {
        "client_id": "web-1",
        "status": "completed",
        "result": "success",
        "time_started": 10_000,
        "time_ended": 10_010,
    } | changes


def job(job_id: str = "a", session: str = "s1", tag: int = 4, **own) -> dict:
    """Return a job that took part and succeeded by its own record, unless changed."""
    times = {"status": "scheduled", "result": "success", "time_started": 10_000}
    return {
        "job_id": job_id,
        "session_id": session,
        "session_tag": tag,
        "client_id": "web-1",
        "description": f"job {job_id}",
        "job_actions": [],
        "job_schedule": {"schedule_interval": "1 hours", "event": "", "time_ended": 10_010}
        | times
        | own,
    }
