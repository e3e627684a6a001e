"""What has become of the job of a restore: in its own document, for it runs once."""

from collections.abc import Mapping
from dataclasses import dataclass

from freezer_ui.domain.backups import restores
from freezer_ui.domain.jobs import agent_options
from freezer_ui.domain.labels import job_label
from freezer_ui.domain.schedules import phrases
from freezer_ui.domain.times import end_after, epoch

#: Not picked up by its agent; picked up; at work; ended; stopped by somebody; deleted.
WAITING, QUEUED, RUNNING = "waiting", "queued", "running"
SUCCEEDED, FAILED, STOPPED, GONE = "succeeded", "failed", "stopped", "gone"
_ENDED = (SUCCEEDED, FAILED, STOPPED, GONE)
#: Polls after which an agent that has not picked a job up is probably not there.
_POLLS_TO_PICK_UP = 3
#: Where an agent's own log is: nobody else keeps the reason of a failure.
LOG = "/root/.freezer/freezer.log"


def state(job: Mapping | None) -> str:
    """One of the states above."""
    if job is None:
        return GONE
    own = job.get("job_schedule")
    own = own if isinstance(own, Mapping) else {}
    status, result = own.get("status"), own.get("result")
    if status == "running":
        return RUNNING
    if own.get("event") == "start":
        return WAITING
    if result in ("success", "fail") and status != "scheduled":
        return SUCCEEDED if result == "success" else FAILED
    if result == "aborted" or status in ("stop", "removed", "aborting"):
        return STOPPED
    if own.get("event") == "stop":
        return STOPPED
    return QUEUED if status == "scheduled" else WAITING


@dataclass(frozen=True)
class Agent:
    """Who restores: its client as people call it, its host, and the seconds between its polls."""

    name: str
    host: str
    poll: int


def row(job_id: str, job: Mapping | None, agent: Agent, now: int) -> dict:
    """{"id", "description", "client_id", "state", "ended", "time_started", "time_ended", "words",
    "reasons", "log_words"}: the last two of what failed; times are epoch seconds.
    """
    what = state(job)
    known: Mapping = job or {}
    schedule = known.get("job_schedule")
    own: Mapping = schedule if isinstance(schedule, Mapping) else {}
    started = epoch(own.get("time_started"))
    action = _action(known)
    return {
        "id": job_id,
        "description": job_label(known) if job else job_id,
        "client_id": known.get("client_id"),
        "state": what,
        "ended": what in _ENDED,
        "time_started": started,
        "time_ended": end_after(own, started, "time_ended"),
        "words": _words(what, action, own, agent, now),
        "reasons": restores.reasons(action, agent.host) if what == FAILED else [],
        "log_words": _log_words(agent.host) if what == FAILED else "",
    }


def _words(what: str, action: Mapping, own: Mapping, agent: Agent, now: int) -> str:
    if what == WAITING:
        return _waiting_words(own, agent, now)
    if what == SUCCEEDED:
        path = action.get("restore_abs_path")
        where = f" into {agent_options.plain(path)}" if isinstance(path, str) else ""
        return f"Restored on {agent.name}{where}."
    return _WORDS[what].format(name=agent.name)


_WORDS = {
    QUEUED: "{name} has picked it up, and begins when the job before it has ended.",
    RUNNING: "Being restored on {name}.",
    FAILED: "The restore failed on {name}. Part of it may be left there.",
    STOPPED: "It was stopped before it had ended.",
    GONE: "The job was deleted: Freezer does not know what became of it.",
}


def _waiting_words(own: Mapping, agent: Agent, now: int) -> str:
    made = epoch(own.get("time_created"))
    if made and now - made > _POLLS_TO_PICK_UP * agent.poll:
        waited = phrases.length_words(now - made)
        return (
            f"{agent.name} has not picked it up for {waited}. Look whether freezer-scheduler runs "
            "there: the restore begins as soon as it does."
        )
    often = "minute" if agent.poll == 60 else f"{agent.poll} seconds"
    return f"Waits for {agent.name} to pick it up: agents look every {often}."


def _log_words(machine: str) -> str:
    return (
        f"Freezer keeps no reason. It stands in {LOG} on {machine}, or in .freezer/freezer.log in "
        "the home folder of the user who runs the agent there."
    )


def _action(job: Mapping) -> Mapping:
    actions = job.get("job_actions")
    first = actions[0] if isinstance(actions, list) and actions else {}
    action = first.get("freezer_action") if isinstance(first, Mapping) else {}
    return action if isinstance(action, Mapping) else {}
