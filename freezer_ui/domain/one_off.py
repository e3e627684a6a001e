"""Sessions that run once: jobs made for a retry or a restore, and the session that tracks them.

A job_schedule of {"event": "start"} alone makes a job's agent run it once, at its next poll (R9).
"""

from freezer_ui.domain import session_input
from freezer_ui.domain.backups import restores
from freezer_ui.domain.backups.restores import Order
from freezer_ui.domain.document_types import Entry, Job, JobAction, Schedule, Session
from freezer_ui.domain.jobs import agent_options
from freezer_ui.domain.runs.history import Backup
from freezer_ui.domain.schedules import schedule

#: Seconds in which the agents may start: each at its own poll, jobs of one client one after the
#: other (R3, R4).
HOLD_OFF = 3600
#: Seconds between two tries of an action, the scheduler's own default.
RETRY_INTERVAL = 60
#: The job_schedule that starts a job once.
START: Schedule = {"event": "start"}


def session_document(title: str) -> Session:
    """The document for POST sessions; `title` is cut where Freezer's column ends."""
    return {
        "description": title[: session_input.LONGEST_DESCRIPTION],
        "hold_off": HOLD_OFF,
        "schedule": schedule.document(schedule.stored({})),
    }


def copy_of(job: Job, title: str) -> Job:
    """The document for POST jobs of a job that does the same once. Its actions are given inline:
    an action_id with any difference would be refused (F15). They hold what an agent takes and no
    more, for a key that it does not know ends it (N6).
    """
    actions: list[JobAction] = [
        {
            "freezer_action": agent_options.taken(action.get("freezer_action") or {}),
            # never null: that ends the scheduler's thread, and the job runs without end (N8)
            "max_retries": _number(action.get("max_retries"), 0),
            "max_retries_interval": _number(action.get("max_retries_interval"), RETRY_INTERVAL),
        }
        for action in job.get("job_actions") or []
    ]
    return _document(title, job["client_id"], actions)


def restore_of(
    backup: Backup, source: Job | None, path: str | None, order: Order, title: str
) -> Job:
    """The document for POST jobs of a job that restores one backup, into `path` (R11)."""
    choice = next(each for each in order.choices if each.backup_id == backup.id)
    action = restores.action_of(backup, source, path, order.into == restores.ORIGINAL)
    once: JobAction = {
        "freezer_action": action,
        "max_retries": 0,
        "max_retries_interval": RETRY_INTERVAL,
    }
    return _document(title, choice.client_id, [once])


def started(job: Job, session_id: str | None = None) -> Job:
    """The document of a job that its agent runs as soon as it sees it, in a session or in none."""
    member: Job = {"session_id": session_id, "session_tag": 0} if session_id else {}
    return {**job, **member, "job_schedule": {**START}}


def entry(job: Job) -> Entry:
    """What a session lists of a job that has not run, as Freezer writes it when a job is added."""
    nothing: Entry = {"status": "", "result": "", "time_started": -1, "time_ended": -1}
    return {"client_id": job["client_id"], **nothing}


def _number(value: object, otherwise: int) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    return otherwise


def _document(title: str, client_id: str, actions: list[JobAction]) -> Job:
    return {
        "client_id": client_id,
        "description": title[: session_input.LONGEST_DESCRIPTION],
        "job_actions": actions,
        "job_schedule": schedule.document(schedule.stored({})),
    }
