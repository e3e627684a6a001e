"""Calls of our own REST as data, which the browser sends for an undo or a repair."""

from typing import Any

from freezer_ui.domain.document_types import Call


def call(verb: str, session_id: str, job_id: str, body: dict[str, Any] | None = None) -> Call:
    """PUT or DELETE of sessions/{session_id}/jobs/{job_id} with a JSON body or none."""
    return {"verb": verb, "session_id": session_id, "job_id": job_id, "body": body}
