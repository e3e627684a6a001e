"""Answers about snapshots, with sentences in the user's language and zone."""

from collections import Counter

from freezer_ui import messages
from freezer_ui.domain import volumes
from freezer_ui.domain.backups.fates import Fate
from freezer_ui.domain.document_types import Job
from freezer_ui.domain.jobs import kind, secrets
from freezer_ui.domain.labels import job_label, session_label
from freezer_ui.domain.runs import history, run
from freezer_ui.domain.runs.history import Backup, Cell, Snapshot
from freezer_ui.message import Message, message
from freezer_ui.messages import retention as retention_words
from freezer_ui.messages import snapshots as words
from freezer_ui.services import retention
from freezer_ui.services.answers import Answer
from freezer_ui.services.session_view import HistoryView

#: State of an older snapshot in which every member has a backup; not proved to be complete.
_ALL_THERE = "backed_up"


def name(snapshot: Snapshot) -> str:
    """Return the name of a snapshot."""
    estimated = snapshot.confidence == history.ESTIMATED
    return words.name(snapshot.tag, snapshot.start, estimated)


def rows(seen: HistoryView) -> list[Answer]:
    """Return the rows of the grid: members, then jobs that are known from pins."""
    entries = seen.session.get("jobs") or {}
    pinned = (job_id for each in seen.history.snapshots for job_id in each.cells)
    ids = dict.fromkeys([*entries, *pinned])
    return [_row(seen, job_id) for job_id in ids]


def _row(seen: HistoryView, job_id: str) -> Answer:
    entries, job = seen.session.get("jobs") or {}, seen.jobs.get(job_id)
    part, told = "member", ""
    if job is None:
        part, told = "gone", words.job_gone()
    elif job_id not in entries:
        part, told = "left", words.job_left()
    client = (entries.get(job_id) or {}).get("client_id") or (job or {}).get("client_id")
    return {
        "id": job_id,
        "name": job_label(job) if job else job_id,
        "client_id": client or _hostname(seen, job_id),
        "part": part,
        "part_words": told,
    }


def _hostname(seen: HistoryView, job_id: str) -> str | None:
    cells = (each.cells[job_id] for each in seen.history.snapshots if job_id in each.cells)
    backups = (backup for cell in cells for backup in cell.backups)
    return next((backup.metadata.get("hostname") for backup in backups), None)


def snapshot(seen: HistoryView, each: Snapshot) -> Answer:
    """Return a snapshot with its "cells": a column of the grid."""
    return summary(seen, each) | {
        "cells": {job_id: _cell(seen, job_id, cell) for job_id, cell in each.cells.items()}
    }


def summary(seen: HistoryView, each: Snapshot) -> Answer:
    """Return a snapshot without its members."""
    refused = pin_refused(each)
    return {
        "key": each.key,
        "tag": each.tag,
        "name": name(each),
        "confidence": each.confidence,
        "confidence_words": words.confidence()[each.confidence],
        "current": each.current,
        "pinned": each.pinned,
        "can_pin": refused is None,
        "pin_refused": messages.say(refused),
        "start": each.start,
        "end": each.end,
        "duration": each.end - each.start if each.end else None,
        "skew": run.skew(each.starts),
        "state": state(seen, each),
        "words": _words(seen, each),
    }


def state(seen: HistoryView, each: Snapshot) -> str:
    """Return a verdict's state, or "backed_up" for an older one with all backups."""
    if each.current and not each.pinned:
        return seen.judged.state
    states = {cell.state for cell in each.cells.values() if cell.state != history.APART}
    if states == {run.SUCCEEDED}:
        return "complete"
    if run.RUNNING in states and each.current:
        return "running"
    all_there = states <= {run.SUCCEEDED, history.BACKED_UP} and states
    return _ALL_THERE if all_there else "incomplete"


def _words(seen: HistoryView, each: Snapshot) -> str:
    told = _run_words(seen, each)
    gone = sum(_gone(seen, cell) is not None for cell in each.cells.values())
    return retention_words.beside(told, gone) if gone else told


def _gone(seen: HistoryView, cell: Cell) -> Fate | None:
    """The fate of the first backup that a later run should have deleted, or None."""
    fates = (seen.fates.get(backup.id) for backup in cell.backups)
    return next((fate for fate in fates if fate and fate.gone_at is not None), None)


def _run_words(seen: HistoryView, each: Snapshot) -> str:
    if each.current and not each.pinned:
        return messages.say(seen.judged.message)
    rest = Counter(cell.state for cell in each.cells.values() if cell.state in run.STATES[1:])
    without = sum(cell.state == history.NONE for cell in each.cells.values())
    return words.counts(each.backed_up, each.members, rest, without)


def _cell(seen: HistoryView, job_id: str, cell: Cell) -> Answer:
    levels = [backup.level for backup in cell.backups]
    told, fate = cell_words(cell, seen.jobs.get(job_id)), _gone(seen, cell)
    return {
        "state": cell.state,
        "at": cell.start,
        "end": cell.end,
        "level": levels[0] if levels else None,
        "backups": len(cell.backups),
        "gone": fate is not None,
        "words": retention_words.sentences(told, retention_words.sentence(fate)) if fate else told,
    }


def cell_words(cell: Cell, job: Job | None) -> str:
    """Return a member's part in words, without a full stop."""
    if cell.message:
        return messages.say(cell.message).rstrip(".。")
    if cell.state == run.SUCCEEDED and not kind.backs_up(job):
        return words.part_of_other(kind.of(job))
    if cell.state == run.SUCCEEDED and not cell.backups:
        return words.part_without_record()
    return words.part(cell.state)


def outside(seen: HistoryView, backup: Backup, reason: str) -> Answer:
    """Return a backup that is in no snapshot, and why."""
    return {
        "id": backup.id,
        "job_id": backup.job_id,
        "at": backup.at,
        "backup_name": secrets.text(backup.name),
        "words": _outside_words(seen, backup, reason),
    }


def _outside_words(seen: HistoryView, backup: Backup, reason: str) -> str:
    tag, of_run = seen.judged.tag, run.window(seen.session)
    if reason == history.UNUSABLE and history.is_trial(backup.metadata):
        return messages.say(history.TRIAL)
    if reason == history.AFTER:
        beside_run = of_run and backup.at <= of_run[1]
        return words.beside_run(tag) if beside_run else words.after(tag)
    if reason == history.UNUSABLE and backup.volume:
        return messages.say(volumes.refused(backup.volume)) or ""
    if reason == history.UNUSABLE:
        return words.unusable(backup.status)
    told = {history.BEFORE: words.before, history.AGAIN: words.again, history.BESIDE: words.beside}
    return told[reason]()


def note(seen: HistoryView) -> str | None:
    """Return why there are no snapshots, or None."""
    if seen.history.snapshots:
        return None
    if not seen.session.get("jobs"):
        return words.no_jobs()
    return words.never_ran()


def pin_refused(each: Snapshot) -> Message | None:
    """Return why a snapshot cannot be pinned, or None."""
    if each.pinned:
        return message("snapshots.already_pinned")
    if each.confidence != history.EXACT:
        return message("snapshots.not_exact")
    if any(cell.state == run.RUNNING for cell in each.cells.values()):
        return message("snapshots.still_running")
    if not any(cell.backups for cell in each.cells.values()):
        return message("snapshots.nothing_to_pin")
    return None


def review(seen: HistoryView, each: Snapshot) -> Answer:
    """Return a snapshot with its members and backups; the current one also with those outside."""
    found = {row["id"]: row for row in rows(seen)}
    members = [
        found[job_id] | _part(seen, job_id, cell)
        for job_id, cell in each.cells.items()
        if cell.state != history.APART
    ]
    return summary(seen, each) | {
        "session": {"id": seen.session_id, "name": session_label(seen.session)},
        "members": members,
        "outside": [outside(seen, *pair) for pair in seen.history.outside] if each.current else [],
    }


def _part(seen: HistoryView, job_id: str, cell: Cell) -> Answer:
    return {
        "state": cell.state,
        "state_words": cell_words(cell, seen.jobs.get(job_id)),
        "start": cell.start,
        "end": cell.end,
        "duration": cell.end - cell.start if cell.end and cell.start else None,
        "backups": [
            backup_row(backup) | {"retention": retention.row(seen.fates.get(backup.id))}
            for backup in cell.backups
        ],
    }


def backup_row(backup: Backup) -> Answer:
    """Return a backup in words; "size" is None, since Freezer records none."""
    of, name = backup.metadata, secrets.text(backup.name)
    return {
        "id": backup.id,
        "job_id": backup.job_id,
        "backup_name": name,
        "at": backup.at,
        "level": backup.level,
        "size": None,
        "container": _told(of.get("container")),
        "storage": _told(of.get("storage")),
        "mode": _told(of.get("mode")),
        "engine": _told(of.get("engine_name")),
        "hostname": _told(of.get("hostname")),
        "path": _told(history.path_of(of)),
        "client_version": _told(of.get("client_version")),
        "words": words.backup(name, backup.at),
    }


def _told(value: object) -> object:
    return secrets.text(value) if isinstance(value, str) else value


_COMPARED = ("state", "level", "container", "client_version", "backup_name")


def comparison(seen: HistoryView, a: Snapshot, b: Snapshot) -> Answer:
    """Return two snapshots member by member, and their differences in sentences."""
    compared = []
    for row in rows(seen):
        job = seen.jobs.get(row["id"])
        one, two = (_side(each.cells.get(row["id"]), job) for each in (a, b))
        if one or two:
            changed = [key for key in _COMPARED if one and two and one[key] != two[key]]
            told = _change_words(one, two, changed)
            compared.append(row | {"a": one, "b": two, "changed": changed, "words": told})
    return {
        "a": summary(seen, a),
        "b": summary(seen, b),
        "rows": compared,
        "words": _differences(a, b, compared),
    }


def _side(cell: Cell | None, job: Job | None) -> Answer | None:
    if cell is None or cell.state == history.APART:
        return None
    first = backup_row(cell.backups[0]) if cell.backups else {}
    # the state of a good backup depends on the kind of snapshot
    good = cell.state in (run.SUCCEEDED, history.BACKED_UP)
    return {
        "state": history.BACKED_UP if good else cell.state,
        "state_words": cell_words(cell, job),
        "start": cell.start,
        "duration": cell.end - cell.start if cell.end and cell.start else None,
        "backups": len(cell.backups),
    } | {key: first.get(key) for key in ("level", "container", "client_version", "backup_name")}


def _change_words(one: Answer | None, two: Answer | None, changed: list[str]) -> str:
    if one is None:
        return words.only_in_second()
    if two is None:
        return words.only_in_first()
    return words.changed(changed) if changed else ""


def _differences(a: Snapshot, b: Snapshot, compared: list[Answer]) -> list[str]:
    told = []
    for side, other, each in (("b", "a", b), ("a", "b", a)):
        only = [row for row in compared if row[other] is None and row[side]]
        if only:
            told.append(words.only_in(name(each), [row["name"] for row in only]))
    for key in _COMPARED:
        count = sum(key in row["changed"] for row in compared)
        if count:
            told.append(words.members_differ(key, count, len(compared)))
    skew_a, skew_b = run.skew(a.starts), run.skew(b.starts)
    if skew_a is not None and skew_b is not None and skew_a != skew_b:
        told.append(words.skews(name(a), skew_a, name(b), skew_b))
    return told or [words.same()]
