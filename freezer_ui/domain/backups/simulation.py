"""Which restore points will be there after the next runs, by an action's rule and a schedule."""

from collections.abc import Sequence
from dataclasses import dataclass

from freezer_ui.domain.backups import retention
from freezer_ui.domain.backups.retention import Chain
from freezer_ui.domain.body import Body, Schema, nullable
from freezer_ui.domain.document_types import Options
from freezer_ui.domain.schedules import schedule

#: Runs that can be looked ahead, and are where nobody says how many.
MOST, USUAL = 400, 30
RUNS: Schema = {"type": "integer", "minimum": 1, "maximum": MOST}
#: What of a freezer_action decides how long its backups stay: as any tool may have written it.
ACTION = Body(
    dict.fromkeys(
        (
            "remove_older_than",
            "remove_before_date",
            "remove_from_date",
            "incremental",
            "max_level",
            "always_level",
            "restart_always_level",
        ),
        nullable({"type": ["number", "string", "boolean"]}),
    )
)
BODY = Body(
    {"action": ACTION.schema, "schedule": schedule.SCHEMA, "runs": RUNS},
    needed=("action", "schedule"),
)


@dataclass(frozen=True)
class Outcome:
    """`kept` and `deleted` are chains, the oldest first; `runs` when backups are made, `least` the
    seconds that a restore can always go back once the first chain was deleted: None where none is.
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
    """After these runs, all good, of an action that has `made` backups before: when, epoch seconds,
    and at which level. None where its agent refuses the rule.
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
    """The age of the oldest restore point, where it is least after a run that deletes."""
    deleting = [at for at in runs if any(chain.gone_at == at for chain in chains)]
    return min((at - _oldest_after(chains, at) for at in deleting), default=None)


def _oldest_after(chains: Sequence[Chain], at: int) -> int:
    """At the run itself, where nothing is left."""
    there = (
        chain.made[0]
        for chain in chains
        if chain.made[0] <= at and (chain.gone_at is None or chain.gone_at > at)
    )
    return min(there, default=at)
