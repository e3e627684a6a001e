"""What Freezer destroys and a user may want back: a job's own schedule, and where it was before.

Kept in Django's default cache, as long as that keeps it, for Freezer has no place for it.
"""

import logging
from collections.abc import Iterable

from freezer_ui.api import shared
from freezer_ui.api.errors import Failed

LOG = logging.getLogger(__name__)

#: Seconds: 90 days.
LONGEST = 90 * 24 * 3600


def many(project_id: str, job_ids: Iterable[str]) -> dict[str, dict]:
    """{job_id: {"own": {"schedule", "stopped"} or None, "origin", "session_id", "at"}}: `session_id`
    is the session of our last write of the job, `origin` the one it was in before that, or None,
    `at` the moment of that write, epoch seconds.

    Lists are shown without it while the cache cannot be reached.
    """
    keys = {_key(project_id, job_id): job_id for job_id in job_ids}
    try:
        found = shared.cache("get_many", keys)
    except Failed as error:
        LOG.warning("Own schedules of jobs are not shown: %s", error.detail)
        return {}
    return {keys[key]: value for key, value in found.items()}


def keep(
    project_id: str, job_id: str, session_id: str, own: dict | None, origin: str | None, at: int
) -> None:
    """Keep a job's place from before a write; a schedule that was kept stays, if `own` is None."""
    key = _key(project_id, job_id)
    if own is None:
        own = (shared.cache("get", key) or {}).get("own")
    record = {"own": own, "origin": origin, "session_id": session_id, "at": at}
    shared.cache("set", key, record, LONGEST)


def _key(project_id: str, job_id: str) -> str:
    return f"freezer-ui:kept:{project_id}:{job_id}"
