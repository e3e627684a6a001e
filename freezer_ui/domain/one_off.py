"""Documents of sessions and jobs that run once, for retries and restores.

A job_schedule of only {"event": "start"} makes an agent run the job once, at its next poll.
"""

from freezer_ui.domain import session_input
from freezer_ui.domain.backups import restore_order, restores
from freezer_ui.domain.backups.restore_order import Order
from freezer_ui.domain.document_types import Entry, Job, JobAction, Schedule, Session
from freezer_ui.domain.jobs import agent_options
from freezer_ui.domain.runs.history import Backup
from freezer_ui.domain.schedules import schedule

#: Seconds in which agents may start: each at its own poll, jobs of a client one by one.
HOLD_OFF = 3600
#: Seconds between two tries of an action; the scheduler's default.
RETRY_INTERVAL = 60
#: The job_schedule that starts a job once.
START: Schedule = {"event": "start"}


def session_document(title: str) -> Session:
    """Return the document for POST sessions; `title` is cut to the length of Freezer's column."""
    return {
        "description": title[: session_input.LONGEST_DESCRIPTION],
        "hold_off": HOLD_OFF,
        "schedule": schedule.document(schedule.stored({})),
    }


def copy_of(job: Job, title: str) -> Job:
    """Return the document for POST jobs of a copy that runs once.

    Its actions are inline, since Freezer refuses an action_id with any difference, and have
    only keys that agents know: any other ends the agent.
    """
    actions: list[JobAction] = [
        {
            "freezer_action": agent_options.taken(action.get("freezer_action") or {}),
            # null would leave the job running without end
            "max_retries": _number(action.get("max_retries"), 0),
            "max_retries_interval": _number(action.get("max_retries_interval"), RETRY_INTERVAL),
        }
        for action in job.get("job_actions") or []
    ]
    return _document(title, job["client_id"], actions)


def restore_of(
    backup: Backup, source: Job | None, path: str | None, date: int, order: Order, title: str
) -> Job:
    """Return the document for POST jobs of a job that restores one backup into `path`; `date`
    as restores.date_of answers.
    """
    choice = next(each for each in order.choices if each.backup_id == backup.id)
    action = restores.action_of(backup, source, path, date, order.into == restore_order.ORIGINAL)
    once: JobAction = {
        "freezer_action": action,
        "max_retries": 0,
        "max_retries_interval": RETRY_INTERVAL,
    }
    return _document(title, choice.client_id, [once])


def started(job: Job, session_id: str | None = None) -> Job:
    """Return the document of a job that its agent runs at once; `session_id` makes it a member."""
    member: Job = {"session_id": session_id, "session_tag": 0} if session_id else {}
    return {**job, **member, "job_schedule": {**START}}


def entry(job: Job) -> Entry:
    """Return a session's entry of a job that has not run, as Freezer's PUT writes it."""
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
