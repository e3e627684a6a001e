"""Which machine a backup is of, and which machines are protected.

A record has a machine's name and no client_id (R14): the job that made it tells the client, else a
client with that name, if there is just one.
"""

from collections import Counter
from collections.abc import Iterable, Mapping

from freezer_ui.domain.document_types import Client, Fact, Job
from freezer_ui.domain.jobs import workload
from freezer_ui.domain.labels import client_label


def by_host(clients: Mapping[str, Client]) -> dict[str, str]:
    """{name of a machine: its client_id}, of names that only one client has."""
    named = [
        (name, client_id)
        for client_id, client in clients.items()
        for name in {client_id, client_label(client_id), client.get("hostname") or client_id}
    ]
    counted = Counter(name for name, _client_id in named)
    return {name: client_id for name, client_id in named if counted[name] == 1}


def owner(fact: Fact, jobs: Mapping[str, Job], hosts: Mapping[str, str]) -> str | None:
    """The client_id of a record's machine; None where it cannot be told."""
    job = jobs.get(fact["job_id"] or "")
    return job["client_id"] if job else hosts.get(fact["hostname"] or "")


def protecting(jobs: Iterable[Job]) -> dict[str, list[Job]]:
    """The jobs that are to back up each machine, by client_id."""
    found: dict[str, list[Job]] = {}
    for job in jobs:
        if workload.protects(job):
            found.setdefault(job["client_id"], []).append(job)
    return found
