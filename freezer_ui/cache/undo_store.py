"""A job's own schedule and former session, which Freezer destroys and a user may want back.

Freezer has no place for them: they are in Django's default cache, as long as that keeps them.
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
    """Return a record of our last move of each job, by job id.

    A record is {"own", "origin", "session_id", "at"}: the job's own {"schedule", "stopped"} or
    None, the session that it came from or None, the session that it was moved into or out of, and
    the time (epoch seconds). Empty while the cache cannot be reached.
    """
    by_key = {_key(project_id, job_id): job_id for job_id in job_ids}
    try:
        records = backend.cache("get_many", by_key)
    except Failed as error:
        LOG.warning("Own schedules of jobs are not shown: %s", error.detail)
        return {}
    return {by_key[key]: record for key, record in records.items()}


def save(
    project_id: str,
    job_id: str,
    session_id: str,
    own: Mapping[str, Any] | None,
    origin: str | None,
    at: int,
) -> None:
    """Save the record of a move before it is written; see load.

    With `own` None, the schedule of the job's earlier record is kept. Raises Failed.
    """
    key = _key(project_id, job_id)
    if own is None:
        own = (backend.cache("get", key) or {}).get("own")
    record = {"own": own, "origin": origin, "session_id": session_id, "at": at}
    backend.keep(key, record, LIFETIME)


def _key(project_id: str, job_id: str) -> str:
    return keys.key("undo", project_id, job_id)
