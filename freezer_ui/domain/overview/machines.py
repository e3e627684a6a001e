"""The machine of a backup, and the machines that are protected.

A record has a machine's name but no client_id. The client is that of the job that made it,
else the only client with that name.
"""

from collections import Counter
from collections.abc import Iterable, Mapping

from freezer_ui.domain.document_types import Client, Fact, Job
from freezer_ui.domain.jobs import workload
from freezer_ui.domain.labels import client_label


def by_host(clients: Mapping[str, Client]) -> dict[str, str]:
    """Return {name of a machine: client_id} for names that only one client has."""
    named = [
        (name, client_id)
        for client_id, client in clients.items()
        for name in {client_id, client_label(client_id), client.get("hostname") or client_id}
    ]
    counted = Counter(name for name, _client_id in named)
    return {name: client_id for name, client_id in named if counted[name] == 1}


def owner(fact: Fact, jobs: Mapping[str, Job], hosts: Mapping[str, str]) -> str | None:
    """Return the client_id of a record's machine; None if unknown."""
    job = jobs.get(fact["job_id"] or "")
    return job["client_id"] if job else hosts.get(fact["hostname"] or "")


def protecting(jobs: Iterable[Job]) -> dict[str, list[Job]]:
    """Return the jobs that protect each machine, by client_id."""
    found: dict[str, list[Job]] = {}
    for job in jobs:
        if workload.protects(job):
            found.setdefault(job["client_id"], []).append(job)
    return found
