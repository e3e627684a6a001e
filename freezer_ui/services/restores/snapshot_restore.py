"""Restores a whole snapshot by a session that runs once, with a job for each backup."""

from collections.abc import Mapping

from freezer_ui.api.client import Freezer
from freezer_ui.domain.backups import restore_order
from freezer_ui.domain.document_types import Client, Job
from freezer_ui.domain.labels import session_label
from freezer_ui.domain.runs import history
from freezer_ui.domain.runs.history import Backup, Cell, Snapshot
from freezer_ui.messages import restores as words
from freezer_ui.services import one_off_sessions, snapshot_serializers
from freezer_ui.services.answers import Answer
from freezer_ui.services.restores import checks
from freezer_ui.services.restores.checks import Subject
from freezer_ui.services.session_view import HistoryView

#: Older backups that are offered for each missing one.
OLDER = 3


def material(freezer: Freezer, seen: HistoryView, snapshot: Snapshot) -> Answer:
    """Return checks.material of a snapshot, and the "snapshot" itself. One more call than the
    history, for the clients.
    """
    clients = checks.clients_of(freezer, seen.jobs.values())
    named = {row["id"]: row for row in snapshot_serializers.rows(seen)}
    lines = [
        _line(seen, snapshot, named[job_id], cell, clients)
        for job_id, cell in snapshot.cells.items()
        if cell.state != history.APART
    ]
    found = checks.material(_subject(seen, snapshot), clients, lines, seen.now)
    return found | {"snapshot": snapshot_serializers.summary(seen, snapshot)}


def restore(freezer: Freezer, seen: HistoryView, snapshot: Snapshot, body: object) -> Answer:
    """Start a restore; return {"session", "jobs", "words", "at"} of the new session.

    With "check" nothing is written; return {"words", "warnings", "overwrite"}. Raises Invalid with
    a sentence for each field of each choice.
    """
    order = restore_order.parse(body)
    clients = checks.clients_of(freezer, seen.jobs.values())
    # backups of other sessions cannot be chosen
    known = {backup.id: (backup, seen.jobs.get(backup.job_id)) for backup in seen.backups}
    found = checks.items(order, known, clients, _subject(seen, snapshot), seen.now, seen.backups)
    jobs = checks.documents(order, found)
    told = checks.summary(order, found, jobs, clients, seen.fates)
    if order.check:
        return told | {"warnings": [*told["warnings"], *_not_of_it(snapshot, found)]}
    estimated = snapshot.confidence == history.ESTIMATED
    label = session_label(seen.session)[:200]
    title = words.session_title(label, snapshot.tag, snapshot.start, estimated)
    session_id, made = one_off_sessions.begin(freezer, title, jobs, order.id, order.target)
    return {
        "session": {"id": session_id, "name": title},
        "jobs": made,
        "words": told["words"],
        "at": seen.now,
    }


def _subject(seen: HistoryView, snapshot: Snapshot) -> Subject:
    # the text to confirm must not be empty
    title = session_label(seen.session).strip() or seen.session_id
    name = f"tag-{snapshot.tag}" if snapshot.tag is not None else snapshot.key
    return Subject(title, words.whole_name(snapshot_serializers.name(snapshot), title), name, title)


def _line(
    seen: HistoryView, snapshot: Snapshot, named: Answer, cell: Cell, clients: Mapping[str, Client]
) -> Answer:
    job = seen.jobs.get(named["id"])
    backups, older = list(cell.backups), _older(seen, snapshot, named["id"], cell)
    first = next(iter([*backups, *older]), None)
    return {
        "id": named["id"],
        "name": named["name"],
        "client_id": checks.own_client(first, job, clients),
        "gap": None if backups else _gap(snapshot, named, cell, job),
        "backups": [
            checks.backup_row(backup, job, seen.fates.get(backup.id)) for backup in backups
        ],
        "older": [_older_row(seen, snapshot, backup, job) for backup in older],
    }


def _older_row(seen: HistoryView, snapshot: Snapshot, backup: Backup, job: Job | None) -> Answer:
    """As checks.backup_row, with "age_words", and the "label" of its choice."""
    row = checks.backup_row(backup, job, seen.fates.get(backup.id))
    seconds = snapshot.start - backup.at
    label = words.older_choice(backup.name, backup.at, seconds)
    return row | {"age_words": words.older(seconds), "label": label}


def _older(seen: HistoryView, snapshot: Snapshot, job_id: str, cell: Cell) -> list[Backup]:
    """The newest older backups of a member that has none in the snapshot."""
    if cell.backups:
        return []
    found = [
        backup
        for backup in seen.backups
        if backup.job_id == job_id and backup.usable and backup.at < snapshot.start
    ]
    return found[: -OLDER - 1 : -1]


def _gap(snapshot: Snapshot, named: Answer, cell: Cell, job: Job | None) -> str:
    name, reason = snapshot_serializers.name(snapshot), snapshot_serializers.cell_words(cell, job)
    return words.gap(named["name"], name, reason)


def _not_of_it(snapshot: Snapshot, found: list[checks.Item]) -> list[str]:
    ids = {backup.id for cell in snapshot.cells.values() for backup in cell.backups}
    return [
        words.warning_not_of_snapshot(item.backup.name, item.backup.at)
        for item in found
        if item.backup.id not in ids
    ]
