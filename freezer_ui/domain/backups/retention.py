"""Retention: after a successful backup, agents delete old ones by the action's rule.

A chain is a full backup and its increments. It is deleted as a whole when its full backup is old
enough, even if that includes the backup that was just made.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor
from typing import Any

from freezer_ui.domain.document_types import Options
from freezer_ui.domain.times import NotATime, parse_iso
from freezer_ui.message import Message, message

_DAY = 86_400
#: Increments of a chain; the forms' maximum.
_MOST_LEVELS = 1000
#: Days: ten thousand years.
_ENDLESS = 3_652_500


def chain_length(freezer_action: Options) -> int:
    """Return the number of backups of a chain, including the full one."""
    levels = _level(freezer_action.get("max_level"))
    if not freezer_action.get("incremental") or levels is None:
        return 1
    # another tool may have written any number
    return 1 + min(levels, _MOST_LEVELS)


def too_short(freezer_action: Options, runs: Sequence[int]) -> Message | None:
    """Return a message if a chain would be deleted while it still grows, else None.

    `runs` are the next runs of the schedule (epoch seconds), as many as a chain has backups.
    """
    days = _number(freezer_action.get("remove_older_than"))
    if days is None or len(runs) < chain_length(freezer_action):
        return None
    grows = runs[chain_length(freezer_action) - 1] - runs[0]
    if days * _DAY > grows:
        return None
    least = floor(grows / _DAY) + 1
    return message("forms.keep_longer", days=least)


#: Seconds from a run's start, which its record has, to the deletion after its end.
_LENGTH = 60
#: Options that decide how long backups stay.
KEYS = (
    "remove_older_than", "remove_before_date", "remove_from_date", "incremental", "max_level",
    "always_level", "restart_always_level",
)  # fmt: skip


@dataclass(frozen=True)
class Rule:
    """How an action's backups form chains, and which chains each successful run deletes: those
    whose full backup is `days` old, or not newer than `before` (epoch seconds).
    """

    days: float | None = None
    before: int | None = None
    incremental: bool = False
    max_level: int | None = None
    always_level: int | None = None
    restart_days: float | None = None

    def ends(self, full: int) -> int | None:
        """Return from when on runs delete the chain of a full backup at `full`; None: never."""
        if self.days is not None:
            return full + round(self.days * _DAY)
        return full if self.before is not None and full <= self.before else None

    def is_full(self, chain: Sequence[int], at: int) -> bool:
        """Whether a backup at `at` starts a new chain instead of extending `chain`; the same rule
        as the agent's previous_backup.
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
    """A full backup and its increments; all times are epoch seconds.

    `made` are their times. `gone_at`: when a run should have deleted them, None if they should be
    there. `ends`: from when on runs delete them, None for never.
    """

    made: tuple[int, ...]
    gone_at: int | None
    ends: int | None


def keys_of(freezer_action: Options) -> dict[str, Any]:
    """Return the options that rule_of needs."""
    return {key: freezer_action[key] for key in KEYS if freezer_action.get(key) is not None}


def rule_of(freezer_action: Options) -> Rule | None:
    """Return an action's rule; None if it deletes nothing, or if its agent refuses it."""
    return shape_of(freezer_action) if _given(freezer_action) else None


def shape_of(freezer_action: Options) -> Rule | None:
    """As rule_of, but also for an action that deletes nothing."""
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
    return [key for key in KEYS[:3] if freezer_action.get(key) is not None]


def chains(rule: Rule, made: Sequence[tuple[int, int | None]]) -> list[Chain]:
    """Return the chains that an agent with this rule made of backups on one storage, oldest first.

    `made` has the time and level of each backup. Levels are used only if one of them is not 0,
    since Freezer may record 0 for all; a coming run has level None.
    """
    has_levels = any(level for _at, level in made)
    found: list[list[int]] = []
    gone: dict[int, int] = {}
    for at, level in made:
        last = found[-1] if found and len(found) - 1 not in gone else []
        by_level = has_levels and level is not None
        full = not last or (level == 0 if by_level else rule.is_full(last, at))
        if full:
            found.append([at])
        else:
            last.append(at)
        for number, chain in enumerate(found):
            if number not in gone and _deletes(rule, chain[0], at):
                gone[number] = at
    return [
        Chain(tuple(chain), gone.get(number), rule.ends(chain[0]))
        for number, chain in enumerate(found)
    ]


def _deletes(rule: Rule, full: int, at: int) -> bool:
    ends = rule.ends(full)
    return ends is not None and ends <= at + _LENGTH


def _number(value: object) -> float | None:
    """A number of days; None for values that agents refuse or that never end."""
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
