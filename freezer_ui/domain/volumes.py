"""Backups of volumes that Cinder keeps itself (`cindernative`): Cinder says what became of them.

Freezer calls each of them a success as soon as Cinder has accepted the request, and never looks
again (N7). Its record names neither Cinder's backup nor the job that asked for it; Cinder's backup
names the record. So a record gets its state from Cinder's list, and its job by the volume and the
backup's name.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from freezer_ui.domain.document_types import CinderWord, Client, Fact, Job, Metadata, Record
from freezer_ui.domain.jobs import agent_options, secrets
from freezer_ui.domain.times import LATEST, NotATime, epoch, parse_iso
from freezer_ui.message import Message, message

MODE = "cindernative"
VOLUME: Final = "cindernative_vol_id"
#: What a restore needs of a record.
CINDERS: Final = "cindernative_backup_id"
#: Where Cinder has the id of Freezer's record.
_LINK = "freezer_backup_id"
#: Freezer's own state of a record that a restore can be made of.
_AVAILABLE = "available"

#: What became of a backup. REQUESTED: Cinder makes it, or is about to be asked; NEVER_MADE: Cinder
#: was never asked, or refused, and the record stays as it is; GONE: Cinder has it no more; UNKNOWN:
#: Cinder does not tell.
REQUESTED, AVAILABLE, FAILED = "requested", "available", "failed"
NEVER_MADE, DELETING, GONE, UNKNOWN = "never_made", "deleting", "gone", "unknown"
WORDS = (REQUESTED, AVAILABLE, FAILED, NEVER_MADE, DELETING, GONE, UNKNOWN)
#: The worst first: what several volumes of one job come to.
_WORST = (FAILED, NEVER_MADE, GONE, DELETING, UNKNOWN, REQUESTED, AVAILABLE)
#: By Cinder's own status; a backup that is being restored is there.
_OF_CINDER = {
    "creating": REQUESTED,
    "available": AVAILABLE,
    "restoring": AVAILABLE,
    "error": FAILED,
    "error_deleting": FAILED,
    "deleting": DELETING,
    "deleted": GONE,
}
#: Seconds after which a record without a backup of Cinder's is waited for no longer: an agent makes
#: the one right before it asks for the other.
REQUESTED_FOR = 300
#: Seconds by which the clock of an agent may differ from Cinder's, and from Freezer's (run.SLACK).
_APART, _SLACK = 60, 5


#: As GET backups/detail of Cinder has it; any value may stand in it.
CindersBackup = Mapping[str, Any]


@dataclass(frozen=True)
class Word:
    """What became of a backup; `reason` is Cinder's own word for a failure, `cinder_id` the id of
    its backup.
    """

    state: str
    reason: str | None = None
    cinder_id: str | None = None


@dataclass(frozen=True)
class Listed:
    """Cinder's backups by the record that each names. `since`: those made before it were not read,
    epoch seconds; None: all were.
    """

    by_record: Mapping[str, CindersBackup]
    since: int | None = None


def is_of_volume(row: Record) -> bool:
    """Whether a record is of a backup that Cinder keeps."""
    of = row.get("backup_metadata") or {}
    return MODE in (of.get("backup_media"), of.get("mode")) and bool(of.get(VOLUME))


def listed(rows: Iterable[CindersBackup], whole: bool) -> Listed | None:
    """Cinder's backups (GET backups/detail, the newest first); None where they do not tell of which
    records they are, so that nothing is known.
    """
    rows = list(rows)
    if rows and not any("metadata" in row for row in rows):
        return None
    found: dict[str, CindersBackup] = {}
    for row in rows:
        metadata = row.get("metadata")
        link = metadata.get(_LINK) if isinstance(metadata, Mapping) else None
        # an agent that asks twice has two: any that is available will do
        if isinstance(link, str) and (
            link not in found or _state_of(found[link]) != AVAILABLE == _state_of(row)
        ):
            found[link] = row
    made = [at for row in rows if (at := _made_at(row)) is not None]
    return Listed(found, None if whole else min(made, default=LATEST))


def word_of(row: Record, known: Listed | None, now: int) -> Word:
    """What became of the backup of a record of a volume; `known` None: Cinder does not tell."""
    if known is None:
        return Word(UNKNOWN)
    backup = known.by_record.get(row["backup_id"])
    if backup is not None:
        reason = backup.get("fail_reason")
        return Word(
            _state_of(backup),
            secrets.text(reason) if isinstance(reason, str) and reason else None,
            backup["id"],
        )
    at = epoch((row.get("backup_metadata") or {}).get("time_stamp"))
    if known.since is not None and (at is None or at < known.since + _APART):
        return Word(UNKNOWN)
    if row.get("status") == "creating":
        return Word(REQUESTED if at is not None and now - at <= REQUESTED_FOR else NEVER_MADE)
    return Word(GONE)


def settled(rows: Iterable[Record], known: Listed | None, now: int) -> list[Record]:
    """Freezer's records, those of volumes with Cinder's word: in "volume", in "status", which is
    "available" only where Cinder has the backup, and in the id that a restore needs.
    """
    return [_settled(row, known, now) if is_of_volume(row) else row for row in rows]


def _settled(row: Record, known: Listed | None, now: int) -> Record:
    of, word = row["backup_metadata"] or {}, word_of(row, known, now)
    ours: Metadata = {CINDERS: word.cinder_id} if word.state == AVAILABLE else {}
    return {
        **row,
        "status": _AVAILABLE if word.state == AVAILABLE else word.state,
        "volume": {"id": str(of[VOLUME]), "word": word.state, "reason": word.reason},
        "backup_metadata": {**of, **ours},
    }


def refused(volume: CinderWord) -> Message | None:
    """Why a settled record cannot be restored from, or None; `volume` is its "volume"."""
    if volume["word"] == AVAILABLE:
        return None
    return told(volume["word"], volume.get("reason"))


def told(word: str, reason: str | None) -> Message:
    """What became of a backup, in a sentence."""
    if word == FAILED:
        return message("volumes.failed", reason=reason)
    return message(f"volumes.{word}")


def can_ask(client: Client) -> bool:
    """Whether a client's scheduler asks Cinder; one that does not say what it supports may."""
    modes = client.get("supported_modes")
    return not modes or MODE in modes


# Whose backup it is


class Owners:
    """The jobs that back up volumes, by volume and name of the backup."""

    def __init__(self, jobs: Iterable[Job | None]):
        self._jobs: dict[tuple[str, str], str] = {}
        self.keys: dict[str, list[tuple[str, str]]] = {}
        for job in sorted((job for job in jobs if job), key=lambda job: job["job_id"]):
            for key in _keys(job):
                self._jobs.setdefault(key, job["job_id"])
                self.keys.setdefault(job["job_id"], []).append(key)

    def of(self, volume_id: str, name: str) -> str | None:
        """The id of the job that makes backups of this name of a volume."""
        return self._jobs.get((volume_id, name))

    def of_volume(self, volume_id: str) -> list[str]:
        """The ids of all jobs that back up a volume."""
        return [job_id for job_id, keys in self.keys.items() if volume_id in dict(keys)]


def attributed(rows: Iterable[Record], jobs: Iterable[Job | None]) -> list[Record]:
    """Settled records, those of volumes with the job that makes such backups in their metadata."""
    owners = Owners(jobs)
    return [_attributed(row, owners) for row in rows]


def _attributed(row: Record, owners: Owners) -> Record:
    of = row.get("backup_metadata") or {}
    if "volume" not in row or of.get("job_id"):
        return row
    job_id = owners.of(row["volume"]["id"], str(of.get("backup_name") or ""))
    return {**row, "backup_metadata": {**of, "job_id": job_id}} if job_id else row


def facts_attributed(facts: Iterable[Fact], jobs: Iterable[Job | None]) -> list[Fact]:
    """As attributed, of records.facts."""
    owners = Owners(jobs)
    return [
        {**fact, "job_id": owners.of(fact["volume"]["id"], fact["backup_name"])}
        if fact["volume"] and not fact["job_id"]
        else fact
        for fact in facts
    ]


def volumes_of(job: Job | None) -> list[str]:
    """The ids of the volumes that a job backs up."""
    return [volume_id for volume_id, _name in _keys(job or {})]


def _keys(job: Job) -> list[tuple[str, str]]:
    found = []
    for entry in job.get("job_actions") or []:
        action = entry.get("freezer_action") or {}
        volume_id, name = action.get(VOLUME), action.get("backup_name")
        if volume_id and (action.get("action") or "backup") == "backup":
            found.append((str(volume_id), agent_options.plain(str(name or ""))))
    return found


# What became of a run


@dataclass(frozen=True)
class Made:
    """A backup of a job: when its record was made, epoch seconds, and what became of it."""

    at: int
    state: str
    reason: str | None = None


#: By job, for each of its volumes, what was made.
Known = Mapping[str, Sequence[Sequence[Made]]]


def known(facts: Iterable[Fact], jobs: Iterable[Job | None]) -> dict[str, list[list[Made]]]:
    """Of all jobs that back up volumes, also of those without a backup; of records.facts."""
    owners = Owners(jobs)
    made: dict[tuple[str, str], list[Made]] = {}
    for fact in facts:
        if fact["volume"] and fact["at"] is not None:
            key = (fact["volume"]["id"], fact["backup_name"])
            word = Made(fact["at"], fact["volume"]["word"], fact["volume"]["reason"])
            made.setdefault(key, []).append(word)
    return {job_id: [made.get(key, []) for key in keys] for job_id, keys in owners.keys.items()}


def of_span(volumes: Sequence[Sequence[Made]], start: int, end: int | None) -> Made | None:
    """What became of a job's backups that were begun between two moments: the worst of its volumes;
    None where one of them has no record of then.
    """
    found = []
    for made in volumes:
        inside = [each for each in made if start - _SLACK <= each.at <= (end or each.at) + _SLACK]
        if not inside:
            return None
        # one that was tried again is as good as its last attempt
        found.append(max(inside, key=lambda each: each.at))
    return min(found, key=lambda each: _WORST.index(each.state), default=None)


def last_made(job: Job, of_volumes: Known) -> Made | None:
    """What became of the backups of a job's last run, where Freezer calls that a success."""
    own = job.get("job_schedule") or {}
    start, end = epoch(own.get("time_started")), epoch(own.get("time_ended"))
    if job["job_id"] not in of_volumes or own.get("result") != "success" or start is None:
        return None
    found = of_span(of_volumes[job["job_id"]], start, end if end and end >= start else None)
    return found or Made(start, UNKNOWN)


def shown(job: Job, of_volumes: Known) -> Job:
    """A job to look at, whose last result is Cinder's word where it backs up volumes: no result
    while that is not known. Never to be written back.
    """
    made = last_made(job, of_volumes)
    if made is None:
        return job
    return {**job, "job_schedule": {**(job["job_schedule"] or {}), "result": result_of(made.state)}}


def result_of(state: str) -> str:
    """Freezer's word for what became of a backup, "" while that is not known."""
    if state == AVAILABLE:
        return "success"
    return "fail" if state in (FAILED, NEVER_MADE) else ""


def is_open(fact: Fact) -> bool:
    """Whether Cinder may have the backup of a record, or be about to."""
    return fact["volume"] is not None and fact["volume"]["word"] in (REQUESTED, UNKNOWN)


def _state_of(backup: CindersBackup) -> str:
    return _OF_CINDER.get(str(backup.get("status")), UNKNOWN)


def _made_at(backup: CindersBackup) -> int | None:
    try:
        return int(parse_iso(str(backup.get("created_at"))).timestamp())
    except NotATime:
        return None
