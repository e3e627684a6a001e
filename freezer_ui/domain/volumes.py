"""Backups of volumes that Cinder keeps itself (`cindernative`), with the state that Cinder reports.

Freezer records a success as soon as Cinder has accepted the request. Its record names neither
Cinder's backup nor the job; Cinder's backup names the record. So a record's state comes from
Cinder's list, and its job is found by the volume and the backup's name.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from freezer_ui.domain.document_types import CinderWord, Client, Fact, Job, Metadata, Record
from freezer_ui.domain.jobs import agent_options, kind, secrets
from freezer_ui.domain.schedules import schedule
from freezer_ui.domain.times import LATEST, NotATime, epoch, parse_iso
from freezer_ui.message import Message, message

MODE = "cindernative"
VOLUME: Final = "cindernative_vol_id"
#: The id of Cinder's backup; a restore needs it.
CINDERS: Final = "cindernative_backup_id"
#: The metadata key of Cinder's backup with the id of Freezer's record.
_LINK = "freezer_backup_id"
#: Freezer's status of a record that can be restored.
_AVAILABLE = "available"

#: States of a backup. REQUESTED: Cinder is creating it, or about to; NEVER_MADE: Cinder refused or
#: got no request; GONE: Cinder has deleted it; UNKNOWN: Cinder did not answer.
REQUESTED, AVAILABLE, FAILED = "requested", "available", "failed"
NEVER_MADE, DELETING, GONE, UNKNOWN = "never_made", "deleting", "gone", "unknown"
WORDS = (REQUESTED, AVAILABLE, FAILED, NEVER_MADE, DELETING, GONE, UNKNOWN)
#: The worst first: the state of a job with several volumes.
_WORST = (FAILED, NEVER_MADE, GONE, DELETING, UNKNOWN, REQUESTED, AVAILABLE)
#: By Cinder's own status.
_OF_CINDER = {
    "creating": REQUESTED,
    "available": AVAILABLE,
    "restoring": AVAILABLE,
    "error": FAILED,
    "error_deleting": FAILED,
    "deleting": DELETING,
    "deleted": GONE,
}
#: Seconds in which Cinder's backup follows the record: the agent creates one right after the other.
REQUESTED_FOR = 300
#: Seconds by which an agent's clock may differ from Cinder's.
_CINDER_SLACK = 60
#: Seconds by which an agent's clock may differ from Freezer's (run.SLACK).
_SLACK = 5


#: A row of Cinder's GET backups/detail; any value may be of any type.
CindersBackup = Mapping[str, Any]


@dataclass(frozen=True)
class Word:
    """The state of a backup, one of WORDS; `reason` is Cinder's text for a failure, `cinder_id` the
    id of Cinder's backup.
    """

    state: str
    reason: str | None = None
    cinder_id: str | None = None


@dataclass(frozen=True)
class Listed:
    """Cinder's backups by the id of Freezer's record. Backups from before `since` (epoch seconds)
    were not read; None: all were.
    """

    by_record: Mapping[str, CindersBackup]
    since: int | None = None


def is_of_volume(row: Record) -> bool:
    """Whether Cinder keeps the backup of this record."""
    of = row.get("backup_metadata") or {}
    return MODE in (of.get("backup_media"), of.get("mode")) and bool(of.get(VOLUME))


def listed(rows: Iterable[CindersBackup], whole: bool) -> Listed | None:
    """Return rows of GET backups/detail (newest first) by record; None if they have no metadata, so
    that no state can be known.
    """
    rows = list(rows)
    if rows and not any("metadata" in row for row in rows):
        return None
    found: dict[str, CindersBackup] = {}
    for row in rows:
        metadata = row.get("metadata")
        link = metadata.get(_LINK) if isinstance(metadata, Mapping) else None
        # a retry makes a second backup: prefer an available one
        if isinstance(link, str) and (
            link not in found or _state_of(found[link]) != AVAILABLE == _state_of(row)
        ):
            found[link] = row
    made = [at for row in rows if (at := _made_at(row)) is not None]
    return Listed(found, None if whole else min(made, default=LATEST))


def word_of(row: Record, known: Listed | None, now: int) -> Word:
    """Return the state of a volume's backup; UNKNOWN if `known` is None."""
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
    if known.since is not None and (at is None or at < known.since + _CINDER_SLACK):
        return Word(UNKNOWN)
    if row.get("status") == "creating":
        return Word(REQUESTED if at is not None and now - at <= REQUESTED_FOR else NEVER_MADE)
    return Word(GONE)


def settled(rows: Iterable[Record], known: Listed | None, now: int) -> list[Record]:
    """Return Freezer's records; those of volumes have Cinder's state in "volume" and "status", and
    the id of Cinder's backup in their metadata if it is available.
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
    """Return why a settled record cannot be restored, or None; `volume` is its "volume"."""
    if volume["word"] == AVAILABLE:
        return None
    return state_message(volume["word"], volume.get("reason"))


def state_message(word: str, reason: str | None) -> Message:
    """Return a sentence about the state of a backup, one of WORDS."""
    if word == FAILED:
        return message("volumes.failed", reason=reason)
    return message(f"volumes.{word}")


def can_ask(client: Client) -> bool:
    """Whether a client's scheduler can call Cinder; assumed if it names no supported modes."""
    modes = client.get("supported_modes")
    return not modes or MODE in modes


# The jobs of backups


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
        """The id of the job that makes backups of a volume under this name, or None."""
        return self._jobs.get((volume_id, name))

    def of_volume(self, volume_id: str) -> list[str]:
        """The ids of all jobs that back up the volume."""
        return [job_id for job_id, keys in self.keys.items() if volume_id in dict(keys)]


def attributed(rows: Iterable[Record], jobs: Iterable[Job | None]) -> list[Record]:
    """Return settled records; those of volumes have the job_id of their job in the metadata."""
    owners = Owners(jobs)
    return [_attributed(row, owners) for row in rows]


def _attributed(row: Record, owners: Owners) -> Record:
    of = row.get("backup_metadata") or {}
    if "volume" not in row or of.get("job_id"):
        return row
    job_id = owners.of(row["volume"]["id"], str(of.get("backup_name") or ""))
    return {**row, "backup_metadata": {**of, "job_id": job_id}} if job_id else row


def facts_attributed(facts: Iterable[Fact], jobs: Iterable[Job | None]) -> list[Fact]:
    """As attributed, for records.facts."""
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
    for action in kind.actions_of(job):
        volume_id, name = action.get(VOLUME), action.get("backup_name")
        if volume_id and kind.is_backup(action):
            found.append((str(volume_id), agent_options.plain(str(name or ""))))
    return found


# Runs


@dataclass(frozen=True)
class Made:
    """A backup of a job: the time of its record (epoch seconds), and its state."""

    at: int
    state: str
    reason: str | None = None


#: By job id, for each volume of the job, its backups.
Known = Mapping[str, Sequence[Sequence[Made]]]


def known(facts: Iterable[Fact], jobs: Iterable[Job | None]) -> dict[str, list[list[Made]]]:
    """Return the backups of all jobs that back up volumes; jobs without a backup are included."""
    owners = Owners(jobs)
    made: dict[tuple[str, str], list[Made]] = {}
    for fact in facts:
        if fact["volume"] and fact["at"] is not None:
            key = (fact["volume"]["id"], fact["backup_name"])
            word = Made(fact["at"], fact["volume"]["word"], fact["volume"]["reason"])
            made.setdefault(key, []).append(word)
    return {job_id: [made.get(key, []) for key in keys] for job_id, keys in owners.keys.items()}


def of_span(volumes: Sequence[Sequence[Made]], start: int, end: int | None) -> Made | None:
    """Return the worst backup of a job's volumes among those between two times (epoch seconds).

    None if a volume has no record in that time. An `end` of None means no end.
    """
    found = []
    for made in volumes:
        inside = [each for each in made if start - _SLACK <= each.at <= (end or each.at) + _SLACK]
        if not inside:
            return None
        # of several attempts, the last one counts
        found.append(max(inside, key=lambda each: each.at))
    return min(found, key=lambda each: _WORST.index(each.state), default=None)


def last_made(job: Job, of_volumes: Known) -> Made | None:
    """Return the backup of a job's last run if Freezer calls that run a success, else None."""
    own = schedule.of_job(job)
    start, end = epoch(own.get("time_started")), epoch(own.get("time_ended"))
    if job["job_id"] not in of_volumes or own.get("result") != "success" or start is None:
        return None
    found = of_span(of_volumes[job["job_id"]], start, end if end and end >= start else None)
    return found or Made(start, UNKNOWN)


def shown(job: Job, of_volumes: Known) -> Job:
    """Return the job for display: if it backs up volumes, its last result is Cinder's, or "" while
    that is unknown. Must not be written back.
    """
    made = last_made(job, of_volumes)
    if made is None:
        return job
    return {**job, "job_schedule": {**(job["job_schedule"] or {}), "result": result_of(made.state)}}


def result_of(state: str) -> str:
    """Return Freezer's result for a state; "" while that is unknown."""
    if state == AVAILABLE:
        return "success"
    return "fail" if state in (FAILED, NEVER_MADE) else ""


def is_open(fact: Fact) -> bool:
    """Whether the backup may still become available in Cinder."""
    return fact["volume"] is not None and fact["volume"]["word"] in (REQUESTED, UNKNOWN)


def _state_of(backup: CindersBackup) -> str:
    return _OF_CINDER.get(str(backup.get("status")), UNKNOWN)


def _made_at(backup: CindersBackup) -> int | None:
    try:
        return int(parse_iso(str(backup.get("created_at"))).timestamp())
    except NotATime:
        return None
