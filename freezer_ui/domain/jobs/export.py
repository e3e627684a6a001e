"""A job, an action or a session as the file that Freezer's command line takes (`--file`), and as
the commands that do the same. Neither has ids of Freezer's, what was run, nor what may be a secret.
"""

import json
import shlex
from collections.abc import Iterable, Mapping
from typing import Any

from freezer_ui.domain.document_types import Job
from freezer_ui.domain.jobs import agent_options, secrets, standalone
from freezer_ui.domain.jobs.action import FIRST
from freezer_ui.domain.schedules import schedule

#: What a scheduler puts into an action for one run.
_MARKS = frozenset(("backup_id", "os_trust_id", "metadata_out"))
#: A null in their place leaves a job running without end (N8).
_RETRIES = {"max_retries": 0, "max_retries_interval": 60}
#: Options of freezer-agent that are not called as their field.
_OPTIONS = {"engine_name": "engine", "lvm_snapperm": "lvm-snap-perm"}


def job(document: Job) -> dict[str, Any]:
    """For `openstack backup job create`: it runs on its schedule, or is stopped, as the job is."""
    fields = schedule.own(document.get("job_schedule"))
    is_stopped = not fields or standalone.is_stopped(document)
    return {
        "description": document.get("description") or "",
        "client_id": document.get("client_id"),
        "job_schedule": standalone.stopped(fields) if is_stopped else standalone.running(fields),
        "job_actions": [action(entry) for entry in document.get("job_actions") or []],
    }


def action(document: Mapping[str, Any]) -> dict[str, Any]:
    """For `openstack backup action create`."""
    given = document.get("freezer_action") or {}
    retries = {
        name: default if document.get(name) is None else document[name]
        for name, default in _RETRIES.items()
    }
    told = {name: value for name, value in given.items() if _is_told(name, value)}
    return {"freezer_action": told, **retries}


def session(document: Mapping[str, Any]) -> dict[str, Any]:
    """For `openstack backup session create`, without jobs, which join it by a command each."""
    return {
        "description": document.get("description") or "",
        "hold_off": document.get("hold_off"),
        "schedule": schedule.stored(schedule.own(document.get("schedule"))),
    }


def left_out(entries: Iterable[Mapping[str, Any]]) -> list[str]:
    """The fields of actions ({"freezer_action"}) that are not in the file, for they may hold a
    secret.
    """
    return sorted({
        name
        for entry in entries
        for name, value in (entry.get("freezer_action") or {}).items()
        if _says_something(value) and name not in _MARKS and not _is_told(name, value)
    })  # fmt: skip


def creation(kind: str, document: Mapping[str, Any]) -> str:
    """The command that creates it: `kind` is "job", "action" or "session"."""
    words = ["openstack", "backup", kind, "create"]
    content = dict(document)
    if kind == "job":
        words += ["--client", str(content.pop("client_id"))]
    words += ["--file", "/dev/stdin"]
    # Indented JSON has no line that is END alone.
    return f"{shlex.join(words)} <<'END'\n{json.dumps(content, indent=2, ensure_ascii=False)}\nEND"


def run(freezer_action: Mapping[str, Any]) -> str:
    """The command that does once, on the machine, what a scheduler has the agent do for the action;
    secrets are masked. What agents do not know is not in it.
    """
    words = ["freezer-agent"]
    names = [*FIRST, *sorted(set(freezer_action) - set(FIRST))]
    for name in names:
        value = freezer_action.get(name)
        if not _says_something(value) or not agent_options.is_taken(name) or name in _MARKS:
            continue
        option = f"--{_OPTIONS.get(name, name.replace('_', '-'))}"
        if agent_options.is_switch(name):
            words += [option] if str(value).lower() == "true" else []
        else:
            words += [option, _masked(name, value)]
    return shlex.join(words)


def _masked(name: str, value: object) -> str:
    is_shown = secrets.shown(name, value) is not None
    return str(value) if is_shown else secrets.HIDDEN


def _is_told(name: str, value: object) -> bool:
    if name in _MARKS or not _says_something(value):
        return False
    return secrets.shown(name, value) is not None


def _says_something(value: object) -> bool:
    return value not in (None, "", [], {})
