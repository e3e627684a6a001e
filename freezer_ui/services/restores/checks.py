"""Parts that restores of a snapshot and of a single backup share; a backup is a snapshot of one
line.

A line is {"id", "name", "client_id", "gap", "backups", "older"}. Each of its backups is
snapshot_serializers.backup_row with "path": the folder that was backed up or None, "below": its
folder below the root of the restore, "outcome": what a restore does that is not into a folder,
"folder_refused": why it cannot be restored into the original folder, "refused": why it cannot be
restored at all.
"""

import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from freezer_ui.api.client import Freezer
from freezer_ui.domain import one_off, volumes
from freezer_ui.domain.backups import restore_folders, restore_order, restores
from freezer_ui.domain.backups.fates import Fate
from freezer_ui.domain.backups.restore_order import Choice, Order
from freezer_ui.domain.document_types import Client, Job
from freezer_ui.domain.jobs import capability, secrets
from freezer_ui.domain.labels import client_label
from freezer_ui.domain.runs import history
from freezer_ui.domain.runs.history import Backup
from freezer_ui.errors import Invalid
from freezer_ui.message import Message, message
from freezer_ui.messages import restores as words
from freezer_ui.messages import retention as retention_words
from freezer_ui.messages import say
from freezer_ui.services import snapshot_serializers
from freezer_ui.services.answers import Answer


@dataclass(frozen=True)
class Item:
    """A chosen backup, the job that made it (None: it is gone), the folder to restore into, and the
    date by which agents find it (restores.date_of).
    """

    backup: Backup
    source: Job | None
    choice: Choice
    path: str | None
    date: int


@dataclass(frozen=True)
class Subject:
    """What is restored: its title and its name in sentences, the name of its folder, and the text
    that confirms a restore over the originals.
    """

    title: str
    name: str
    folder: str
    confirm: str


def clients_of(freezer: Freezer, jobs: Iterable[Job | None]) -> dict[str, Client]:
    """Return the project's clients and those of these jobs, which may be central: one more call for
    each client that is not in the list.
    """
    clients: dict[str, Client] = dict(freezer.all_clients())
    named = {job["client_id"] for job in jobs if job and job.get("client_id")}
    for client_id in sorted(named - set(clients)):
        found = freezer.find_client(client_id)
        if found is not None:
            clients[client_id] = found
    return clients


def material(
    subject: Subject, clients: Mapping[str, Client], lines: list[Answer], now: int
) -> Answer:
    """Return the data of the restore dialog."""
    _put_below(lines)
    return {
        "name": subject.name,
        "confirm": subject.confirm,
        "root": restore_folders.root(subject.title, subject.folder, now),
        # agents restore with tar --incremental, which deletes newer files
        "overwrite_words": words.overwrites(),
        "into": _only_way(lines),
        "gaps": [line["gap"] for line in lines if line["gap"]],
        "clients": [
            {"id": each, "hostname": clients[each].get("hostname"), "name": client_label(each)}
            for each in sorted(clients, key=client_label)
        ],
        "rows": lines,
    }


def _only_way(lines: Iterable[Answer]) -> str:
    """The default of "into": ORIGINAL if every backup can only be restored over its original."""
    rows = [row for line in lines for row in (*line["backups"], *line["older"])]
    only_over = rows and all(row["over_itself"] for row in rows)
    return restore_order.ORIGINAL if only_over else restore_order.BESIDE


def backup_row(backup: Backup, source: Job | None, fate: Fate | None = None) -> Answer:
    """Return a backup of a line, without "below"; "gone" says why it may be deleted, or is None."""
    original, outcome = restores.original_of(backup, source), restores.outcome(backup)
    return snapshot_serializers.backup_row(backup) | {
        "path": original and secrets.text(original),
        "outcome": say(outcome),
        "over_itself": restores.is_over_itself(backup),
        "gone": retention_words.sentence(fate) if fate and fate.gone_at is not None else None,
        "folder_refused": None if outcome else say(restores.folder_refused(backup, original)),
        "refused": say(_refused(backup, source)),
    }


def _refused(backup: Backup, source: Job | None) -> Message | None:
    """Why a backup cannot be restored, or None."""
    if history.is_trial(backup.metadata):
        return history.TRIAL
    if backup.volume and (refused := volumes.refused(backup.volume)):
        return refused
    if not backup.usable:
        return message("restores.unavailable", status=backup.status)
    return restores.refused(backup, source)


def own_client(
    backup: Backup | None, source: Job | None, clients: Mapping[str, Client]
) -> str | None:
    """Return the client to restore on by default: the job's, else one on the machine of the backup,
    or None. For a volume: the first client that can call Cinder.
    """
    named = (source or {}).get("client_id")
    if named in clients or backup is None:
        return named if named in clients else None
    ours = (
        each for each in sorted(clients) if restores.made_on(backup, source, each, clients[each])
    )
    if not backup.volume:
        return next(ours, None)
    return min((each for each in clients if volumes.can_ask(clients[each])), default=None)


def _put_below(lines: list[Answer]) -> None:
    """Add "below" to all backups; older ones share a folder, as only one of them is restored."""
    choices = [
        (line["client_id"], rows)
        for line in lines
        for rows in ([[row] for row in line["backups"]] or [line["older"]])
        if rows and not rows[0]["outcome"]
    ]
    wanted = [(client_id, rows[0]["path"], rows[0]["backup_name"]) for client_id, rows in choices]
    for (_client_id, rows), below in zip(choices, restore_folders.below(wanted), strict=True):
        for row in rows:
            row["below"] = below


def items(
    order: Order,
    known: Mapping[str, tuple[Backup, Job | None]],
    clients: Mapping[str, Client],
    subject: Subject,
    now: int,
    others: Collection[Backup],
) -> list[Item]:
    """Return the chosen backups with their folders; `known` are the backups that may be chosen,
    `others` all that are known.

    Raises Invalid with a sentence for each field of each choice.
    """
    errors: dict[str, Message] = {}
    for number, choice in enumerate(order.choices):
        wrong = _wrong(order, choice, known.get(choice.backup_id), clients)
        errors |= {f"choices.{number}.{field}": told for field, told in wrong.items()}
    if errors:
        raise Invalid(errors)
    paths = _paths(order, known, subject, now)
    pairs = zip(order.choices, paths, strict=True)
    found = []
    for choice, path in pairs:
        backup, source = known[choice.backup_id]
        found.append(Item(backup, source, choice, path, restores.date_of(backup, others)))
    _refuse_unfit(order, found, clients)
    if not order.check and order.into == restore_order.ORIGINAL:
        _check_confirmed(order, subject)
    return found


def _refuse_unfit(order: Order, found: list[Item], clients: Mapping[str, Client]) -> None:
    """Raises Invalid for folders that meet, and for clients that cannot restore."""
    errors: dict[str, Message] = {}
    places = [(item.choice.client_id, item.path) for item in found]
    for number, earlier in restore_folders.meeting(places).items():
        errors[f"choices.{number}.path"] = message(
            "restores.folders_meet",
            machine=str(client_label(found[number].choice.client_id)),
            backup=found[earlier].backup.name,
            path=found[earlier].path,
        )
    for number, item in enumerate(found):
        # Freezer or its scheduler would refuse it
        unable = capability.warning(_document(order, item), clients[item.choice.client_id])
        errors |= {f"choices.{number}.client_id": unable} if unable else {}
    if errors:
        raise Invalid(errors)


def _check_confirmed(order: Order, subject: Subject) -> None:
    typed, wanted = (
        unicodedata.normalize("NFC", text).split() for text in (order.confirm, subject.confirm)
    )
    if typed != wanted:
        raise Invalid({"confirm": message("restores.type_to_confirm", name=subject.confirm)})


def _wrong(
    order: Order,
    choice: Choice,
    found: tuple[Backup, Job | None] | None,
    clients: Mapping[str, Client],
) -> dict[str, Message]:
    errors = {}
    if choice.client_id not in clients:
        errors["client_id"] = message("restores.unknown_client")
    if found is None:
        return errors | {"backup_id": message("restores.backup_gone")}
    backup, source = found
    refused = _refused(backup, source)
    if refused:
        return errors | {"backup_id": refused}
    if order.into == restore_order.ORIGINAL and not restores.outcome(backup):
        wrong = restores.folder_refused(backup, restores.original_of(backup, source))
        return errors | ({"path": wrong} if wrong else {})
    if order.into == restore_order.BESIDE and restores.is_over_itself(backup):
        return errors | {"backup_id": message("restores.over_volume_only")}
    return errors


def _paths(
    order: Order, known: Mapping[str, tuple[Backup, Job | None]], subject: Subject, now: int
) -> list[str | None]:
    """The folder of each choice; None if it is not restored into a folder."""
    into_folders = [
        choice for choice in order.choices if not restores.outcome(known[choice.backup_id][0])
    ]
    pairs = [known[choice.backup_id] for choice in into_folders]
    originals = [restores.original_of(*pair) for pair in pairs]
    if order.into == restore_order.ORIGINAL:
        found = originals
    else:
        root = restore_folders.root(subject.title, subject.folder, now)
        wanted = [
            (choice.client_id, original, backup.name)
            for choice, original, (backup, _) in zip(into_folders, originals, pairs, strict=True)
        ]
        found = [
            choice.path or root + below
            for choice, below in zip(into_folders, restore_folders.below(wanted), strict=True)
        ]
    by_id = {choice.backup_id: path for choice, path in zip(into_folders, found, strict=True)}
    return [by_id.get(choice.backup_id) for choice in order.choices]


def documents(order: Order, found: Iterable[Item]) -> list[Job]:
    """Return the documents of the restore's jobs, stopped."""
    return [_document(order, each) for each in found]


def _document(order: Order, item: Item) -> Job:
    title = words.job_title(secrets.text(item.backup.name))
    return one_off.restore_of(item.backup, item.source, item.path, item.date, order, title)


def summary(
    order: Order,
    found: list[Item],
    jobs: list[Job],
    clients: Mapping[str, Client],
    kept: Mapping[str, Fate | None],
) -> Answer:
    """Return {"words", "warnings", "overwrite"}: what the restore will do, and what may go wrong.

    `kept` has the fates of backups by id; warnings of deleted backups come first.
    """
    warned = [
        retention_words.warning(item.backup.name, retention_words.sentence(fate))
        for item in found
        if (fate := kept.get(item.backup.id)) is not None and fate.gone_at is not None
    ]
    warned += [
        say(warning)
        for item, job in zip(found, jobs, strict=True)
        for warning in restores.warnings(
            item.backup, item.source, item.choice, clients[item.choice.client_id], job, order.into
        )
    ]
    over = order.into == restore_order.ORIGINAL
    return {
        "words": [_words(order, item, client_label(item.choice.client_id)) for item in found],
        "warnings": warned,
        "overwrite": words.overwrites() if over and any(item.path for item in found) else None,
    }


def _words(order: Order, item: Item, machine: str) -> str:
    """A sentence about what will be restored."""
    backup, at = item.backup.name, item.backup.at
    if item.path is None:
        outcome = say(restores.outcome(item.backup)) or ""
        return words.restores_object(backup, at, machine, outcome)
    is_over = order.into == restore_order.ORIGINAL
    sentence = words.restores_over if is_over else words.restores_beside
    return sentence(backup, at, machine, item.path)
