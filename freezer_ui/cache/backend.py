"""Django's default cache, which Horizon's processes share; its failures are told as one of ours."""

import uuid
from typing import Any

from django.core.cache import cache as django_cache

from freezer_ui.cache import keys
from freezer_ui.errors import Failed
from freezer_ui.message import message

#: Seconds that a value is kept which only shows that values are kept.
_LIFETIME = 60


def cache(operation: str, *arguments: object) -> Any:
    """What the cache answers to get, set, add …; raises Failed.

    Without it two writers could not be kept apart, nor a job's own schedule be kept.
    """
    try:
        return getattr(django_cache, operation)(*arguments)
    except Exception as error:  # Every backend raises its own.
        raise _not_there(type(error).__name__) from error


def keep(key: str, value: object, seconds: float) -> None:
    """Set, and read back: a client that passes over errors, or over a server that has just failed
    (pymemcache does), says nothing where nothing was kept. Raises Failed.
    """
    cache("set", key, value, seconds)
    if cache("get", key) != value:
        raise _not_there("A value was not kept")


def check() -> None:
    """Raises Failed where the cache keeps nothing."""
    number = uuid.uuid4().hex
    keep(keys.key("probe", number), number, _LIFETIME)


def _not_there(why: str) -> Failed:
    return Failed(message("service.no_cache"), detail=why)
