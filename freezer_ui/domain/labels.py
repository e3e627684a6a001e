"""What people call a job, a session and a client."""

import re
from typing import Any

from freezer_ui.domain.document_types import Job, Session

_PROJECT = re.compile(r"[0-9a-f]{32}_(?=.)", re.DOTALL)


def job_label(job: Job) -> str:
    """A job's description, or its id."""
    return job.get("description") or job.get("job_id") or ""


def session_label(session: Session) -> str:
    """A session's description, or its id."""
    return session.get("description") or session.get("session_id") or ""


def quoted(text: str) -> str:
    """A name in a sentence: people put commas and colons into them."""
    return f'"{text}"'


def client_label(client_id: Any) -> Any:
    """The hostname of a client with a default id, <project id>_<hostname> (N10).

    Any other value as it is.
    """
    match = _PROJECT.match(client_id) if isinstance(client_id, str) else None
    return client_id[match.end() :] if match else client_id
