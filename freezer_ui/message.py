"""Messages: what a rule tells a user, as data. freezer_ui.messages makes a sentence of each."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Message:
    """`code` names a sentence of freezer_ui.messages ("runs.complete"), which takes `params`: plain
    data, or messages.
    """

    code: str
    params: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        """Return code and parameters, for logs, which have no language."""
        return f"{self.code} {dict(self.params)}" if self.params else self.code


def N_(text: str) -> str:
    """Mark a text for extraction; it is translated where it is shown."""
    return text


def message(code: str, /, **params: Any) -> Message:
    """Return a Message with these parameters."""
    return Message(code, params)
