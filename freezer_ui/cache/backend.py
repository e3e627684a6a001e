"""Django's default cache, which Horizon's processes share; its failures are told as one of ours."""

from typing import Any

from django.core.cache import cache as django_cache

from freezer_ui.errors import Failed
from freezer_ui.message import message


def cache(operation: str, *arguments: object) -> Any:
    """What the cache answers to get, set, add …; raises Failed.

    Without it two writers could not be kept apart, nor a job's own schedule be kept.
    """
    try:
        return getattr(django_cache, operation)(*arguments)
    except Exception as error:  # Every backend raises its own.
        raise Failed(
            message("service.no_cache"),
            detail=type(error).__name__,
        ) from error
