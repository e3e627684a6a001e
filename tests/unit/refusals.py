"""What a rule says of what it refuses."""

from collections.abc import Callable

import pytest

from freezer_ui import messages
from freezer_ui.errors import Invalid


def refused(read: Callable[..., object], *arguments: object, **options: object) -> dict[str, str]:
    """The sentence of each field that is refused."""
    with pytest.raises(Invalid) as problem:
        read(*arguments, **options)
    return messages.resolved(problem.value.fields)
