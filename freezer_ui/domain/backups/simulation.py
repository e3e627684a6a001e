"""Simulates which restore points remain after the next runs of an action."""

from collections.abc import Sequence
from dataclasses import dataclass

from freezer_ui.domain.backups import retention
from freezer_ui.domain.backups.retention import Chain
from freezer_ui.domain.body import Body, Schema, integer, nullable
from freezer_ui.domain.document_types import Options
from freezer_ui.domain.schedules import schedule

#: The largest number of runs, and the default.
MOST, USUAL = 400, 30
RUNS: Schema = integer(1, MOST)
#: The options of a freezer_action that decide how long its backups stay: as any tool may have
#: written them.
ACTION = Body(dict.fromkeys(retention.KEYS, nullable({"type": ["number", "string", "boolean"]})))
BODY = Body(
    {"action": ACTION.schema, "schedule": schedule.SCHEMA, "runs": RUNS},
    needed=("action", "schedule"),
)


@dataclass(frozen=True)
class Outcome:
    """Chains that are kept and deleted, oldest first, and the times of the `runs` (epoch seconds).

    `least` is how many seconds back a restore always reaches once chains are deleted; None if none
    is deleted.
    """

    kept: tuple[Chain, ...]
    deleted: tuple[Chain, ...]
    runs: tuple[int, ...]
    least: int | None

    @property
    def points(self) -> int:
        return sum(len(chain.made) for chain in self.kept)

    @property
    def oldest(self) -> int | None:
        return self.kept[0].made[0] if self.kept else None


def simulate(
    freezer_action: Options, runs: Sequence[int], made: Sequence[tuple[int, int | None]] = ()
) -> Outcome | None:
    """Return the outcome of successful runs at these times (epoch seconds).

    `made` has the time and level of existing backups. None if the agent refuses the rule.
    """
    rule = retention.shape_of(freezer_action)
    if rule is None:
        return None
    found = retention.chains(rule, [*made, *((at, None) for at in runs)])
    begin = runs[0] if runs else None
    there = [
        chain
        for chain in found
        if chain.gone_at is None or (begin is not None and chain.gone_at >= begin)
    ]
    return Outcome(
        kept=tuple(chain for chain in there if chain.gone_at is None),
        deleted=tuple(chain for chain in there if chain.gone_at is not None),
        runs=tuple(runs),
        least=_least(there, runs),
    )


def _least(chains: Sequence[Chain], runs: Sequence[int]) -> int | None:
    """The smallest age of the oldest restore point, after any run that deletes."""
    deleting = [at for at in runs if any(chain.gone_at == at for chain in chains)]
    return min((at - _oldest_after(chains, at) for at in deleting), default=None)


def _oldest_after(chains: Sequence[Chain], at: int) -> int:
    """The time of the oldest restore point after a run; of the run itself if none is left."""
    there = (
        chain.made[0]
        for chain in chains
        if chain.made[0] <= at and (chain.gone_at is None or chain.gone_at > at)
    )
    return min(there, default=at)
