"""A session with its jobs, its current run and its history, read together."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

from freezer_ui.api.client import Freezer
from freezer_ui.cache import locks
from freezer_ui.domain import volumes
from freezer_ui.domain.backups import fates
from freezer_ui.domain.backups.fates import Fate
from freezer_ui.domain.document_types import Job, Session
from freezer_ui.domain.runs import history, run
from freezer_ui.domain.runs.history import Backup, History
from freezer_ui.services import backup_records
from freezer_ui.services.clock import Clock


@dataclass(frozen=True)
class SessionView:
    """A session, its members' jobs (None: gone) and its run, as read at `now` (epoch seconds)."""

    session: Session
    jobs: Mapping[str, Job | None]
    judged: run.Run
    now: int

    @property
    def session_id(self) -> str:
        return self.session["session_id"]


@dataclass(frozen=True)
class HistoryView(SessionView):
    """A view with the history; `jobs` also has jobs that have left the session."""

    history: History
    backups: list[Backup]
    #: By backup id, what the retention rule of its action means for it.
    fates: Mapping[str, Fate]


Looked = TypeVar("Looked", bound=SessionView)


@contextmanager
def locked(
    freezer: Freezer, session_id: str, now: int, read: Callable[[Freezer, str, int], Looked]
) -> Iterator[tuple[Looked, Callable[[], None]]]:
    """Lock a session, then `read` it (load or load_with_history): decisions stay true until the
    write. Yields the view and `keep`, to be called before each write (locks.acquire).
    """
    clock = Clock(now)
    with locks.acquire(freezer.project_id, session_id) as keep:
        yield read(freezer, session_id, clock.now), keep


def load(freezer: Freezer, session_id: str, now: int) -> SessionView:
    """Read a session: one call, and one for each member. If members back up volumes, also all
    backup records, from Freezer and Cinder.
    """
    session = freezer.session(session_id)
    jobs = freezer.find_jobs(session.get("jobs") or {})
    of_volumes = backup_records.known(freezer, jobs.values())
    return SessionView(session, jobs, run.judge(session, jobs, now, of_volumes=of_volumes), now)


def load_with_history(
    freezer: Freezer, session_id: str, now: int, names: bool = False
) -> HistoryView:
    """Read a session with its history: also all backup records, and one call for each job that has
    left. `names` adds the names of volumes: one call to Cinder for each.
    """
    session = freezer.session(session_id)
    jobs = freezer.find_jobs(session.get("jobs") or {})
    rows = volumes.attributed(backup_records.all_backups(freezer), jobs.values())
    of_volumes = backup_records.of_rows(rows, jobs.values()) if freezer.volumes else None
    judged = run.judge(session, jobs, now, of_volumes=of_volumes)
    backups = history.backups_of(session, rows)
    if names:
        ours = {backup.id for backup in backups}
        named = backup_records.with_names(
            freezer, [row for row in rows if row["backup_id"] in ours]
        )
        backups = history.backups_of(session, named)
    left = dict.fromkeys(backup.job_id for backup in backups if backup.job_id not in jobs)
    jobs = {**jobs, **freezer.find_jobs(left)}
    reconstructed = history.reconstruct(session, jobs, backups, judged)
    kept = fates.of_jobs(rows, jobs, now)
    return HistoryView(session, jobs, judged, now, reconstructed, backups, kept)
