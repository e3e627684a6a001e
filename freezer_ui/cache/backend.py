"""Django's default cache, which Horizon's processes share; every failure raises Failed."""

import uuid
from typing import Any

from django.core.cache import cache as django_cache

from freezer_ui.cache import keys
from freezer_ui.errors import Failed
from freezer_ui.message import message

#: Lifetime, in seconds, of the value that check() writes.
_LIFETIME = 60


def cache(operation: str, *arguments: object) -> Any:
    """Call `operation` (get, set, add …) of the cache and return its result. Raises Failed."""
    try:
        return getattr(django_cache, operation)(*arguments)
    except Exception as error:  # Every backend raises its own.
        raise _not_there(type(error).__name__) from error


def keep(key: str, value: object, seconds: float) -> None:
    """Set a value and read it back. Raises Failed if the cache did not keep it.

    A set that returns proves nothing: some clients (pymemcache) ignore errors and servers that have
    just failed.
    """
    cache("set", key, value, seconds)
    if cache("get", key) != value:
        raise _not_there("A value was not kept")


def check() -> None:
    """Raises Failed if the cache does not keep values."""
    number = uuid.uuid4().hex
    keep(keys.key("probe", number), number, _LIFETIME)


def _not_there(why: str) -> Failed:
    return Failed(message("service.no_cache"), detail=why)
