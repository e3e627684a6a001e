"""A job, an action or a session as a file for Freezer's command line, and as commands."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from freezer_ui.api.client import Freezer
from freezer_ui.domain.jobs import agent_options, export
from freezer_ui.domain.jobs.action import shown
from freezer_ui.messages import forms
from freezer_ui.services.answers import Answer


def of_job(freezer: Freezer, job_id: str) -> Answer:
    """Return {"name", "type", "text"} of the file, "left_out" (names of possible secrets), and
    "commands": [{"title", "text"}]. Raises NotFound.
    """
    job = freezer.job(job_id)
    entries = job.get("job_actions") or []
    return _file("job", job.get("description") or job_id, export.job(job), entries)


def of_action(freezer: Freezer, action_id: str) -> Answer:
    """As of_job."""
    stored = freezer.action(action_id)
    name = _name_of(stored) or action_id
    return _file("action", name, export.action(stored), [stored])


def of_session(freezer: Freezer, session_id: str) -> Answer:
    """As of_job."""
    session = freezer.session(session_id)
    return _file("session", session.get("description") or session_id, export.session(session), [])


def _file(kind: str, title: str, document: Mapping[str, Any], entries: Sequence[Any]) -> Answer:
    text = json.dumps(document, indent=2, ensure_ascii=False) + "\n"
    return {
        "name": f"{kind}-{agent_options.safe(str(title)) or 'export'}.json",
        "type": "application/json",
        "text": text,
        "left_out": export.left_out(entries),
        "commands": [
            {"title": forms.creation_command(), "text": export.creation(kind, document)},
            *map(_run, entries),
        ],
    }


def _run(entry: Mapping[str, Any]) -> Answer:
    title = forms.run_command(name=_name_of(entry) or str(entry.get("action_id") or ""))
    return {"title": title, "text": export.run(entry.get("freezer_action") or {})}


def _name_of(entry: Mapping[str, Any]) -> str | None:
    return shown(entry.get("freezer_action") or {}, "backup_name")
