"""Who of a list needs somebody first.

Each row has a `need`, a word for what there is to do about it, and the list begins with the worst.
What Freezer says of itself is not asked: its "success" may be another run's (R1).
"""

from collections.abc import Mapping

from freezer_ui.domain.document_types import Job, Workload
from freezer_ui.domain.jobs import kind, workload
from freezer_ui.domain.runs import run
from freezer_ui.domain.times import epoch

FAILED, PARTIAL, OVERDUE, UNKNOWN, REFUSED = "failed", "partial", "overdue", "unknown", "refused"
DANGLING, UNPROTECTED, EMPTY, RUNNING = "dangling", "unprotected", "empty", "running"
CHECKING, WAITING, NEVER = "checking", "waiting", "never"
COMPLETE, SUCCEEDED, PROTECTED = "complete", "succeeded", "protected"

#: Of each list, the worst first.
SESSIONS = (FAILED, PARTIAL, OVERDUE, UNKNOWN, EMPTY, RUNNING, CHECKING, NEVER, COMPLETE)
JOBS = (REFUSED, FAILED, DANGLING, UNPROTECTED, RUNNING, NEVER, SUCCEEDED)
CLIENTS = (FAILED, UNPROTECTED, WAITING, NEVER, PROTECTED)


def of_session(state: str, counts: Mapping[str, int]) -> str:
    """One of SESSIONS, of a verdict and of how many members are in each state (run.Run)."""
    if state != "incomplete":
        return state
    return FAILED if counts.get(run.FAILED) else PARTIAL


def of_job(job: Job, is_refused: bool, is_dangling: bool, trigger: str) -> str:
    """One of JOBS. `is_refused`: its client cannot run it; `trigger` is workload.trigger_of.

    A restore runs once, so that nothing makes it run afterwards is as it should be.
    """
    own = job.get("job_schedule") or {}
    if is_refused:
        return REFUSED
    if own.get("status") == run.RUNNING:
        return RUNNING
    if own.get("result") not in (None, "", "success"):
        return FAILED
    if is_dangling:
        return DANGLING
    if trigger == workload.NOTHING and kind.backs_up(job):
        return UNPROTECTED
    return SUCCEEDED if own.get("result") == "success" and epoch(own.get("time_started")) else NEVER


def of_client(load: Workload | None) -> str:
    """One of CLIENTS, of its workload; None: the jobs were not read."""
    if load is None:
        return WAITING
    if load["result"] not in (None, "success"):
        return FAILED
    if not load["protecting"]:
        return UNPROTECTED
    return PROTECTED if load["result"] else NEVER
