"""What kind of job it is, by what it does."""

from freezer_ui.domain.document_types import Job

BACKUP, RESTORE, OTHER = "backup", "restore", "other"


def of(job: Job | None) -> str:
    """BACKUP also of a job that is gone; OTHER of one that does different things."""
    actions = [each.get("freezer_action") or {} for each in (job or {}).get("job_actions") or []]
    kinds = {each.get("action") or BACKUP for each in actions} or {BACKUP}
    found = kinds.pop()
    return found if not kinds and found in (BACKUP, RESTORE) else OTHER


def backs_up(job: Job | None) -> bool:
    """Whether a backup is to be expected of it."""
    return of(job) == BACKUP
