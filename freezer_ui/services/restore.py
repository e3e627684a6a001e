"""Restore a snapshot as a whole: a session of its own that runs once, a job for each backup."""

from collections.abc import Mapping

from freezer_ui.api.client import Freezer
from freezer_ui.services import restorable, reviews, runs_once
from freezer_ui.services.restorable import Subject
from freezer_ui.services.seen import Seen
from freezer_ui.sessions import health, history, restores, wording
from freezer_ui.sessions.history import Backup, Cell, Snapshot

#: Older backups on offer for each that is missing.
OLDER = 3


def material(freezer: Freezer, seen: Seen, snapshot: Snapshot) -> dict:
    """As restorable.material, with the "snapshot": what a restore can be made of. One call more
    than the history, for the clients.
    """
    clients = restorable.clients_of(freezer, seen.jobs.values())
    named = {row["id"]: row for row in reviews.rows(seen)}
    lines = [
        _line(seen, snapshot, named[job_id], cell, clients)
        for job_id, cell in snapshot.cells.items()
        if cell.state != history.APART
    ]
    found = restorable.material(
        _subject(seen, snapshot), clients, restorable.names_of(clients), lines, seen.now
    )
    return found | {"snapshot": reviews.summary(seen, snapshot)}


def restore(freezer: Freezer, seen: Seen, snapshot: Snapshot, body: object) -> dict:
    """With "check" {"words", "warnings", "overwrite"}, and nothing is written; else {"session",
    "jobs", "words", "at"}, of the new session. Raises Invalid with a sentence for each field of
    each choice.
    """
    order = restores.parse(body)
    clients = restorable.clients_of(freezer, seen.jobs.values())
    # only this session's: ids of others find nothing
    known = {backup.id: (backup, seen.jobs.get(backup.job_id)) for backup in seen.backups}
    found = restorable.items(order, known, clients, _subject(seen, snapshot), seen.now)
    jobs = restorable.documents(order, found)
    told = restorable.told(order, found, jobs, clients, restorable.names_of(clients))
    if order.check:
        return told | {"warnings": [*told["warnings"], *_not_of_it(snapshot, found)]}
    title = f"Restore of {health.title(seen.session)[:200]} {_lower(reviews.name(snapshot))}"
    session_id, made = runs_once.begin(freezer, title, jobs)
    return {
        "session": {"id": session_id, "description": title},
        "jobs": made,
        "words": told["words"],
        "at": seen.now,
    }


def _subject(seen: Seen, snapshot: Snapshot) -> Subject:
    # what is typed to confirm is never nothing
    title = health.title(seen.session).strip() or seen.session_id
    name = f"tag-{snapshot.tag}" if snapshot.tag is not None else snapshot.key
    return Subject(title, f"{reviews.name(snapshot)} of {title}", name, title)


def _line(
    seen: Seen, snapshot: Snapshot, named: dict, cell: Cell, clients: Mapping[str, Mapping]
) -> dict:
    job = seen.jobs.get(named["id"])
    backups, older = list(cell.backups), _older(seen, snapshot, named["id"], cell)
    first = next(iter([*backups, *older]), None)
    return {
        "id": named["id"],
        "description": named["description"],
        "client_id": restorable.own_client(first, job, clients),
        "gap": None if backups else _gap(snapshot, named, cell, job),
        "backups": [restorable.backup_row(backup, job) for backup in backups],
        "older": [_older_row(snapshot, backup, job) for backup in older],
    }


def _older_row(snapshot: Snapshot, backup: Backup, job: Mapping | None) -> dict:
    """As restorable.backup_row, with its age in words, and a label to choose it by."""
    row = restorable.backup_row(backup, job)
    age = f"{wording.length_words(snapshot.start - backup.at)} older"
    return row | {"age_words": age, "label": f"{row['words']} ({age})"}


def _older(seen: Seen, snapshot: Snapshot, job_id: str, cell: Cell) -> list[Backup]:
    """The nearest older backups of a member that has none in the snapshot."""
    if cell.backups:
        return []
    found = [
        backup
        for backup in seen.backups
        if backup.job_id == job_id and backup.usable and backup.at < snapshot.start
    ]
    return found[: -OLDER - 1 : -1]


def _gap(snapshot: Snapshot, named: dict, cell: Cell, job: Mapping | None) -> str:
    who = named["description"] or named["id"]
    return f"{who} has no backup in {reviews.name(snapshot)}. {reviews.cell_words(cell, job)}."


def _not_of_it(snapshot: Snapshot, found: list[restorable.Item]) -> list[str]:
    ids = {backup.id for cell in snapshot.cells.values() for backup in cell.backups}
    return [
        f"{health.quoted(item.backup.name)} is not of this snapshot: it is from "
        f"{reviews.spoken(item.backup.at)}."
        for item in found
        if item.backup.id not in ids
    ]


def _lower(name: str) -> str:
    return name[0].lower() + name[1:]
