"""Decoded JSON of long answers, reused while Freezer sends the same bytes.

A thousand sessions are 2 MB of JSON, and few of them change between two requests. Each request
still calls Freezer with its user's token; only the decoding is saved. Callers share the documents
and must not change them.
"""

from collections.abc import Callable

from freezer_ui.latest import Latest

#: Bytes. Decoding a shorter answer is as fast as comparing it; a longer one takes too much memory.
SHORTEST, LONGEST = 20_000, 3_000_000
#: Answers that a process keeps, of all projects together.
SIZE = 4
_answers: Latest[tuple[bytes, object]] = Latest(SIZE)


def get_or_parse(url: str, content: bytes, decode: Callable[[], object]) -> object:
    """Return `decode()`, or its earlier result if the last answer from `url` had the same bytes."""
    if not SHORTEST <= len(content) <= LONGEST:
        return decode()
    cached = _answers.get(url)
    if cached is None or cached[0] != content:
        cached = (content, decode())
        _answers.set(url, cached)
    return cached[1]
