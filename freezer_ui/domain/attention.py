"""The `need` of each row of a list: what somebody has to do about it. Lists show the worst first.

Freezer's own result does not decide it: a "success" may be another run's.
"""

from collections.abc import Mapping

from freezer_ui.domain.document_types import Job, Workload
from freezer_ui.domain.jobs import kind, standalone, workload
from freezer_ui.domain.runs import run
from freezer_ui.domain.schedules import schedule
from freezer_ui.domain.times import epoch

FAILED, PARTIAL, OVERDUE, UNKNOWN, REFUSED = "failed", "partial", "overdue", "unknown", "refused"
DANGLING, UNPROTECTED, EMPTY, RUNNING = "dangling", "unprotected", "empty", "running"
CHECKING, WAITING, NEVER = "checking", "waiting", "never"
COMPLETE, SUCCEEDED, PROTECTED = "complete", "succeeded", "protected"

#: The needs of each list, the worst first.
SESSIONS = (FAILED, PARTIAL, OVERDUE, UNKNOWN, EMPTY, RUNNING, CHECKING, NEVER, COMPLETE)
JOBS = (REFUSED, FAILED, DANGLING, UNPROTECTED, RUNNING, NEVER, SUCCEEDED)
CLIENTS = (FAILED, UNPROTECTED, WAITING, NEVER, PROTECTED)


def of_session(state: str, counts: Mapping[str, int]) -> str:
    """Return one of SESSIONS for a verdict's state and counts (run.Run)."""
    if state != "incomplete":
        return state
    return FAILED if counts.get(run.FAILED) else PARTIAL


def of_job(job: Job, is_refused: bool, is_dangling: bool, trigger: str) -> str:
    """Return one of JOBS. `is_refused`: its client cannot run it. `trigger`: workload.trigger_of.

    A restore that nothing triggers is not UNPROTECTED: it runs once.
    """
    own = schedule.of_job(job)
    if is_refused:
        return REFUSED
    if standalone.is_running(job):
        return RUNNING
    if own.get("result") not in (None, "", "success"):
        return FAILED
    if is_dangling:
        return DANGLING
    if trigger == workload.NOTHING and kind.backs_up(job):
        return UNPROTECTED
    return SUCCEEDED if own.get("result") == "success" and epoch(own.get("time_started")) else NEVER


def of_client(load: Workload | None) -> str:
    """Return one of CLIENTS for a workload; WAITING for None: the jobs were not read yet."""
    if load is None:
        return WAITING
    if load["result"] not in (None, "success"):
        return FAILED
    if not load["protecting"]:
        return UNPROTECTED
    return PROTECTED if load["result"] else NEVER
