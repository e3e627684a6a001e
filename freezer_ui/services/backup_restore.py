"""Restore one backup: a job of its own, in no session, that runs once (R11)."""

from collections.abc import Mapping

from freezer_ui.api.client import Freezer
from freezer_ui.api.errors import Conflict
from freezer_ui.services import jobs, restorable, reviews
from freezer_ui.sessions import health, history, once, records
from freezer_ui.sessions.history import Backup
from freezer_ui.sessions.invalid import Invalid
from freezer_ui.sessions.once import Choice

#: What a restore is made of: Freezer has to have kept it.
_KEPT = ("action", "backup_name", "restore_abs_path", "restore_from_date")


def material(freezer: Freezer, backup_id: str) -> dict:
    """{"backup", "clients", "client_id": the one it was made on or None, "path": where it was made
    from or None, "suggested": another path, "words"}. Raises Conflict where it cannot be restored.
    """
    row = freezer.backup(backup_id)
    fact = records.facts(row)
    if fact["refused"]:
        raise Conflict(f"{fact['refused']} It cannot be restored from here.")
    backup = history.backup_of(row)
    source, clients = _source(freezer, backup), freezer.all_clients()
    path = once.path_of(backup, source)
    return {
        "backup": fact,
        "clients": restorable.client_rows(clients),
        "client_id": _own_client(backup, source, clients),
        "path": path,
        "suggested": once.beside(path),
        "words": _found_by(backup),
    }


def restore(freezer: Freezer, backup_id: str, body: object) -> dict:
    """{"client_id", "path"} -> {"job", "words"}, of the new job as it was read back. With "check"
    {"words", "warnings"}, and nothing is written. Raises Invalid with a sentence a field.
    """
    choice, check = once.parse_one(backup_id, body)
    backup = _usable(freezer.backup(backup_id))
    clients = freezer.all_clients()
    wrong = restorable.wrong(backup, choice, clients)
    if wrong:
        raise Invalid(wrong)
    source = _source(freezer, backup)
    job = once.started(once.restore_of(backup, source, choice, f"Restore of {backup.name}"))
    words = restorable.words(backup, choice)
    if check:
        warnings = _warnings(backup, source, choice, job, clients)
        return {"words": [words, _found_by(backup)], "warnings": warnings}
    return {"job": _make(freezer, job), "words": words}


def _usable(row: Mapping) -> Backup:
    refused = records.facts(row)["refused"]
    if refused:
        raise Invalid({"backup_id": refused})
    return history.backup_of(row)


def _source(freezer: Freezer, backup: Backup) -> Mapping | None:
    """The job that made it, as far as it is still there."""
    return freezer.find_job(backup.job_id) if backup.job_id else None


def _own_client(
    backup: Backup, source: Mapping | None, clients: Mapping[str, Mapping]
) -> str | None:
    """The client that made it: its job's, else one on the machine that it was made on."""
    named = (source or {}).get("client_id")
    if named in clients:
        return named
    ours = (each for each in sorted(clients) if restorable.made_on(backup, each, clients[each]))
    return next(ours, None)


def _found_by(backup: Backup) -> str:
    host = backup.metadata.get("hostname")
    return (
        f"The agent looks for a backup named {health.quoted(backup.name)} of {host}, made at "
        f"{reviews.spoken(backup.at)}: it chooses by name and time, and not by this record."
    )


def _warnings(
    backup: Backup,
    source: Mapping | None,
    choice: Choice,
    job: Mapping,
    clients: Mapping[str, Mapping],
) -> list[str]:
    found = restorable.warnings(backup, choice, job, clients)
    at_home = restorable.made_on(backup, choice.client_id, clients[choice.client_id])
    if at_home and records.same_place(choice.path, once.path_of(backup, source)):
        found.insert(
            0,
            f"{choice.path} is where this backup was made from: files of the same names are "
            "overwritten there, and what was changed in them since is lost. Go back and choose "
            "another path to keep both.",
        )
    return found


def _make(freezer: Freezer, document: dict) -> dict:
    """POST the job and read it back."""
    job = freezer.job(freezer.create_job(document))
    sent, kept = (_action(each) for each in (document, job))
    if any(sent.get(key) != kept.get(key) for key in _KEPT):
        raise Conflict(
            "Freezer did not keep the restore as it was sent. Look at the new job before its agent "
            f"begins: {health.name(job)}."
        )
    return jobs.row(freezer, job)


def _action(job: Mapping) -> Mapping:
    actions = job.get("job_actions") or [{}]
    return actions[0].get("freezer_action") or {}
