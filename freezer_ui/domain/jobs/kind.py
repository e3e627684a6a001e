"""What a job does, in the words of who asks what became of it."""

from collections.abc import Mapping

_DONE = {"backup": "Backed up", "restore": "Restored"}


def past_verb(job: Mapping | None) -> str:
    """ "Backed up" of a backup and of a job that is gone; "Done" of anything else."""
    actions = [each.get("freezer_action") or {} for each in (job or {}).get("job_actions") or []]
    kinds = {each.get("action") or "backup" for each in actions} or {"backup"}
    return _DONE.get(kinds.pop(), "Done") if len(kinds) == 1 else "Done"


def backs_up(job: Mapping | None) -> bool:
    """Whether a backup is to be expected of it."""
    return past_verb(job) == _DONE["backup"]
