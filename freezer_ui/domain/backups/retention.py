"""How long backups stay: agents delete old ones by a rule of the action, after a good backup (N5).

A chain, a full backup and the changes that follow it, is deleted as a whole as soon as its
full backup is old enough, the backup that was just made included.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor
from typing import Any

from freezer_ui.domain.document_types import Options
from freezer_ui.domain.times import NotATime, parse_iso
from freezer_ui.message import Message, message

_DAY = 86_400
#: Increments of one chain; the forms take no more.
_MOST_LEVELS = 1000
#: Days: ten thousand years.
_ENDLESS = 3_652_500


def chain_length(freezer_action: Options) -> int:
    """How many backups one chain has, the full one among them."""
    levels = freezer_action.get("max_level")
    if not freezer_action.get("incremental") or not isinstance(levels, int):
        return 1
    # another tool may have written any number
    return 1 + min(max(levels, 0), _MOST_LEVELS)


def too_short(freezer_action: Options, runs: Sequence[int]) -> Message | None:
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


#: Seconds that a run may take until its agent deletes: that counts from the end, and a record has
#: the start.
_LENGTH = 60
#: Of an action, what decides how long its backups stay.
_KEYS = (
    "remove_older_than", "remove_before_date", "remove_from_date", "incremental", "max_level",
    "always_level", "restart_always_level",
)  # fmt: skip


@dataclass(frozen=True)
class Rule:
    """How an action's backups form chains, and which chains each good run deletes: those whose full
    backup is `days` old, or of `before` or older (epoch seconds).
    """

    days: float | None = None
    before: int | None = None
    incremental: bool = False
    max_level: int | None = None
    always_level: int | None = None
    restart_days: float | None = None

    def ends(self, full: int) -> int | None:
        """From when on a run deletes a chain whose full backup is of `full`; None: none does."""
        if self.days is not None:
            return full + round(self.days * _DAY)
        return full if self.before is not None and full <= self.before else None

    def is_full(self, chain: Sequence[int], at: int) -> bool:
        """Whether a backup at `at` begins a chain of its own behind `chain`, which is still there;
        as agents' previous_backup decides.
        """
        if not self.incremental or not chain:
            return True
        level = len(chain) - 1
        if self.always_level:
            level = min(level, self.always_level)
        if self.max_level and self.max_level <= level:
            return True
        return bool(self.restart_days and at > chain[-1] + self.restart_days * _DAY)


@dataclass(frozen=True)
class Chain:
    """Backups that stay and go together, the full one first: when each was made, when a run is to
    have deleted them (None: they should be there), and from when on the next one will (None: none).
    """

    made: tuple[int, ...]
    gone_at: int | None
    ends: int | None


def keys_of(freezer_action: Options) -> dict[str, Any]:
    """What rule_of needs of an action, to be kept."""
    return {key: freezer_action[key] for key in _KEYS if freezer_action.get(key) is not None}


def rule_of(freezer_action: Options) -> Rule | None:
    """None where it deletes nothing, or where its agent refuses what it says."""
    return shape_of(freezer_action) if _given(freezer_action) else None


def shape_of(freezer_action: Options) -> Rule | None:
    """The same, with a rule that deletes nothing where none is given."""
    given = _given(freezer_action)
    days = _number(freezer_action.get("remove_older_than"))
    before = None if days is not None or not given else _date(freezer_action.get(given[0]))
    if len(given) > 1 or (given and days is None and before is None):
        return None
    return Rule(
        days=days,
        before=before,
        incremental=freezer_action.get("incremental") is True,
        max_level=_level(freezer_action.get("max_level")),
        always_level=_level(freezer_action.get("always_level")),
        restart_days=_number(freezer_action.get("restart_always_level")),
    )


def _given(freezer_action: Options) -> list[str]:
    return [key for key in _KEYS[:3] if freezer_action.get(key) is not None]


def chains(rule: Rule, made: Sequence[tuple[int, int | None]]) -> list[Chain]:
    """The chains of an action's backups on one storage, `made` when and at which level, the oldest
    first: what agents with this rule have made of them, and deleted since.

    Freezer's records say level 0 of all (R14); where one has another level, they can be believed.
    A run that is still to come has None.
    """
    told = any(level for _at, level in made)
    found: list[list[int]] = []
    gone: dict[int, int] = {}
    for at, level in made:
        last = found[-1] if found and len(found) - 1 not in gone else []
        by_level = told and level is not None
        full = not last or (level == 0 if by_level else rule.is_full(last, at))
        if full:
            found.append([at])
        else:
            last.append(at)
        for place, chain in enumerate(found):
            if place not in gone and _deletes(rule, chain[0], at):
                gone[place] = at
    return [
        Chain(tuple(chain), gone.get(place), rule.ends(chain[0]))
        for place, chain in enumerate(found)
    ]


def _deletes(rule: Rule, full: int, at: int) -> bool:
    ends = rule.ends(full)
    return ends is not None and ends <= at + _LENGTH


def _number(value: object) -> float | None:
    """Days that are none are refused by the agent, or bring nothing to an end."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value)
    except ValueError:
        return None
    return number if 0 <= number < _ENDLESS else None


def _level(value: object) -> int | None:
    number = _number(value)
    return None if number is None else int(number)


def _date(value: object) -> int | None:
    try:
        return int(parse_iso(str(value)).timestamp())
    except NotATime:
        return None
