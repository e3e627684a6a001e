"""How long backups stay: agents delete old ones by a rule of the action, after a good backup (N5).

A chain, a full backup and the changes that follow it, is deleted as a whole as soon as its
full backup is old enough, the backup that was just made included.
"""

from collections.abc import Mapping, Sequence
from math import floor

from freezer_ui.message import Message, message

_DAY = 86_400


def chain_length(freezer_action: Mapping) -> int:
    """How many backups one chain has, the full one among them."""
    levels = freezer_action.get("max_level")
    return 1 + levels if freezer_action.get("incremental") and isinstance(levels, int) else 1


def too_short(freezer_action: Mapping, runs: Sequence[int]) -> Message | None:
    """Says what is wrong where a chain would be deleted while it still grows; `runs` are the next
    runs of its schedule, epoch seconds, as many as a chain has backups. None where that is right.
    """
    days = freezer_action.get("remove_older_than")
    if not isinstance(days, int) or len(runs) < chain_length(freezer_action):
        return None
    grows = runs[chain_length(freezer_action) - 1] - runs[0]
    if days * _DAY > grows:
        return None
    least = floor(grows / _DAY) + 1
    return message("forms.keep_longer", days=least)
