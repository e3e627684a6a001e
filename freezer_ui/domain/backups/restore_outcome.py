"""The state of a restore's job, from its document; such a job runs once."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from freezer_ui.domain import volumes
from freezer_ui.domain.backups import restores
from freezer_ui.domain.document_types import Fields, Job, Options
from freezer_ui.domain.jobs import agent_options, secrets
from freezer_ui.domain.jobs.action import first_of
from freezer_ui.domain.labels import job_label
from freezer_ui.domain.schedules import schedule
from freezer_ui.domain.times import end_after, epoch
from freezer_ui.message import Message, message

#: Not picked up by its agent; picked up; running; ended; stopped by somebody; deleted.
WAITING, QUEUED, RUNNING = "waiting", "queued", "running"
SUCCEEDED, FAILED, STOPPED, GONE = "succeeded", "failed", "stopped", "gone"
_ENDED = (SUCCEEDED, FAILED, STOPPED, GONE)
#: Polls after which an agent that has not picked up a job is probably down.
_POLLS_TO_PICK_UP = 3
#: An agent's log, the only place with the reason of a failure.
LOG = "/root/.freezer/freezer.log"


def state(job: Job | None) -> str:
    """Return one of the states above; GONE for None."""
    if job is None:
        return GONE
    own = schedule.of_job(job)
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
    """The agent of a restore: its client's label, its host, and the seconds between its polls."""

    name: str
    host: str
    poll: int


def volume_of(job: Job | None) -> str | None:
    """Return the id of the volume whose restore the job has requested from Cinder, or None."""
    action = first_of(job or {})
    if action.get("mode") != volumes.MODE or state(job) != SUCCEEDED:
        return None
    return str(action.get(volumes.VOLUME) or "") or None


#: By a volume's status in Cinder: the state of its restore, and the code of its message.
_OF_VOLUMES = {
    "restoring-backup": (RUNNING, "volumes.restoring"),
    "available": (SUCCEEDED, "volumes.restored"),
    "error_restoring": (FAILED, "volumes.not_restored"),
}


def with_volume(
    row: dict[str, Any], volume_id: str, volume: Mapping[str, Any] | None, is_known: bool
) -> dict[str, Any]:
    """Return the row of a succeeded job with the state of the volume: Freezer does not wait for
    Cinder. `volume` None: it is gone; `is_known` False: Cinder did not answer.
    """
    name = secrets.text(str((volume or {}).get("name") or "")) or volume_id
    if not is_known:
        what, told = RUNNING, message("volumes.restore_unknown", volume=name)
    elif volume is None:
        what, told = FAILED, message("volumes.volume_gone", volume=name)
    else:
        status = str(volume.get("status"))
        # any other status: in use by an instance, for example
        what, code = _OF_VOLUMES.get(status, (STOPPED, "volumes.volume_status"))
        extra = {"status": status} if status not in _OF_VOLUMES else {}
        told = message(code, volume=name, **extra)
    return {**row, "state": what, "ended": what in _ENDED, "message": told}


def row(job_id: str, job: Job | None, agent: Agent, now: int) -> dict[str, Any]:
    """Return {"id", "name", "client_id", "state", "ended", "time_started", "time_ended", "message",
    "reasons", "log"}. Times are epoch seconds; the last three are messages, "reasons" and "log" of
    failed jobs only.
    """
    what = state(job)
    known: Job = job or {}
    own, action = schedule.of_job(job), first_of(known)
    started = epoch(own.get("time_started"))
    return {
        "id": job_id,
        "name": job_label(known) if job else job_id,
        "client_id": known.get("client_id"),
        "state": what,
        "ended": what in _ENDED,
        "time_started": started,
        "time_ended": end_after(own, started, "time_ended"),
        "message": _told(what, action, own, agent, now),
        "reasons": restores.reasons(action, agent.host) if what == FAILED else [],
        "log": _log(agent.host) if what == FAILED else None,
    }


def _told(what: str, action: Options, own: Fields, agent: Agent, now: int) -> Message:
    if what == WAITING:
        return _waiting(own, agent, now)
    if what == SUCCEEDED:
        path = action.get("restore_abs_path")
        into = agent_options.plain(path) if path else None
        return message("restores.succeeded", machine=agent.name, path=into)
    on = {"machine": agent.name} if what in (QUEUED, RUNNING, FAILED) else {}
    return message(f"restores.{what}", **on)


def _waiting(own: Fields, agent: Agent, now: int) -> Message:
    made = epoch(own.get("time_created"))
    if made and now - made > _POLLS_TO_PICK_UP * agent.poll:
        return message("restores.not_picked_up", machine=agent.name, seconds=now - made)
    return message("restores.waiting", machine=agent.name, poll=agent.poll)


def _log(machine: str) -> Message:
    return message("restores.see_log", path=LOG, machine=machine)
