"""The snapshots that a session's runs left, as far as the data carry, and never further.

Freezer keeps the current run only (R6). What older runs left are their backups, which carry the
job and a time, but neither session nor tag, unless somebody pinned them (R7). A failed run leaves
no backup. So the current and the pinned snapshots are exact; the others are backups that began
together, and their tags are counted.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from freezer_ui.domain import volumes
from freezer_ui.domain.document_types import CinderWord, Job, Metadata, Record, Session
from freezer_ui.domain.runs import run
from freezer_ui.domain.times import epoch
from freezer_ui.message import Message, message

#: What is said of a backup that is no restore point, though Freezer lists it as one.
TRIAL = message("restores.trial")
#: How sure a snapshot's tag is.
EXACT, PINNED, ESTIMATED, UNKNOWN = "exact", "pinned", "estimated", "unknown"
#: A member's part in an older snapshot: a backup is there; none is, and nobody knows why; it had
#: none before either, so that it may not have been a member.
BACKED_UP, NONE, APART = "backed_up", "none", "apart"
#: Why a backup is in no snapshot: its run came too late for the tag (R2) or no tag was given for
#: it (R5d); it came again inside the hold-off (R12); it is beside a pinned snapshot; the session
#: never had a run; Freezer does not call it available.
AFTER, AGAIN, BESIDE, BEFORE, UNUSABLE = "after", "again", "beside", "before", "unusable"


@dataclass(frozen=True)
class Backup:
    """A backup record of Freezer: `at` is its time_stamp, in epoch seconds of the agent's clock."""

    id: str
    job_id: str
    name: str
    at: int
    metadata: Metadata = field(hash=False, compare=False)
    status: str = "available"
    #: Of one that Cinder keeps: a settled record's "volume" (volumes.settled).
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
    """A member's part in a snapshot: its state (run's, or BACKED_UP, NONE, APART), when it started
    and ended, and its backups.
    """

    state: str
    start: int | None = None
    end: int | None = None
    backups: tuple[Backup, ...] = ()
    #: What became of a backup that Cinder keeps, where that is not what Freezer says.
    told: Message | None = None


@dataclass(frozen=True)
class Snapshot:
    """What one run left. `tag` is None where it cannot even be estimated."""

    key: str
    tag: int | None
    confidence: str
    start: int
    cells: Mapping[str, Cell]
    current: bool = False
    pinned: bool = False

    @property
    def starts(self) -> list[int]:
        """When its members in tag started."""
        return [cell.start for cell in self.cells.values() if cell.start and cell.state in _IN_TAG]

    @property
    def end(self) -> int | None:
        """When its last member ended, if that is known of all that started."""
        ends = [cell.end for cell in self.cells.values() if cell.state in _IN_TAG]
        known = [end for end in ends if end]
        return max(known) if ends and len(known) == len(ends) else None

    @property
    def backed_up(self) -> int:
        return sum(cell.state in (run.SUCCEEDED, BACKED_UP) for cell in self.cells.values())

    @property
    def members(self) -> int:
        """How many members it had, as far as is known."""
        return sum(cell.state != APART for cell in self.cells.values())


@dataclass(frozen=True)
class History:
    """Snapshots and the backups in none of them, with the reason; both newest first."""

    snapshots: list[Snapshot]
    outside: list[tuple[Backup, str]]


_IN_TAG = (run.SUCCEEDED, run.FAILED, run.RUNNING, BACKED_UP)


def level_of(metadata: Metadata) -> int | None:
    """A backup's incremental level; None where Freezer wrote 0 for whatever it was (R14)."""
    level = metadata.get("curr_backup_level")
    if not isinstance(level, int):
        return None
    return level if level or not metadata.get("max_level") else None


def is_trial(metadata: Metadata) -> bool:
    """Whether nothing may be stored: a dry_run leaves a record like any other."""
    return str(metadata.get("dry_run") or "").lower() not in ("", "0", "false", "no", "none")


def path_of(metadata: Metadata) -> str | None:
    """Where a backup was made from, if its record says so."""
    return metadata.get("path_to_backup") or metadata.get("fs_real_path")


def backup_of(row: Record) -> Backup | None:
    """A record as a backup, None where it has no time; `job_id` is "" where no job made it."""
    metadata = row.get("backup_metadata") or {}
    job_id, at = metadata.get("job_id"), epoch(metadata.get("time_stamp"))
    if at is None:
        return None
    name = str(metadata.get("backup_name") or "")
    made_by = job_id if isinstance(job_id, str) else ""
    status = row.get("status") or "available"
    return Backup(row["backup_id"], made_by, name, at, metadata, status, row.get("volume"))


def backups_of(session: Session, rows: Iterable[Record]) -> list[Backup]:
    """Those of Freezer's backup rows that have to do with a session: its members', unless they are
    pinned to another session, and what was pinned to it. Oldest first.
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


def tell(
    session: Session,
    jobs: Mapping[str, Job | None],
    backups: Sequence[Backup],
    judged: run.Run,
) -> History:
    """The history of a session. `backups` are backups_of's; `judged` is its current run."""
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
    """The snapshot with this key; one that was the current run is found by its tag afterwards."""
    by_key = {f"t{each.tag}": each for each in history.snapshots if each.tag is not None}
    by_key |= {each.key: each for each in history.snapshots}
    return by_key.get(key)


def pin_of(snapshot: Snapshot, session_id: str) -> dict[str, dict[str, Any]]:
    """{backup_id: the backup_metadata that pins it}: beside R7's two keys, what Freezer forgets
    with the next run: the member's times and state, and who is without a backup.
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


#: What takes a pin away again: the keys cannot be deleted, R7's PATCH merges.
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
    """As it was when it was pinned, unless Cinder, which keeps it, says otherwise since."""
    if backup.volume and not backup.usable:
        return run.IN_CINDER[backup.volume["word"]]
    # pinned by hand, R7 alone: there is a backup, and no more is known
    return str(pin.get("state") or BACKED_UP)


def _run_of(backup: Backup) -> Mapping[str, Any]:
    found = backup.metadata.get("session_run")
    return found if isinstance(found, Mapping) else {}


def _current(
    session: Session,
    jobs: Mapping[str, Job | None],
    backups: Sequence[Backup],
    judged: run.Run,
) -> Snapshot | None:
    """The current run, if there was one: exact, for Freezer still has it (R5)."""
    of_run = run.window(session)
    if of_run is None:
        return None
    entries = session.get("jobs") or {}
    cells = {}
    for job_id, state in judged.members.items():
        span = run.backup(session, entries[job_id] or {}, jobs.get(job_id))
        cell = _current_cell(session, state, span, job_id, backups)
        cells[job_id] = replace(cell, told=_told_of_volume(judged, job_id))
    return Snapshot(f"t{judged.tag}", judged.tag, EXACT, of_run[0], cells, current=True)


def _told_of_volume(judged: run.Run, job_id: str) -> Message | None:
    if job_id not in judged.in_cinder or judged.members[job_id] == run.SUCCEEDED:
        return None
    made = judged.in_cinder[job_id]
    return volumes.told(made.state, made.reason) if made else message("volumes.no_record")


def _with_pin(current: Snapshot, pin: Snapshot | None) -> Snapshot:
    """The current run with what was pinned of it: members that have left since, and backups of
    those that ran again since.
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
        # told, but its backup is in no snapshot
        return Cell(state, start, end)
    window = run.window(session)
    last = end if end is not None else max(window[1] if window else start, start)
    found = [
        backup
        for backup in backups
        if backup.job_id == job_id
        and backup.usable
        and start - run.SLACK <= backup.at <= last + run.SLACK
        and backup.metadata.get("session_tag") in (None, session.get("session_tag"))
    ]
    first_of_each = {backup.name: backup for backup in reversed(found)}
    kept = tuple(sorted(first_of_each.values(), key=lambda backup: backup.at))
    return Cell(state, start, end, kept)


@dataclass
class _Group:
    """Backups that began within one hold-off."""

    start: int
    jobs: dict[str, tuple[Backup, ...]]


def _cluster(
    session: Session,
    jobs: Mapping[str, Job | None],
    loose: Sequence[Backup],
    fixed: Iterable[Snapshot],
) -> tuple[list[_Group], list[tuple[Backup, str]]]:
    """Groups of what began together, and what is in no snapshot for certain."""
    of_run, span = run.window(session), run.hold_off(session) + run.SLACK
    groups: list[_Group] = []
    outside: list[tuple[Backup, str]] = []
    pinned = [each.start for each in fixed if not each.current]
    for chain in _chains(jobs, loose):
        at, job_id = chain[0].at, chain[0].job_id
        reason = None
        if not all(backup.usable for backup in chain):
            reason = UNUSABLE
        elif of_run is None:
            reason = BEFORE
        elif at >= of_run[0] - run.SLACK:
            reason = AFTER
        elif any(start - run.SLACK <= at <= start + span for start in pinned):
            reason = BESIDE
        elif not groups or at > groups[-1].start + span:
            groups.append(_Group(at, {job_id: chain}))
        elif job_id in groups[-1].jobs:
            reason = AGAIN
        else:
            groups[-1].jobs[job_id] = chain
        if reason:
            outside.extend((backup, reason) for backup in chain)
    return groups, outside


def _chains(jobs: Mapping[str, Job | None], loose: Sequence[Backup]) -> list[tuple[Backup, ...]]:
    """The backups of each execution of a job: its actions run one after the other, so that only
    the first tells when it started. Oldest first.
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
    """The place of each backup's name among a job's actions."""
    actions = [each.get("freezer_action") or {} for each in (job or {}).get("job_actions") or []]
    names = [str(each.get("backup_name")) for each in actions if each.get("action") == "backup"]
    return {name: number for number, name in enumerate(names)}


def _numbered(
    session: Session,
    groups: Sequence[_Group],
    fixed: Iterable[Snapshot],
    backups: Sequence[Backup],
) -> list[Snapshot]:
    """The groups with their tags, counted back from the next one that is sure."""
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
            # where clocks or hands broke the order of pins, no tag is given twice
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
