"""Creates jobs, one for each client or volume, in a session or in none, and reads each back."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import uuid4

from freezer_ui import settings
from freezer_ui.api.client import Freezer
from freezer_ui.cache import locks
from freezer_ui.domain import volumes as volume_rules
from freezer_ui.domain.backups.retention import chain_length, too_short
from freezer_ui.domain.document_types import Client, Entry, Fields, Job, JobAction, Options, Session
from freezer_ui.domain.forms import backup_jobs
from freezer_ui.domain.forms.backup_jobs import Order
from freezer_ui.domain.forms.field import LONGEST
from freezer_ui.domain.jobs import action, capability, kind
from freezer_ui.domain.labels import client_label, job_label, session_label
from freezer_ui.domain.membership import capacity, plan
from freezer_ui.domain.schedules import schedule, timetable
from freezer_ui.errors import IN_DOUBT, Conflict, FreezerError, Invalid
from freezer_ui.message import Message, message
from freezer_ui.messages import say
from freezer_ui.services import clock, jobs, membership, preview, retention, sessions, volumes
from freezer_ui.services.answers import Answer
from freezer_ui.services.reader import Reader

#: Options by which an agent finds a backup.
_PLACE = ("backup_name", "storage", "container", "ssh_host")
#: Options that are shown before a job is created.
_SHOWN = ("backup_name", "path_to_backup", "storage", "container")
#: Keys of a preview that are shown before jobs are created.
_SESSION = ("words", "next_run", "next_run_about", "next_run_note")


@dataclass(frozen=True)
class New:
    """A job to create. An entry of its job_actions with an action_id is an existing action."""

    id: str
    document: Job
    volume_id: str | None = None
    volume_name: str | None = None
    warnings: list[Message] = field(default_factory=list)
    #: Schedules that an earlier request for the same may have stored.
    earlier: Sequence[Fields] = ()

    @property
    def client_id(self) -> str:
        return self.document["client_id"]

    @property
    def actions(self) -> list[Options]:
        return kind.actions_of(self.document)

    @property
    def entries(self) -> list[JobAction]:
        return self.document["job_actions"] or []

    @property
    def sent(self) -> Job:
        """The document to POST: existing actions by id only, or Freezer may refuse them."""
        entries: list[JobAction] = [
            {"action_id": entry["action_id"]} if "action_id" in entry else entry
            for entry in self.entries
        ]
        return {**self.document, "job_actions": entries}


def create_jobs(freezer: Freezer, body: object, now: int, session_id: str | None = None) -> Answer:
    """Create the jobs of a backup_jobs.Order, in the session if one is given.

    Return {"items": [job as it was read back], "failed": [{"client_id", "volume_id", "error"}]}.
    Jobs stay if a later one fails. A repeated request with the same ids creates the missing jobs
    only.

    With "check" nothing is written; return {"jobs": [{"id", "client_id", "volume_id",
    "volume_name", "description", "warnings", "actions": [options of _SHOWN]}], "session":
    {"description" and the keys of _SESSION} or None, "schedule": the same or None, "retention": a
    sentence or None}.

    Raises Invalid with a sentence for each field.
    """
    order = backup_jobs.read(body, clock.moment(now))
    reader = Reader(freezer, now)
    if order.check and session_id:
        raise Invalid({"check": message("forms.check_in_session")})
    if order.schedule is not None and session_id:
        raise Invalid({"schedule": message("forms.of_session")})
    session_id = session_id or order.session_id
    session = freezer.session(session_id) if session_id else None
    clients = _clients(reader, order.clients)
    if order.volumes is None:
        new = _of_clients(freezer, order, clients)
    else:
        new = _of_volumes(freezer, order)
    when = _schedule(order, session, now)
    _refuse_unfit(order, session, new, clients, when, now)
    if order.check:
        warn_of_twins(new, reader.all_jobs())
        return _check(freezer, order, session, new, when, now)
    if order.schedule is not None and when is not None:
        own = schedule.document(when)
        earlier = sessions.stored_lately(order.schedule, now, order.as_calendar)
        new = [
            replace(each, document={**each.document, "job_schedule": own}, earlier=earlier)
            for each in new
        ]
    return _create_all(freezer, session, new, now)


def _check(
    freezer: Freezer,
    order: Order,
    session: Session | None,
    new: list[New],
    when: Fields | None,
    now: int,
) -> Answer:
    """The answer of create_jobs to a check."""
    return {
        "jobs": [_shown(each) for each in new],
        "session": _planned(freezer, order, session, now),
        "schedule": _own_runs(freezer, order, now),
        # all have the same actions
        "retention": retention.planned(new[0].actions, when, now),
    }


def _refuse_unfit(
    order: Order,
    session: Session | None,
    new: list[New],
    clients: Mapping[str, Client],
    when: Fields | None,
    now: int,
) -> None:
    """Raises Invalid for jobs that Freezer, their clients or their session would not take."""
    if order.actions is None:
        _refuse_long(new)
    refuse_unable(new, clients, "clients")
    if session is not None or order.session is not None:
        _refuse_too_many(session or {}, new)
    if when is not None:
        # all have the same actions: check the first
        name = "action.remove_older_than" if order.actions is None else "actions"
        refuse_short_keeping(when, new[0].actions, now, name)


def _of_clients(freezer: Freezer, order: Order, clients: Mapping[str, Client]) -> list[New]:
    entries = _stored(freezer, order.actions or ())
    return [
        New(
            order.ids.get(client_id) or uuid4().hex,
            backup_jobs.document(order, client_id, client.get("hostname"), entries),
        )
        for client_id, client in clients.items()
    ]


def _stored(freezer: Freezer, action_ids: Iterable[str]) -> list[JobAction]:
    found = [freezer.find_action(action_id) for action_id in action_ids]
    entries = [each for each in found if each is not None]
    if len(entries) < len(found):
        raise Invalid({"actions": message("forms.action_gone")})
    return [{**each, "freezer_action": each.get("freezer_action") or {}} for each in entries]


def _of_volumes(freezer: Freezer, order: Order) -> list[New]:
    (client_id,) = order.clients
    names = volumes.names(freezer)
    gone = [each for each in order.volumes or () if each not in names]
    if gone:
        raise Invalid({"volumes": message("volumes.no_such_volume", volumes=gone[:5])})
    return [
        New(
            order.ids.get(each) or uuid4().hex,
            backup_jobs.volume_document(order, client_id, each, names[each]),
            each,
            names[each],
        )
        for each in order.volumes or ()
    ]


def _clients(reader: Reader, ids: Iterable[str]) -> dict[str, Client]:
    found = reader.find_clients(ids)
    gone = [client_label(each) for each, client in found.items() if client is None]
    if gone:
        raise Invalid({"clients": message("forms.unregistered", clients=gone[:5])})
    return {each: client for each, client in found.items() if client is not None}


def _refuse_long(new: Iterable[New]) -> None:
    """Raises Invalid for a text that is too long after {hostname} was replaced."""
    for each in new:
        for name, value in each.actions[0].items():
            if isinstance(value, str) and len(value) > LONGEST:
                told = message("input.longer_text", most=LONGEST, length=len(value))
                raise Invalid({f"action.{name}": told})


def refuse_unable(new: Iterable[New], clients: Mapping[str, Client], field_name: str) -> None:
    """Raises Invalid for a job that its client cannot run: Freezer or its agent would refuse it."""
    for each in new:
        refused = capability.warning(each.document, clients[each.client_id])
        if refused:
            raise Invalid({field_name: refused})


def _refuse_too_many(session: Session, new: Iterable[New]) -> None:
    """Raises Invalid for more jobs than fit into the session (capacity.py)."""
    most = settings.get("FREEZER_SESSION_SIZE")
    members = session.get("jobs") or {}
    entries: dict[str, Entry] = {each.id: {"client_id": each.client_id} for each in new}
    if capacity.is_full(members, entries, most):
        left = max(most - capacity.size(members), 0)
        room = capacity.room((each.client_id for each in new), left)
        raise Invalid({"clients": message("sessions.too_many_jobs", most=room)})


def refuse_short_keeping(
    when: Fields, actions: Iterable[Options], now: int, field_name: str
) -> None:
    """Raises Invalid for an action that deletes a chain while it still grows."""
    zone = clock.agents(now).zone
    for each in actions:
        if not kind.is_backup(each):
            continue
        runs = timetable.runs(when, now, None, zone, chain_length(each), heard=now)
        wrong = too_short(each, runs.at)
        if wrong:
            raise Invalid({field_name: wrong})


def _schedule(order: Order, session: Session | None, now: int) -> Mapping[str, Any] | None:
    """The schedule that the jobs will run on, or None."""
    if order.session is not None:
        return sessions.to_store(order.session["schedule"], now, as_calendar=True)
    if order.schedule is not None:
        return sessions.to_store(order.schedule, now, order.as_calendar)
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
    return {"description": title} | timing(meant)


def timing(meant: Answer) -> Answer:
    """Return the keys of _SESSION of a preview."""
    return {key: meant[key] for key in _SESSION}


def _own_runs(freezer: Freezer, order: Order, now: int) -> Answer | None:
    """The timing of jobs with a schedule of their own, or None."""
    if order.schedule is None:
        return None
    wanted = {"schedule": order.schedule, "as_calendar": order.as_calendar}
    return timing(preview.preview(freezer, wanted, now))


def warn_of_twins(new: Iterable[New], existing: list[Job]) -> None:
    """Warn of jobs that store under the same name in the same place: their chains would mix."""
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
        for freezer_action in each.actions:
            place = _place(each.document, freezer_action)
            twin_id, twin = taken.setdefault(place, (each.id, each.document))
            if twin_id != each.id and kind.is_backup(freezer_action):
                each.warnings.append(message("forms.twin", job=job_label(twin)))


def _place(job: Job, freezer_action: Options) -> tuple[Any, ...]:
    """The place of an action's backups: its host name option counts on shared storage only."""
    is_shared = freezer_action.get("storage") != "local"
    named = freezer_action.get("hostname") if is_shared else None
    return (named or job.get("client_id"), *(freezer_action.get(key) for key in _PLACE))


def _shown(new: New) -> Answer:
    return {
        "id": new.id,
        "client_id": new.client_id,
        "volume_id": new.volume_id,
        "volume_name": new.volume_name,
        "description": new.document["description"],
        "warnings": [say(each) for each in new.warnings],
        "actions": [{key: action.cell(each, key) for key in _SHOWN} for each in new.actions],
    }


def _create_all(freezer: Freezer, session: Session | None, new: Iterable[New], now: int) -> Answer:
    made, failed = [], []
    is_denied = True
    time = clock.Clock(now)
    for each in new:
        try:
            if session is None:
                made.append(jobs.row(freezer, create(freezer, each)))
            else:
                made.append(_create_member(freezer, session, each, time.now))
        except FreezerError as error:
            who = {"client_id": each.client_id, "volume_id": each.volume_id}
            failed.append({**who, "error": say(error.sentence)})
            is_denied = is_denied and not _may_exist(error)
    if failed and not made:
        code = "forms.no_job_made" if is_denied else "forms.no_job_complete"
        raise Conflict(message(code, reason=failed[0]["error"]), detail=failed)
    return {"items": made, "failed": failed}


def _may_exist(error: FreezerError) -> bool:
    """Whether the job may exist despite the error, as its message then says."""
    return isinstance(error.__cause__, FreezerError) or IN_DOUBT in str(error.sentence)


def _create_member(freezer: Freezer, session: Session, new: New, now: int) -> Answer:
    """Create a job in its session; return its row as it was read back."""
    session_id = session["session_id"]
    member = replace(
        new, document=plan.new_member(session, new.id, new.document, clock.agents(now))
    )
    if plan.is_about_to_run(member.document, clock.agents(now)):
        raise Conflict(message("forms.session_about_to_run", session=session_label(session)))
    create(freezer, member)
    with _after_creation():
        return membership.move_in(freezer, session_id, new.id, now)["job"]


@contextmanager
def _after_creation() -> Iterator[None]:
    """Errors in this context say that the job was created but is not complete."""
    try:
        yield
    except FreezerError as error:
        told = message("forms.job_not_complete", reason=error.sentence)
        raise type(error)(told, error.detail) from error


def create(freezer: Freezer, new: New) -> Job:
    """Create a job, unless an earlier request with its id did; return it as it was read back.

    Raises Conflict if a different job has its id.
    """
    existing = [str(entry["action_id"]) for entry in new.entries if "action_id" in entry]
    with locks.acquire(freezer.project_id, new.id, *existing):
        job = freezer.find_job(new.id)
        if job is not None:
            if not _is_kept(job, new):
                raise Conflict(message("forms.job_id_taken", job=job_label(job)))
            return job
        freezer.create_job_with_id(new.id, new.sent)
        with _after_creation():
            job = freezer.job(new.id)
            if not _is_kept(job, new):
                raise Conflict(message("forms.job_not_kept", job=job_label(job)))
    return job


def _is_kept(job: Mapping[str, Any], new: New) -> bool:
    entries = job.get("job_actions") or []
    wanted = new.document
    # a member has its session's schedule
    is_timed = bool(wanted.get("session_id")) or _timing_of(job.get("job_schedule")) in map(
        _timing_of, (wanted.get("job_schedule"), *new.earlier)
    )
    return (
        is_timed
        and job.get("client_id") == new.client_id
        and len(entries) == len(new.actions)
        and all(map(_is_same_action, entries, new.entries))
    )


def _timing_of(stored: Mapping[str, Any] | None) -> dict[str, Any]:
    """The schedule without its start, which depends on the time of the request."""
    fields = schedule.own(stored)
    return {name: value for name, value in fields.items() if name != "schedule_start_date"}


def _is_same_action(kept: Mapping[str, Any], wanted: Mapping[str, Any]) -> bool:
    if "action_id" in wanted:
        return kept.get("action_id") == wanted["action_id"]
    given = kept.get("freezer_action") or {}
    return all(given.get(key) == value for key, value in wanted["freezer_action"].items())
