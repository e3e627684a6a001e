"""Snapshots of a session, reconstructed from its backups.

Freezer keeps the current run only. Backups of older runs have a job and a time, but no session
and tag unless they are pinned, and failed runs leave none. So the current and the pinned
snapshots are exact; others are groups of backups that began together, with counted tags.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from freezer_ui.domain import volumes
from freezer_ui.domain.document_types import CinderWord, Job, Metadata, Record, Session
from freezer_ui.domain.jobs import agent_options, kind
from freezer_ui.domain.runs import run
from freezer_ui.domain.times import epoch
from freezer_ui.message import Message, message

#: Why the record of a dry run cannot be restored.
TRIAL = message("restores.trial")
#: How sure a snapshot's tag is.
EXACT, PINNED, ESTIMATED, UNKNOWN = "exact", "pinned", "estimated", "unknown"
#: A member's state in an older snapshot: it has a backup; it has none, for an unknown reason; it
#: had none before either, so it may not have been a member yet.
BACKED_UP, NONE, APART = "backed_up", "none", "apart"
#: Why a backup is in no snapshot: it started too late for the tag or got none; it is a
#: second one within the hold-off; a pinned snapshot of that time lacks it; the session has
#: never run; it is not available.
AFTER, AGAIN, BESIDE, BEFORE, UNUSABLE = "after", "again", "beside", "before", "unusable"


@dataclass(frozen=True)
class Backup:
    """A backup: `at` is its time_stamp, epoch seconds by the agent's clock; `job_id` may be ""."""

    id: str
    job_id: str
    name: str
    at: int
    metadata: Metadata = field(hash=False, compare=False)
    status: str = "available"
    #: The "volume" of a settled record (volumes.settled), if Cinder keeps the backup.
    volume: CinderWord | None = field(default=None, hash=False, compare=False)

    @property
    def usable(self) -> bool:
        """Whether it is a restore point."""
        return self.status == "available" and not is_trial(self.metadata)

    @property
    def level(self) -> int | None:
        return level_of(self.metadata)


@dataclass(frozen=True)
class Cell:
    """A member's part in a snapshot: its state (run.STATES, or BACKED_UP, NONE, APART), when it
    started and ended (epoch seconds), and its backups.
    """

    state: str
    start: int | None = None
    end: int | None = None
    backups: tuple[Backup, ...] = ()
    #: The state of a backup that Cinder keeps, if it is not available.
    message: Message | None = None


@dataclass(frozen=True)
class Snapshot:
    """The backups of one run. `tag` is None if it cannot be estimated."""

    key: str
    tag: int | None
    confidence: str
    start: int
    cells: Mapping[str, Cell]
    current: bool = False
    pinned: bool = False

    @property
    def starts(self) -> list[int]:
        """When the members in tag started, epoch seconds."""
        return [cell.start for cell in self.cells.values() if cell.start and cell.state in _IN_TAG]

    @property
    def end(self) -> int | None:
        """When the last member ended; None unless the ends of all that started are known."""
        ends = [cell.end for cell in self.cells.values() if cell.state in _IN_TAG]
        known = [end for end in ends if end]
        return max(known) if ends and len(known) == len(ends) else None

    @property
    def backed_up(self) -> int:
        return sum(cell.state in (run.SUCCEEDED, BACKED_UP) for cell in self.cells.values())

    @property
    def members(self) -> int:
        """The number of members, as far as known."""
        return sum(cell.state != APART for cell in self.cells.values())


@dataclass(frozen=True)
class History:
    """Snapshots, and the backups in none of them with the reason; both newest first."""

    snapshots: list[Snapshot]
    outside: list[tuple[Backup, str]]


_IN_TAG = (run.SUCCEEDED, run.FAILED, run.RUNNING, BACKED_UP)


def level_of(metadata: Metadata) -> int | None:
    """Return a backup's incremental level; None for a 0 that says nothing."""
    level = metadata.get("curr_backup_level")
    if not isinstance(level, int):
        return None
    return level if level or not metadata.get("max_level") else None


def is_trial(metadata: Metadata) -> bool:
    """Whether the record is of a dry run, which stores nothing."""
    return str(metadata.get("dry_run") or "").lower() not in ("", "0", "false", "no", "none")


def path_of(metadata: Metadata) -> str | None:
    """Return the path that was backed up, if the record has it."""
    return metadata.get("path_to_backup") or metadata.get("fs_real_path")


def backup_of(row: Record) -> Backup | None:
    """Return a record as a backup; None if it has no time."""
    metadata = row.get("backup_metadata") or {}
    job_id, at = metadata.get("job_id"), epoch(metadata.get("time_stamp"))
    if at is None:
        return None
    name = str(metadata.get("backup_name") or "")
    made_by = job_id if isinstance(job_id, str) else ""
    status = row.get("status") or "available"
    return Backup(row["backup_id"], made_by, name, at, metadata, status, row.get("volume"))


def backups_of(session: Session, rows: Iterable[Record]) -> list[Backup]:
    """Return the backups of a session's members, except those pinned to another session, and those
    pinned to this session. Oldest first.
    """
    entries = session.get("jobs") or {}
    found = []
    for row in rows:
        metadata = row.get("backup_metadata") or {}
        job_id, pinned_to = metadata.get("job_id"), metadata.get("session_id")
        if not isinstance(job_id, str):
            continue
        if pinned_to == session["session_id"] or (job_id in entries and not pinned_to):
            backup = backup_of(row)
            found += [backup] if backup else []
    return sorted(found, key=lambda backup: (backup.at, backup.job_id, backup.id))


def reconstruct(
    session: Session, jobs: Mapping[str, Job | None], backups: Sequence[Backup], judged: run.Run
) -> History:
    """Return the history of a session; `backups` are from backups_of."""
    pinned = {each.tag: each for each in _pinned(session, backups)}
    fixed = dict(pinned)
    current = _current(session, jobs, backups, judged)
    if current is not None:
        fixed[current.tag] = _with_pin(current, pinned.get(current.tag))
    placed = {
        backup.id
        for snapshot in fixed.values()
        for cell in snapshot.cells.values()
        for backup in cell.backups
    }
    loose = [backup for backup in backups if backup.id not in placed]
    groups, outside = _cluster(session, jobs, loose, fixed.values())
    older = _numbered(session, groups, fixed.values(), backups)
    snapshots = sorted((*fixed.values(), *older), key=lambda each: each.start, reverse=True)
    outside.sort(key=lambda pair: pair[0].at, reverse=True)
    return History(snapshots, outside)


def find(history: History, key: str) -> Snapshot | None:
    """Return the snapshot with this key, or with the tag of a key "t<tag>"; else None."""
    by_key = {f"t{each.tag}": each for each in history.snapshots if each.tag is not None}
    by_key |= {each.key: each for each in history.snapshots}
    return by_key.get(key)


def pin_of(snapshot: Snapshot, session_id: str) -> dict[str, dict[str, Any]]:
    """Return the backup_metadata that pins each backup, by its id.

    It has the session and tag, and what Freezer forgets with the next run: the member's times
    and state, and the members without a backup.
    """
    without = {
        job_id: cell.state
        for job_id, cell in snapshot.cells.items()
        if not cell.backups and cell.state != APART
    }
    return {
        backup.id: {
            "session_id": session_id,
            "session_tag": snapshot.tag,
            "session_run": {
                "start": snapshot.start,
                "state": cell.state,
                "started": cell.start,
                "ended": cell.end,
                "without": without,
            },
        }
        for cell in snapshot.cells.values()
        for backup in cell.backups
    }


#: Removes a pin; PATCH merges, so keys cannot be deleted.
UNPINNED = {"session_id": None, "session_tag": None, "session_run": None}


def _pinned(session: Session, backups: Sequence[Backup]) -> Iterator[Snapshot]:
    by_tag: dict[int, list[Backup]] = {}
    for backup in backups:
        tag = backup.metadata.get("session_tag")
        if backup.metadata.get("session_id") == session["session_id"] and isinstance(tag, int):
            by_tag.setdefault(tag, []).append(backup)
    for tag, found in by_tag.items():
        runs = [_run_of(backup) for backup in found]
        starts = [at for each in runs if (at := epoch(each.get("start")))]
        cells = {
            job_id: Cell(str(state))
            for each in runs
            for job_id, state in (each.get("without") or {}).items()
        }
        for backup, each in zip(found, runs, strict=True):
            before = cells.get(backup.job_id)
            cells[backup.job_id] = Cell(
                _pinned_state(backup, each),
                epoch(each.get("started")) or backup.at,
                epoch(each.get("ended")),
                (*(before.backups if before else ()), backup),
            )
        start = min(starts or [backup.at for backup in found])
        yield Snapshot(f"t{tag}", tag, PINNED, start, cells, pinned=True)


def _pinned_state(backup: Backup, pin: Mapping[str, Any]) -> str:
    """The state when it was pinned, unless the backup is no longer available in Cinder."""
    if backup.volume and not backup.usable:
        return run.IN_CINDER[backup.volume["word"]]
    # a pin without our session_run says only that there is a backup
    return str(pin.get("state") or BACKED_UP)


def _run_of(backup: Backup) -> Mapping[str, Any]:
    found = backup.metadata.get("session_run")
    return found if isinstance(found, Mapping) else {}


def _current(
    session: Session, jobs: Mapping[str, Job | None], backups: Sequence[Backup], judged: run.Run
) -> Snapshot | None:
    """The current run, which Freezer still has; None if there was none."""
    of_run = run.window(session)
    if of_run is None:
        return None
    entries = session.get("jobs") or {}
    cells = {}
    for job_id, state in judged.members.items():
        span = run.backup(session, entries[job_id] or {}, jobs.get(job_id))
        cell = _current_cell(session, state, span, job_id, backups)
        cells[job_id] = replace(cell, message=_told_of_volume(judged, job_id))
    return Snapshot(f"t{judged.tag}", judged.tag, EXACT, of_run[0], cells, current=True)


def _told_of_volume(judged: run.Run, job_id: str) -> Message | None:
    if job_id not in judged.in_cinder or judged.members[job_id] == run.SUCCEEDED:
        return None
    made = judged.in_cinder[job_id]
    return volumes.state_message(made.state, made.reason) if made else message("volumes.no_record")


def _with_pin(current: Snapshot, pin: Snapshot | None) -> Snapshot:
    """The current run, completed from its pin: members that have left since, and backups of members
    that have run again since.
    """
    if pin is None:
        return current
    kept = {
        job_id: cell
        for job_id, cell in pin.cells.items()
        if job_id not in current.cells or set(cell.backups) - set(current.cells[job_id].backups)
    }
    cells = {**current.cells, **kept}
    return replace(current, cells=cells, confidence=PINNED, pinned=True)


def _current_cell(
    session: Session,
    state: str,
    span: tuple[int, int | None] | None,
    job_id: str,
    backups: Sequence[Backup],
) -> Cell:
    if span is None or state in (run.MISSING, run.WAITING):
        return Cell(state)
    start, end = span
    if state == run.LATE:
        # its backup is in no snapshot
        return Cell(state, start, end)
    window = run.window(session)
    last = end if end is not None else max(window[1] if window else start, start)
    of_job = [backup for backup in backups if backup.job_id == job_id and backup.usable]
    return Cell(state, start, end, _between(of_job, start, last, session.get("session_tag")))


def _between(backups: Sequence[Backup], start: int, end: int, tag: object) -> tuple[Backup, ...]:
    """The first backup of each name in this time that may be of this tag, by time."""
    first_of_each = {
        backup.name: backup
        for backup in reversed(backups)
        if start - run.SLACK <= backup.at <= end + run.SLACK
        and backup.metadata.get("session_tag") in (None, tag)
    }
    return tuple(sorted(first_of_each.values(), key=lambda backup: backup.at))


@dataclass
class _Group:
    """Backups that began within one hold-off, by job; `start` is epoch seconds."""

    start: int
    jobs: dict[str, tuple[Backup, ...]]


def _cluster(
    session: Session,
    jobs: Mapping[str, Job | None],
    loose: Sequence[Backup],
    fixed: Iterable[Snapshot],
) -> tuple[list[_Group], list[tuple[Backup, str]]]:
    """Group backups that began together; also return those in no snapshot, with the reason."""
    span = run.hold_off(session) + run.SLACK
    groups: list[_Group] = []
    outside: list[tuple[Backup, str]] = []
    pinned = [each.start for each in fixed if not each.current]
    for chain in _chains(jobs, loose):
        at, job_id = chain[0].at, chain[0].job_id
        reason = _outside(session, chain, pinned)
        if reason is None and (not groups or at > groups[-1].start + span):
            groups.append(_Group(at, {}))
        if reason is None and job_id in groups[-1].jobs:
            reason = AGAIN
        if reason:
            outside.extend((backup, reason) for backup in chain)
        else:
            groups[-1].jobs[job_id] = chain
    return groups, outside


def _outside(session: Session, chain: Sequence[Backup], pinned: Iterable[int]) -> str | None:
    """Why the backups of an execution are in no snapshot, whatever others there are; or None."""
    of_run, at = run.window(session), chain[0].at
    if not all(backup.usable for backup in chain):
        return UNUSABLE
    if of_run is None:
        return BEFORE
    if at >= of_run[0] - run.SLACK:
        return AFTER
    span = run.hold_off(session) + run.SLACK
    is_beside = any(start - run.SLACK <= at <= start + span for start in pinned)
    return BESIDE if is_beside else None


def _chains(jobs: Mapping[str, Job | None], loose: Sequence[Backup]) -> list[tuple[Backup, ...]]:
    """The backups of each execution of a job, oldest first. Its actions run one after the other, so
    the first backup's time is the start.
    """
    chains: list[list[Backup]] = []
    last: dict[str, list[Backup]] = {}
    for backup in loose:
        order = _order(jobs.get(backup.job_id))
        chain = last.get(backup.job_id)
        if chain and order.get(backup.name, -1) > order.get(chain[-1].name, len(order)):
            chain.append(backup)
        else:
            last[backup.job_id] = [backup]
            chains.append(last[backup.job_id])
    return [tuple(chain) for chain in chains]


def _order(job: Job | None) -> dict[str, int]:
    """The position of each backup name among a job's actions."""
    names = [
        agent_options.plain(str(each.get("backup_name") or "")) for each in kind.backups_of(job)
    ]
    return {name: number for number, name in enumerate(names)}


def _numbered(
    session: Session, groups: Sequence[_Group], fixed: Iterable[Snapshot], backups: Sequence[Backup]
) -> list[Snapshot]:
    """The groups as snapshots; tags are counted back from the next exact one."""
    anchors = sorted(fixed, key=lambda each: each.start)
    first: dict[str, int] = {}
    for backup in backups:
        first.setdefault(backup.job_id, backup.at)
    sure = {each.tag for each in anchors}
    found, below, since = [], 0, 0
    for anchor in anchors:
        between = [each for each in groups if since <= each.start < anchor.start]
        free = (anchor.tag or 0) - below - 1
        for number, group in enumerate(reversed(between), start=1):
            tag = (anchor.tag or 0) - number if len(between) <= free else None
            # pins may be out of order: no tag is used twice
            tag = None if tag in sure else tag
            confidence = UNKNOWN if tag is None else EXACT if len(between) == free else ESTIMATED
            cells = _older_cells(session, group, first)
            found.append(Snapshot(str(group.start), tag, confidence, group.start, cells))
        below, since = max(below, anchor.tag or 0), anchor.start
    return found


def _older_cells(session: Session, group: _Group, first: Mapping[str, int]) -> dict[str, Cell]:
    cells = {}
    for job_id in {**(session.get("jobs") or {}), **group.jobs}:
        chain = group.jobs.get(job_id)
        if chain:
            cells[job_id] = Cell(BACKED_UP, chain[0].at, None, chain)
        else:
            known = first.get(job_id)
            cells[job_id] = Cell(NONE if known is not None and known < group.start else APART)
    return cells
