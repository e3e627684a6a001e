"""A session with all that its history is told from."""

from collections.abc import Mapping
from dataclasses import dataclass

from freezer_ui.api.client import Freezer
from freezer_ui.sessions import history, run
from freezer_ui.sessions.history import History


@dataclass(frozen=True)
class Seen:
    """A session with all that its history is told from, as read at `now`."""

    session: Mapping
    jobs: Mapping[str, Mapping | None]
    judged: run.Run
    history: History
    now: int

    @property
    def session_id(self) -> str:
        return self.session["session_id"]


def see(freezer: Freezer, session_id: str, now: int) -> Seen:
    """One call, one for each member and each job that has left, and one for each thousand of the
    project's backups.
    """
    session = freezer.session(session_id)
    entries = session.get("jobs") or {}
    backups = history.backups_of(session, freezer.all_backups())
    ids = dict.fromkeys([*entries, *(backup.job_id for backup in backups)])
    jobs = {job_id: freezer.find_job(job_id) for job_id in ids}
    judged = run.judge(session, {job_id: jobs[job_id] for job_id in entries}, now)
    return Seen(session, jobs, judged, history.tell(session, jobs, backups, judged), now)
