"""Freezer's records of backups, those of volumes with Cinder's word on what became of them.

Cinder is asked only where the catalog has it and a record or a job is of a volume: a call for each
thousand of its backups. Where it does not answer, nothing is known, and that is said.
"""

import logging
import time
from collections.abc import Iterable

from freezer_ui.api.cinder import Cinder
from freezer_ui.api.client import Freezer
from freezer_ui.domain import volumes
from freezer_ui.domain.backups import records
from freezer_ui.domain.document_types import Job, Record
from freezer_ui.domain.jobs import secrets
from freezer_ui.domain.volumes import Known
from freezer_ui.errors import FreezerError

LOG = logging.getLogger(__name__)


def all_backups(freezer: Freezer) -> list[Record]:
    """Every record of the project (Freezer.all_backups), settled."""
    return settled(freezer, freezer.all_backups())


def backup(freezer: Freezer, backup_id: str) -> Record:
    """One record, settled; raises NotFound."""
    (row,) = settled(freezer, [freezer.backup(backup_id)])
    return row


def settled(freezer: Freezer, rows: Iterable[Record]) -> list[Record]:
    """Records as volumes.settled has them, with at most one reading of Cinder. Without a Cinder in
    the catalog they stay as they are.
    """
    rows = list(rows)
    wanted = {
        str((row["backup_metadata"] or {}).get(volumes.VOLUME))
        for row in rows
        if volumes.is_of_volume(row)
    }
    if not wanted or freezer.volumes is None:
        return rows
    # read after Freezer's records: what Cinder has by then, it has
    found = _listed(freezer.volumes, next(iter(wanted)) if len(wanted) == 1 else None)
    return volumes.settled(rows, found, int(time.time()))


def _listed(cinder: Cinder, volume_id: str | None) -> volumes.Listed | None:
    """None where Cinder does not tell."""
    try:
        found = cinder.backups(volume_id)
    except FreezerError as error:
        LOG.warning("What became of backups of volumes is not known: %s", error.detail)
        return None
    return volumes.listed(found.rows, found.whole)


def known(freezer: Freezer, jobs: Iterable[Job | None]) -> Known | None:
    """What became of the backups of those jobs that back up volumes, as it is now; no call where
    none of them does.
    """
    wanted = [job for job in jobs if volumes.volumes_of(job)]
    if not wanted or freezer.volumes is None:
        return None
    return of_rows(all_backups(freezer), wanted)


def of_rows(rows: Iterable[Record], jobs: Iterable[Job | None]) -> Known:
    """The same of settled records that were read already."""
    return volumes.known(map(records.facts, rows), jobs)


def volume_name(freezer: Freezer, volume_id: str) -> str | None:
    """What a volume is called, its id where it has no name; None where Cinder does not say."""
    if freezer.volumes is None:
        return None
    try:
        volume = freezer.volumes.volume(volume_id)
    except FreezerError as error:
        LOG.warning("The name of a volume is not known: %s", error.detail)
        return None
    if volume is None:
        return None
    return secrets.text(str(volume.get("name") or "")) or volume_id


def with_names(freezer: Freezer, rows: Iterable[Record]) -> list[Record]:
    """Settled records, whose volumes have their "name", where Cinder says it: a call for each
    volume.
    """
    rows = list(rows)
    ids = dict.fromkeys(row["volume"]["id"] for row in rows if row.get("volume"))
    names = {volume_id: volume_name(freezer, volume_id) for volume_id in ids}
    return [
        {**row, "volume": {**row["volume"], "name": names[row["volume"]["id"]]}}
        if row.get("volume")
        else row
        for row in rows
    ]
