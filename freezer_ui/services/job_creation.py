"""Make jobs that back up, one for each client, and read each back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from freezer_ui.api.client import Freezer
from freezer_ui.domain.forms import backup_jobs
from freezer_ui.domain.jobs import action, capability
from freezer_ui.domain.labels import client_label, job_label, quoted
from freezer_ui.errors import Conflict, FreezerError, Invalid
from freezer_ui.services import jobs
from freezer_ui.services.reader import Reader

#: What an agent finds a backup by.
_PLACE = ("backup_name", "storage", "container", "ssh_host")
#: What is shown of each job before it is made.
_SHOWN = ("backup_name", "path_to_backup", "storage", "container")


@dataclass(frozen=True)
class _New:
    """A job that is to be made: its document, and what a user should know of it."""

    document: Mapping
    warnings: list[str]

    @property
    def action(self) -> Mapping:
        return action.first_of(self.document)


def create_jobs(freezer: Freezer, body: object, now: int) -> dict:
    """{"items": [job], "failed": [{"client_id", "error"}]} of the jobs as they were read back; with
    "check" {"jobs": [{"client_id", "description", "warnings", and of _SHOWN}]}, and nothing is
    written. For the body see backup_jobs.read. Raises Invalid with a sentence a field.

    Jobs that were made stay where a later one fails: then it says which failed, and why.
    """
    order = backup_jobs.read(body)
    reader = Reader(freezer, now)
    clients = _clients(freezer, reader, order.clients)
    new = [
        _New(backup_jobs.document(order, client_id, client.get("hostname")), [])
        for client_id, client in clients.items()
    ]
    _refuse_unable(new, clients)
    if order.check:
        _warn_of_twins(new, reader.all_jobs())
        return {"jobs": [_shown(each) for each in new]}
    return _made(freezer, reader, new)


def _clients(freezer: Freezer, reader: Reader, ids: Iterable[str]) -> dict[str, Mapping]:
    known = reader.clients()
    # central clients are in no project's list
    found = {each: known.get(each) or freezer.find_client(each) for each in ids}
    gone = [client_label(each) for each, client in found.items() if client is None]
    if gone:
        raise Invalid({"clients": f"Not registered with Freezer: {', '.join(gone[:5])}."})
    return {each: client for each, client in found.items() if client is not None}


def _refuse_unable(new: Iterable[_New], clients: Mapping[str, Mapping]) -> None:
    """Freezer refuses these, or their agent leaves them out without a word (F-A6)."""
    for each in new:
        refused = capability.warning(each.document, clients[each.document["client_id"]])
        if refused:
            raise Invalid({"clients": refused})


def _warn_of_twins(new: Iterable[_New], existing: Iterable[Mapping]) -> None:
    """Two jobs that store under one name in one place write into each other's chain."""
    taken: dict[tuple, Mapping] = {}
    for job in existing:
        for entry in job.get("job_actions") or []:
            taken.setdefault(_place(job, entry.get("freezer_action") or {}), job)
    for each in new:
        twin = taken.setdefault(_place(each.document, each.action), each.document)
        if twin is not each.document:
            each.warnings.append(
                f"{quoted(job_label(twin))} stores its backups under the same name in the same "
                "place: the two would become one chain. Choose a different backup name."
            )


def _place(job: Mapping, freezer_action: Mapping) -> tuple:
    return (job.get("client_id"), *(freezer_action.get(key) for key in _PLACE))


def _shown(new: _New) -> dict:
    document = new.document
    return {
        "client_id": document["client_id"],
        "description": document["description"],
        "warnings": new.warnings,
        **{key: new.action.get(key) for key in _SHOWN},
    }


def _made(freezer: Freezer, reader: Reader, new: Iterable[_New]) -> dict:
    made, failed = [], []
    for each in new:
        try:
            made.append(_create(freezer, each))
        except FreezerError as error:
            client_id = each.document["client_id"]
            failed.append({"client_id": client_id, "error": error.sentence})
    if failed and not made:
        raise Conflict(f"No job was made: {failed[0]['error']}", detail=failed)
    return {"items": [jobs.row(freezer, job) for job in made], "failed": failed}


def _create(freezer: Freezer, new: _New) -> dict:
    job = freezer.job(freezer.create_job(dict(new.document)))
    kept = action.first_of(job)
    if any(kept.get(key) != value for key, value in new.action.items()):
        raise Conflict(
            f"Freezer did not keep {quoted(job_label(job))} as it was sent. Look at the list of "
            "jobs, and delete it."
        )
    return job
