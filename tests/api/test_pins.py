"""A pin is in all backups of its snapshot, or is no success."""

import copy

import pytest

from freezer_ui.errors import Conflict
from freezer_ui.services import snapshots
from tests.api.documents import NOW, freezer, world


@pytest.mark.parametrize("lost", [None, "b1", "b2"])
def test_what_freezer_keeps_in_some_backups_only_is_no_success(lost):
    """It answers 200 to a PATCH that another process overwrites."""
    documents = copy.deepcopy(world())
    ours = freezer(documents)

    def update(backup_id: str, changes: dict) -> dict:
        row = next(row for row in documents["backups"] if row["backup_id"] == backup_id)
        if backup_id != lost:
            row["backup_metadata"] |= changes["backup_metadata"]
        return {}

    ours._client.backups.update = update
    if lost is None:
        assert snapshots.pin(ours, "s1", "t2", NOW)["snapshot"]["pinned"]
        return
    with pytest.raises(Conflict, match=r"snapshots\.not_kept"):
        snapshots.pin(ours, "s1", "t2", NOW)
