"""Freezer's records of backups: reading, filtering and sorting them.

A record has no size and no client_id, only the machine's name. It has a job if a scheduler
wrote it, and a session with a tag if it is pinned.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

from freezer_ui.domain import documents, volumes
from freezer_ui.domain.document_types import Fact, Metadata, Record
from freezer_ui.domain.jobs import agent_options, secrets
from freezer_ui.domain.runs import history
from freezer_ui.domain.times import epoch
from freezer_ui.message import Message, message

#: Sort keys; a record without a time is the oldest.
SORTS: dict[str, Callable[[Fact], str | int]] = {
    "at": lambda fact: fact["at"] or 0,
    "backup_name": lambda fact: fact["backup_name"].casefold(),
    "hostname": lambda fact: (fact["hostname"] or "").casefold(),
}
#: Fields that a search looks at.
_SEARCHED = ("id", "backup_name", "hostname", "container", "path", "job_id", "session_id")
_AVAILABLE = "available"
#: Epoch seconds of the end of the year 9999, where datetime ends.
_LATEST = 253_402_300_799
#: What an agent finds a backup by, besides its time.
_OF_PLACE = ("backup_name", "hostname", "container")
#: Fields of a record whose name is different in a Fact.
_CELLS = {"time_stamp": "at", "curr_backup_level": "level", "path_to_backup": "path"}


def facts(row: Record) -> Fact:
    """Return a record as a Fact: texts or None, possible secrets hidden.

    "at" is epoch seconds by the agent's clock or None, "refused" a message why the backup cannot be
    restored or None. "unreadable" names fields with unreadable values. "volume" is from
    volumes.settled.
    """
    of = row.get("backup_metadata") or {}
    at, status = epoch(of.get("time_stamp")), row.get("status") or _AVAILABLE
    session_id, tag = _pin(of)
    return {
        "id": row["backup_id"],
        "backup_name": _text(of.get("backup_name")) or "",
        "hostname": _text(of.get("hostname")),
        "container": _text(of.get("container")),
        "storage": _text(of.get("storage")),
        "mode": _text(of.get("mode")),
        "engine_name": _text(of.get("engine_name")),
        "path": _text(history.path_of(of)),
        "at": at,
        "level": _number(history.level_of(of)),
        "job_id": _text(of.get("job_id")),
        "session_id": session_id,
        "session_tag": tag,
        "client_version": _text(of.get("client_version")),
        "status": status,
        "volume": row.get("volume"),
        "refused": _refused(row, of, at, status),
        "unreadable": [_CELLS.get(name, name) for name in documents.unreadable(of, *of)],
    }


def wanted(
    every: Iterable[Fact],
    q: str = "",
    job: str | None = None,
    hosts: Collection[str] | None = None,
    session: tuple[str, Collection[str]] | None = None,
    made: tuple[int | None, int | None] = (None, None),
) -> list[Fact]:
    """Return the records that match all of these filters.

    `q` is searched in _SEARCHED. `session` is an id and the session's jobs: their backups count
    unless they are pinned to another session. `made` is a half-open range of epoch seconds.
    """
    text = q.casefold()
    return [
        fact
        for fact in every
        if (not text or text in _words(fact))
        and (job is None or fact["job_id"] == job)
        and (hosts is None or fact["hostname"] in hosts)
        and (session is None or _of_session(fact, *session))
        and (made == (None, None) or _is_between(fact["at"], *made))
    ]


@dataclass(frozen=True)
class Order:
    """A sort order: by `key`, then by id, so that pages neither repeat nor lose a record."""

    key: Callable[[Fact], str | int]
    down: bool

    @classmethod
    def of(cls, sort: str | None, direction: str | None) -> "Order":
        """Return the order by a key of SORTS, "asc" or "desc"; newest first by default."""
        return cls(SORTS[sort or "at"], direction == "desc" if direction else not sort)

    def place(self, fact: Fact) -> list[Any]:
        return [self.key(fact), fact["id"]]

    def sorted(self, every: Iterable[Fact]) -> list[Fact]:
        return sorted(every, key=self.place, reverse=self.down)


def _words(fact: Fact) -> str:
    return " ".join(str(fact.get(key) or "") for key in _SEARCHED).casefold()


def _of_session(fact: Fact, session_id: str, jobs: Collection[str]) -> bool:
    if fact["session_id"]:
        return fact["session_id"] == session_id
    return fact["job_id"] in jobs


def _is_between(at: int | None, first: int | None, end: int | None) -> bool:
    return at is not None and (first is None or at >= first) and (end is None or at < end)


def _pin(of: Metadata) -> tuple[str | None, int | None]:
    """Session and tag of a pin; (None, None) unless both are there."""
    session_id, tag = _text(of.get("session_id")), _number(of.get("session_tag"))
    return (session_id, tag) if session_id and tag is not None else (None, None)


def _number(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _text(value: object) -> str | None:
    """Text of any tool, hidden if it may be a secret."""
    return None if value is None or value == "" else secrets.text(value)


def _refused(row: Record, of: Metadata, at: int | None, status: str) -> Message | None:
    volume = row.get("volume")
    if volume and (refused := volumes.refused(volume)):
        return refused
    if status != _AVAILABLE:
        return message("restores.unavailable", status=status)
    if history.is_trial(of):
        return history.TRIAL
    if at is None or at > _LATEST:
        return message("restores.no_time")
    if not of.get("backup_name"):
        return message("restores.no_name")
    if any(agent_options.has_percent(of.get(key)) for key in _OF_PLACE):
        return message("restores.percent_in_record")
    return agent_options.NO_RESTORE.get(str(of.get("storage")))
