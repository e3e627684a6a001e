"""Freezer's records of backups; those of volumes are settled: they have the state from Cinder.

Cinder is called only if it is in the catalog and a record or job is of a volume: a call for each
thousand backups. If it does not answer, the state is unknown.
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
    """Return all records of the project, settled."""
    return settled(freezer, freezer.all_backups())


def backup(freezer: Freezer, backup_id: str) -> Record:
    """Return one record, settled. Raises NotFound."""
    (row,) = settled(freezer, [freezer.backup(backup_id)])
    return row


def of_job(freezer: Freezer, job_id: str) -> list[Record]:
    """Return the records that name this job, settled; those of volumes name none."""
    return settled(freezer, freezer.backups_with(job_id=job_id))


def settled(freezer: Freezer, rows: Iterable[Record]) -> list[Record]:
    """Return the records settled (volumes.settled); unchanged without Cinder in the catalog."""
    rows = list(rows)
    wanted = {
        str((row["backup_metadata"] or {}).get(volumes.VOLUME))
        for row in rows
        if volumes.is_of_volume(row)
    }
    if not wanted or freezer.volumes is None:
        return rows
    # after Freezer's records were read, so that Cinder has their backups
    found = _listed(freezer.volumes, next(iter(wanted)) if len(wanted) == 1 else None)
    return volumes.settled(rows, found, int(time.time()))


def _listed(cinder: Cinder, volume_id: str | None) -> volumes.Listed | None:
    """Cinder's backups, or None if it does not answer."""
    try:
        found = cinder.backups(volume_id)
    except FreezerError as error:
        LOG.warning("What became of backups of volumes is not known: %s", error.detail)
        return None
    return volumes.listed(found.rows, found.whole)


def known(freezer: Freezer, jobs: Iterable[Job | None]) -> Known | None:
    """Return the backups of jobs that back up volumes, with their present state.

    None, without a call, if no job does or Cinder is not in the catalog.
    """
    wanted = [job for job in jobs if volumes.volumes_of(job)]
    if not wanted or freezer.volumes is None:
        return None
    return of_rows(all_backups(freezer), wanted)


def of_rows(rows: Iterable[Record], jobs: Iterable[Job | None]) -> Known:
    """As known, from settled records."""
    return volumes.known(map(records.facts, rows), jobs)


def volume_name(freezer: Freezer, volume_id: str) -> str | None:
    """Return a volume's name or id; None if it is gone or Cinder does not answer."""
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
    """Return settled records whose volumes have a "name" (or None): a call for each volume."""
    rows = list(rows)
    ids = dict.fromkeys(row["volume"]["id"] for row in rows if row.get("volume"))
    names = {volume_id: volume_name(freezer, volume_id) for volume_id in ids}
    return [
        {**row, "volume": {**row["volume"], "name": names[row["volume"]["id"]]}}
        if row.get("volume")
        else row
        for row in rows
    ]
