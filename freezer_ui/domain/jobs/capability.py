"""Whether a client can run a job."""

from collections.abc import Mapping
from typing import Any

from freezer_ui.domain.document_types import Client, Job, Options
from freezer_ui.domain.labels import client_label
from freezer_ui.message import Message, message

#: Checked by freezer-api when a job is created; a client may change later.
_CAPABILITIES = ("action", "mode", "storage", "engine")
#: The options of an action that clients may not support.
OPTIONS = ("action", "mode", "storage", "engine_name")


def refused(
    client: Client, choices: Mapping[str, Mapping[str, str]]
) -> dict[str, dict[str, Message]]:
    """Return {option: {value: why the client cannot do it}} for `choices`, {option: {value: label
    in the user's language}} of an action's options such as "mode"; without what it can do.
    """
    found: dict[str, dict[str, Message]] = {}
    who = str(client_label(client["client_id"]))
    for option, labels in choices.items():
        for value, label in labels.items():
            if _lacking(client, {option: value}):
                reason = message("jobs.no_choice", client=who, choice=label)
                found.setdefault(option, {})[value] = reason
    return found


def warning(job: Job, client: Client | None) -> Message | None:
    """Return why the job cannot run: its client is gone (None) or lacks a capability; else None."""
    who = str(client_label(job.get("client_id")))
    if client is None:
        return message("jobs.unregistered", client=who)
    for action in job.get("job_actions") or []:
        lacking = _lacking(client, action.get("freezer_action") or {})
        if lacking:
            capability, wanted = lacking
            return message(f"jobs.no_{capability}", client=who, wanted=wanted)
    return None


def _lacking(able: Mapping[str, Any], freezer_action: Options) -> tuple[str, str] | None:
    """Return the first capability that an action needs and a client lacks, with its value."""
    for capability in _CAPABILITIES:
        # the action's key is engine_name
        wanted = freezer_action.get(capability) or freezer_action.get(f"{capability}_name")
        supported = able.get(f"supported_{capability}s")
        if wanted and supported and wanted not in supported:
            return capability, str(wanted)
    return None
