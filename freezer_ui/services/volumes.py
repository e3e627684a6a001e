"""The volumes of a project, and the jobs that protect them."""

from collections.abc import Iterable, Mapping

from freezer_ui.api.client import Freezer
from freezer_ui.domain import volumes
from freezer_ui.domain.document_types import Fact, Job
from freezer_ui.domain.jobs import secrets
from freezer_ui.domain.labels import job_label
from freezer_ui.errors import FreezerError, Invalid
from freezer_ui.message import message
from freezer_ui.messages import say
from freezer_ui.messages import volumes as words
from freezer_ui.services.answers import Answer
from freezer_ui.services.reader import Reader


def list_volumes(freezer: Freezer, reading: Reader) -> Answer:
    """Return {"items": [{"id", "name", "size": GiB, "status", "protected", "words", "at"}],
    "whole", "failed", "offered", "clients"}, by name.

    "at" is the time of the last backup that Cinder has, "clients" are the ids of clients that can
    call Cinder. "offered" is False without Cinder in the catalog; "failed" says why it gave no
    answer.
    """
    nothing = {"items": [], "whole": True, "failed": None, "offered": False, "clients": []}
    if freezer.volumes is None:
        return nothing
    try:
        found = freezer.volumes.volumes()
    except FreezerError as error:
        return nothing | {"whole": False, "failed": say(error.sentence), "offered": True}
    jobs = {job["job_id"]: job for job in reading.all_jobs()}
    owners = volumes.Owners(jobs.values())
    last = _last_made(reading.backups()) if owners.keys else {}
    items = [_item(row, owners, jobs, last.get(row["id"])) for row in found.rows]
    return {
        "items": sorted(items, key=lambda item: (item["name"].casefold(), item["id"])),
        "whole": found.whole,
        "failed": None,
        "offered": True,
        "clients": [each for each, client in reading.clients().items() if volumes.can_ask(client)],
    }


def names(freezer: Freezer) -> dict[str, str]:
    """Return the names of the project's volumes by id. Raises FreezerError."""
    if freezer.volumes is None:
        raise Invalid({"volumes": message("volumes.no_cinder")})
    return {row["id"]: _name(row) for row in freezer.volumes.volumes().rows}


def _name(row: Answer) -> str:
    return secrets.text(str(row.get("name") or "")) or row["id"]


def _item(row: Answer, owners: volumes.Owners, jobs: Mapping[str, Job], at: int | None) -> Answer:
    protecting = [job_label(jobs[job_id]) for job_id in owners.of_volume(row["id"])]
    size = row.get("size")
    return {
        "id": row["id"],
        "name": _name(row),
        "size": size if isinstance(size, int) else None,
        "status": str(row.get("status") or ""),
        "protected": bool(protecting),
        "words": words.protected(protecting) if protecting else words.not_protected(),
        "at": at,
    }


def _last_made(facts: Iterable[Fact]) -> dict[str, int]:
    found: dict[str, int] = {}
    for fact in facts:
        if fact["volume"] and fact["volume"]["word"] == volumes.AVAILABLE and fact["at"]:
            volume_id = fact["volume"]["id"]
            found[volume_id] = max(fact["at"], found.get(volume_id, 0))
    return found
