"""How long backups stay: the fate of a backup, and simulations."""

from collections.abc import Iterable, Sequence
from operator import itemgetter

from freezer_ui import settings
from freezer_ui.api.client import Freezer
from freezer_ui.domain.backups import fates, records, retention, simulation
from freezer_ui.domain.backups.fates import Fate
from freezer_ui.domain.backups.simulation import Outcome
from freezer_ui.domain.body import parse_object
from freezer_ui.domain.document_types import Fields, Job, Options, Record
from freezer_ui.domain.jobs import action, kind
from freezer_ui.domain.overview import ages
from freezer_ui.domain.schedules import parsing, schedule, timetable
from freezer_ui.domain.times import epoch
from freezer_ui.errors import Invalid
from freezer_ui.message import message
from freezer_ui.messages import data
from freezer_ui.messages import retention as words
from freezer_ui.services import backup_records, clock
from freezer_ui.services.answers import Answer


def row(fate: Fate | None) -> Answer | None:
    """Return {"gone", "gone_at", "ends", "words"}; None if nothing deletes the backup."""
    if fate is None or (fate.gone_at is None and fate.ends is None):
        return None
    return {
        "gone": fate.gone_at is not None,
        "gone_at": fate.gone_at,
        "ends": fate.ends,
        "words": words.sentence(fate),
    }


def of_backup(freezer: Freezer, backup_id: str, job: Job | None, now: int) -> Fate | None:
    """Return the fate of a backup, or None. If its job deletes backups, the records of the job are
    read.
    """
    if job is None or not fates.rules_of(job):
        return None
    job_id = job["job_id"]
    rows = backup_records.of_job(freezer, job_id)
    return fates.of_jobs(rows, {job_id: job}, now).get(backup_id)


def forecast(body: object, now: int) -> Answer:
    """Return {"words", "chains": [{"words", "gone_at", "made": times}]}: the restore points after
    the next runs of {"action", "schedule", "runs"}. Times are epoch seconds. Raises Invalid.
    """
    sent = parse_object(body, simulation.BODY)
    options = parse_object(sent.get("action"), simulation.ACTION)
    for name, value in options.items():
        if isinstance(value, list | dict):
            raise Invalid({name: message("input.no_text")})
    count = _runs_wanted(sent.get("runs"))
    when = parsing.parse(sent.get("schedule"), clock.moment(now))
    place = settings.get("FREEZER_AGENT_TIME_ZONE")
    coming = timetable.runs(when, now, None, place, count, heard=now).at
    return _told(simulation.simulate(options, coming))


def planned(actions: Iterable[Options], when: Fields | None, now: int) -> str | None:
    """Return what the backups of a new job's action will keep, as text; None without a schedule,
    unless there is exactly one backup action, or if the agent refuses the rule.
    """
    backups = [each for each in actions if kind.is_backup(each)]
    if when is None or len(backups) != 1:
        return None
    place = settings.get("FREEZER_AGENT_TIME_ZONE")
    coming = timetable.runs(when, now, None, place, simulation.MOST, heard=now).at
    found, rule = simulation.simulate(backups[0], coming), retention.rule_of(backups[0])
    if found is None:
        return None
    if rule is not None and (rule.days is None or not found.points):
        return data.sentences(words.outcome(found))  # deletes by a date, or every backup
    return words.planned(found, rule.days if rule else None)


def of_job(freezer: Freezer, job_id: str, count: int, now: int) -> Answer:
    """Return {"items": [{"name", …}]}: as forecast, for each backup action of a job, with its
    schedule and present backups. Raises NotFound.
    """
    job = freezer.job(job_id)
    when = schedule.of_job(job)
    coming = _runs(when, now, count)
    rows = backup_records.of_job(freezer, job_id)
    made = _made(rows, job_id, now)
    return {
        "items": [
            {
                "name": str(each.get("backup_name") or ""),
                **_told(simulation.simulate(each, coming, made.get(_name(each), ()))),
            }
            for each in kind.backups_of(job)
        ]
    }


def _runs_wanted(value: object) -> int:
    """Return the number of runs to simulate. Raises Invalid."""
    if value is None:
        return simulation.USUAL
    if isinstance(value, bool) or not isinstance(value, int) or not 0 < value <= simulation.MOST:
        raise Invalid({"runs": message("input.number_between", least=1, most=simulation.MOST)})
    return value


def _name(freezer_action: Options) -> str | None:
    return action.recorded(freezer_action.get("backup_name"))


def _runs(when: Fields, now: int, count: int) -> Sequence[int]:
    """The next runs of a job; an interval whose polls are unknown is counted from now."""
    place = settings.get("FREEZER_AGENT_TIME_ZONE")
    found = timetable.runs(when, now, epoch(when.get("time_started")), place, count)
    if found.note == timetable.UNHEARD:
        found = timetable.runs(when, now, None, place, count, heard=now)
    return found.at


def _made(
    rows: Iterable[Record], job_id: str, now: int
) -> dict[object, list[tuple[int, int | None]]]:
    """The times and levels of a job's good backups, by backup name."""
    found: dict[object, list[tuple[int, int | None]]] = {}
    facts = (records.facts(row) for row in rows)
    for fact in facts:
        if fact["job_id"] == job_id and fact["at"] is not None and ages.is_good(fact, now):
            found.setdefault(fact["backup_name"], []).append((fact["at"], fact["level"]))
    return {name: sorted(made, key=itemgetter(0)) for name, made in found.items()}


def _told(found: Outcome | None) -> Answer:
    if found is None:
        return {"words": [words.refused()], "chains": []}
    return {
        "words": words.outcome(found),
        "chains": [
            {"words": words.chain(chain), "gone_at": chain.gone_at, "made": list(chain.made)}
            for chain in (*found.deleted, *found.kept)
        ],
    }
