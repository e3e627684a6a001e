"""Lists, compares, pins and restores snapshots of a session."""

from collections.abc import Callable, Mapping

from freezer_ui.api.client import Freezer
from freezer_ui.domain.runs import history
from freezer_ui.domain.runs.history import Snapshot
from freezer_ui.errors import Conflict, FreezerError, NotFound
from freezer_ui.message import message
from freezer_ui.messages import snapshots as words
from freezer_ui.services import paging, snapshot_serializers
from freezer_ui.services.answers import Answer
from freezer_ui.services.paging import Page
from freezer_ui.services.restores import snapshot_restore
from freezer_ui.services.session_view import HistoryView, load_with_history, locked


def list_snapshots(freezer: Freezer, session_id: str, page: Page, now: int) -> Answer:
    """Return {"items": [snapshot with cells], "next", "members", "outside", …}, newest first."""
    seen = load_with_history(freezer, session_id, now)
    shown, cursor = paging.slice_of(page, seen.history.snapshots)
    return {
        "items": [snapshot_serializers.snapshot(seen, each) for each in shown],
        "next": cursor,
        "now": now,
        "tag": seen.judged.tag,
        "members": snapshot_serializers.rows(seen),
        "outside": [snapshot_serializers.outside(seen, *pair) for pair in seen.history.outside],
        "note": snapshot_serializers.note(seen),
        "confidence_words": words.confidence(),
    }


def get_snapshot(freezer: Freezer, session_id: str, key: str, now: int) -> Answer:
    """Return a snapshot with its members and their backups. Raises NotFound."""
    seen = load_with_history(freezer, session_id, now)
    return snapshot_serializers.review(seen, found(seen, key))


def compare(freezer: Freezer, session_id: str, a: str, b: str, now: int) -> Answer:
    """Return {"a", "b", "rows", "words"}: the differences of two snapshots. Raises NotFound."""
    seen = load_with_history(freezer, session_id, now)
    return snapshot_serializers.comparison(seen, found(seen, a), found(seen, b))


def pin(freezer: Freezer, session_id: str, key: str, now: int) -> Answer:
    """Save session and tag in the backups of a snapshot with an exact tag, and read them back.

    Return {"snapshot", "words"}. Raises NotFound, Conflict.
    """
    with locked(freezer, session_id, now, load_with_history) as (seen, keep):
        snapshot = found(seen, key)
        refused = snapshot_serializers.pin_refused(snapshot)
        if refused:
            raise Conflict(refused)
        pins = history.pin_of(snapshot, session_id)
        return _write(freezer, seen, snapshot, pins, keep, pinned=True)


def unpin(freezer: Freezer, session_id: str, key: str, now: int) -> Answer:
    """Remove a pin; as pin. "snapshot" is None if only the pin kept its backups in the session."""
    with locked(freezer, session_id, now, load_with_history) as (seen, keep):
        snapshot = found(seen, key)
        pins = {
            backup.id: history.UNPINNED
            for cell in snapshot.cells.values()
            for backup in cell.backups
            if backup.metadata.get("session_id") == session_id
        }
        return _write(freezer, seen, snapshot, pins, keep, pinned=False)


def restore_material(freezer: Freezer, session_id: str, key: str, now: int) -> Answer:
    """Return the data of the restore dialog (snapshot_restore.material)."""
    seen = load_with_history(freezer, session_id, now, names=True)
    return snapshot_restore.material(freezer, seen, found(seen, key))


def restore_snapshot(freezer: Freezer, session_id: str, key: str, body: object, now: int) -> Answer:
    """Check or start a restore (snapshot_restore.restore)."""
    seen = load_with_history(freezer, session_id, now, names=True)
    return snapshot_restore.restore(freezer, seen, found(seen, key), body)


def _write(
    freezer: Freezer,
    seen: HistoryView,
    snapshot: Snapshot,
    pins: Mapping[str, Answer],
    keep: Callable[[], None],
    pinned: bool,
) -> Answer:
    half_done = "snapshots.half_pinned" if pinned else "snapshots.half_unpinned"
    _update(freezer, pins, keep, half_done)
    again = load_with_history(freezer, seen.session_id, seen.now)
    if not _is_kept(again, pins):
        raise Conflict(message("snapshots.not_kept"))
    now_is = history.find(again.history, snapshot.key) or _nearest(again, snapshot)
    name = snapshot_serializers.name(now_is or snapshot)
    return {
        "snapshot": now_is and snapshot_serializers.snapshot(again, now_is),
        "words": words.pinned(name) if pinned else words.unpinned(name),
    }


def _update(
    freezer: Freezer, pins: Mapping[str, Answer], keep: Callable[[], None], half_done: str
) -> None:
    """Write metadata by backup id; an error after the first tells how many are written."""
    for done, (backup_id, metadata) in enumerate(pins.items()):
        keep()
        try:
            freezer.update_backup(backup_id, metadata)
        except FreezerError as error:
            if not done:
                raise
            half = {"done": done, "backups": len(pins), "reason": error.sentence}
            raise type(error)(message(half_done, **half), error.detail) from error


def _is_kept(seen: HistoryView, pins: Mapping[str, Answer]) -> bool:
    """Whether each backup has what was written; a backup that is no longer the session's has no
    pin.
    """
    stored = {backup.id: backup.metadata for backup in seen.backups}
    return all(
        stored.get(backup_id, {}).get(key) == value
        for backup_id, metadata in pins.items()
        for key, value in metadata.items()
    )


def _nearest(seen: HistoryView, snapshot: Snapshot) -> Snapshot | None:
    """The snapshot with one of these backups: without its pin, an older one has another key."""
    ids = {backup.id for cell in snapshot.cells.values() for backup in cell.backups}
    for each in seen.history.snapshots:
        if any(backup.id in ids for cell in each.cells.values() for backup in cell.backups):
            return each
    return None


def found(seen: HistoryView, key: str) -> Snapshot:
    """Return the snapshot with this key. Raises NotFound."""
    each = history.find(seen.history, key)
    if each is None:
        raise NotFound(message("snapshots.gone"))
    return each
