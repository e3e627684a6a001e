"""What people call a job and a session."""

from collections.abc import Mapping


def job_label(job: Mapping) -> str:
    """A job's description, or its id."""
    return job.get("description") or job.get("job_id") or ""


def session_label(session: Mapping) -> str:
    """A session's description, or its id."""
    return session.get("description") or session.get("session_id") or ""


def quoted(text: str) -> str:
    """A name in a sentence: people put commas and colons into them."""
    return f'"{text}"'
