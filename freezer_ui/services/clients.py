"""The clients of a project: machines that have run freezer-scheduler."""

from collections.abc import Iterable, Mapping

from freezer_ui.api.client import Freezer
from freezer_ui.cache import undo_store
from freezer_ui.domain.document_types import Client, Job, Workload
from freezer_ui.domain.jobs import workload
from freezer_ui.domain.labels import client_label, job_label
from freezer_ui.errors import Conflict
from freezer_ui.message import Message, message
from freezer_ui.services import jobs, paging, serializers
from freezer_ui.services.answers import Answer
from freezer_ui.services.paging import Page
from freezer_ui.services.reader import Reader


def list_clients(reading: Reader, page: Page, q: str = "", with_jobs: bool = False) -> Answer:
    """Return {"items": [client], "next": cursor or None, "read": epoch seconds} for clients whose
    name, host or description contains `q`, by name.

    All clients are read. `with_jobs` adds their workloads, for which all jobs (0.8 s for a
    thousand) and sessions are read.
    """
    found = [each for each in reading.clients().values() if _has(each, q.casefold())]
    shown, cursor = paging.slice_of(page, sorted(found, key=_order))
    loads = workload.of_clients(reading.shown_jobs(), reading.homes()) if with_jobs else None
    items = [serializers.client_row(each, _load(loads, each["client_id"])) for each in shown]
    return {"items": items, "next": cursor, "read": reading.read}


def get_client(freezer: Freezer, reading: Reader, client_id: str) -> Answer:
    """Return a client of a list, what it "supports" (serializers.capabilities), and its "jobs" by
    name, as in a list of jobs. Raises NotFound.

    All jobs and sessions of the project are read.
    """
    client = freezer.client(client_id)
    listed = reading.homes()
    own = _jobs_of(client_id, reading.shown_jobs())
    known = undo_store.load(freezer.project_id, [job["job_id"] for job in own])
    return serializers.client_row(client, _load(workload.of_clients(own, listed), client_id)) | {
        "supports": serializers.capabilities(client),
        "jobs": [jobs.item(job, known.get(job["job_id"]), client, listed) for job in own],
        "read": reading.read,
    }


def delete(freezer: Freezer, client_id: str) -> None:
    """Delete a client's record; its backups stay. Raises Conflict while jobs use the client.

    Its scheduler goes on, and registers the client again at its next start.
    """
    client = freezer.client(client_id)
    own = _jobs_of(client_id, freezer.all_jobs())
    if own:
        raise Conflict(_in_use(client_id, own))
    freezer.delete_client(client_id)
    left = freezer.find_client(client_id)
    # a central client may have the same id
    if left is not None and left.get("uuid") == client.get("uuid"):
        raise Conflict(message("jobs.client_not_deleted"))


def _has(client: Client, q: str) -> bool:
    words = [client["client_id"], client.get("hostname") or "", client.get("description") or ""]
    return q in " ".join(words).casefold()


def _order(client: Client) -> tuple[str, str]:
    return client["client_id"].casefold(), client["client_id"]


def _load(loads: Mapping[str, Workload] | None, client_id: str) -> Workload | None:
    return None if loads is None else loads.get(client_id, workload.NONE)


def _jobs_of(client_id: str, all_jobs: Iterable[Job]) -> list[Job]:
    own = [job for job in all_jobs if job["client_id"] == client_id]
    return sorted(own, key=lambda job: (job_label(job).casefold(), job["job_id"]))


def _in_use(client_id: str, own: Iterable[Job]) -> Message:
    names = [job_label(job) for job in own]
    return message("jobs.client_in_use", client=str(client_label(client_id)), jobs=names)
