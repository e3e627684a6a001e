"""Restore one backup: a job of its own, in no session, that runs once (R11)."""

from collections.abc import Mapping
from datetime import UTC, datetime

from freezer_ui.api.client import Freezer
from freezer_ui.api.errors import Conflict
from freezer_ui.services import restorable
from freezer_ui.services.restorable import Subject
from freezer_ui.sessions import health, history, once, records, restores
from freezer_ui.sessions.history import Backup
from freezer_ui.sessions.invalid import Invalid

#: What a restore is made of: Freezer has to have kept it.
_KEPT = ("action", "backup_name", "restore_abs_path", "restore_from_date", "overwrite")


def material(freezer: Freezer, backup_id: str, now: int) -> dict:
    """As restorable.material, of one line. Raises Conflict where it cannot be restored."""
    backup, source, refused = _read(freezer, backup_id)
    if refused:
        raise Conflict(f"{refused} It cannot be restored from here.")
    clients = restorable.clients_of(freezer, [source])
    line = {
        "id": backup.job_id or backup.id,
        "description": backup.name,
        "client_id": restorable.own_client(backup, source, clients),
        "gap": None,
        "backups": [restorable.backup_row(backup, source)],
        "older": [],
    }
    return restorable.material(_subject(backup), clients, restorable.names_of(clients), [line], now)


def restore(freezer: Freezer, backup_id: str, body: object, now: int) -> dict:
    """{"jobs", "words", "at"}, of the new job as it was read back; with "check" {"words",
    "warnings", "overwrite"}, and nothing is written. Raises Invalid with a sentence a field.
    """
    order = restores.parse(body, backup_id)
    backup, source, refused = _read(freezer, backup_id)
    if refused:
        raise Invalid({"choices.0.backup_id": refused})
    clients = restorable.clients_of(freezer, [source])
    known = {backup_id: (backup, source)}
    found = restorable.items(order, known, clients, _subject(backup), now)
    (job,) = restorable.documents(order, found)
    told = restorable.told(order, found, [job], clients, restorable.names_of(clients))
    if order.check:
        return told
    made = _make(freezer, once.started(job))
    return {"jobs": [made], "words": told["words"], "at": now}


def _read(freezer: Freezer, backup_id: str) -> tuple[Backup, Mapping | None, str | None]:
    """The backup, the job that made it as far as it is still there, and why it is refused."""
    row = freezer.backup(backup_id)
    refused = records.facts(row)["refused"]
    if refused:
        return history.backup_of(row), None, refused
    backup = history.backup_of(row)
    source = freezer.find_job(backup.job_id) if backup.job_id else None
    return backup, source, restores.refused(backup, source)


def _subject(backup: Backup) -> Subject:
    made = datetime.fromtimestamp(backup.at, UTC).strftime("made-%Y%m%dT%H%M%SZ")
    name = backup.name.strip() or backup.id
    return Subject(name, name, made, name)


def _make(freezer: Freezer, document: dict) -> dict:
    """POST the job and read it back."""
    job = freezer.job(freezer.create_job(document))
    sent, kept = (_action(each) for each in (document, job))
    if any(sent.get(key) != kept.get(key) for key in _KEPT):
        raise Conflict(
            "Freezer did not keep the restore as it was sent. Look at the new job before its agent "
            f"begins: {health.name(job)}."
        )
    return {
        "id": job["job_id"],
        "description": health.name(job),
        "client_id": job.get("client_id"),
    }


def _action(job: Mapping) -> Mapping:
    actions = job.get("job_actions") or [{}]
    return actions[0].get("freezer_action") or {}
