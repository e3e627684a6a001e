"""Exports a job, an action or a session as a file for Freezer's command line (`--file`), and as
commands, without ids, results of runs and possible secrets.
"""

import json
import shlex
from collections.abc import Iterable, Mapping
from typing import Any

from freezer_ui.domain.document_types import Job
from freezer_ui.domain.jobs import agent_options, secrets, standalone
from freezer_ui.domain.jobs.action import FIRST
from freezer_ui.domain.schedules import schedule

#: Options that a scheduler adds for one run.
_MARKS = frozenset(("backup_id", "os_trust_id", "metadata_out"))
#: Defaults; null would leave a job running without end.
_RETRIES = {"max_retries": 0, "max_retries_interval": 60}
#: Options of freezer-agent whose names differ from their fields.
_OPTIONS = {"engine_name": "engine", "lvm_snapperm": "lvm-snap-perm"}


def job(document: Job) -> dict[str, Any]:
    """Return the file for `openstack backup job create`; a stopped job stays stopped."""
    fields = schedule.own(document.get("job_schedule"))
    is_stopped = not fields or standalone.is_stopped(document)
    return {
        "description": document.get("description") or "",
        "client_id": document.get("client_id"),
        "job_schedule": standalone.stopped(fields) if is_stopped else standalone.running(fields),
        "job_actions": [action(entry) for entry in document.get("job_actions") or []],
    }


def action(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return the file for `openstack backup action create`."""
    given = document.get("freezer_action") or {}
    retries = {
        name: default if document.get(name) is None else document[name]
        for name, default in _RETRIES.items()
    }
    fields = {name: value for name, value in given.items() if _is_exported(name, value)}
    return {"freezer_action": fields, **retries}


def session(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return the file for `openstack backup session create`, without the session's jobs."""
    return {
        "description": document.get("description") or "",
        "hold_off": document.get("hold_off"),
        "schedule": schedule.stored(schedule.own(document.get("schedule"))),
    }


def left_out(entries: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return the names of fields of actions that are not exported because they may be secrets."""
    return sorted({
        name
        for entry in entries
        for name, value in (entry.get("freezer_action") or {}).items()
        if _says_something(value) and name not in _MARKS and not _is_exported(name, value)
    })  # fmt: skip


def creation(kind: str, document: Mapping[str, Any]) -> str:
    """Return the command that creates the document; `kind` is "job", "action" or "session"."""
    words = ["openstack", "backup", kind, "create"]
    content = dict(document)
    if kind == "job":
        words += ["--client", str(content.pop("client_id"))]
    words += ["--file", "/dev/stdin"]
    # Indented JSON has no line that is END alone.
    return f"{shlex.join(words)} <<'END'\n{json.dumps(content, indent=2, ensure_ascii=False)}\nEND"


def run(freezer_action: Mapping[str, Any]) -> str:
    """Return the command that runs the action once on its machine. Secrets are masked, options that
    agents do not know are left out.
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


def _is_exported(name: str, value: object) -> bool:
    if name in _MARKS or not _says_something(value):
        return False
    return secrets.shown(name, value) is not None


def _says_something(value: object) -> bool:
    return value not in (None, "", [], {})
