"""The progress of a restore's jobs."""

from collections.abc import Iterable, Mapping

from freezer_ui import messages, settings
from freezer_ui.api.client import Freezer
from freezer_ui.domain.backups import restore_outcome
from freezer_ui.domain.document_types import Client, Job
from freezer_ui.domain.labels import client_label
from freezer_ui.errors import FreezerError
from freezer_ui.services.answers import Answer

#: Jobs of one answer, a call each.
MOST = 50


def progress(freezer: Freezer, job_ids: Iterable[str], now: int) -> Answer:
    """Return {"items": [restore_outcome.row with words], "now"}.

    One call for each job; if one failed, all clients are read to name its machine; one call to
    Cinder for each volume that is being restored.
    """
    jobs = freezer.find_jobs(job_ids)
    failed = any(
        job and restore_outcome.state(job) == restore_outcome.FAILED for job in jobs.values()
    )
    clients: Mapping[str, Client] = freezer.all_clients() if failed else {}
    rows = (
        _with_volume(
            freezer, job, restore_outcome.row(job_id, job, _agent(freezer, job, clients), now)
        )
        for job_id, job in jobs.items()
    )
    return {"items": [_item(row) for row in rows], "now": now}


def _with_volume(freezer: Freezer, job: Job | None, row: Answer) -> Answer:
    volume_id = restore_outcome.volume_of(job)
    if volume_id is None or freezer.volumes is None:
        return row
    try:
        volume = freezer.volumes.volume(volume_id)
    except FreezerError:
        return restore_outcome.with_volume(row, volume_id, None, is_known=False)
    return restore_outcome.with_volume(row, volume_id, volume, is_known=True)


def _item(row: Answer) -> Answer:
    """The row with "words", "reasons" and "log_words" instead of messages."""
    rest = {key: value for key, value in row.items() if key not in ("message", "log")}
    return rest | {
        "words": messages.say(row["message"]),
        "reasons": [messages.say(each) for each in row["reasons"]],
        "log_words": messages.say(row["log"]) or "",
    }


def _agent(
    freezer: Freezer, job: Job | None, clients: Mapping[str, Client]
) -> restore_outcome.Agent:
    client_id = str((job or {}).get("client_id") or "")
    name = client_label(client_id)
    host = str(clients.get(client_id, {}).get("hostname") or name)
    return restore_outcome.Agent(name, host, settings.get("FREEZER_AGENT_POLL"))
