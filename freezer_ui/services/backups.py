"""Lists backups, reads one, deletes its record."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from freezer_ui.api.client import Freezer
from freezer_ui.domain import volumes
from freezer_ui.domain.backups import fates, records
from freezer_ui.domain.body import TEXT, Schema, integer, one_of
from freezer_ui.domain.document_types import CinderWord, Fact
from freezer_ui.domain.labels import storage_label
from freezer_ui.domain.overview import machines
from freezer_ui.errors import Conflict
from freezer_ui.message import message
from freezer_ui.messages import say
from freezer_ui.services import backup_records, paging, retention
from freezer_ui.services.answers import Answer, Home, Named
from freezer_ui.services.query import Query
from freezer_ui.services.reader import Reader

_MOMENT: Schema = integer(0, 10**11 - 1)
#: Parameters of a query besides page, search, direction and age.
QUERY: Mapping[str, Schema] = {
    **dict.fromkeys(("client", "job", "session", "machine"), TEXT),
    **dict.fromkeys(("from", "until"), _MOMENT),
    "sort": one_of(*records.SORTS),
}


def list_backups(reading: Reader, limit: int, query: Query) -> Answer:
    """Return {"items": [backup], "next": cursor or None, "read": epoch seconds}, newest first.

    `query` may have cursor, q, client (an id or a machine's name), job, session, sort, dir, from
    and until (epoch seconds), and machine (a client's id, matched as in the overview). All records
    are read, since Freezer has no order, then the page's jobs, a call each. For `machine` and
    for backups of volumes all jobs are read; for the latter also Cinder's backups. Raises Invalid.
    """
    order = records.Order.of(query.get("sort"), query.get("dir"))
    homes = reading.homes()
    every = _facts(reading)
    found = records.wanted(
        every,
        query.get("q", ""),
        query.get("job") or None,
        _hosts(reading, query.get("client")),
        _session(query.get("session"), homes),
        (query.get("from"), query.get("until")),
    )
    if query.get("machine"):
        found = _of_machine(reading, found, query["machine"])
    shown, cursor = paging.after_cursor(
        limit, query.get("cursor"), order.sorted(found), order.place, order.down
    )
    return {
        "items": _items(reading, shown, homes, lambda: every),
        "next": cursor,
        "read": reading.read,
    }


def get_backup(freezer: Freezer, reading: Reader, backup_id: str) -> Answer:
    """Return a backup of a list. Its record, its job and all sessions are read; also the records of
    its job, if that deletes old backups.
    """
    fact = records.facts(backup_records.backup(freezer, backup_id))
    if fact["volume"] and not fact["job_id"]:
        (fact,) = volumes.facts_attributed([fact], reading.all_jobs())

    def of_its_job() -> list[Fact]:
        if fact["volume"]:
            return _facts(reading)
        return list(map(records.facts, backup_records.of_job(freezer, fact["job_id"] or "")))

    (item,) = _items(reading, [fact], reading.homes(), of_its_job)
    return item | {"volume": _volume(freezer, fact)}


def _facts(reading: Reader) -> list[Fact]:
    """All records; for those of volumes, which name no job, all jobs are read."""
    facts = reading.backups()
    if not any(fact["volume"] and not fact["job_id"] for fact in facts):
        return facts
    return volumes.facts_attributed(facts, reading.all_jobs())


def _volume(freezer: Freezer, fact: Fact) -> Answer | None:
    """The volume of a backup with its present "name" in Cinder, or None."""
    if not fact["volume"]:
        return None
    name = backup_records.volume_name(freezer, fact["volume"]["id"])
    return _volume_row(fact["volume"]) | {"name": name}


def _volume_row(volume: CinderWord) -> Answer:
    return {**volume, "words": say(volumes.state_message(volume["word"], volume["reason"]))}


def delete(freezer: Freezer, backup_id: str) -> None:
    """Delete a backup's record, and check that it is gone. The data in the storage stays."""
    freezer.backup(backup_id)
    freezer.delete_backup(backup_id)
    if freezer.find_backup(backup_id) is not None:
        raise Conflict(message("jobs.backup_not_deleted"))


def _hosts(reading: Reader, client: str | None) -> set[str] | None:
    """The machine names of a client: records have no client_id."""
    if not client:
        return None
    known = reading.clients().get(client) or {}
    return {client, known.get("hostname") or client}


def _of_machine(reading: Reader, facts: Iterable[Fact], client_id: str) -> list[Fact]:
    jobs = {job["job_id"]: job for job in reading.all_jobs()}
    hosts = machines.by_host(reading.clients())
    return [fact for fact in facts if machines.owner(fact, jobs, hosts) == client_id]


def _session(session_id: str | None, homes: Mapping[str, Home]) -> tuple[str, set[str]] | None:
    if not session_id:
        return None
    return session_id, {job_id for job_id, home in homes.items() if home["id"] == session_id}


def _items(
    reading: Reader,
    facts: Iterable[Fact],
    homes: Mapping[str, Home],
    every: Callable[[], Sequence[Fact]],
) -> list[Answer]:
    """Backups with their jobs, sessions and retention; `every`: all records of their jobs."""
    facts = list(facts)
    jobs = reading.named(fact["job_id"] for fact in facts if fact["job_id"])
    rules = {job_id: job["rules"] for job_id, job in jobs.items() if job and job.get("rules")}
    kept = fates.of(every(), rules, reading.now) if rules else {}
    names = {home["id"]: home["name"] for home in homes.values()}
    return [
        {
            **fact,
            "name": fact["backup_name"] or fact["id"],
            "place": storage_label(fact["storage"], fact["container"]),
            "refused": say(fact["refused"]),
            "volume": fact["volume"] and _volume_row(fact["volume"]),
            "retention": retention.row(kept.get(fact["id"])),
            **_job(fact, jobs),
            **_home(fact, homes.get(fact["job_id"] or ""), names),
        }
        for fact in facts
    ]


def _job(fact: Fact, jobs: Mapping[str, Named | None]) -> Answer:
    """The job of a backup; a backup made by hand has none."""
    job = jobs.get(fact["job_id"] or "")
    return {
        "job_name": job and job["name"],
        "job_gone": bool(fact["job_id"]) and job is None,
        "client_id": job and job["client_id"],
    }


def _home(fact: Fact, home: Home | None, names: Mapping[str, str]) -> Answer:
    """The session that a backup is pinned to, else the present session of its job."""
    session_id = fact["session_id"] or (home and home["id"])
    return {"session_id": session_id, "session_name": names.get(session_id or "")}
