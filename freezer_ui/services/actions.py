"""The actions of a project: documents that say what jobs do, and that jobs may share."""

from collections.abc import Mapping, Sequence

from freezer_ui.api.client import Freezer
from freezer_ui.cache import locks
from freezer_ui.domain.body import Body, array, parse_object
from freezer_ui.domain.document_types import Action, Client, Job, Options
from freezer_ui.domain.forms import backup_jobs
from freezer_ui.domain.forms.backup_action import LOCAL, SSH, SWIFT
from freezer_ui.domain.jobs import action, capability
from freezer_ui.domain.labels import job_label, storage_label
from freezer_ui.domain.session_input import CLIENT_ID, is_client_id
from freezer_ui.errors import Conflict, Invalid
from freezer_ui.message import message
from freezer_ui.messages import resolved, say
from freezer_ui.services import paging, serializers
from freezer_ui.services.answers import Answer
from freezer_ui.services.paging import Page
from freezer_ui.services.reader import Reader

CHOICES = Body({"clients": array(CLIENT_ID, maxItems=backup_jobs.MOST)}, needed=("clients",))


def list_actions(reading: Reader, page: Page, q: str = "", with_jobs: bool = False) -> Answer:
    """Return {"items": [action], "next": cursor or None, "read": epoch seconds} for actions with
    `q` in a field of their row, by name.

    All actions are read. `with_jobs` counts the jobs that use each, for which all jobs are read
    (0.8 s for a thousand).
    """
    used = action.uses(reading.all_jobs()) if with_jobs else None
    rows = [_row(each, used) for each in reading.all_actions()]
    found = sorted((row for row in rows if _has(row, q.casefold())), key=_order)
    items, cursor = paging.slice_of(page, found)
    return {"items": items, "next": cursor, "read": reading.read}


def get_action(freezer: Freezer, reading: Reader, action_id: str) -> Answer:
    """Return an action of a list, with all its "fields" (action.fields) and "used_by" (used_by).

    All jobs of the project are read. Raises NotFound.
    """
    found = freezer.action(action_id)
    used = action.uses(reading.all_jobs())
    return _row(found, used) | {
        "fields": _fields(found),
        "used_by": used_by(used.get(action_id, [])),
        "read": reading.read,
    }


def choices(reading: Reader, body: object) -> Answer:
    """Return {"items": [{"id", "name", "action", "place", "refused"}]} of all actions, by name, for
    {"clients": [ids]}. "place" is where the action stores, if a new action can store there, too;
    "refused" says why one of the clients cannot run it; both may be None.

    Raises Invalid.
    """
    sent = parse_object(body, CHOICES)
    clients = sent.get("clients")
    if (
        not isinstance(clients, list)
        or len(clients) > backup_jobs.MOST
        or not all(map(is_client_id, clients))
    ):
        raise Invalid({"clients": message("forms.client_count", most=backup_jobs.MOST)})
    found = reading.find_clients(set(clients))
    items = [_choice(each, found) for each in reading.all_actions()]
    return {"items": sorted(items, key=lambda each: (each["name"].casefold(), each["id"]))}


def _choice(stored: Action, clients: Mapping[str, Client | None]) -> Answer:
    """An action as a choice; clients that are gone are ignored."""
    given = stored.get("freezer_action") or {}
    refusals = (
        capability.warning({"client_id": client_id, "job_actions": [{**stored}]}, client)
        for client_id, client in sorted(clients.items())
        if client is not None
    )
    return {
        "id": stored["action_id"],
        "name": action.cell(given, "backup_name") or stored["action_id"],
        "action": action.cell(given, "action"),
        "place": _place(given),
        "refused": say(next((each for each in refusals if each), None)),
    }


def _place(given: Options) -> str | None:
    storage, container = action.cell(given, "storage"), action.cell(given, "container")
    if storage not in (LOCAL, SSH, SWIFT):
        return None
    host = action.cell(given, "ssh_host") if storage == SSH else None
    return storage_label(storage, ":".join(filter(None, (host, container))))


def used_by(jobs: Sequence[Job]) -> list[Answer]:
    """Return [{"id", "name", "client_id"}] of these jobs, by name."""
    return [
        {"id": job["job_id"], "name": job_label(job), "client_id": job["client_id"]}
        for job in _by_name(jobs)
    ]


def reveal(freezer: Freezer, action_id: str) -> Answer:
    """Return {"fields"} as in get_action, with nothing hidden. Raises NotFound."""
    return {"fields": _fields(freezer.action(action_id), reveal=True)}


def _fields(found: Action, reveal: bool = False) -> list[Answer]:
    return resolved(action.fields(found.get("freezer_action") or {}, reveal))


def delete(freezer: Freezer, action_id: str) -> None:
    """Delete an action. Raises Conflict while jobs use it: Freezer would take it out of them."""
    # who gives an action to a job holds its lock too
    with locks.acquire(freezer.project_id, action_id):
        freezer.action(action_id)
        used = action.uses(freezer.all_jobs()).get(action_id, [])
        if used:
            names = [job_label(job) for job in _by_name(used)]
            raise Conflict(message("jobs.action_in_use", jobs=names))
        freezer.delete_action(action_id)
    if freezer.find_action(action_id) is not None:
        raise Conflict(message("jobs.action_not_deleted"))


def _row(found: Action, used: Mapping[str, Sequence[Job]] | None) -> Answer:
    jobs = None if used is None else len(used.get(found["action_id"], []))
    return serializers.action_row(found, jobs)


def _has(row: Answer, q: str) -> bool:
    return q in " ".join(value for value in row.values() if isinstance(value, str)).casefold()


def _order(row: Answer) -> tuple[str, str]:
    return (row["backup_name"] or row["id"]).casefold(), row["id"]


def _by_name(jobs: Sequence[Job]) -> list[Job]:
    return sorted(jobs, key=lambda job: (job_label(job).casefold(), job["job_id"]))
