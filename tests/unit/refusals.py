"""Reads the sentences of a refusal."""

from collections.abc import Callable

import pytest

from freezer_ui import messages
from freezer_ui.errors import Invalid


def refused(read: Callable[..., object], *arguments: object, **options: object) -> dict[str, str]:
    """Return the sentence of each refused field."""
    with pytest.raises(Invalid) as problem:
        read(*arguments, **options)
    return messages.resolved(problem.value.fields)
