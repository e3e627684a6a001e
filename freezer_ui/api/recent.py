"""Answers that a page asks for again and again, kept a short while for all of a project.

Whoever asks says how old an answer may be; it tells when it was read. Our own writes drop what was
kept before them. Kept in Django's default cache; without it everything is read anew.
"""

import hashlib
import json
import logging
import uuid
from collections.abc import Callable, Mapping

from freezer_ui.api import shared
from freezer_ui.api.errors import Failed

LOG = logging.getLogger(__name__)

#: Seconds: nothing older is ever answered.
OLDEST = 60


def answer(
    project_id: str,
    what: Mapping[str, object],
    age: int,
    now: int,
    make: Callable[[], dict],
    anew: bool = False,
) -> dict:
    """What `make` answers with "read", epoch seconds; one of the last `age` seconds will do, unless
    it is to be read `anew` for who asks next.

    `what` is all that the answer depends on beside the project.
    """
    if age <= 0:
        return make() | {"read": now}
    try:
        key = _key(project_id, what)
        found = None if anew else shared.cache("get", key)
    except Failed as error:
        LOG.warning("Everything is read anew: %s", error.detail)
        return make() | {"read": now}
    if found and 0 <= now - found["read"] <= age:
        return found
    made = make() | {"read": now}
    try:
        shared.cache("set", key, made, OLDEST)
    except Failed as error:
        LOG.warning("An answer is not kept: %s", error.detail)
    return made


def drop(project_id: str) -> None:
    """Something of the project was written: what was read before is of no use any more."""
    try:
        # It outlasts whatever was kept while there was none.
        shared.cache("set", _writes(project_id), uuid.uuid4().hex, 2 * OLDEST)
    except Failed as error:
        LOG.warning("What is kept may be shown for %s s: %s", OLDEST, error.detail)


def _writes(project_id: str) -> str:
    return f"freezer-ui:written:{project_id}"


def _key(project_id: str, what: Mapping[str, object]) -> str:
    """Another one after each of our writes: who read before one keeps nothing for who reads
    after it.
    """
    written = shared.cache("get", _writes(project_id))
    text = json.dumps([project_id, written, what], sort_keys=True)
    return f"freezer-ui:recent:{hashlib.sha256(text.encode()).hexdigest()}"
