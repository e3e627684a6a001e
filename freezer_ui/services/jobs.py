"""The jobs of a project."""

from collections.abc import Callable, Iterable, Mapping

from freezer_ui.api.client import Freezer
from freezer_ui.cache import undo_store
from freezer_ui.domain import attention, volumes
from freezer_ui.domain.document_types import Client, Job, Kept
from freezer_ui.domain.jobs import capability, workload
from freezer_ui.messages import say
from freezer_ui.services import paging, serializers
from freezer_ui.services.answers import Answer, Home
from freezer_ui.services.paging import Page
from freezer_ui.services.reader import Reader


def list_jobs(
    freezer: Freezer,
    reading: Reader,
    page: Page,
    q: str = "",
    pool: bool = False,
    homes: bool = False,
) -> Answer:
    """Return {"items": [job], "next": cursor or None, "checked": number of jobs read, "read": epoch
    seconds} for jobs whose name, client, action or id contains `q`.

    `pool` selects jobs that no session lists. Each job has a "warning"; with `pool` or `homes` also
    its "home" (the session that lists it), "dangling", "runs" (workload.trigger_of), "need" and
    "rank" (domain.attention). Jobs are searched in chunks, so a page may have fewer than
    `page.limit` items, even none, with more to follow.
    """
    listed = reading.homes() if pool or homes else None
    not_wanted = set(listed or ()) if pool else set()
    found = paging.search(page, reading.jobs, _wanted(q.casefold(), not_wanted), freezer.ours)
    return {
        "items": _items(freezer, reading, found.rows, listed),
        "next": found.cursor,
        "checked": found.checked,
        "read": reading.read,
    }


def some_jobs(
    freezer: Freezer, reading: Reader, job_ids: Iterable[str], homes: bool = False
) -> Answer:
    """As list_jobs, for these jobs if they exist: one call each."""
    ids = list(dict.fromkeys(job_ids))
    rows = [row for row in freezer.find_jobs(ids).values() if row is not None]
    items = _items(freezer, reading, rows, reading.homes() if homes else None)
    return {"items": items, "next": None, "checked": len(ids), "read": reading.read}


def item(
    job: Job, known: Kept | None, client: Client | None, listed: Mapping[str, Home] | None
) -> Answer:
    """Return a job of a list.

    `known` is its record of undo_store.load, `client` its client, `listed` the sessions of jobs
    (Reader.homes), or None to leave them out.
    """
    warning = capability.warning(job, client)
    return (
        serializers.job_row(job, known)
        | {"warning": say(warning)}
        | (_home(job, listed, warning is not None) if listed is not None else {})
    )


def row(freezer: Freezer, job: Job) -> Answer:
    """Return a job of a list; the job's session_id decides what makes it run."""
    known = undo_store.load(freezer.project_id, [job["job_id"]]).get(job["job_id"])
    trigger = workload.trigger_of(job, bool(job.get("session_id")))
    return serializers.job_row(job, known) | {
        "log_words": serializers.log_words(job),
        "runs": trigger,
        **_need(job, trigger),
    }


def _wanted(q: str, not_wanted: set[str]) -> Callable[[Job], bool]:
    def wanted(row: Job) -> bool:
        if row["job_id"] in not_wanted:
            return False
        words = [row["job_id"], row.get("description") or "", row.get("client_id") or ""]
        return not q or q in " ".join([*words, *serializers.actions(row)]).casefold()

    return wanted


def _items(
    freezer: Freezer, reading: Reader, jobs: list[Job], listed: Mapping[str, Home] | None
) -> list[Answer]:
    """Jobs of a list, with their warnings: one call for all clients."""
    if not jobs:
        return []
    known = undo_store.load(freezer.project_id, [job["job_id"] for job in jobs])
    clients = reading.find_clients({job["client_id"] for job in jobs})
    of_volumes = reading.of_volumes() if any(map(volumes.volumes_of, jobs)) else {}
    return [
        item(
            volumes.shown(job, of_volumes),
            known.get(job["job_id"]),
            clients[job["client_id"]],
            listed,
        )
        | {
            "log_words": serializers.log_words(job),
            "result_words": _in_cinder(volumes.last_made(job, of_volumes)),
        }
        for job in jobs
    ]


def _in_cinder(made: volumes.Made | None) -> str | None:
    """The words for a volume's last backup; None for other jobs."""
    return None if made is None else say(volumes.state_message(made.state, made.reason))


def _home(job: Job, listed: Mapping[str, Home], is_refused: bool) -> Answer:
    """The home of a job, whether it is dangling, what makes it run, and its need."""
    home, named = listed.get(job["job_id"]), job.get("session_id")
    dangling = bool(named) and named != (home and home["id"])
    trigger = workload.trigger_of(job, home is not None)
    return {
        "home": home,
        "dangling": dangling,
        "runs": trigger,
        **_need(job, trigger, is_refused, dangling),
    }


def _need(job: Job, trigger: str, is_refused: bool = False, is_dangling: bool = False) -> Answer:
    """The need of a job, and its rank by that."""
    need = attention.of_job(job, is_refused, is_dangling, trigger)
    return {"need": need, "rank": attention.JOBS.index(need)}
