"""The backups among which agents choose by a date."""

from collections.abc import Iterable
from itertools import pairwise

from freezer_ui.api.client import Freezer
from freezer_ui.domain.backups import fates, restores
from freezer_ui.domain.document_types import Record
from freezer_ui.domain.labels import storage_label
from freezer_ui.domain.runs import history
from freezer_ui.domain.runs.history import Backup
from freezer_ui.messages import restores as words
from freezer_ui.services.answers import Answer


def beside(freezer: Freezer, backup: Backup) -> list[Backup]:
    """Return the backups of the same name and machine; [] without a call for a backup that agents
    find by its id.
    """
    if not restores.is_by_date(backup):
        return []
    return _backups(_rows(freezer, backup.name, backup.metadata.get("hostname")))


def offered(freezer: Freezer, name: str, machine: str, now: int) -> Answer:
    """Return {"items": [{"date", "words"}]}, newest first: the usable backups of this name, made on
    this machine, with the `restore_from_date` of each. One call, and one for each of their jobs.
    """
    rows = _rows(freezer, name, machine)
    backups = [each for each in _backups(rows) if restores.is_by_date(each)]
    jobs = freezer.find_jobs(dict.fromkeys(each.job_id for each in backups if each.job_id))
    kept = fates.of_jobs(rows, jobs, now)
    gone = {backup_id for backup_id, fate in kept.items() if fate.gone_at is not None}
    places = {each.id: _place(each) for each in backups}
    has_places = len(set(places.values())) > 1
    by_time = {each.at: each for each in backups}
    following = {at: [by_time[later]] for at, later in pairwise(sorted(by_time))}
    return {
        "items": [
            {
                "date": restores.date_text(restores.date_of(each, following.get(each.at, []))),
                "words": words.restore_point(
                    each.at, places[each.id] if has_places else None, each.id in gone
                ),
            }
            for each in sorted(backups, key=lambda each: -each.at)
            if each.usable
        ]
    }


def _rows(freezer: Freezer, name: str, machine: str | None) -> list[Record]:
    hosts = {"hostname": machine} if isinstance(machine, str) else {}
    return freezer.backups_with(backup_name=name, **hosts)


def _backups(rows: Iterable[Record]) -> list[Backup]:
    return [backup for row in rows if (backup := history.backup_of(row)) is not None]


def _place(backup: Backup) -> str | None:
    return storage_label(backup.metadata.get("storage"), backup.metadata.get("container"))
