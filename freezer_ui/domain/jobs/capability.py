"""Whether a client can run a job."""

from collections.abc import Mapping
from typing import Any

from freezer_ui.domain.document_types import Client, Job
from freezer_ui.domain.labels import client_label
from freezer_ui.message import Message, message

#: Checked by freezer-api when a job is created; a client may change later.
_CAPABILITIES = ("action", "mode", "storage", "engine")


def warning(job: Job, client: Client | None) -> Message | None:
    """Return why the job cannot run: its client is gone (None) or lacks a capability; else None."""
    who = str(client_label(job.get("client_id")))
    if client is None:
        return message("jobs.unregistered", client=who)
    able: Mapping[str, Any] = client
    for action in job.get("job_actions") or []:
        freezer_action = action.get("freezer_action") or {}
        for capability in _CAPABILITIES:
            # the action's key is engine_name
            wanted = freezer_action.get(capability) or freezer_action.get(f"{capability}_name")
            supported = able.get(f"supported_{capability}s")
            if wanted and supported and wanted not in supported:
                return message(f"jobs.no_{capability}", client=who, wanted=str(wanted))
    return None
