"""Long answers of Freezer, decoded once: the same bytes from the same place are the same documents.

A thousand sessions are 2 MB of JSON, asked for again and again, mostly to see that nothing is
other. Freezer is asked each time all the same, with the user's own token: what is spared is the
decoding. Whoever gets such documents shares them, and may not change them.
"""

from collections.abc import Callable

from freezer_ui.latest import Latest

#: Bytes: what is shorter is decoded as fast as it is compared, what is longer is not held.
SHORTEST, LONGEST = 20_000, 3_000_000
#: Lists that a process holds, of all projects.
SIZE = 4
_lists: Latest[tuple[bytes, object]] = Latest(SIZE)


def get_or_parse(place: str, content: bytes, decode: Callable[[], object]) -> object:
    """What `decode` makes of `content`, or made of the same bytes that last came from `place`."""
    if not SHORTEST <= len(content) <= LONGEST:
        return decode()
    held = _lists.get(place)
    if held is None or held[0] != content:
        held = (content, decode())
        _lists.set(place, held)
    return held[1]
