"""Long answers of Freezer, decoded once as long as their bytes stay the same.

A thousand sessions are 2 MB of JSON, which pages read again and again, mostly unchanged. Freezer is
still asked each time, with the user's own token; only the decoding is saved. Callers share the
documents and must not change them.
"""

from collections.abc import Callable

from freezer_ui.latest import Latest

#: Bytes. Shorter answers are decoded as fast as they are compared; longer ones are not kept.
SHORTEST, LONGEST = 20_000, 3_000_000
#: How many answers a process keeps, of all projects together.
SIZE = 4
_lists: Latest[tuple[bytes, object]] = Latest(SIZE)


def get_or_parse(place: str, content: bytes, decode: Callable[[], object]) -> object:
    """Return `decode()`, or its earlier result if the last answer of `place` had the same bytes."""
    if not SHORTEST <= len(content) <= LONGEST:
        return decode()
    held = _lists.get(place)
    if held is None or held[0] != content:
        held = (content, decode())
        _lists.set(place, held)
    return held[1]
