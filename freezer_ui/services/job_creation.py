"""Make jobs that back up, one for each client or volume, in a session or in none, and read each
back.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from freezer_ui import settings
from freezer_ui.api.client import Freezer
from freezer_ui.domain import volumes as volume_rules
from freezer_ui.domain.backups import retention
from freezer_ui.domain.document_types import Client, Entry, Job, Options, Session
from freezer_ui.domain.forms import backup_jobs
from freezer_ui.domain.forms.backup_jobs import Order
from freezer_ui.domain.forms.field import LONGEST
from freezer_ui.domain.jobs import action, capability
from freezer_ui.domain.labels import client_label, job_label, session_label
from freezer_ui.domain.membership import capacity, plan
from freezer_ui.domain.schedules import timetable
from freezer_ui.errors import IN_DOUBT, Conflict, FreezerError, Invalid
from freezer_ui.message import Message, message
from freezer_ui.messages import say
from freezer_ui.services import clock, jobs, membership, preview, sessions, volumes
from freezer_ui.services.answers import Answer
from freezer_ui.services.reader import Reader

#: What an agent finds a backup by.
_PLACE = ("backup_name", "storage", "container", "ssh_host")
#: What is shown of each job before it is made.
_SHOWN = ("backup_name", "path_to_backup", "storage", "container")
#: What is said of a session before its jobs are made.
_SESSION = ("words", "next_run", "next_run_about", "next_run_note")


@dataclass(frozen=True)
class _New:
    """A job that is to be made: its id and document, and what a user should know of it."""

    id: str
    document: Job
    volume_id: str | None = None
    volume_name: str | None = None
    warnings: list[Message] = field(default_factory=list)

    @property
    def client_id(self) -> str:
        return self.document["client_id"]

    @property
    def action(self) -> Options:
        return action.first_of(self.document)


def create_jobs(freezer: Freezer, body: object, now: int, session_id: str | None = None) -> Answer:
    """{"items": [job], "failed": [{"client_id", "volume_id", "error"}]} of the jobs as they were
    read back, in the session if one is named. With "check" nothing is written: {"jobs": [{"id",
    "client_id", "volume_id", "volume_name", "description", "warnings", and of _SHOWN}], "session":
    {"description", and of _SESSION} or None}. For the body see backup_jobs.read. Raises Invalid
    with a sentence a field.

    Jobs that were made stay where a later one fails: then it says which failed, and why. Asked
    again with the same ids, only those are made that are not there.
    """
    order = backup_jobs.read(body, clock.moment(now))
    reader = Reader(freezer, now)
    if order.check and session_id:
        raise Invalid({"check": message("forms.check_in_session")})
    session_id = session_id or order.session_id
    session = freezer.session(session_id) if session_id else None
    clients = _clients(freezer, reader, order.clients)
    new = _of_volumes(freezer, order) if order.volumes is not None else _of_clients(order, clients)
    _refuse_long(new)
    _refuse_unable(new, clients)
    if session is not None or order.session is not None:
        _refuse_too_many(session or {}, new)
    _refuse_short_keeping(order, session, new, now)
    if order.check:
        _warn_of_twins(new, reader.all_jobs())
        return {
            "jobs": [_shown(each) for each in new],
            "session": _planned(freezer, order, session, now),
        }
    return _made(freezer, session, new, now)


def _of_clients(order: Order, clients: Mapping[str, Client]) -> list[_New]:
    return [
        _New(
            order.ids.get(client_id) or uuid4().hex,
            backup_jobs.document(order, client_id, client.get("hostname")),
        )
        for client_id, client in clients.items()
    ]


def _of_volumes(freezer: Freezer, order: Order) -> list[_New]:
    (client_id,) = order.clients
    names = volumes.names(freezer)
    gone = [each for each in order.volumes or () if each not in names]
    if gone:
        raise Invalid({"volumes": message("volumes.no_such_volume", volumes=gone[:5])})
    return [
        _New(
            order.ids.get(each) or uuid4().hex,
            backup_jobs.volume_document(order, client_id, each, names[each]),
            each,
            names[each],
        )
        for each in order.volumes or ()
    ]


def _clients(freezer: Freezer, reader: Reader, ids: Iterable[str]) -> dict[str, Client]:
    known = reader.clients()
    # central clients are in no project's list
    found = {each: known.get(each) or freezer.find_client(each) for each in ids}
    gone = [client_label(each) for each, client in found.items() if client is None]
    if gone:
        raise Invalid({"clients": message("forms.unregistered", clients=gone[:5])})
    return {each: client for each, client in found.items() if client is not None}


def _refuse_long(new: Iterable[_New]) -> None:
    """A machine's name in the place of {hostname} may make a text longer than Freezer's columns."""
    for each in new:
        for name, value in each.action.items():
            if isinstance(value, str) and len(value) > LONGEST:
                told = message("input.longer_text", most=LONGEST, length=len(value))
                raise Invalid({f"action.{name}": told})


def _refuse_unable(new: Iterable[_New], clients: Mapping[str, Client]) -> None:
    """Freezer refuses these, or their agent leaves them out without a word (F-A6)."""
    for each in new:
        refused = capability.warning(each.document, clients[each.client_id])
        if refused:
            raise Invalid({"clients": refused})


def _refuse_too_many(session: Session, new: Iterable[_New]) -> None:
    """Before the first is made: Freezer would refuse those beyond, and lose ends of runs."""
    most = settings.get("FREEZER_SESSION_SIZE")
    members = session.get("jobs") or {}
    entries: dict[str, Entry] = {each.id: {"client_id": each.client_id} for each in new}
    if capacity.is_full(members, entries, most):
        left = max(most - capacity.size(members), 0)
        room = capacity.room((each.client_id for each in new), left)
        raise Invalid({"clients": message("sessions.too_many_jobs", most=room)})


def _refuse_short_keeping(
    order: Order, session: Session | None, new: Iterable[_New], now: int
) -> None:
    """All have the same action, so the first tells."""
    first = next(iter(new)).action
    when = _schedule(order, session, now)
    if when is None:
        return
    agents = clock.agents(now)
    runs = timetable.runs(when, now, None, agents.zone, retention.chain_length(first), heard=now)
    wrong = retention.too_short(first, runs.at)
    if wrong:
        raise Invalid({"action.remove_older_than": wrong})


def _schedule(order: Order, session: Session | None, now: int) -> Mapping[str, Any] | None:
    """What the jobs are to run on; None for jobs that do not run yet."""
    if order.session is not None:
        return sessions.written(order.session["schedule"], now, as_calendar=True)
    return session and session.get("schedule")


def _planned(freezer: Freezer, order: Order, session: Session | None, now: int) -> Answer | None:
    if order.session is not None:
        wanted = {"schedule": order.session["schedule"], "as_calendar": True}
        meant = preview.preview(freezer, wanted, now)
        title = order.session["description"]
    elif session is not None:
        meant = preview.preview(freezer, {"session_id": session["session_id"]}, now)
        title = session_label(session)
    else:
        return None
    return {"description": title} | {key: meant[key] for key in _SESSION}


def _warn_of_twins(new: Iterable[_New], existing: list[Job]) -> None:
    """Two jobs that store under one name in one place write into each other's chain."""
    taken: dict[tuple[Any, ...], tuple[str, Job]] = {}
    for job in existing:
        for entry in job.get("job_actions") or []:
            place = _place(job, entry.get("freezer_action") or {})
            taken.setdefault(place, (job["job_id"], job))
    of_volumes = volume_rules.Owners(existing)
    for each in new:
        if each.volume_id:
            twins = of_volumes.of_volume(each.volume_id)
            by_id = {job["job_id"]: job for job in existing}
            each.warnings.extend(
                message("volumes.twin", job=job_label(by_id[twin])) for twin in twins[:1]
            )
            continue
        twin_id, twin = taken.setdefault(
            _place(each.document, each.action), (each.id, each.document)
        )
        if twin_id != each.id:
            each.warnings.append(message("forms.twin", job=job_label(twin)))


def _place(job: Job, freezer_action: Options) -> tuple[Any, ...]:
    return (job.get("client_id"), *(freezer_action.get(key) for key in _PLACE))


def _shown(new: _New) -> Answer:
    return {
        "id": new.id,
        "client_id": new.client_id,
        "volume_id": new.volume_id,
        "volume_name": new.volume_name,
        "description": new.document["description"],
        "warnings": [say(each) for each in new.warnings],
        **{key: new.action.get(key) for key in _SHOWN},
    }


def _made(freezer: Freezer, session: Session | None, new: Iterable[_New], now: int) -> Answer:
    made, failed = [], []
    is_denied = True
    time = clock.Clock(now)
    for each in new:
        try:
            if session is None:
                made.append(jobs.row(freezer, _create(freezer, each, each.document)))
            else:
                made.append(_create_member(freezer, session, each, time.now))
        except FreezerError as error:
            who = {"client_id": each.client_id, "volume_id": each.volume_id}
            failed.append({**who, "error": say(error.sentence)})
            is_denied = is_denied and not _may_be_made(error)
    if failed and not made:
        code = "forms.no_job_made" if is_denied else "forms.no_job_complete"
        raise Conflict(message(code, reason=failed[0]["error"]), detail=failed)
    return {"items": made, "failed": failed}


def _may_be_made(error: FreezerError) -> bool:
    """Who raised it from another says what was done before."""
    return isinstance(error.__cause__, FreezerError) or IN_DOUBT in str(error.sentence)


def _create_member(freezer: Freezer, session: Session, new: _New, now: int) -> Answer:
    """The job's row, as it was read back in its session."""
    session_id = session["session_id"]
    document = plan.new_member(session, new.id, new.document, clock.agents(now))
    if plan.is_about_to_run(document, clock.agents(now)):
        raise Conflict(message("forms.session_about_to_run", session=session_label(session)))
    _create(freezer, new, document)
    with _after_creation():
        return membership.move_in(freezer, session_id, new.id, now)["job"]


@contextmanager
def _after_creation() -> Iterator[None]:
    """What fails in here does not deny that there is a job."""
    try:
        yield
    except FreezerError as error:
        told = message("forms.job_not_complete", reason=error.sentence)
        raise type(error)(told, error.detail) from error


def _create(freezer: Freezer, new: _New, document: Job) -> Job:
    """The job as it was read back. One that is there already was made by the same order before."""
    job = freezer.find_job(new.id)
    if job is None:
        freezer.create_job_with_id(new.id, dict(document))
        with _after_creation():
            job = freezer.job(new.id)
    kept = action.first_of(job)
    is_kept = job.get("client_id") == new.client_id and all(
        kept.get(key) == value for key, value in new.action.items()
    )
    with _after_creation():
        if not is_kept:
            raise Conflict(message("forms.job_not_kept", job=job_label(job)))
    return job
