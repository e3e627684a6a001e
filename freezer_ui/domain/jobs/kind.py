"""The kind of a job, and which of its actions make backups."""

from freezer_ui.domain.document_types import Job, Options

BACKUP, RESTORE, OTHER = "backup", "restore", "other"


def of(job: Job | None) -> str:
    """Return the kind: BACKUP if the job is gone, OTHER if its actions are of several kinds."""
    kinds = {each.get("action") or BACKUP for each in actions_of(job)} or {BACKUP}
    found = kinds.pop()
    return found if not kinds and found in (BACKUP, RESTORE) else OTHER


def actions_of(job: Job | None) -> list[Options]:
    """Return the freezer_action of each action of a job, in order."""
    return [each.get("freezer_action") or {} for each in (job or {}).get("job_actions") or []]


def is_backup(freezer_action: Options) -> bool:
    """Whether an action makes backups, which is also agents' default."""
    return (freezer_action.get("action") or BACKUP) == BACKUP


def backups_of(job: Job | None) -> list[Options]:
    """Return the freezer_actions of a job that make backups, in order."""
    return [each for each in actions_of(job) if is_backup(each)]


def backs_up(job: Job | None) -> bool:
    """Whether the job makes backups."""
    return of(job) == BACKUP
