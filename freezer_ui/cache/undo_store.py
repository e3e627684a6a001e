"""What Freezer destroys and a user may want back: a job's own schedule, and where it was before.

Kept in Django's default cache, as long as that keeps it, for Freezer has no place for it.
"""

import logging
from collections.abc import Iterable, Mapping
from typing import Any

from freezer_ui.cache import backend, keys
from freezer_ui.errors import Failed

LOG = logging.getLogger(__name__)

#: Seconds: 90 days.
LIFETIME = 90 * 24 * 3600


def load(project_id: str, job_ids: Iterable[str]) -> dict[str, Any]:
    """{job_id: {"own": {"schedule", "stopped"} or None, "origin", "session_id", "at"}}: of our last
    write of the job: into or out of `session_id`, from `origin` or None, `at` epoch seconds.

    Lists are shown without it while the cache cannot be reached.
    """
    by_key = {_key(project_id, job_id): job_id for job_id in job_ids}
    try:
        found = backend.cache("get_many", by_key)
    except Failed as error:
        LOG.warning("Own schedules of jobs are not shown: %s", error.detail)
        return {}
    return {by_key[key]: value for key, value in found.items()}


def save(
    project_id: str,
    job_id: str,
    session_id: str,
    own: Mapping[str, Any] | None,
    origin: str | None,
    at: int,
) -> None:
    """Keep a job's place from before a write; a schedule that was kept stays, if `own` is None."""
    key = _key(project_id, job_id)
    if own is None:
        own = (backend.cache("get", key) or {}).get("own")
    record = {"own": own, "origin": origin, "session_id": session_id, "at": at}
    backend.keep(key, record, LIFETIME)


def _key(project_id: str, job_id: str) -> str:
    return keys.key("undo", project_id, job_id)
