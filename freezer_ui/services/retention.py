"""What is told of how long backups stay."""


from freezer_ui.api.client import Freezer
from freezer_ui.domain.backups import fates
from freezer_ui.domain.backups.fates import Fate
from freezer_ui.domain.document_types import Job
from freezer_ui.messages import retention as words
from freezer_ui.services.answers import Answer


def told(fate: Fate | None) -> Answer | None:
    """{"gone", "gone_at", "ends", "words"}; None where nothing deletes it."""
    if fate is None or (fate.gone_at is None and fate.ends is None):
        return None
    return {
        "gone": fate.gone_at is not None,
        "gone_at": fate.gone_at,
        "ends": fate.ends,
        "words": words.sentence(fate),
    }


def of_backup(freezer: Freezer, backup_id: str, job: Job | None, now: int) -> Fate | None:
    """That of one; a call for each thousand of the project's backups, if its job deletes any."""
    if job is None or not fates.rules_of(job):
        return None
    return fates.of_jobs(freezer.all_backups(), {job["job_id"]: job}, now).get(backup_id)
