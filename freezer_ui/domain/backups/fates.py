"""Restore points that are probably deleted: agents delete old chains after successful runs, but the
records stay in Freezer.

The rule is that of the job's present action. Failed runs leave no record and delete nothing, so the
records show when the agent has deleted.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from freezer_ui.domain.backups import records, retention
from freezer_ui.domain.backups.retention import Rule
from freezer_ui.domain.document_types import Fact, Job, Record
from freezer_ui.domain.jobs import action, kind
from freezer_ui.domain.overview import ages

#: Fields that identify the backups of one action on one storage.
_SERIES = ("job_id", "backup_name", "hostname", "storage", "container")
#: Options of an action that its records have too.
_PLACE = ("backup_name", "storage", "container")


@dataclass(frozen=True)
class Fate:
    """What a retention rule means for a backup; all times are epoch seconds.

    `gone_at`: when a run should have deleted it, None if it should be there. `ends`: after when the
    next run deletes it, None for never. `backups` is the size of its chain, `full_at` the time of
    the chain's full backup.
    """

    rule: Rule
    gone_at: int | None
    ends: int | None
    backups: int
    full_at: int


def rules_of(job: Job | None) -> list[dict[str, Any]]:
    """Return the retention rules of a job's actions as plain data, for `of`."""
    return [
        {**{key: action.recorded(each.get(key)) for key in _PLACE}, **retention.keys_of(each)}
        for each in kind.backups_of(job)
        if retention.rule_of(each)
    ]


def of(
    facts: Iterable[Fact], rules: Mapping[str, Sequence[Mapping[str, Any]]], now: int
) -> dict[str, Fate]:
    """Return fates by backup id; `rules` has rules_of each job by id.

    Without a fate are records that are no restore point or from the future, and those whose action
    stores elsewhere now.
    """
    series: dict[tuple[Any, ...], list[Fact]] = defaultdict(list)
    for fact in facts:
        if rules.get(fact["job_id"] or "") and ages.is_good(fact, now):
            series[tuple(fact.get(key) for key in _SERIES)].append(fact)
    found: dict[str, Fate] = {}
    for made in series.values():
        rule = _rule(made[0], rules[made[0]["job_id"] or ""])
        if rule is not None:
            found |= _fates(rule, sorted(made, key=lambda fact: (fact["at"], fact["id"])))
    return found


def of_jobs(rows: Iterable[Record], jobs: Mapping[str, Job | None], now: int) -> dict[str, Fate]:
    """As `of`, from records among which are all of these jobs' (or all of one name and machine)."""
    rules = {job_id: found for job_id, job in jobs.items() if (found := rules_of(job))}
    if not rules:
        return {}
    made = (row for row in rows if (row.get("backup_metadata") or {}).get("job_id") in rules)
    return of((records.facts(row) for row in made), rules, now)


def _fates(rule: Rule, made: Sequence[Fact]) -> dict[str, Fate]:
    chains = retention.chains(rule, [(fact["at"] or 0, fact["level"]) for fact in made])
    fates = [
        Fate(rule, chain.gone_at, chain.ends, len(chain.made), chain.made[0])
        for chain in chains
        for _at in chain.made
    ]
    return {fact["id"]: fate for fact, fate in zip(made, fates, strict=True)}


def _rule(fact: Fact, rules: Sequence[Mapping[str, Any]]) -> Rule | None:
    """The rule of the action that made a backup; None if several may have made it."""
    fitting = [
        each
        for each in rules
        if each["backup_name"] == fact["backup_name"]
        and all(each[key] in (None, fact[key]) for key in ("storage", "container"))
    ]
    return retention.rule_of(fitting[0]) if len(fitting) == 1 else None
