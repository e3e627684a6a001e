"""Restores one backup by a job that is in no session and runs once."""

from datetime import UTC, datetime

from freezer_ui.api.client import Freezer
from freezer_ui.cache import locks
from freezer_ui.domain import one_off, request_id, volumes
from freezer_ui.domain.backups import records, restore_order, restores
from freezer_ui.domain.backups.restore_order import Order
from freezer_ui.domain.document_types import Job
from freezer_ui.domain.jobs import action, secrets
from freezer_ui.domain.labels import job_label
from freezer_ui.domain.runs import history
from freezer_ui.domain.runs.history import Backup
from freezer_ui.errors import Conflict, Invalid
from freezer_ui.message import Message, message
from freezer_ui.services import backup_records, retention
from freezer_ui.services.answers import Answer
from freezer_ui.services.restores import checks, restore_points
from freezer_ui.services.restores.checks import Subject

#: Options that are compared after the job was read back.
_KEPT = ("action", "backup_name", "restore_abs_path", "restore_from_date", "overwrite")


def material(freezer: Freezer, backup_id: str, now: int) -> Answer:
    """Return checks.material with one line. Raises Conflict if the backup cannot be restored."""
    backup, source, refused = _read(freezer, backup_id)
    if backup is None or refused:
        raise Conflict(refused or message("restores.no_time"))
    clients = checks.clients_of(freezer, [source])
    fate = retention.of_backup(freezer, backup_id, source, now)
    line = {
        "id": backup.job_id or backup.id,
        "name": secrets.text(backup.name) or backup.id,
        "client_id": checks.own_client(backup, source, clients),
        "gap": None,
        "backups": [checks.backup_row(backup, source, fate)],
        "older": [],
    }
    return checks.material(_subject(backup), clients, [line], now)


def restore(freezer: Freezer, backup_id: str, body: object, now: int) -> Answer:
    """Start a restore; return {"jobs", "words", "at"} with the new job as it was read back.

    With "check" nothing is written; return {"words", "warnings", "overwrite"}. Raises Invalid with
    a sentence for each field.
    """
    order = restore_order.parse(body, backup_id)
    backup, source, refused = _read(freezer, backup_id)
    if backup is None or refused:
        raise Invalid({"choices.0.backup_id": refused or message("restores.no_time")})
    clients = checks.clients_of(freezer, [source])
    known = {backup_id: (backup, source)}
    others = [] if order.check else restore_points.beside(freezer, backup)
    found = checks.items(order, known, clients, _subject(backup), now, others)
    (job,) = checks.documents(order, found)
    kept = {backup_id: retention.of_backup(freezer, backup_id, source, now)} if order.check else {}
    told = checks.summary(order, found, [job], clients, kept)
    if order.check:
        return told
    made = _make(freezer, one_off.started(job), order)
    return {"jobs": [made], "words": told["words"], "at": now}


def _read(freezer: Freezer, backup_id: str) -> tuple[Backup | None, Job | None, Message | None]:
    """The backup (None if its record has no time), its job (None if it is gone), and why it cannot
    be restored (None if it can).
    """
    (row,) = backup_records.with_names(freezer, [backup_records.backup(freezer, backup_id)])
    if row.get("volume"):
        # records of volumes have no job_id
        (row,) = volumes.attributed([row], freezer.all_jobs())
    refused, backup = records.facts(row)["refused"], history.backup_of(row)
    if backup is None or refused:
        return backup, None, refused
    source = freezer.find_job(backup.job_id) if backup.job_id else None
    return backup, source, restores.refused(backup, source)


def _subject(backup: Backup) -> Subject:
    made = datetime.fromtimestamp(backup.at, UTC).strftime("made-%Y%m%dT%H%M%SZ")
    name = secrets.text(backup.name).strip() or backup.id
    return Subject(name, name, made, name)


def _make(freezer: Freezer, document: Job, order: Order) -> Answer:
    """POST the job and read it back; a repeated request (request_id) finds the job of the first."""
    (job_id,) = request_id.document_ids(order.id, order.target, 1)
    with locks.acquire(freezer.project_id, job_id):
        job = freezer.find_job(job_id) if order.id else None
        if job is None:
            freezer.create_job_with_id(job_id, document)
            job = freezer.job(job_id)
            sent, kept = action.first_of(document), action.first_of(job)
            if any(sent.get(key) != kept.get(key) for key in _KEPT):
                raise Conflict(message("restores.not_kept", job=job_label(job)))
    return {"id": job["job_id"], "name": job_label(job), "client_id": job.get("client_id")}
