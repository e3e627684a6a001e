"""Sessions that run once: jobs made for a retry or a restore, and the session that tracks them.

A job_schedule of {"event": "start"} alone makes a job's agent run it once, at its next poll (R9).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from freezer_ui.sessions import document, history, schedule
from freezer_ui.sessions.history import Backup
from freezer_ui.sessions.invalid import Invalid

#: Seconds in which the agents may start: each at its own poll, jobs of one client one after the
#: other (R3, R4).
HOLD_OFF = 3600
LONGEST_PATH = 4096
MOST = 1000
#: What a path on offer begins with: nothing of the machine's own is there.
ASIDE = "/srv/restored"
#: The job_schedule that starts a job once.
START = {"event": "start"}
#: What a backup action needs and a restore does not.
_OF_BACKUPS = {
    "action", "path_to_backup", "incremental", "no_incremental", "max_level", "always_level",
    "restart_always_level", "snapshot", "exclude", "hostname", "remove_older_than",
    "remove_from_date", "lvm_auto_snap", "lvm_snapname", "lvm_snapsize", "lvm_srcvol",
    "lvm_volgroup", "lvm_dirmount", "lvm_snapperm", "dereference_symlink", "max_segment_size",
    "project_id", "user_id", "backup_media",
}  # fmt: skip
_NO_CHECK = "This is true or false."
_FROM_RECORD = ("mode", "storage", "container", "engine_name", "compression")


@dataclass(frozen=True)
class Choice:
    """A backup to restore, onto which client, and below which path."""

    backup_id: str
    client_id: str
    path: str


def session_document(title: str) -> dict:
    """The document for POST sessions; `title` is cut where Freezer's column ends."""
    return {
        "description": title[: document.LONGEST_DESCRIPTION],
        "hold_off": HOLD_OFF,
        "schedule": schedule.stored({}),
    }


def copy_of(job: Mapping, title: str) -> dict:
    """The document for POST jobs of a job that does the same once. Its actions are given inline:
    an action_id with any difference would be refused (F15).
    """
    actions = [
        {key: value for key, value in action.items() if key not in ("action_id", "user_id")}
        for action in job.get("job_actions") or []
    ]
    return _document(title, job.get("client_id"), actions)


def restore_of(backup: Backup, source: Mapping | None, choice: Choice, title: str) -> dict:
    """The document for POST jobs of a job that restores one backup (R11). `source` is the job that
    made it, as far as it is still there: it knows the storage better than the backup's record.
    """
    known = _action_of(source, backup.name)
    kept = {key: value for key, value in known.items() if key not in _OF_BACKUPS and value}
    record = {key: backup.metadata[key] for key in _FROM_RECORD if backup.metadata.get(key)}
    action = kept | record | {
        "action": "restore",
        "backup_name": backup.name,
        # the machine it was made on; agents 19 die of R11's restore_from_host, an unknown option
        "hostname": backup.metadata.get("hostname"),
        "restore_abs_path": choice.path,
        # read as UTC by agents 19
        "restore_from_date": datetime.fromtimestamp(backup.at, UTC).strftime("%Y-%m-%dT%H:%M:%S"),
    }  # fmt: skip
    return _document(title, choice.client_id, [{"freezer_action": action, "max_retries": 0}])


def path_of(backup: Backup, source: Mapping | None) -> str | None:
    """Where the backup was made from."""
    return history.path_of(backup.metadata) or _action_of(source, backup.name).get("path_to_backup")


def beside(path: str | None) -> str:
    """The folder on offer for what was made from `path`: not where it was."""
    return ASIDE + path if path and path.startswith("/") and path != "/" else ASIDE


def parse_one(backup_id: str, body: object) -> tuple[Choice, bool]:
    """{"client_id", "path", "check"}, of one backup; raises Invalid with a sentence a field."""
    if not isinstance(body, Mapping) or set(body) - {"client_id", "path", "check"}:
        raise Invalid({"body": "Send an object with client_id and path."})
    errors = _wrong({**body, "backup_id": backup_id})
    if not isinstance(body.get("check", False), bool):
        errors["check"] = _NO_CHECK
    if errors:
        raise Invalid(errors)
    return Choice(backup_id, body["client_id"], body["path"].strip()), body.get("check", False)


def parse(body: object) -> tuple[list[Choice], bool]:
    """{"choices": [{"backup_id", "client_id", "path"}], "check"}; raises Invalid with a sentence
    for each field, "choices.0.path".
    """
    if not isinstance(body, Mapping) or set(body) - {"choices", "check"}:
        raise Invalid({"body": "Send an object with choices and check."})
    sent = body.get("choices")
    if not isinstance(sent, list) or len(sent) > MOST:
        raise Invalid({"choices": f"These are a list of up to {MOST} backups."})
    if not sent:
        raise Invalid({"choices": "Choose at least one backup to restore."})
    if not isinstance(body.get("check", False), bool):
        raise Invalid({"check": _NO_CHECK})
    errors: dict[str, str] = {}
    for number, each in enumerate(sent):
        errors |= {f"choices.{number}.{key}": words for key, words in _wrong(each).items()}
    errors |= _twice(sent) if not errors else {}
    if errors:
        raise Invalid(errors)
    choices = [Choice(each["backup_id"], each["client_id"], each["path"].strip()) for each in sent]
    return choices, body.get("check", False)


def _wrong(each: object) -> dict[str, str]:
    if not isinstance(each, Mapping):
        return {"backup_id": "A choice has a backup_id, a client_id and a path."}
    errors = {}
    if not document.is_id(each.get("backup_id")):
        errors["backup_id"] = "This is no id of a backup."
    if not isinstance(each.get("client_id"), str) or not each["client_id"]:
        errors["client_id"] = "Choose the client to restore to."
    path = each.get("path")
    path = path.strip() if isinstance(path, str) else ""
    if not path.startswith("/"):
        errors["path"] = f"Write a whole path that begins with /, for example {ASIDE}."
    elif len(path) > LONGEST_PATH:
        errors["path"] = f"A path has {LONGEST_PATH} characters at most."
    elif any(ord(character) < ord(" ") for character in path) or ".." in path.split("/"):
        errors["path"] = "Write the path without .. and without control characters."
    return errors


def _twice(sent: Sequence[Mapping]) -> dict[str, str]:
    first: dict[str, int] = {}
    errors = {}
    for number, each in enumerate(sent):
        if each["backup_id"] in first:
            errors[f"choices.{number}.backup_id"] = "This backup is chosen twice."
        first.setdefault(each["backup_id"], number)
    return errors


def started(document: Mapping) -> dict:
    """The same job, started as soon as it is made: in no session, it waits for nobody."""
    return {**document, "job_schedule": dict(START)}


def _action_of(job: Mapping | None, backup_name: str) -> Mapping:
    actions = [each.get("freezer_action") or {} for each in (job or {}).get("job_actions") or []]
    return next((each for each in actions if each.get("backup_name") == backup_name), {})


def _document(title: str, client_id: str | None, actions: list[dict]) -> dict:
    return {
        "client_id": client_id,
        "description": title[: document.LONGEST_DESCRIPTION],
        "job_actions": actions,
        "job_schedule": schedule.stored({}),
    }
