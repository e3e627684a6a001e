"""What a client is called."""

import re

#: Freezer's default id is <project id>_<hostname> (N10).
_PROJECT = re.compile(r"[0-9a-f]{32}_(?=.)", re.DOTALL)


def name_of(client_id: str) -> str:
    """The hostname of a client with a default id; any other id as it is."""
    found = _PROJECT.match(client_id) if isinstance(client_id, str) else None
    return client_id[found.end() :] if found else client_id
