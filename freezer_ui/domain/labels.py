"""What people call a job, a session, a client and a storage."""

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


def storage_label(storage: str | None, container: str | None) -> str | None:
    """Where backups are stored: "swift: nightly", one of the two, or None if neither is known."""
    return ": ".join(filter(None, (storage, container))) or None


def quoted(text: str) -> str:
    """A name in quotes, for sentences: names may contain commas and colons."""
    return f'"{text}"'


def client_label(client_id: Any) -> Any:
    """Return the hostname in a default client id, <project id>_<hostname>; other values as
    they are.
    """
    match = _PROJECT.match(client_id) if isinstance(client_id, str) else None
    return client_id[match.end() :] if match else client_id
