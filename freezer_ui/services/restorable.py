"""What has to be known of one backup before it is restored, and what is said of it."""

from collections.abc import Mapping

from freezer_ui.services import reviews
from freezer_ui.sessions import capability, health
from freezer_ui.sessions.history import Backup
from freezer_ui.sessions.once import Choice


def client_rows(clients: Mapping[str, Mapping]) -> list[dict]:
    """The clients that it can be restored on, for a list to choose from."""
    return [
        {"id": client_id, "hostname": client.get("hostname")}
        for client_id, client in sorted(clients.items())
    ]


def wrong(backup: Backup | None, choice: Choice, clients: Mapping[str, Mapping]) -> dict[str, str]:
    """A sentence for each field of a choice that cannot be; None is a backup that is gone."""
    errors = {}
    if backup is None:
        errors["backup_id"] = "This backup is not there any more."
    elif not backup.usable:
        errors["backup_id"] = f"Freezer calls this backup {backup.status}."
    if choice.client_id not in clients:
        errors["client_id"] = "There is no client of this name."
    return errors


def words(backup: Backup, choice: Choice) -> str:
    """What will be done."""
    return (
        f"{health.quoted(backup.name)} as of {reviews.spoken(backup.at)} is restored on "
        f"{choice.client_id} below {choice.path}."
    )


def warnings(
    backup: Backup, choice: Choice, job: Mapping, clients: Mapping[str, Mapping]
) -> list[str]:
    """What may go wrong; `job` is the document of the restore."""
    name, host, found = health.quoted(backup.name), backup.metadata.get("hostname"), []
    client = clients[choice.client_id]
    unable = capability.warning(job, client)
    if unable:
        found.append(f"{name}: {unable}")
    if not made_on(backup, choice.client_id, client) and backup.metadata.get("storage") == "local":
        found.append(
            f"{name} lies in a folder of {host}, {backup.metadata.get('container')}: "
            f"{choice.client_id} has to reach it under the same name."
        )
    return found


def made_on(backup: Backup, client_id: str, client: Mapping) -> bool:
    """Whether a client is the machine that a backup was made on."""
    return backup.metadata.get("hostname") in (client_id, client.get("hostname"))
