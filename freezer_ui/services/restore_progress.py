"""How far the jobs of a restore are, and what is known where one failed."""

from collections.abc import Iterable, Mapping

from freezer_ui import settings
from freezer_ui.api.client import Freezer
from freezer_ui.sessions import following
from freezer_ui.sessions.clients import name_of

#: Jobs that are looked at in one answer: one call for each.
MOST = 50


def progress(freezer: Freezer, job_ids: Iterable[str], now: int) -> dict:
    """{"items": [following.row], "now"}: a call for each job, and one a thousand clients where a
    job failed, to name its machine.
    """
    jobs = freezer.find_jobs(job_ids)
    failed = any(job and following.state(job) == following.FAILED for job in jobs.values())
    clients: Mapping[str, Mapping] = freezer.all_clients() if failed else {}
    items = [
        following.row(job_id, job, _agent(freezer, job, clients), now)
        for job_id, job in jobs.items()
    ]
    return {"items": items, "now": now}


def _agent(
    freezer: Freezer, job: Mapping | None, clients: Mapping[str, Mapping]
) -> following.Agent:
    client_id = str((job or {}).get("client_id") or "")
    name = name_of(client_id)
    host = str(clients.get(client_id, {}).get("hostname") or name)
    return following.Agent(name, host, settings.get("FREEZER_AGENT_POLL"))
