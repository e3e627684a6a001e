"""Restore a snapshot as a whole: a session of its own that runs once, a job for each backup."""

from collections.abc import Mapping, Sequence

from freezer_ui.api.client import Freezer
from freezer_ui.services import restorable, reviews, runs_once
from freezer_ui.services.seen import Seen
from freezer_ui.sessions import health, history, once, wording
from freezer_ui.sessions.history import Backup, Cell, Snapshot
from freezer_ui.sessions.invalid import Invalid
from freezer_ui.sessions.once import Choice

#: Older backups on offer for each that is missing.
OLDER = 3


def material(freezer: Freezer, seen: Seen, snapshot: Snapshot) -> dict:
    """{"snapshot", "gaps", "clients", "rows"}: what a restore can be made of. One call more than
    the history, for the clients.
    """
    clients = freezer.all_clients()
    named = {row["id"]: row for row in reviews.rows(seen)}
    rows = [
        _row(seen, snapshot, named[job_id], cell)
        for job_id, cell in snapshot.cells.items()
        if cell.state != history.APART
    ]
    return {
        "snapshot": reviews.summary(seen, snapshot),
        "gaps": [row["gap"] for row in rows if row["gap"]],
        "clients": restorable.client_rows(clients),
        "rows": rows,
    }


def restore(freezer: Freezer, seen: Seen, snapshot: Snapshot, body: object) -> dict:
    """With "check" {"words", "warnings"}, and nothing is written; else {"session", "words"}, of
    the new session. Raises Invalid with a sentence for each field of each choice.
    """
    choices, check = once.parse(body)
    clients = freezer.all_clients()
    backups = _chosen(seen, choices, clients)
    title = f"Restore of {health.title(seen.session)[:200]} {_lower(reviews.name(snapshot))}"
    jobs = [
        once.restore_of(backup, seen.jobs.get(backup.job_id), choice, f"Restore of {backup.name}")
        for backup, choice in zip(backups, choices, strict=True)
    ]
    words = [restorable.words(*pair) for pair in zip(backups, choices, strict=True)]
    if check:
        return {"words": words, "warnings": _warnings(snapshot, backups, choices, jobs, clients)}
    session_id = runs_once.start(freezer, title, jobs)
    return {"session": {"id": session_id, "description": title}, "words": words}


def _row(seen: Seen, snapshot: Snapshot, named: dict, cell: Cell) -> dict:
    job = seen.jobs.get(named["id"])
    backups, older = list(cell.backups), _older(seen, snapshot, named["id"], cell)
    first = next(iter([*backups, *older]), None)
    return {
        "id": named["id"],
        "description": named["description"],
        "client_id": named["client_id"],
        "backups": [reviews.backup_row(backup) for backup in backups],
        "gap": None if backups else _gap(snapshot, named, cell, job),
        "older": [
            reviews.backup_row(backup)
            | {"age_words": f"{wording.length_words(snapshot.start - backup.at)} older"}
            for backup in older
        ],
        "path": once.path_of(first, job) if first else None,
    }


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


def _chosen(seen: Seen, choices: Sequence[Choice], clients: Mapping) -> list[Backup]:
    """The backup of each choice: only this session's, so that ids of others find nothing."""
    known = {backup.id: backup for backup in seen.backups}
    errors = {}
    for number, choice in enumerate(choices):
        wrong = restorable.wrong(known.get(choice.backup_id), choice, clients)
        errors |= {f"choices.{number}.{field}": words for field, words in wrong.items()}
    if errors:
        raise Invalid(errors)
    return [known[choice.backup_id] for choice in choices]


def _warnings(
    snapshot: Snapshot,
    backups: Sequence[Backup],
    choices: Sequence[Choice],
    jobs: Sequence[Mapping],
    clients: Mapping[str, Mapping],
) -> list[str]:
    ids = {backup.id for cell in snapshot.cells.values() for backup in cell.backups}
    found = []
    for backup, choice, job in zip(backups, choices, jobs, strict=True):
        found += restorable.warnings(backup, choice, job, clients)
        if backup.id not in ids:
            name = health.quoted(backup.name)
            found.append(f"{name} is not of this snapshot: it is from {reviews.spoken(backup.at)}.")
    places = [(choice.client_id, choice.path) for choice in choices]
    if len(set(places)) < len(places):
        found.append("Several backups are restored into one folder: their files will be mixed.")
    return found


def _lower(name: str) -> str:
    return name[0].lower() + name[1:]
