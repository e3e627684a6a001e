"""How many members fit into a session: freezer-api keeps them in one column of its database.

MySQL and MariaDB refuse more than 65,535 bytes. Freezer then answers 500 without a reason, and if
the end of a run does not fit, the session stays running.
"""

import json
from collections.abc import Iterable, Mapping

from freezer_ui.domain.document_types import Entry

#: The longest values that Freezer writes into an entry.
_FULL = {
    "status": "completed",
    "result": "success",
    "time_started": 2**31 - 1,
    "time_ended": 2**31 - 1,
}
#: Characters around an entry: quotes, colon, comma, blanks.
_AROUND = 6


def is_full(members: Mapping[str, Entry], new: Mapping[str, Entry], most: int | None) -> bool:
    """Whether `members` and `new` together need more than `most` bytes once all of them have run.

    An entry needs its "client_id". `most` None: no limit.
    """
    if most is None:
        return False
    together = {**members, **new}
    return bool(new.keys() - members.keys()) and size(together) > most


def size(members: Mapping[str, Entry]) -> int:
    """Return the bytes of these entries once all of them have run."""
    return 2 + sum(_bytes(job_id, entry) for job_id, entry in members.items())


def room(client_ids: Iterable[str], most: int) -> int:
    """Return about how many jobs of such clients fit into `most` bytes."""
    sizes = [_bytes("0" * 32, {"client_id": each}) for each in client_ids]
    return most * len(sizes) // sum(sizes) if sizes else 0


def _bytes(job_id: str, entry: Entry) -> int:
    written = json.dumps({"client_id": entry.get("client_id"), **_FULL})
    return len(job_id) + _AROUND + len(written)
