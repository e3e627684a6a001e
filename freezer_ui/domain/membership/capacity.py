"""How many members a session has room for: freezer-api keeps them in one column of its database.

MySQL and MariaDB keep 65,535 bytes there and refuse more: with a 500, in which nobody can see why,
and the end of a run that no longer fits leaves the session running.
"""

import json
from collections.abc import Iterable, Mapping

from freezer_ui.domain.document_types import Entry

#: The longest that Freezer makes of an entry's values; what `oslo.serialization` writes of it.
_FULL = {
    "status": "completed",
    "result": "success",
    "time_started": 2**31 - 1,
    "time_ended": 2**31 - 1,
}
#: Quotes, colon and comma around a member.
_AROUND = 6


def is_full(members: Mapping[str, Entry], new: Mapping[str, Entry], most: int | None) -> bool:
    """Whether the entries of `members` and `new` no longer fit into `most` bytes, once all of them
    have run. An entry needs its "client_id"; None is no limit.
    """
    if most is None:
        return False
    together = {**members, **new}
    return bool(new.keys() - members.keys()) and size(together) > most


def size(members: Mapping[str, Entry]) -> int:
    """Bytes of these entries after a run of all of them."""
    return 2 + sum(_bytes(job_id, entry) for job_id, entry in members.items())


def room(client_ids: Iterable[str], most: int) -> int:
    """For about how many jobs of such clients a session has room."""
    sizes = [_bytes("0" * 32, {"client_id": each}) for each in client_ids]
    return most * len(sizes) // sum(sizes) if sizes else 0


def _bytes(job_id: str, entry: Entry) -> int:
    written = json.dumps({"client_id": entry.get("client_id"), **_FULL})
    return len(job_id) + _AROUND + len(written)
