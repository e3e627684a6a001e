"""What restores of a snapshot and of one backup share: a backup is a snapshot of one line.

A line is {"id", "description", "client_id", "gap", "backups", "older"}; a backup of it is
snapshot_serializers.backup_row with "path": the folder that it was made from or None, "below": its
folder below a root, "outcome": what becomes of what is restored into no folder, "folder_refused"
and "refused": why it cannot be restored into its own folder, or at all.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from freezer_ui.api.client import Freezer
from freezer_ui.domain import one_off
from freezer_ui.domain.backups import restores
from freezer_ui.domain.backups.restores import Choice, Order
from freezer_ui.domain.jobs import capability, secrets
from freezer_ui.domain.labels import client_label, quoted
from freezer_ui.domain.runs import history
from freezer_ui.domain.runs.history import Backup
from freezer_ui.errors import Invalid
from freezer_ui.services import snapshot_serializers

#: Run with agents 19: tar's --incremental makes a folder what it was.
OVERWRITE_WORDS = (
    "Files of the same names are overwritten, and everything in these folders that is not in the "
    "backup is deleted."
)


@dataclass(frozen=True)
class Item:
    """A backup that was chosen, the job that made it (None: it is gone), and where it goes."""

    backup: Backup
    source: Mapping | None
    choice: Choice
    path: str | None


@dataclass(frozen=True)
class Subject:
    """What is restored: its title and name in a sentence, what its folder below the title's is
    called, and what is typed to confirm a restore over the originals.
    """

    title: str
    name: str
    folder: str
    confirm: str


def clients_of(freezer: Freezer, jobs: Iterable[Mapping | None]) -> dict[str, Mapping]:
    """The clients that can restore: the project's, and those of these jobs, which may be central
    ones: one call more for each that is in no list.
    """
    clients: dict[str, Mapping] = dict(freezer.all_clients())
    named = {job["client_id"] for job in jobs if job and job.get("client_id")}
    for client_id in sorted(named - set(clients)):
        found = freezer.find_client(client_id)
        if found is not None:
            clients[client_id] = found
    return clients


def names_of(clients: Iterable[str]) -> dict[str, str]:
    """{client_id: what people call it}: Freezer puts the project's id before a machine's name."""
    return {each: client_label(each) for each in clients}


def material(
    subject: Subject,
    clients: Mapping[str, Mapping],
    names: Mapping[str, str],
    lines: list[dict],
    now: int,
) -> dict:
    """What the dialog is made of; `names` are clients_of's as people call them."""
    _put_below(lines)
    return {
        "name": subject.name,
        "confirm": subject.confirm,
        "root": restores.root(subject.title, subject.folder, now),
        "overwrite_words": OVERWRITE_WORDS,
        "gaps": [line["gap"] for line in lines if line["gap"]],
        "clients": [
            {"id": client_id, "hostname": client.get("hostname"), "name": names[client_id]}
            for client_id, client in sorted(clients.items(), key=lambda each: names[each[0]])
        ],
        "rows": lines,
    }


def backup_row(backup: Backup, source: Mapping | None) -> dict:
    """A backup of a line, less its folder below a root."""
    original, outcome = restores.original_of(backup, source), restores.outcome(backup)
    return snapshot_serializers.backup_row(backup) | {
        "path": original and secrets.text(original),
        "outcome": outcome,
        "folder_refused": None if outcome else restores.folder_refused(backup, original),
        "refused": _refused(backup, source),
    }


def _refused(backup: Backup, source: Mapping | None) -> str | None:
    """Why it cannot be restored, or None."""
    if history.is_trial(backup.metadata):
        return history.TRIAL_WORDS
    if not backup.usable:
        return f"Freezer calls this backup {backup.status}."
    return restores.refused(backup, source)


def own_client(
    backup: Backup | None, source: Mapping | None, clients: Mapping[str, Mapping]
) -> str | None:
    """The client that made it: its job's, else one on the machine that it was made on."""
    named = (source or {}).get("client_id")
    if named in clients or backup is None:
        return named if named in clients else None
    ours = (
        each for each in sorted(clients) if restores.made_on(backup, source, each, clients[each])
    )
    return next(ours, None)


def _put_below(lines: list[dict]) -> None:
    """Of the older backups that can fill a gap only one is restored: they share a folder."""
    choices = [
        (line["client_id"], rows)
        for line in lines
        for rows in ([[row] for row in line["backups"]] or [line["older"]])
        if rows and not rows[0]["outcome"]
    ]
    wanted = [(client_id, rows[0]["path"], rows[0]["backup_name"]) for client_id, rows in choices]
    for (_client_id, rows), below in zip(choices, restores.below(wanted), strict=True):
        for row in rows:
            row["below"] = below


def items(
    order: Order,
    known: Mapping[str, tuple[Backup, Mapping | None]],
    clients: Mapping[str, Mapping],
    subject: Subject,
    now: int,
) -> list[Item]:
    """The choices with where each goes; `known` are the backups that may be chosen. Raises Invalid
    with a sentence for each field of each choice.
    """
    errors: dict[str, str] = {}
    for number, choice in enumerate(order.choices):
        wrong = _wrong(order, choice, known.get(choice.backup_id), clients)
        errors |= {f"choices.{number}.{field}": words for field, words in wrong.items()}
    if errors:
        raise Invalid(errors)
    paths = _paths(order, known, subject, now)
    pairs = zip(order.choices, paths, strict=True)
    found = [Item(*known[choice.backup_id], choice, path) for choice, path in pairs]
    for number, earlier in restores.meeting(order.choices, paths).items():
        errors[f"choices.{number}.path"] = (
            f"On {client_label(found[number].choice.client_id)} this folder meets that of "
            f"{quoted(found[earlier].backup.name)}, {paths[earlier]}: give each restore a "
            "folder of its own."
        )
    for number, item in enumerate(found):
        unable = _unable(order, item, clients[item.choice.client_id])
        errors |= {f"choices.{number}.client_id": unable} if unable else {}
    if errors:
        raise Invalid(errors)
    if not order.check and order.into == restores.ORIGINAL:
        _check_confirmed(order, subject)
    return found


def _unable(order: Order, item: Item, client: Mapping) -> str | None:
    """Freezer refuses such a job, or the client's scheduler leaves it out without a word."""
    return capability.warning(
        one_off.restore_of(item.backup, item.source, item.path, order), client
    )


def _check_confirmed(order: Order, subject: Subject) -> None:
    if order.confirm.split() != subject.confirm.split():
        raise Invalid({"confirm": f"Type {subject.confirm} to confirm."})


def _wrong(
    order: Order,
    choice: Choice,
    found: tuple[Backup, Mapping | None] | None,
    clients: Mapping[str, Mapping],
) -> dict[str, str]:
    errors = {}
    if choice.client_id not in clients:
        errors["client_id"] = "There is no client of this name."
    if found is None:
        return errors | {"backup_id": "This backup is not there any more."}
    backup, source = found
    refused = _refused(backup, source)
    if refused:
        return errors | {"backup_id": refused}
    if order.into == restores.ORIGINAL and not restores.outcome(backup):
        wrong = restores.folder_refused(backup, restores.original_of(backup, source))
        return errors | ({"path": wrong} if wrong else {})
    if order.into == restores.BESIDE and restores.is_over_itself(backup):
        words = "It can only be restored over the volume itself: choose the original folders."
        return errors | {"backup_id": words}
    return errors


def _paths(
    order: Order,
    known: Mapping[str, tuple[Backup, Mapping | None]],
    subject: Subject,
    now: int,
) -> list[str | None]:
    """Where each choice goes; None of what is restored into no folder."""
    into_folders = [
        choice for choice in order.choices if not restores.outcome(known[choice.backup_id][0])
    ]
    pairs = [known[choice.backup_id] for choice in into_folders]
    originals = [restores.original_of(*pair) for pair in pairs]
    if order.into == restores.ORIGINAL:
        found = originals
    else:
        root = restores.root(subject.title, subject.folder, now)
        wanted = [
            (choice.client_id, original, backup.name)
            for choice, original, (backup, _) in zip(into_folders, originals, pairs, strict=True)
        ]
        found = [
            choice.path or root + below
            for choice, below in zip(into_folders, restores.below(wanted), strict=True)
        ]
    by_id = {choice.backup_id: path for choice, path in zip(into_folders, found, strict=True)}
    return [by_id.get(choice.backup_id) for choice in order.choices]


def documents(order: Order, found: Iterable[Item]) -> list[dict]:
    """The jobs to make, stopped."""
    return [one_off.restore_of(each.backup, each.source, each.path, order) for each in found]


def told(
    order: Order,
    found: list[Item],
    jobs: list[dict],
    clients: Mapping[str, Mapping],
    names: Mapping[str, str],
) -> dict:
    """{"words", "warnings", "overwrite"}: what will be done, and what may go wrong."""
    warned = [
        words
        for item, job in zip(found, jobs, strict=True)
        for words in restores.warnings(
            item.backup, item.source, item.choice, clients[item.choice.client_id], job, order.into
        )
    ]
    over = order.into == restores.ORIGINAL
    return {
        "words": [_words(order, item, names[item.choice.client_id]) for item in found],
        "warnings": warned,
        "overwrite": OVERWRITE_WORDS if over and any(item.path for item in found) else None,
    }


def _words(order: Order, item: Item, machine: str) -> str:
    """What will be done."""
    what = f"{quoted(item.backup.name)} as of {snapshot_serializers.spoken(item.backup.at)}"
    if item.path is None:
        outcome = restores.outcome(item.backup)
        return f"{what} is restored by {machine}. {outcome}"
    over = ", over what is there now" if order.into == restores.ORIGINAL else ""
    return f"{what} is restored on {machine} into {item.path}{over}."
