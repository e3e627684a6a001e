"""The kind of a job, by its actions."""

from freezer_ui.domain.document_types import Job

BACKUP, RESTORE, OTHER = "backup", "restore", "other"


def of(job: Job | None) -> str:
    """Return the kind: BACKUP if the job is gone, OTHER if its actions are of several kinds."""
    actions = [each.get("freezer_action") or {} for each in (job or {}).get("job_actions") or []]
    kinds = {each.get("action") or BACKUP for each in actions} or {BACKUP}
    found = kinds.pop()
    return found if not kinds and found in (BACKUP, RESTORE) else OTHER


def backs_up(job: Job | None) -> bool:
    """Whether the job makes backups."""
    return of(job) == BACKUP
