"""Answers of our REST, made from Freezer's documents.

An id is "id", a label is "name", times are epoch seconds or None, schedules are `schedule_*` fields
only. Sentences are in the user's language and zone (Django's current ones).
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language, gettext

from freezer_ui import messages, settings
from freezer_ui.domain import attention, documents, fingerprint, session_input, volumes
from freezer_ui.domain.backups import restore_outcome
from freezer_ui.domain.document_types import (
    Action,
    Client,
    Entry,
    Job,
    JobAction,
    Kept,
    Problem,
    Session,
    Workload,
)
from freezer_ui.domain.forms import backup_action
from freezer_ui.domain.jobs import action, capability, kind, standalone, workload
from freezer_ui.domain.labels import client_label, job_label, session_label, storage_label
from freezer_ui.domain.membership import health
from freezer_ui.domain.runs import run
from freezer_ui.domain.schedules import schedule, timetable
from freezer_ui.domain.times import end_after, epoch
from freezer_ui.messages import data, restores, runs, schedules
from freezer_ui.messages import volumes as words_of_volumes
from freezer_ui.services import clock
from freezer_ui.services.answers import Answer

#: Keys of an answer by fields of Freezer's document; "unreadable" lists those with a wrong value.
_SESSION_CELLS = {
    "description": "description",
    "status": "status",
    "result": "result",
    "session_tag": "session_tag",
    "hold_off": "hold_off",
    "schedule": "schedule_words",
    "time_start": "time_start",
    "time_end": "time_end",
    "jobs": "members",
}
_JOB_CELLS = {
    "description": "description",
    "client_id": "client_id",
    "session_id": "session_id",
    "session_tag": "session_tag",
    "job_schedule": "schedule_words",
    "job_actions": "actions",
}
_RUN_CELLS = {name: name for name in ("status", "result", "time_started", "time_ended")}
_ENTRY_CELLS = {"client_id": "client_id", **_RUN_CELLS}
#: The choices of the form of backup jobs that clients may not support.
_CHOICES = {
    field.name: field.choices for field in backup_action.FIELDS if field.name in capability.OPTIONS
}


def session_row(session: Session, now: int, judged: run.Run, confirmed: bool) -> Answer:
    """Return a session of a list; `confirmed`: no unread job can change its verdict."""
    when = session.get("schedule") or {}
    started = epoch(session.get("time_start"))
    need = attention.of_session(judged.state, judged.counts)
    return {
        "id": session["session_id"],
        "name": session_label(session),
        "description": session.get("description") or "",
        "status": session.get("status"),
        "result": session.get("result") or None,
        "session_tag": judged.tag,
        "hold_off": schedule.seconds_of(session.get("hold_off")),
        "schedule": schedule.own(when),
        "schedule_words": schedules.words(when),
        "time_start": started,
        "time_end": end_after(session, started, "time_end"),
        **_next_run(session, now),
        "complete": judged.complete,
        "confirmed": confirmed,
        "counts": judged.counts,
        "need": need,
        "rank": attention.SESSIONS.index(need),
        "verdict": _verdict(judged),
        "unreadable": _unreadable(session, _SESSION_CELLS),
    }


def _next_run(session: Session, now: int) -> Answer:
    at, about, note = timetable.next_of(session, now, settings.get("FREEZER_AGENT_TIME_ZONE"))
    words = schedules.note(note, session.get("schedule") or {})
    return {"next_run": at, "next_run_about": about, "next_run_note": words}


def _verdict(judged: run.Run) -> Answer:
    return {
        "state": judged.state,
        "words": messages.say(judged.message),
        "freezer_differs": judged.differs is not None,
        "differs_words": messages.say(judged.differs),
    }


def version(session: Session, alone: run.Run, judged: run.Run) -> str:
    """Return a hash that changes when a page must read the whole session again: with its document,
    its verdict over time, or the state of a doubtful member. `alone` is judged without jobs.
    """
    doubtful = {
        job_id: state
        for job_id, state in judged.members.items()
        if job_id in alone.unproved or job_id in judged.in_cinder
    }
    return fingerprint.of([session, alone.message.code, alone.message.params, doubtful])


def members(session: Session, judged: run.Run) -> list[Answer]:
    """Return {"id", "client_id", "state"} for each member."""
    entries = session.get("jobs") or {}
    return [
        {"id": job_id, "client_id": (entries[job_id] or {}).get("client_id"), "state": state}
        for job_id, state in judged.members.items()
    ]


def session_detail(
    session: Session,
    jobs: Mapping[str, Job | None],
    now: int,
    sessions: Mapping[str, Session],
    kept: Mapping[str, Kept],
    of_volumes: volumes.Known | None = None,
) -> Answer:
    """Return a session with its members, run and problems.

    `jobs` has each member's job, None for a ghost. `sessions` are those that broken members name,
    `kept` is from undo_store.load, `of_volumes` has the backups that Cinder keeps.
    """
    judged = run.judge(session, jobs, now, of_volumes=of_volumes)
    entries = session.get("jobs") or {}
    when = schedule.own(session.get("schedule"))
    problems = health.problems(session, sessions, jobs, clock.agents(now), kept)
    return session_row(session, now, judged, confirmed=True) | {
        "version": version(session, run.judge(session, None, now), judged),
        "form_version": session_input.version(session),
        "members": [
            _member(session, judged, job_id, jobs[job_id], now) | {"own": _own(kept.get(job_id))}
            for job_id in judged.members
        ],
        "run": _run(session, judged, jobs, now),
        "log_words": _log_words(_failed_on(entries, judged, jobs)),
        "schedule_local": schedule.as_typed_in(when, timezone.get_current_timezone()),
        "problems": [problem(each) for each in problems],
    }


def problem(found: Problem) -> Answer:
    """Return a problem of domain.membership.health in words."""
    rest = {key: value for key, value in found.items() if key != "message"}
    return rest | {
        "session_name": messages.say(found["session_name"]),
        "words": messages.say(found["message"]),
        "repairs": [
            {
                "words": messages.say(repair["message"]),
                "writes": messages.say(repair["writes"]),
                "calls": repair["calls"],
            }
            for repair in found["repairs"]
        ],
    }


def _member(session: Session, judged: run.Run, job_id: str, job: Job | None, now: int) -> Answer:
    """A member; times and result are the agent's own if it wrote them, else the entry's; where
    Cinder keeps its backup, the words and the result are Cinder's.
    """
    entry: Entry = (session.get("jobs") or {}).get(job_id) or {}
    state = judged.members[job_id]
    own = schedule.of_job(job)
    witness = own if epoch(own.get("time_started")) else entry
    started = epoch(witness.get("time_started"))
    return {
        "id": job_id,
        "client_id": entry.get("client_id") or (job or {}).get("client_id"),
        "name": job_label(job) if job else job_id,
        "state": state,
        "state_words": runs.member(state, kind.of(job)),
        "status": own.get("status") or entry.get("status") or None,
        "result": witness.get("result") or None,
        "time_started": started,
        "time_ended": end_after(witness, started, "time_ended"),
        "schedule_words": schedules.words(own),
        "drift": job is not None and health.drifts(session, job, clock.agents(now)),
        "ghost": job is None,
        "bar": _bar(session, entry, job, state),
        "unreadable": _unreadable(entry, _ENTRY_CELLS) or _unreadable(own, _RUN_CELLS),
        **_in_cinder(judged, job_id),
    }


def _in_cinder(judged: run.Run, job_id: str) -> Answer:
    """Words and result of a member whose backup Cinder keeps; {} for others."""
    if job_id not in judged.in_cinder:
        return {}
    made = judged.in_cinder[job_id]
    if made is None:
        told, result = words_of_volumes.no_record(), None
    else:
        told = messages.say(volumes.state_message(made.state, made.reason))
        result = volumes.result_of(made.state) or None
    # part of a line: without the full stop
    return {"state_words": told.rstrip(".。"), "result": result}


def _failed_on(
    entries: Mapping[str, Entry], judged: run.Run, jobs: Mapping[str, Job | None]
) -> list[object]:
    """The clients of members whose agent failed."""
    return [
        (entries[job_id] or {}).get("client_id") or (jobs[job_id] or {}).get("client_id")
        for job_id, state in judged.members.items()
        if state == run.FAILED and job_id not in judged.in_cinder
    ]


def _log_words(clients: Iterable[object]) -> str | None:
    """Where to look for the reasons of failures on these clients, which Freezer does not record."""
    machines = dict.fromkeys(str(client_label(each)) for each in clients if each)
    return restores.see_log(restore_outcome.LOG, data.some([*machines])) if machines else None


#: States of members with a bar in the picture of a run.
_DRAWN = (run.SUCCEEDED, run.FAILED, run.RUNNING, run.LATE, run.UNKNOWN)
_IN_TAG = (run.SUCCEEDED, run.FAILED, run.RUNNING)


def _bar(session: Session, entry: Entry, job: Job | None, state: str) -> Answer | None:
    """Start and end of a member's backup in the current run or late for it, or None."""
    found = run.backup(session, entry, job) if state in _DRAWN else None
    return {"start": found[0], "end": found[1]} if found else None


def _run(
    session: Session, judged: run.Run, jobs: Mapping[str, Job | None], now: int
) -> Answer | None:
    """The window and skew of the current run, or None if there was none."""
    found = run.window(session)
    if found is None:
        return None
    entries = session.get("jobs") or {}
    backups = [
        run.backup(session, entries[job_id] or {}, jobs[job_id])
        for job_id, state in judged.members.items()
        if state in _IN_TAG
    ]
    return {
        "tag": judged.tag,
        "opened": found[0],
        "closes": found[1],
        "skew": run.skew([backup[0] for backup in backups if backup]),
        "now": now,
    }


def job_row(job: Job, kept: Kept | None = None) -> Answer:
    """Return a job of a list; `kept` is its record of undo_store.load."""
    own = schedule.of_job(job)
    started = epoch(own.get("time_started"))
    return {
        "id": job["job_id"],
        "name": job_label(job),
        "description": job.get("description") or "",
        "client_id": job.get("client_id"),
        "session_id": job.get("session_id") or None,
        "session_tag": job.get("session_tag") or 0,
        "status": own.get("status") or None,
        "result": own.get("result") or None,
        "time_started": started,
        "time_ended": end_after(own, started, "time_ended"),
        "schedule": schedule.own(own),
        "schedule_words": schedules.words(own),
        "stopped": standalone.is_stopped(job),
        "own": _own(kept),
        "actions": actions(job),
        "action_ids": [entry.get("action_id") for entry in job.get("job_actions") or []],
        "unreadable": [*_unreadable(job, _JOB_CELLS), *_unreadable(own, _RUN_CELLS)],
    }


def log_words(job: Job) -> str | None:
    """Where the reason of a failed job is; `job` as Freezer has it, not from volumes.shown."""
    failed = schedule.of_job(job).get("result") == run.FAIL
    return _log_words([job.get("client_id")] if failed else ())


def actions(job: Job) -> list[str]:
    """Return a phrase for each action of a job."""
    return [_action_words(entry) for entry in job.get("job_actions") or []]


@lru_cache
def _choices(_language: str) -> dict[str, dict[str, str]]:
    """The labels in the current language; the same for all clients of a list."""
    return {
        name: {value: gettext(label) for value, label in choices}
        for name, choices in _CHOICES.items()
    }


def client_row(client: Client, load: Workload | None) -> Answer:
    """Return a client of a list; its "id" is its client_id, "cannot" has {field: {value: sentence}}
    of what its agent does not support of the form of backup jobs.

    `load` is its workload; None if jobs were not read: then "counts", "protected" and "words" are
    None.
    """
    known: Mapping[str, Any] = load or {}
    need = attention.of_client(load)
    return {
        "id": client["client_id"],
        "hostname": client.get("hostname") or "",
        "description": client.get("description") or "",
        "uuid": client.get("uuid"),
        "is_central": client.get("is_central"),
        "counts": {key: known[key] for key in workload.COUNTS} if load else None,
        "time_ended": known.get("time_ended"),
        "result": known.get("result"),
        "protected": load["protecting"] > 0 if load else None,
        "words": messages.say(workload.protection_message(load)) if load else None,
        "need": need,
        "rank": attention.CLIENTS.index(need),
        "cannot": messages.resolved(capability.refused(client, _choices(get_language()))),
    }


def capabilities(client: Client) -> dict[str, list[str]]:
    """Return what a client's agent supports: {"actions", "modes", "storages", "engines"}."""
    kinds = ("actions", "modes", "storages", "engines")
    able: Mapping[str, Any] = client
    return {kind: able.get(f"supported_{kind}") or [] for kind in kinds}


def action_row(document: Action, jobs: int | None) -> Answer:
    """Return an action of a list; `jobs` is the number that use it, None if not counted."""
    what = document.get("freezer_action") or {}
    name, storage, container = (
        action.cell(what, field) for field in ("backup_name", "storage", "container")
    )
    return {
        "id": document["action_id"],
        "name": name or document["action_id"],
        "action": action.cell(what, "action"),
        "mode": action.cell(what, "mode"),
        "backup_name": name,
        "path": action.cell(what, "path_to_backup") or action.cell(what, "restore_abs_path"),
        "storage": storage,
        "container": container,
        "place": storage_label(storage, container),
        "engine": action.cell(what, "engine_name"),
        "max_level": action.cell(what, "max_level"),
        "jobs": jobs,
    }


def _unreadable(document: Mapping[str, object], cells: Mapping[str, str]) -> list[str]:
    return [cells[name] for name in documents.unreadable(document, *cells)]


def _own(kept: Kept | None) -> Answer | None:
    """The own schedule of a job from before it joined a session, with words; or None."""
    own = (kept or {}).get("own")
    if not own:
        return None
    return {"schedule": own["schedule"], "words": schedules.words(own["schedule"])}


def _action_words(entry: JobAction) -> str:
    what = entry.get("freezer_action") or {}
    told = (action.cell(what, key) for key in ("action", "backup_name"))
    return " ".join(each for each in told if each)
